"""Proposals as their giver reads them, and as the room does once all are in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from trifecta.apps.calibration.models import Evidence, Look, Proposal, Seat
from trifecta.apps.calibration.selectors import asked
from trifecta.apps.calibration.selectors.rooms import CaseRoom, first_name, proposing, shown
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.votes import Estimate, Outcome, Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """What I propose, as far as I have come; `version` 0 is one that was not saved yet."""

    estimate: Estimate
    steps: Mapping[str, int]
    reasons: Mapping[str, str]
    version: int
    handed_in: bool
    lacking: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one calibrator proposes, shown to all; `place` is their order in the room."""

    seat_id: str
    place: int
    name: str
    function: str
    steps: Mapping[str, int]
    reasons: Mapping[str, str]
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """A piece of evidence beside a proposal; `looked` whether I have marked it."""

    id: str
    title: str
    outcomes: tuple[str, ...]
    looked: bool


def estimate_now(room: CaseRoom) -> Estimate | None:
    """The estimate that the actor can give now."""
    if Act.PROPOSE_FIRST in room.acts:
        return "first"
    if Act.PROPOSE_SECOND in room.acts and not shown(room, "second"):
        return "second"
    return None


def my_proposal(room: CaseRoom, estimate: Estimate) -> Mine:
    """My own alone, no other is read; after talking it begins with my first.

    Raises NotFoundError for who does not take part.
    """
    seat = room.seat_or_absent()
    rows = {row.estimate: row for row in Proposal.objects.filter(case=room.case, seat=seat)}
    row = rows.get(estimate)
    begins = row or (rows.get("first") if estimate == "second" else None)
    steps = dict(begins.steps) if begins else {}
    reasons = dict(begins.reasons) if begins else {}
    return Mine(
        estimate=estimate,
        steps=steps,
        reasons=reasons,
        version=row.version if row else 0,
        handed_in=row is not None and row.handed_in_at is not None,
        lacking=tuple(one for one in room.outcomes if one not in steps or not reasons.get(one)),
    )


def proposals_shown(room: CaseRoom, estimate: Estimate) -> tuple[Given, ...]:
    """What everybody who takes part proposed; nothing is read before all are shown."""
    if not shown(room, estimate) or not may_read(room):
        return ()
    there = {seat.id for seat in proposing(room, estimate)}
    rows = asked.proposals_of(room.case.id, estimate)
    by_seat = {row.seat_id: row for row in rows if row.seat_id in there}
    return tuple(
        _given(room, seat, place, by_seat[seat.id])
        for place, seat in enumerate(room.seats)
        if seat.id in by_seat
    )


def may_read(room: CaseRoom) -> bool:
    """Whether the actor is in the room, at a stage in which what all gave is read."""
    return Act.READ_FIRST in room.acts


def spreads_of(room: CaseRoom, given: tuple[Given, ...]) -> tuple[Spread, ...]:
    """A spread an outcome, of proposals that are shown; () where there are none."""
    if not given:
        return ()
    return tuple(
        Spread(outcome=outcome, steps=tuple(sorted(one.steps[outcome] for one in given)))
        for outcome in room.outcomes
    )


def evidence_beside(room: CaseRoom) -> list[EvidenceLine]:
    """What there is to look at, with the actor's own marks and nobody else's."""
    if Act.READ_EVIDENCE not in room.acts:
        return []
    rows = Evidence.objects.filter(case=room.case, withdrawn_at=None)
    looked: set[str] = set()
    if room.seat is not None:
        mine = Look.objects.filter(seat=room.seat, evidence__case=room.case)
        looked = set(mine.values_list("evidence_id", flat=True))
    return [
        EvidenceLine(
            id=row.id,
            title=cast(str, row.title),
            outcomes=tuple(row.outcomes),
            looked=row.id in looked,
        )
        for row in rows
    ]


def _given(room: CaseRoom, seat: Seat, place: int, row: Proposal) -> Given:
    return Given(
        seat_id=seat.id,
        place=place,
        name=first_name(seat.user),
        function=seat.function,
        steps=dict(row.steps),
        reasons=dict(row.reasons),
        is_mine=seat.user_id == room.actor.id,
    )
