"""Entering a cycle and a case, as services and selectors do: access first, then what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeVar, cast

from trifecta.apps.calibration.models import (
    Appeal,
    Case,
    CaseMember,
    Cycle,
    Interest,
    Proposal,
    Recusal,
    Seat,
)
from trifecta.apps.calibration.selectors import asked
from trifecta.apps.calibration.selectors.inside import (
    CaseRoom,
    CycleRoom,
    first_name,
    outcomes_of,
    require,
    scale_of,
)
from trifecta.apps.calibration.selectors.parts import parts_in_cycle, parts_in_cycles
from trifecta.apps.people.models import User
from trifecta.domain.calibration.acts import Part
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import Ballot, Estimate, Outcome, Voting
from trifecta.domain.errors import NotFoundError

__all__ = [
    "CaseRoom",
    "CycleRoom",
    "case_room",
    "case_rooms",
    "cycle_rooms",
    "enter_case",
    "enter_cycle",
    "first_name",
    "outcomes_of",
    "proposing",
    "require",
    "rooms_in",
    "scale_of",
    "shown",
    "voting_of",
]

Of = TypeVar("Of", CaseMember, Interest, Recusal)
Found = TypeVar("Found", Case, Cycle)
FUNCTION_ORDER: Final = ("engineering", "product", "business")


def enter_cycle(*, actor: User, cycle_id: str, lock: bool = False) -> CycleRoom:
    """The cycle, for who has a part in it; raises NotFoundError for everybody else.

    With `lock` the cycle's row is held until the transaction ends. Cycles are locked before
    cases, always.
    """
    room = _cycle_room(actor, _cycle(cycle_id, lock=lock))
    if not room.parts or (room.stage is Stage.DRAFT and Part.PEOPLE_OPERATIONS not in room.parts):
        raise NotFoundError
    return room


def enter_case(*, actor: User, case_id: str, lock: bool = False) -> CaseRoom:
    """The case, for who has a part in it; raises NotFoundError for everybody else."""
    case = _case(case_id, lock=lock)
    room = case_room(actor=actor, cycle=case.cycle, case=case)
    if not room.parts or (
        room.cycle.stage == Stage.DRAFT and Part.PEOPLE_OPERATIONS not in room.parts
    ):
        raise NotFoundError
    return room


def case_room(*, actor: User, cycle: Cycle, case: Case) -> CaseRoom:
    """The room of a case whose rows the caller holds; `parts` may be empty."""
    around = _cycle_room(actor, cycle)
    hears = Part.APPEALS in around.parts
    (room,) = _rooms(
        around,
        [case],
        members=asked.members_of(case.id),
        interests=asked.interests_of(case.id),
        recusals=asked.recusals_of(case.id),
        heard=asked.heard_in(cycle.id, actor.id) if hears else (),
    )
    return room


def rooms_in(around: CycleRoom, *, bare: bool = False) -> list[CaseRoom]:
    """The rooms of all cases of a cycle, in five questions at most.

    `bare` leaves out names of people and what they declared, for who only asks where cases stand.
    """
    cycle_id = around.cycle.id
    hears = Part.APPEALS in around.parts
    return _rooms(
        around,
        asked.cases_in(cycle_id),
        members=asked.roles_in(cycle_id) if bare else asked.members_in(cycle_id),
        interests=() if bare else asked.interests_in(cycle_id),
        recusals=asked.recusals_in(cycle_id),
        heard=asked.heard_in(cycle_id, around.actor.id) if hears else (),
    )


def case_rooms(
    *, actor: User, cycle: Cycle, cases: Iterable[Case], within: CycleRoom | None = None
) -> list[CaseRoom]:
    """The rooms of some cases of one cycle, in as many questions however many there are.

    `within` is the cycle's room, where the caller has it.
    """
    cases = list(cases)
    ids = [case.id for case in cases]
    around = within or _cycle_room(actor, cycle)
    return _rooms(
        around,
        cases,
        members=CaseMember.objects.filter(case_id__in=ids).select_related("user"),
        interests=Interest.objects.filter(case_id__in=ids, withdrawn_at=None),
        recusals=Recusal.objects.filter(case_id__in=ids),
        heard=asked.heard_in(cycle.id, actor.id) if Part.APPEALS in around.parts else (),
    )


def _rooms(
    around: CycleRoom,
    cases: Iterable[Case],
    *,
    members: Iterable[CaseMember],
    interests: Iterable[Interest],
    recusals: Iterable[Recusal],
    heard: Iterable[Appeal],
) -> list[CaseRoom]:
    rated, declared, gone = _by_case(members), _by_case(interests), _by_case(recusals)
    hears = {row.case_id for row in heard}
    rooms = []
    for case in cases:
        room = CaseRoom(
            actor=around.actor,
            cycle=around.cycle,
            case=case,
            members=tuple(rated.get(case.id, ())),
            seats=around.seats,
            interests=tuple(declared.get(case.id, ())),
            recusals=tuple(gone.get(case.id, ())),
            around=around,
        )
        room.seats = tuple(seat for seat in around.seats if seat.function in room.required)
        room.parts = _parts_in_case(room, around.parts, hears=case.id in hears)
        rooms.append(room)
    return rooms


def _cycle_room(actor: User, cycle: Cycle) -> CycleRoom:
    seats = _ordered(asked.seats_of(cycle.id))
    parts = parts_in_cycle(actor=actor, cycle=cycle, seats=seats)
    return CycleRoom(actor=actor, cycle=cycle, parts=parts, seats=seats)


def _by_case(rows: Iterable[Of]) -> dict[str, list[Of]]:
    found: dict[str, list[Of]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def cycle_rooms(*, actor: User, cycles: Iterable[Cycle]) -> list[CycleRoom]:
    """The rooms of several cycles, in five questions however many there are; `parts` may be none.

    Whoever shows one that is still being set up has to look at `parts` first.
    """
    cycles = list(cycles)
    rows = Seat.objects.filter(cycle__in=cycles, ended_at=None).select_related("user")
    seats: dict[str, list[Seat]] = {cycle.id: [] for cycle in cycles}
    for row in rows:
        seats[row.cycle_id].append(row)
    ordered = {cycle_id: _ordered(found) for cycle_id, found in seats.items()}
    parts = parts_in_cycles(actor=actor, cycles=cycles, seats=ordered)
    return [
        CycleRoom(actor=actor, cycle=one, parts=parts[one.id], seats=ordered[one.id])
        for one in cycles
    ]


def _parts_in_case(room: CaseRoom, in_cycle: frozenset[Part], *, hears: bool) -> frozenset[Part]:
    """Nobody takes part in their own case but as a member, and nobody hears their own appeal."""
    found = in_cycle & {Part.PEOPLE_OPERATIONS}
    if not in_cycle:
        return frozenset()
    if room.my_membership is not None:
        return found | {Part.MEMBER}
    if room.seat is not None:
        return found | {Part.CALIBRATOR}
    sat = any(seat.user_id == room.actor.id for seat in room.seats)
    if Part.FACILITATOR in in_cycle and not sat:
        return found | {Part.FACILITATOR}
    return found | ({Part.APPEALS} if hears and not sat else frozenset())


def voting_of(room: CaseRoom, estimate: Estimate, *, whose: Seat | None = None) -> Voting:
    """The ballots of one estimate that were handed in: of everybody, or of `whose` alone.

    A page asks for everybody's only where they are shown already, so that it never even reads
    what is sealed. Whoever was asked after an estimate was shown has none to give.
    """
    rows = Proposal.objects.filter(case=room.case, estimate=estimate, handed_in_at__isnull=False)
    if whose is not None:
        rows = rows.filter(seat=whose)
    ballots = tuple(
        Ballot(
            calibrator=row.seat_id,
            estimate=estimate,
            outcome=cast(Outcome, outcome),
            step=step,
        )
        for row in rows
        for outcome, step in row.steps.items()
    )
    there = frozenset(seat.id for seat in proposing(room, estimate))
    return Voting(outcomes=room.outcomes, present=there, ballots=ballots)


def proposing(room: CaseRoom, estimate: Estimate) -> tuple[Seat, ...]:
    """The calibrators who have an estimate to give."""
    case = room.case
    shown_at = case.first_shown_at if estimate == "first" else case.second_shown_at
    if shown_at is None:
        return room.present_seats
    return tuple(seat for seat in room.present_seats if seat.created_at <= shown_at)


def shown(room: CaseRoom, estimate: Estimate) -> bool:
    """Whether proposals are shown to the room, by the flags that are stored."""
    if estimate == "first":
        return room.case.first_shown_at is not None
    return room.case.second_shown_at is not None


def _case(case_id: str, *, lock: bool) -> Case:
    """With its cycle, which is locked first."""
    found = asked.one_case(case_id)
    if not found or not lock:
        return _only(found)
    cycle = _cycle(found[0].cycle_id, lock=True)
    rows = Case.objects.select_related("partnership").select_for_update(of=("self",))
    case = _only(rows.filter(id=case_id))
    case.cycle = cycle
    return case


def _cycle(cycle_id: str, *, lock: bool) -> Cycle:
    if not lock:
        return _only(asked.one_cycle(cycle_id))
    rows = Cycle.objects.select_related("organisation").select_for_update(of=("self",))
    return _only(rows.filter(id=cycle_id))


def _only(rows: Iterable[Found]) -> Found:
    """Raises NotFoundError where there is none."""
    for row in rows:
        return row
    raise NotFoundError


def _ordered(rows: Iterable[Seat]) -> tuple[Seat, ...]:
    """By function, then by when they were asked."""
    return tuple(
        sorted(rows, key=lambda one: (FUNCTION_ORDER.index(one.function), one.created_at, one.id))
    )
