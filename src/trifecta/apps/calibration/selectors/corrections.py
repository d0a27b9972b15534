"""Corrections of a case, as the room that writes and answers them sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from trifecta.apps.calibration.models import Correction
from trifecta.apps.calibration.selectors.results import CaseResult, result_for_room
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case, require
from trifecta.apps.people.models import User
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.votes import OUTCOMES, Outcome
from trifecta.domain.errors import NotFoundError, NotYetError


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedRow:
    """One outcome in words: what was decided, and what the correction says."""

    title: str
    before: str
    label: str

    @property
    def differs(self) -> bool:
        return self.before != self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction as the room sees it, answered or not; `about` is a name, "" for all."""

    id: str
    number: int
    about: str
    shares: bool
    rows: tuple[CorrectedRow, ...]
    why: str
    plan: str
    plan_on: date | None
    by: str
    mine: bool
    at: datetime
    state: str
    answered_by: str
    may_answer: bool
    after_appeal: bool


def standing_in(room: CaseRoom, member_id: str = "") -> Mapping[Outcome, int]:
    """The steps that count now: of the rating all share, or of one member's exception."""
    result = result_for_room(room)
    if result is None:
        raise NotYetError("There is no rating to correct.")
    if not member_id:
        return result.steps
    member = result.of(member_id)
    return member.steps if member.is_exception else {}


def correction_for(*, actor: User, correction_id: str) -> tuple[CaseRoom, CorrectionView]:
    """One correction, for the calibrators and the facilitator of its case."""
    case_id = Correction.objects.filter(id=correction_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotFoundError
    room = enter_case(actor=actor, case_id=case_id)
    found = corrections_in(room)
    return room, next(one for one in found if one.id == correction_id)


def corrections_in(room: CaseRoom) -> list[CorrectionView]:
    """Every correction of a case, answered or not, as they were written."""
    require(Act.READ_CORRECTIONS, room.parts, room.stage)
    rows = Correction.objects.filter(case=room.case).select_related(
        "asked_by", "confirmed_by", "member__user"
    )
    result = result_for_room(room)
    return [_correction(room, row, result) for row in rows]


def _correction(room: CaseRoom, row: Correction, result: CaseResult | None) -> CorrectionView:
    state = "confirmed" if row.confirmed_at else "declined" if row.declined_at else "waiting"
    functions = {seat.user_id: seat.function for seat in room.seats}
    mine = row.asked_by_id == room.actor.id
    other = room.seat is not None and functions.get(row.asked_by_id) != room.seat.function
    return CorrectionView(
        id=row.id,
        number=row.number,
        about=row.member.user.name if row.member else "",
        shares=row.member is not None and not row.steps,
        rows=_rows(room, _decided(result, row.member_id), row.steps),
        why=row.why,
        plan=row.plan or "",
        plan_on=row.plan_on,
        by=row.asked_by.name,
        mine=mine,
        at=row.created_at,
        state=state,
        answered_by=row.confirmed_by.name if row.confirmed_by else "",
        may_answer=state == "waiting" and not mine and other,
        after_appeal=row.appeal_id is not None,
    )


def _decided(result: CaseResult | None, member_id: str | None) -> Mapping[Outcome, int]:
    """What was decided for all, or for the member a correction is about."""
    if result is None:
        return {}
    exception = result.of(member_id).exception if member_id else None
    return exception.steps if exception else result.decided


def _rows(
    room: CaseRoom, before: Mapping[Outcome, int], steps: Mapping[Outcome, int]
) -> tuple[CorrectedRow, ...]:
    return tuple(
        CorrectedRow(
            title=OUTCOMES[outcome],
            before=room.scale.label(before[outcome]) if outcome in before else "",
            label=room.scale.label(steps[outcome]),
        )
        for outcome in room.outcomes
        if outcome in steps
    )
