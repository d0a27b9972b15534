"""A cycle and a case with the people in them, as who has a part in them has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from trifecta.apps.calibration.models import Case, CaseMember, Cycle, Interest, Recusal, Seat
from trifecta.apps.calibration.selectors.days import over_now
from trifecta.apps.people.models import User, first_name_of
from trifecta.domain.calibration.acts import WITH_EVIDENCE, Act, Part, acts_at, concerns, may
from trifecta.domain.calibration.panel import (
    CalibratingFunction,
    Calibrator,
    required_functions,
    takes_part,
)
from trifecta.domain.calibration.panel import Interest as InterestKind
from trifecta.domain.calibration.scales import LabelledScale
from trifecta.domain.calibration.stages import WORDS, Stage
from trifecta.domain.calibration.votes import OUTCOMES, Outcome
from trifecta.domain.errors import NotFoundError, NotYetError


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
class _There:
    """Who takes part and which functions lack somebody, for these seats and who stepped back."""

    seats: tuple[Seat, ...]
    recusals: tuple[Recusal, ...]
    present: tuple[Seat, ...]
    missing: tuple[CalibratingFunction, ...]


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
    _known: _There | None = field(default=None, init=False, repr=False, compare=False)

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
        recused = {row.seat_id for row in self.recusals}
        members = {member.user_id for member in self.members}
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
    def _there(self) -> _There:
        """Worked out once, and anew where somebody has stepped back since: pages ask it often."""
        known = self._known
        if known is None or known.seats is not self.seats or known.recusals is not self.recusals:
            recused = {row.seat_id for row in self.recusals}
            members = {member.user_id for member in self.members}
            there = tuple(
                seat
                for seat in self.seats
                if takes_part(is_member=seat.user_id in members, recused=seat.id in recused)
            )
            functions = {seat.function for seat in there}
            known = self._known = _There(
                seats=self.seats,
                recusals=self.recusals,
                present=there,
                missing=tuple(one for one in self.required if one not in functions),
            )
        return known

    @property
    def present_seats(self) -> tuple[Seat, ...]:
        """Those who take part, in their order."""
        return self._there.present

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
        """The required functions for which nobody takes part, in order."""
        return self._there.missing

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
