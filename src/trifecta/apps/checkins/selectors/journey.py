"""What the partnership page knows of its check-ins: facts for the next step, history, trends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, takewhile
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from trifecta.apps.checkins.models import Entry, Finding, Limit, Round
from trifecta.apps.checkins.selectors.rounds import participants, state_of
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView, PartnershipView, partnership_for
from trifecta.apps.records.prepared import prepared
from trifecta.domain.checkins.constraints import BUSINESS_KINDS, SHARED, TECHNICAL_KINDS
from trifecta.domain.checkins.pulse import QUESTIONS, PulseQuestion
from trifecta.domain.checkins.stored import diagnosis_from
from trifecta.domain.checkins.trends import (
    Trend,
    agreement_at,
    profile_trend,
    pulse_at,
    pulse_trend,
)
from trifecta.domain.errors import NotFoundError
from trifecta.domain.people.journey import CheckinFacts, HistoryEntry, Link, Told

MOST_ROUNDS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A revealed round the reader took part in."""

    id: str
    number: int
    revealed_at: datetime
    outcome: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTrends:
    """How two members' agreement and understanding move."""

    first: MemberView
    second: MemberView
    agreement: Trend
    understanding: Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """All trends of a partnership over the rounds the reader took part in."""

    partnership: PartnershipView
    rounds: int
    last_round_id: str | None
    pairs: tuple[PairTrends, ...]
    pulse: tuple[tuple[PulseQuestion, Trend], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The check-ins of a partnership as one member may read them, read once.

    Nothing in it depends on what others answered in an open round.
    """

    partnership: PartnershipView
    opened: tuple[_Opened, ...]

    def told(self) -> Told[CheckinFacts]:
        facts = _facts(self.partnership, self.opened)
        return Told(facts=facts, history=_history(self.opened))

    def trends(self) -> Trends:
        return _trends(self.partnership, self.opened)


def read(*, actor: User, partnership: PartnershipView) -> Reading:
    """The check-ins of a partnership that `actor` has been let into."""
    _check(actor, partnership)
    return Reading(partnership=partnership, opened=tuple(_opened(partnership)))


def journey_facts(*, actor: User, partnership: PartnershipView) -> CheckinFacts:
    """The facts alone."""
    return read(actor=actor, partnership=partnership).told().facts


def _facts(partnership: PartnershipView, opened: Sequence[_Opened]) -> CheckinFacts:
    waiting = _waiting(partnership)
    last = opened[-1] if opened else None
    kinds = [set(one.outcome["shared_kinds"]) for one in opened]
    silent = takewhile(lambda shared: not shared, reversed(kinds))
    mine = _my_last_limits(last, partnership) if last else []
    shared = sum(visibility in SHARED for visibility in mine)
    return CheckinFacts(
        rounds_revealed=len(opened),
        open_round_id=waiting.round_id if waiting else None,
        i_have_submitted=waiting.sealed_at is not None if waiting else False,
        i_have_begun=waiting.has_answers if waiting else False,
        last_round_id=last.id if last else None,
        last_revealed_at=last.revealed_at if last else None,
        last_diagnosis=last.outcome["verdict"] if last else None,
        last_headline=last.outcome["headline"] if last else "",
        trust_falling=_pulse_trend("trust", opened).direction == "falling",
        rounds_with_business_constraint=sum(bool(k & BUSINESS_KINDS) for k in kinds),
        rounds_with_technical_constraint=sum(bool(k & TECHNICAL_KINDS) for k in kinds),
        rounds_without_shared_constraint=sum(1 for _ in silent),
        my_private_constraints=len(mine) - shared,
        my_shared_constraints=shared,
    )


def last_opened_id(*, actor: User, partnership: PartnershipView) -> str | None:
    """The last opened round `actor` took part in."""
    _check(actor, partnership)
    last = _last_opened(partnership.id, partnership.me.id)
    return last[0].id if last else None


def history(*, actor: User, partnership: PartnershipView) -> list[HistoryEntry]:
    """The opened rounds `actor` took part in, newest first."""
    return read(actor=actor, partnership=partnership).told().history


def _history(opened: Sequence[_Opened]) -> list[HistoryEntry]:
    return [
        HistoryEntry(
            at=one.revealed_at,
            before="",
            linked=f"Check-in {one.number}",
            link=Link(url_name="checkins:diagnosis", args=(one.id,)),
            after=f": {one.outcome['headline']}",
        )
        for one in reversed(opened)
    ]


def trends_of(*, actor: User, partnership_id: str) -> Trends:
    """The trends, for an active member; raises NotFoundError."""
    partnership = partnership_for(actor=actor, partnership_id=partnership_id)
    return read(actor=actor, partnership=partnership).trends()


def _trends(partnership: PartnershipView, opened: Sequence[_Opened]) -> Trends:
    moments = {one.id: one.revealed_at for one in opened}
    findings = [row for row in _findings(partnership.id) if row.round_id in moments]
    pairs = combinations(partnership.members, 2)
    return Trends(
        partnership=partnership,
        rounds=len(opened),
        last_round_id=opened[-1].id if opened else None,
        pairs=tuple(_pair_trends(first, second, findings, moments) for first, second in pairs),
        pulse=tuple((question, _pulse_trend(question.key, opened)) for question in QUESTIONS),
    )


def _check(actor: User, partnership: PartnershipView) -> None:
    if partnership.me.user_id != actor.id:
        raise NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """The open round from the reader's side."""

    round_id: str
    sealed_at: datetime | None
    has_answers: bool


def _waiting(partnership: PartnershipView) -> _Waiting | None:
    found = _open_rounds(partnership.id)
    if not found:
        return None
    row = found[0]
    if state_of(row, participants(row.id), partnership) != "open":
        return None
    (mine,) = _how_far(row.id, partnership.me.id)
    return _Waiting(
        round_id=row.id,
        sealed_at=mine.sealed_at,
        has_answers=bool(mine.has_answers),  # type: ignore[attr-defined]
    )


@prepared
def _how_far(round_id: str, member_id: str) -> QuerySet[Entry]:
    """The reader's own entry, without what is in it."""
    rows = Entry.objects.filter(round_id=round_id, member_id=member_id).defer("answers")
    begun = ExpressionWrapper(Q(answers__isnull=False), output_field=BooleanField())
    return rows.annotate(has_answers=begun)


@prepared
def _open_rounds(partnership_id: str) -> QuerySet[Round]:
    rows = Round.objects.filter(partnership_id=partnership_id, revealed=False, closed_at=None)
    return rows.defer("outcome")


@prepared
def _rows_opened(partnership_id: str, member_id: str) -> QuerySet[Round]:
    """Newest first."""
    return Round.objects.filter(
        partnership_id=partnership_id, revealed=True, entries__member_id=member_id
    ).order_by("-number")[:MOST_ROUNDS]


def _opened(partnership: PartnershipView) -> list[_Opened]:
    rows = _rows_opened(partnership.id, partnership.me.id)
    return [
        _Opened(
            id=row.id,
            number=row.number,
            revealed_at=row.revealed_at or row.opened_at,
            outcome=row.outcome,
        )
        for row in reversed(rows)
    ]


def _my_last_limits(last: _Opened, partnership: PartnershipView) -> list[str]:
    return [row.visibility for row in _limits_of(last.id, partnership.me.id)]


@prepared
def _limits_of(round_id: str, member_id: str) -> QuerySet[Limit]:
    """Who is shown each of them, without its words."""
    rows = Limit.objects.filter(entry__round_id=round_id, entry__member_id=member_id)
    return rows.only("id", "visibility")


@prepared
def _last_opened(partnership_id: str, member_id: str) -> QuerySet[Round]:
    rows = Round.objects.filter(
        partnership_id=partnership_id, revealed=True, entries__member_id=member_id
    )
    return rows.order_by("-number").only("id")[:1]


@prepared
def _findings(partnership_id: str) -> QuerySet[Finding]:
    """Of its opened rounds; the reader is shown those of rounds they took part in."""
    return Finding.objects.filter(round__partnership_id=partnership_id, round__revealed=True)


def _pulse_trend(key: str, opened: Sequence[_Opened]) -> Trend:
    measured = [pulse_at(one.revealed_at, one.outcome["pulse"][key]) for one in opened]
    return pulse_trend([one for one in measured if one is not None])


def _pair_trends(
    first: MemberView,
    second: MemberView,
    findings: Sequence[Finding],
    moments: dict[str, datetime],
) -> PairTrends:
    both = {first.id, second.id}
    mine = [finding for finding in findings if {finding.first_id, finding.second_id} == both]
    found = [(moments[row.round_id], diagnosis_from(row.diagnosis)) for row in mine]
    agreement = [agreement_at(at, [diagnosis.agreement]) for at, diagnosis in found]
    understanding = [agreement_at(at, diagnosis.accuracies) for at, diagnosis in found]
    return PairTrends(
        first=first,
        second=second,
        agreement=profile_trend([one for one in agreement if one is not None]),
        understanding=profile_trend([one for one in understanding if one is not None]),
    )
