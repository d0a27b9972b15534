"""Ratings as they count now: decided, with the corrections that were confirmed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from trifecta.apps.calibration.models import (
    Case,
    CaseMember,
    Correction,
    Cycle,
    ExceptionCode,
    MemberException,
    Rating,
    RatingState,
)
from trifecta.apps.calibration.selectors.rooms import CaseRoom, outcomes_of, require, scale_of
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.corrections import Corrected, Standing, current
from trifecta.domain.calibration.scales import LabelledScale
from trifecta.domain.calibration.stages import Stage, reached
from trifecta.domain.calibration.votes import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionWords:
    """Why somebody is an exception: `code` is one of ExceptionCode, `steps` as decided."""

    code: str
    steps: Mapping[Outcome, int]
    reason: str
    evidence: tuple[str, ...]
    told_on: date

    @property
    def label(self) -> str:
        return str(ExceptionCode(self.code).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionWords:
    """A confirmed correction; `member` is the id of whose exception it is about, "" for all."""

    id: str
    number: int
    member: str
    steps: Mapping[Outcome, int]
    labels: Mapping[Outcome, str]
    why: str
    plan: str
    plan_on: date | None
    asked_by: str
    confirmed_by: str
    confirmed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberResult:
    """What one member is rated now. `exception` is there where one was decided, lifted or not."""

    member_id: str
    user_id: str
    name: str
    email: str
    role: str
    mark: str
    steps: Mapping[Outcome, int]
    labels: Mapping[Outcome, str]
    is_exception: bool
    corrected: bool
    exception: ExceptionWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What one partnership is rated now, and each of its members.

    `decided` are the steps as they were decided; `steps` and `labels` those that count now.
    """

    case_id: str
    partnership_id: str
    partnership: str
    number: int
    decided: Mapping[Outcome, int]
    steps: Mapping[Outcome, int]
    labels: Mapping[Outcome, str]
    corrected: bool
    reasons: Mapping[Outcome, str]
    plan: str
    plan_on: date | None
    decided_at: datetime | None
    members: tuple[MemberResult, ...]
    corrections: tuple[CorrectionWords, ...]

    def of(self, member_id: str) -> MemberResult:
        """The result of one member of the case, by the id of the row in it."""
        return next(one for one in self.members if one.member_id == member_id)


def results_of(cycle: Cycle, *, cases: Iterable[Case] | None = None) -> tuple[CaseResult, ...]:
    """The results of a cycle that has been released, by name; nothing at all before.

    The caller has let the actor in: `enter_cycle` with `Act.EXPORT`, or `enter_case` with
    `Act.READ_RATING`. Five questions however many cases there are; those set aside have no result.
    """
    if not reached(Stage(cycle.stage), Stage.RELEASED):
        return ()
    if cases is None:
        cases = Case.objects.filter(cycle=cycle).select_related("partnership")
    rows = [case for case in cases if case.set_aside_at is None]
    return tuple(_Reading(cycle, rows).results())


def result_for_room(room: CaseRoom) -> CaseResult | None:
    """The same for the calibrators of a case from the lock on, also before the release."""
    require(Act.READ_CORRECTIONS, room.parts, room.stage)
    return next(iter(_Reading(room.cycle, [room.case]).results()), None)


class _Reading:
    """The rows of several cases, read once."""

    def __init__(self, cycle: Cycle, cases: list[Case]) -> None:
        self.scale: LabelledScale = scale_of(cycle)
        self.outcomes = outcomes_of(cycle)
        self.cases = sorted(cases, key=lambda one: (one.partnership.name, one.id))
        ids = [case.id for case in self.cases]
        ratings = Rating.objects.filter(case_id__in=ids, state=RatingState.DECIDED)
        self.ratings = {row.case_id: row for row in ratings}
        self.members = list(CaseMember.objects.filter(case_id__in=ids).select_related("user"))
        exceptions = MemberException.objects.filter(rating__in=list(self.ratings.values()))
        self.exceptions = {row.member_id: row for row in exceptions}
        self.corrections = list(
            Correction.objects.filter(case_id__in=ids, confirmed_at__isnull=False)
            .select_related("asked_by", "confirmed_by")
            .order_by("number")
        )

    def results(self) -> Iterable[CaseResult]:
        for case in self.cases:
            if case.id in self.ratings:
                yield self._result(case, self.ratings[case.id])

    def _result(self, case: Case, rating: Rating) -> CaseResult:
        members = [one for one in self.members if one.case_id == case.id]
        corrections = tuple(
            self._correction(one) for one in self.corrections if one.case_id == case.id
        )
        all_share, own = current(
            self._ordered(rating.steps),
            {
                one.id: self._ordered(self.exceptions[one.id].steps)
                for one in members
                if one.id in self.exceptions
            },
            [Corrected(member=one.member, steps=one.steps) for one in corrections],
        )
        plan, plan_on = _plan(rating, corrections)
        return CaseResult(
            case_id=case.id,
            partnership_id=case.partnership_id,
            partnership=case.partnership.name,
            number=rating.number,
            decided=self._ordered(rating.steps),
            steps=all_share.steps,
            labels=self._labels(all_share.steps),
            corrected=all_share.corrected,
            reasons={one: rating.reasons.get(one, "") for one in self.outcomes},
            plan=plan,
            plan_on=plan_on,
            decided_at=rating.decided_at,
            members=tuple(self._member(one, own.get(one.id, all_share)) for one in members),
            corrections=corrections,
        )

    def _member(self, row: CaseMember, standing: Standing) -> MemberResult:
        exception = self.exceptions.get(row.id)
        return MemberResult(
            member_id=row.id,
            user_id=row.user_id,
            name=row.user.name,
            email=row.user.email,
            role=row.role,
            mark=row.mark,
            steps=standing.steps,
            labels=self._labels(standing.steps),
            is_exception=standing.is_exception,
            corrected=standing.corrected,
            exception=ExceptionWords(
                code=exception.code,
                steps=self._ordered(exception.steps),
                reason=exception.reason,
                evidence=tuple(exception.evidence),
                told_on=exception.told_on,
            )
            if exception
            else None,
        )

    def _correction(self, row: Correction) -> CorrectionWords:
        steps = self._ordered(row.steps)
        return CorrectionWords(
            id=row.id,
            number=row.number,
            member=row.member_id or "",
            steps=steps,
            labels=self._labels(steps),
            why=row.why,
            plan=row.plan or "",
            plan_on=row.plan_on,
            asked_by=row.asked_by.name,
            confirmed_by=row.confirmed_by.name if row.confirmed_by else "",
            confirmed_at=cast(datetime, row.confirmed_at),
        )

    def _ordered(self, steps: Mapping[str, int]) -> dict[Outcome, int]:
        return {one: steps[one] for one in self.outcomes if one in steps}

    def _labels(self, steps: Mapping[Outcome, int]) -> dict[Outcome, str]:
        return {outcome: self.scale.label(step) for outcome, step in steps.items()}


def _plan(rating: Rating, corrections: Iterable[CorrectionWords]) -> tuple[str, date | None]:
    """The plan for all: the last that was written with the rating or a correction of it."""
    found = (rating.plan or "", rating.plan_on)
    for one in corrections:
        if one.plan and not one.member:
            found = (one.plan, one.plan_on)
    return found
