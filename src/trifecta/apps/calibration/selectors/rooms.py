"""A cycle and a case with the people in them, as services and selectors load them, access first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
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
from trifecta.apps.calibration.selectors.days import over_now
from trifecta.apps.calibration.selectors.parts import parts_in_cycle, parts_in_cycles
from trifecta.apps.people.models import (
    User,
    first_name_of,
)
from trifecta.domain.calibration.acts import (
    WITH_EVIDENCE,
    Act,
    Part,
    acts_at,
    concerns,
    may,
)
from trifecta.domain.calibration.panel import (
    CalibratingFunction,
    Calibrator,
    missing_functions,
    present,
    required_functions,
)
from trifecta.domain.calibration.panel import Interest as InterestKind
from trifecta.domain.calibration.scales import LabelledScale
from trifecta.domain.calibration.stages import WORDS, Stage
from trifecta.domain.calibration.votes import OUTCOMES, Ballot, Estimate, Outcome, Voting
from trifecta.domain.errors import NotFoundError, NotYetError

Of = TypeVar("Of", CaseMember, Interest, Recusal)
FUNCTION_ORDER: Final = ("engineering", "product", "business")


@dataclass(slots=True, kw_only=True)
class CycleRoom:
    """A cycle that the actor has a part in; `seats` are those asked to calibrate now."""

    actor: User
    cycle: Cycle
    parts: frozenset[Part]
    seats: tuple[Seat, ...]

    @property
    def stage(self) -> Stage:
        return Stage(self.cycle.stage)

    @property
    def scale(self) -> LabelledScale:
        return scale_of(self.cycle)

    def require(self, act: Act) -> None:
        """Raises NotFoundError for who never may, NotYetError for who may at another time."""
        require(act, self.parts, self.stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    """Who calibrates and who of them takes part, for these seats and these who stepped back."""

    seats: tuple[Seat, ...]
    recusals: tuple[Recusal, ...]
    calibrators: tuple[Calibrator, ...]
    present: tuple[Seat, ...]


@dataclass(slots=True, kw_only=True)
class CaseRoom:
    """A case that the actor has a part in.

    `seats` are those who calibrate this partnership, also who stepped back; `seat` is the actor's
    own where they take part. `around` is the cycle as its actor has entered it.
    """

    actor: User
    cycle: Cycle
    case: Case
    members: tuple[CaseMember, ...]
    seats: tuple[Seat, ...]
    interests: tuple[Interest, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    parts: frozenset[Part] = field(default_factory=frozenset)
    around: CycleRoom | None = field(default=None, repr=False, compare=False)
    _known: _Panel | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def stage(self) -> Stage:
        return Stage(self.case.stage)

    @property
    def scale(self) -> LabelledScale:
        return scale_of(self.cycle)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return outcomes_of(self.cycle)

    @property
    def name(self) -> str:
        return self.case.partnership.name

    @property
    def acts(self) -> frozenset[Act]:
        """Everything the actor may do now."""
        found = frozenset() if self.set_aside else acts_at(self.parts, self.stage)
        return found - over_now(self.cycle)

    @property
    def set_aside(self) -> bool:
        return self.case.set_aside_at is not None

    @property
    def required(self) -> tuple[CalibratingFunction, ...]:
        return required_functions([member.role for member in self.members])

    @property
    def panel(self) -> tuple[Calibrator, ...]:
        """The calibrators as the rules know them, by seat id."""
        return self._as_it_is.calibrators

    @property
    def _as_it_is(self) -> _Panel:
        """Worked out once, and anew where somebody has stepped back since: pages ask it often."""
        known = self._known
        if known is None or known.seats is not self.seats or known.recusals is not self.recusals:
            calibrators = self._calibrators()
            there = {one.id for one in present(calibrators)}
            known = self._known = _Panel(
                seats=self.seats,
                recusals=self.recusals,
                calibrators=calibrators,
                present=tuple(seat for seat in self.seats if seat.id in there),
            )
        return known

    def _calibrators(self) -> tuple[Calibrator, ...]:
        members = {member.user_id for member in self.members}
        recused = {row.seat_id for row in self.recusals}
        return tuple(
            Calibrator(
                id=seat.id,
                name=first_name(seat.user),
                function=cast(CalibratingFunction, seat.function),
                interests=self._interests_of(seat, is_member=seat.user_id in members),
                recused=seat.id in recused,
            )
            for seat in self.seats
        )

    def _interests_of(self, seat: Seat, *, is_member: bool) -> frozenset[InterestKind]:
        declared = {InterestKind(row.kind) for row in self.interests if row.seat_id == seat.id}
        return frozenset(declared | ({InterestKind.MEMBER} if is_member else set()))

    @property
    def present_seats(self) -> tuple[Seat, ...]:
        """Those who take part, in their order."""
        return self._as_it_is.present

    @property
    def seat(self) -> Seat | None:
        """The actor's own seat, where they take part."""
        return next((one for one in self.present_seats if one.user_id == self.actor.id), None)

    @property
    def facilitator_takes_part(self) -> bool:
        """Whether somebody leads the session here who is neither rated nor asked to calibrate."""
        user_id = self.cycle.facilitator_id
        there = {seat.user_id for seat in self.seats} | {one.user_id for one in self.members}
        return user_id is not None and user_id not in there

    @property
    def missing(self) -> tuple[CalibratingFunction, ...]:
        return missing_functions(self.panel, self.required)

    @property
    def my_membership(self) -> CaseMember | None:
        return next((one for one in self.members if one.user_id == self.actor.id), None)

    def seat_or_absent(self) -> Seat:
        """The actor's own seat; raises NotFoundError for who does not take part."""
        if self.seat is None:
            raise NotFoundError
        return self.seat

    def member(self, member_id: str) -> CaseMember:
        """Raises NotFoundError for nobody of this case."""
        for one in self.members:
            if one.id == member_id:
                return one
        raise NotFoundError

    def require(self, act: Act) -> None:
        """Raises NotFoundError for who never may, NotYetError for who may at another time."""
        if self.set_aside:
            raise NotYetError("This partnership was set aside, and is not rated in this cycle.")
        require(act, self.parts, self.stage)
        if act in over_now(self.cycle):
            raise NotYetError(
                "The day is over until which you could add to the evidence, or change it."
                if act in WITH_EVIDENCE
                else "The day is over until which you could respond or appeal."
            )


