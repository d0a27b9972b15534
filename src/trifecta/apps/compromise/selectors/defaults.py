"""What happens when nothing is agreed: what counts, what waits for whom, and what was off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from trifecta.apps.compromise.models.defaults import DefaultPlan
from trifecta.apps.people.selectors import MemberView
from trifecta.apps.tensions.selectors import GateView


def counting(rows: Iterable[DefaultPlan], present: Collection[str]) -> DefaultPlan | None:
    """The newest that every present member (ids) has confirmed."""
    return next((row for row in _standing(rows) if _all_confirmed(row, present)), None)


def waiting(rows: Sequence[DefaultPlan], present: Collection[str]) -> DefaultPlan | None:
    """The newest, while somebody has not confirmed it."""
    newest = next(iter(_standing(rows)), None)
    return None if newest is None or _all_confirmed(newest, present) else newest


def _standing(rows: Iterable[DefaultPlan]) -> Iterable[DefaultPlan]:
    return (row for row in rows if row.set_aside_at is None)


def _all_confirmed(row: DefaultPlan, present: Collection[str]) -> bool:
    return set(present) <= set(row.confirmed_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultView:
    """One that counts or waits; `waits_for` are those who have not said anything to it."""

    id: str
    placements: dict[str, str]
    proposed_by: MemberView
    at: datetime
    mine: bool
    waits_for: tuple[MemberView, ...]
    waits_for_me: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinedDefault:
    """The last that somebody set aside with a word about it, if nothing came after it."""

    by: MemberView
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultStanding:
    """Where it stands; `fits` is whether what counts can still be done."""

    counts: DefaultView | None
    waits: DefaultView | None
    declined: DeclinedDefault | None
    fits: bool

    @property
    def known(self) -> bool:
        return self.counts is not None and self.fits


def default_standing(rows: Sequence[DefaultPlan], gate: GateView, *, fits: bool) -> DefaultStanding:
    """`rows` are those of the tension, the newest first."""
    present = [member.id for member in gate.partnership.members]
    counts, waits = counting(rows, present), waiting(rows, present)
    newest = rows[0] if rows else None
    declined = None
    if newest is not None and newest.set_aside_by_id and newest.answer:
        by = gate.partnership.member(newest.set_aside_by_id)
        declined = DeclinedDefault(by=by, answer=newest.answer)
    return DefaultStanding(
        counts=default_view(counts, gate) if counts else None,
        waits=default_view(waits, gate) if waits else None,
        declined=declined,
        fits=fits,
    )


def default_view(row: DefaultPlan, gate: GateView) -> DefaultView:
    """What one says, whether or not it was set aside."""
    people, me = gate.partnership, gate.partnership.me.id
    waits_for = tuple(member for member in people.members if member.id not in row.confirmed_by)
    return DefaultView(
        id=row.id,
        placements=dict(row.placements),
        proposed_by=people.member(row.proposed_by_id),
        at=row.created_at,
        mine=row.proposed_by_id == me,
        waits_for=waits_for,
        waits_for_me=any(member.id == me for member in waits_for),
    )
