"""Statistics of a cycle for one of its calibrators: of what is shown to them, after voting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from trifecta.apps.calibration.models import Cycle, Proposal, Rating, RatingState
from trifecta.apps.calibration.selectors.cycles import cases_of
from trifecta.apps.calibration.selectors.rooms import (
    CaseRoom,
    CycleRoom,
    enter_cycle,
    outcomes_of,
    proposing,
    shown,
)
from trifecta.apps.people.models import User
from trifecta.domain.calibration import helping
from trifecta.domain.calibration.acts import ACTS, Act
from trifecta.domain.calibration.agreement import Agreement
from trifecta.domain.calibration.drift import Drift
from trifecta.domain.calibration.helping import Moved, Stands, Votes
from trifecta.domain.calibration.votes import OUTCOMES, Estimate, Outcome
from trifecta.domain.errors import NotFoundError

MOST_EARLIER: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFigures:
    """One outcome: how far proposals agree, where each partnership stands, what talking did."""

    outcome: Outcome
    name: str
    agreement: Agreement
    stands: tuple[tuple[str, Stands], ...]
    moved: Moved
    given: tuple[tuple[str, int], ...]
    drift: Drift | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a calibrator is shown; `shown` partnerships count of those they calibrate.

    `decided` is how many of them have a decided rating.
    """

    room: CycleRoom
    shown: int
    decided: int
    outcomes: tuple[OutcomeFigures, ...]


def figures_for(*, actor: User, cycle_id: str) -> Figures:
    """Raises NotFoundError for everybody but calibrators and the facilitator.

    Only partnerships whose proposals are shown to this reader count, so that nothing can be worked
    out about the others, nor about those the reader has stepped back from.
    """
    room = enter_cycle(actor=actor, cycle_id=cycle_id)
    if room.parts.isdisjoint(ACTS[Act.READ_STATISTICS].parts):
        raise NotFoundError
    open_to_me = _shown_to(room)
    decided = _decided(open_to_me)
    earlier = _earlier(room)
    return Figures(
        room=room,
        shown=len(open_to_me),
        decided=len(decided),
        outcomes=tuple(
            _outcome(outcome, open_to_me, decided, earlier) for outcome in outcomes_of(room.cycle)
        )
        if open_to_me
        else (),
    )


def _shown_to(room: CycleRoom) -> list[CaseRoom]:
    parts = ACTS[Act.READ_STATISTICS].parts
    return [
        one
        for one in cases_of(room)
        if not one.parts.isdisjoint(parts) and not one.set_aside and shown(one, "first")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """An earlier cycle, and the partnerships of it that were shown to the reader."""

    name: str
    rooms: tuple[CaseRoom, ...]


def _outcome(
    outcome: Outcome,
    rooms: Sequence[CaseRoom],
    decided: dict[str, Rating],
    earlier: Sequence[_Before],
) -> OutcomeFigures:
    scale = rooms[0].scale
    votes = votes_of(rooms, "first", outcome)
    names = {one.case.id: one.name for one in rooms}
    now = votes_of([one for one in rooms if shown(one, "second")], "second", outcome)
    cycles = [(one.name, votes_of(one.rooms, "first", outcome)) for one in earlier]
    cycles = [(name, each) for name, each in cycles if each]
    chain = (*cycles, (rooms[0].cycle.name, votes))
    return OutcomeFigures(
        outcome=outcome,
        name=OUTCOMES[outcome],
        agreement=helping.agreed(votes),
        stands=tuple(
            sorted(
                ((names[one.unit], one) for one in helping.stands(votes, scale.steps)),
                key=lambda each: (each[0].casefold(), each[1].unit),
            )
        ),
        moved=helping.talking(_by_unit(votes), _by_unit(now)),
        given=helping.distribution([row.steps[outcome] for row in decided.values()], scale)
        if decided
        else (),
        drift=helping.moved_between(chain, scale.steps) if cycles else None,
    )


def votes_of(rooms: Sequence[CaseRoom], estimate: Estimate, outcome: Outcome) -> Votes:
    """What was proposed, of those who take part; by account, so that cycles can be compared."""
    who = {
        (room.case.id, seat.id): seat.user_id
        for room in rooms
        for seat in proposing(room, estimate)
    }
    rows = Proposal.objects.filter(
        case__in=[room.case.id for room in rooms], estimate=estimate, handed_in_at__isnull=False
    ).order_by("case_id", "seat_id")
    return tuple(
        (row.case_id, who[row.case_id, row.seat_id], row.steps[outcome])
        for row in rows
        if (row.case_id, row.seat_id) in who and outcome in row.steps
    )


def _by_unit(votes: Votes) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for unit, _, step in votes:
        found.setdefault(unit, []).append(step)
    return found


def _decided(rooms: Sequence[CaseRoom]) -> dict[str, Rating]:
    rows = Rating.objects.filter(case__in=[one.case.id for one in rooms], state=RatingState.DECIDED)
    return {row.case_id: row for row in rows}


def _earlier(room: CycleRoom) -> list[_Before]:
    """Locked cycles before this one with as many steps, in which the reader calibrated."""
    cycle = room.cycle
    rows = Cycle.objects.filter(
        Q(seats__user=room.actor, seats__ended_at=None) | Q(facilitator=room.actor),
        organisation=cycle.organisation,
        locked_at__isnull=False,
        ends_on__lt=cycle.ends_on,
        erased_at=None,
    ).distinct()
    kept = [one for one in rows if one.labels == cycle.labels]
    found = []
    for one in sorted(kept, key=lambda row: row.ends_on)[-MOST_EARLIER:]:
        before = enter_cycle(actor=room.actor, cycle_id=one.id)
        rooms = tuple(_shown_to(before))
        if rooms:
            found.append(_Before(name=one.name, rooms=rooms))
    return found
