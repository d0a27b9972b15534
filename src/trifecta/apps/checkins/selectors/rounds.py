"""A round while it is sealed, as one participant may see it: themselves, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final, Literal

from django.db.models import QuerySet

from trifecta.apps.checkins.models import Entry, Limit, Round
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView, PartnershipView, partnership_for
from trifecta.apps.records.prepared import prepared
from trifecta.domain.access import Visibility
from trifecta.domain.checkins.entry import EntryAnswers, from_data
from trifecta.domain.checkins.items import Item
from trifecta.domain.checkins.sheets import Sheet, item, sheet_for
from trifecta.domain.errors import NotFoundError

RoundState = Literal["open", "overtaken", "revealed"]
sheet_of: Final = lru_cache(maxsize=512)(sheet_for)
"""Put together once for each person and round: it depends on nothing that anybody does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView:
    """A round, from one participant; `others` are the other participants in order of joining.

    Nothing in it depends on what the others have done, until `state` is "revealed".
    """

    id: str
    number: int
    partnership: PartnershipView
    state: RoundState
    opened_at: datetime
    opened_by: str
    revealed_at: datetime | None
    entry_id: str
    sealed_at: datetime | None
    items: tuple[Item, ...]
    participants: tuple[MemberView, ...]

    @property
    def me(self) -> MemberView:
        return self.partnership.me

    @property
    def others(self) -> tuple[MemberView, ...]:
        return tuple(member for member in self.participants if member.id != self.me.id)

    @property
    def sheet(self) -> Sheet:
        """The reader's own questions."""
        return sheet_of(self.items, seed=self.entry_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitView:
    """One thing that limits its writer."""

    id: str
    kind: str
    text: str
    visibility: Visibility


def round_for(*, actor: User, round_id: str) -> RoundView:
    """The round, for an active member who takes part in it; raises NotFoundError otherwise."""
    return _with_entry(actor, round_id)[0]


def _with_entry(actor: User, round_id: str) -> tuple[RoundView, Entry]:
    """The round and the actor's own entry in it; of the others' entries only whose they are."""
    found = _rounds(round_id)
    if not found:
        raise NotFoundError
    row = found[0]
    partnership = partnership_for(actor=actor, partnership_id=row.partnership_id)
    mine = _entries(round_id, partnership.me.id)
    if not mine:
        raise NotFoundError
    return _view(row, partnership, mine[0]), mine[0]


@prepared
def _rounds(round_id: str) -> QuerySet[Round]:
    return Round.objects.filter(id=round_id).defer("outcome")


@prepared
def _entries(round_id: str, member_id: str) -> QuerySet[Entry]:
    return Entry.objects.filter(round_id=round_id, member_id=member_id)


@prepared
def _belonging(round_id: str) -> QuerySet[Entry]:
    """Whose entries there are, and nothing that is in them."""
    return Entry.objects.filter(round_id=round_id).only("id", "member")


def participants(round_id: str) -> set[str]:
    """The ids of the members who take part in a round."""
    return {row.member_id for row in _belonging(round_id)}


def _view(row: Round, partnership: PartnershipView, mine: Entry) -> RoundView:
    member_ids = participants(row.id)
    everyone = sorted((*partnership.members, *partnership.former), key=lambda m: m.joined_at)
    return RoundView(
        id=row.id,
        number=row.number,
        partnership=partnership,
        state=state_of(row, member_ids, partnership),
        opened_at=row.opened_at,
        opened_by=partnership.member(row.opened_by_id).name,
        revealed_at=row.revealed_at,
        entry_id=mine.id,
        sealed_at=mine.sealed_at,
        items=tuple(item(key) for key in row.items),
        participants=tuple(member for member in everyone if member.id in member_ids),
    )


def state_of(row: Round, member_ids: set[str], partnership: PartnershipView) -> RoundState:
    """Whether the round is open, revealed, or overtaken by somebody joining or leaving."""
    if row.revealed:
        return "revealed"
    active = {member.id for member in partnership.members}
    return "open" if row.closed_at is None and member_ids == active else "overtaken"


def my_answers(*, actor: User, round_id: str) -> tuple[RoundView, EntryAnswers]:
    """What `actor` has answered in a round, nothing of anybody else; raises NotFoundError."""
    view, entry = _with_entry(actor, round_id)
    return view, from_data(entry.answers)


def my_entry(*, actor: User, round_id: str) -> tuple[RoundView, EntryAnswers, list[LimitView]]:
    """Everything `actor` has put into a round; raises NotFoundError."""
    view, answers = my_answers(actor=actor, round_id=round_id)
    return view, answers, _limits(view)


def my_limits(*, actor: User, round_id: str) -> tuple[RoundView, list[LimitView]]:
    """What `actor` wrote as limiting them, in the order of writing; raises NotFoundError."""
    view = round_for(actor=actor, round_id=round_id)
    return view, _limits(view)


def _limits(view: RoundView) -> list[LimitView]:
    return [limit_view(row) for row in _limits_of(view.entry_id)]


@prepared
def _limits_of(entry_id: str) -> QuerySet[Limit]:
    return Limit.objects.filter(entry_id=entry_id).order_by("created_at", "id")


def limit_view(row: Limit) -> LimitView:
    return LimitView(id=row.id, kind=row.kind, text=row.text, visibility=Visibility(row.visibility))
