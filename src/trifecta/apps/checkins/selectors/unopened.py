"""Check-ins that were not opened: the one that waits, and those that coming or going has ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from trifecta.apps.checkins.models import Entry, Round
from trifecta.apps.checkins.selectors.rounds import RoundView, participants, state_of
from trifecta.apps.people.selectors import PartnershipView
from trifecta.apps.records.prepared import prepared
from trifecta.domain.checkins.overtaken import Overtaking, Presence, overtaking
from trifecta.domain.people.journey import HistoryEntry, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The open round from the reader's side."""

    round_id: str
    sealed_at: datetime | None
    has_answers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A round the reader took part in that closed without being opened; `latest`: none followed."""

    round_id: str
    number: int
    by: Overtaking
    latest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unopened:
    """What a reader may know of the rounds that were not opened; never who had answered."""

    waiting: Waiting | None
    closed: tuple[Closed, ...]

    @property
    def just_closed(self) -> Closed | None:
        """The one that nothing has followed yet."""
        return next((one for one in self.closed if one.latest), None)


def unopened(partnership: PartnershipView) -> Unopened:
    """Of a partnership that its reader has been let into."""
    rows = _rows(partnership.id)
    last = next((row for row in rows if row.closed_at is None), None)
    waiting = _waiting(last, partnership) if last else None
    ended = [row for row in rows if waiting is None or row.id != waiting.round_id]
    closed = (_closed(row, partnership) for row in ended)
    return Unopened(waiting=waiting, closed=tuple(one for one in closed if one is not None))


def closed_history(closed: Sequence[Closed]) -> list[HistoryEntry]:
    """That they closed, and who came or went."""
    return [
        HistoryEntry(
            at=one.by.at,
            before="",
            linked=f"Check-in {one.number}",
            link=Link(url_name="checkins:answer", args=(one.round_id,)),
            after=f" closed without a result, {one.by.words}.",
        )
        for one in closed
    ]


def why_closed(view: RoundView) -> str:
    """Who came or went, for somebody who takes part in a round that is not open any more."""
    by = overtaking(opened_at=view.opened_at, presences=presences(view.partnership))
    return by.words if by and view.state == "overtaken" else ""


def presences(partnership: PartnershipView) -> list[Presence]:
    """Everybody who is or was in it, "You" for the reader."""
    return [
        Presence(
            name="You" if one.id == partnership.me.id else one.name,
            joined_at=one.joined_at,
            left_at=one.left_at,
        )
        for one in (*partnership.members, *partnership.former)
    ]


def _waiting(row: Round, partnership: PartnershipView) -> Waiting | None:
    if state_of(row, participants(row.id), partnership) != "open":
        return None
    (mine,) = _how_far(row.id, partnership.me.id)
    return Waiting(
        round_id=row.id,
        sealed_at=mine.sealed_at,
        has_answers=bool(mine.has_answers),  # type: ignore[attr-defined]
    )


def _closed(row: Round, partnership: PartnershipView) -> Closed | None:
    by = overtaking(opened_at=row.opened_at, presences=presences(partnership))
    if by is None or partnership.me.joined_at > row.opened_at:
        return None
    return Closed(round_id=row.id, number=row.number, by=by, latest=row.closed_at is None)


@prepared
def _rows(partnership_id: str) -> QuerySet[Round]:
    """Newest first."""
    rows = Round.objects.filter(partnership_id=partnership_id, revealed=False)
    return rows.defer("outcome").order_by("-number")


@prepared
def _how_far(round_id: str, member_id: str) -> QuerySet[Entry]:
    """The reader's own entry, without what is in it."""
    rows = Entry.objects.filter(round_id=round_id, member_id=member_id).defer("answers")
    begun = ExpressionWrapper(Q(answers__isnull=False), output_field=BooleanField())
    return rows.annotate(has_answers=begun)