def require(act: Act, parts: frozenset[Part], stage: Stage) -> None:
    if may(act, parts, stage):
        return
    if concerns(act, parts):
        raise NotYetError(f"This cannot be done while it says “{WORDS[stage].title}”.")
    raise NotFoundError


def scale_of(cycle: Cycle) -> LabelledScale:
    return LabelledScale(labels=tuple(cycle.labels), failing=cycle.failing)


def outcomes_of(cycle: Cycle) -> tuple[Outcome, ...]:
    """The outcomes that are rated, in the order they have everywhere."""
    return tuple(outcome for outcome in OUTCOMES if outcome in cycle.outcomes)


def first_name(user: User) -> str:
    return first_name_of(name=user.name, email=user.email)


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
    cycle_id = Case.objects.filter(id=case_id).values_list("cycle_id", flat=True).first()
    if cycle_id is None:
        raise NotFoundError
    cycle = _cycle(cycle_id, lock=lock)
    rows = Case.objects.select_related("partnership").filter(id=case_id)
    if lock:
        rows = rows.select_for_update(of=("self",))
    case = rows.first()
    if case is None:
        raise NotFoundError
    room = case_room(actor=actor, cycle=cycle, case=case)
    if not room.parts or (cycle.stage == Stage.DRAFT and Part.PEOPLE_OPERATIONS not in room.parts):
        raise NotFoundError
    return room


def case_room(*, actor: User, cycle: Cycle, case: Case) -> CaseRoom:
    """The room of a case whose rows the caller holds; `parts` may be empty."""
    (room,) = case_rooms(actor=actor, cycle=cycle, cases=[case])
    return room


def case_rooms(
    *, actor: User, cycle: Cycle, cases: Iterable[Case], within: CycleRoom | None = None
) -> list[CaseRoom]:
    """The rooms of several cases of one cycle, in as many questions however many there are.

    `within` is the cycle's room, where the caller has it: four questions then, else ten.
    """
    cases = list(cases)
    ids = [case.id for case in cases]
    around = within or _cycle_room(actor, cycle)
    seats = around.seats
    members = _by_case(CaseMember.objects.filter(case_id__in=ids).select_related("user"))
    interests = _by_case(Interest.objects.filter(case_id__in=ids, withdrawn_at=None))
    recusals = _by_case(Recusal.objects.filter(case_id__in=ids))
    asked = set(
        Appeal.objects.filter(case_id__in=ids, to=actor, withdrawn_at=None).values_list(
            "case_id", flat=True
        )
    )
    rooms = []
    for case in cases:
        room = CaseRoom(
            actor=actor,
            cycle=cycle,
            case=case,
            members=tuple(members.get(case.id, ())),
            seats=seats,
            interests=tuple(interests.get(case.id, ())),
            recusals=tuple(recusals.get(case.id, ())),
            around=around,
        )
        room.seats = tuple(seat for seat in seats if seat.function in room.required)
        room.parts = _parts_in_case(room, around.parts, asked=case.id in asked)
        rooms.append(room)
    return rooms


def _cycle_room(actor: User, cycle: Cycle) -> CycleRoom:
    seats = _seats(cycle)
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


def _parts_in_case(room: CaseRoom, in_cycle: frozenset[Part], *, asked: bool) -> frozenset[Part]:
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
    return found | ({Part.APPEALS} if asked and not sat else frozenset())


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


def _cycle(cycle_id: str, *, lock: bool) -> Cycle:
    rows = Cycle.objects.select_related("organisation").filter(id=cycle_id)
    cycle = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if cycle is None:
        raise NotFoundError
    return cycle


def _seats(cycle: Cycle) -> tuple[Seat, ...]:
    """By function, then by when they were asked."""
    return _ordered(Seat.objects.filter(cycle=cycle, ended_at=None).select_related("user"))


def _ordered(rows: Iterable[Seat]) -> tuple[Seat, ...]:
    return tuple(
        sorted(rows, key=lambda one: (FUNCTION_ORDER.index(one.function), one.created_at, one.id))
    )
