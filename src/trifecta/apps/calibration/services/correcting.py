"""Corrections: records that stand beside a locked rating, by two calibrators of two functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.calibration.models import (
    Appeal,
    AppealOutcome,
    CaseMember,
    Correction,
    MemberException,
    Rating,
    RatingState,
    Seat,
)
from trifecta.apps.calibration.selectors.corrections import standing_in
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case
from trifecta.apps.calibration.services import telling
from trifecta.apps.calibration.services.voting import short
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.corrections import may_confirm
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError

LONGEST_WHY: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionWords:
    """What is right instead, and why.

    `member_id` is that of whose exception it is about, "" for the rating all share; with `shares`
    that member has the shared rating after all. `appeal_id` is the appeal it answers, if any.
    """

    steps: Mapping[str, int | None] = field(default_factory=dict)
    why: str = ""
    member_id: str = ""
    shares: bool = False
    appeal_id: str = ""
    plan: str = ""
    plan_on: date | None = None


@transaction.atomic
def write_correction(*, actor: User, case_id: str, words: CorrectionWords) -> Correction:
    """Write what is right instead. It counts once somebody of another function has confirmed it."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.CORRECT)
    room.seat_or_absent()
    rows = Correction.objects.filter(case=room.case)
    if rows.filter(confirmed_at=None, declined_at=None).exists():
        raise ConflictError(
            "A correction waits for its answer already. Read that one first; what you wrote is "
            "still here."
        )
    rating = Rating.objects.get(case=room.case, state=RatingState.DECIDED)
    member = _excepted(room, rating, words.member_id) if words.member_id else None
    appeal = _looked_at_again(room, words.appeal_id) if words.appeal_id else None
    steps = _checked(room, words, member=member, appeal=appeal)
    row = Correction(
        organisation=room.cycle.organisation,
        case=room.case,
        number=rows.count() + 1,
        member=member,
        appeal=appeal,
        steps=steps,
        why=words.why.strip(),
        asked_by=actor,
    )
    row.plan, row.plan_on = _plan(room, rating, words, steps)
    row.save(force_insert=True)
    _record(actor, room, "calibration.correction_written", row)
    telling.tell_of_correction(room, row)
    return row


@transaction.atomic
def answer_correction(*, actor: User, correction_id: str, confirmed: bool) -> None:
    """Confirm a correction or decline it; for a calibrator of another function than its writer."""
    room, row = _enter(actor, correction_id)
    seat = room.seat_or_absent()
    writer = Seat.objects.filter(cycle=room.cycle, user=row.asked_by).order_by("created_at").last()
    decision = may_confirm(
        asked_by=row.asked_by_id,
        confirms=actor.id,
        asked_for=writer.function if writer else "",
        confirms_for=seat.function,
    )
    if not decision.allowed:
        raise NotYetError(decision.reason)
    if confirmed:
        row.confirmed_by, row.confirmed_at = actor, timezone.now()
        row.save(update_fields=["confirmed_by", "confirmed_at"])
        _record(actor, room, "calibration.correction_confirmed", row)
        telling.tell_of_confirmed(room, row)
        return
    row.declined_at = timezone.now()
    row.save(update_fields=["declined_at"])
    _record(actor, room, "calibration.correction_declined", row)


@transaction.atomic
def take_back_correction(*, actor: User, correction_id: str) -> str:
    """Take back a correction that I wrote, before it is answered; returns the id of its case."""
    room, row = _enter(actor, correction_id)
    if row.asked_by_id != actor.id:
        raise NotFoundError
    row.declined_at = timezone.now()
    row.save(update_fields=["declined_at"])
    _record(actor, room, "calibration.correction_taken_back", row)
    return room.case.id


def _enter(actor: User, correction_id: str) -> tuple[CaseRoom, Correction]:
    rows = Correction.objects.filter(id=correction_id)
    case_id = rows.values_list("case_id", flat=True).first()
    if case_id is None:
        raise NotFoundError
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.CORRECT)
    row = rows.select_related("asked_by").get()
    if row.confirmed_at is not None or row.declined_at is not None:
        raise ConflictError("This correction has been answered already.")
    return room, row


def _excepted(room: CaseRoom, rating: Rating, member_id: str) -> CaseMember:
    """A correction makes no exception: that takes flags, evidence and everybody's consent."""
    member = room.member(member_id)
    if not MemberException.objects.filter(rating=rating, member=member).exists():
        raise NotFoundError
    return member


def _looked_at_again(room: CaseRoom, appeal_id: str) -> Appeal:
    rows = Appeal.objects.filter(id=appeal_id, case=room.case, outcome=AppealOutcome.LOOK_AGAIN)
    appeal = rows.first()
    if appeal is None:
        raise NotFoundError
    return appeal


def _checked(
    room: CaseRoom, words: CorrectionWords, *, member: CaseMember | None, appeal: Appeal | None
) -> dict[str, int]:
    errors: dict[str, str] = {}
    steps: dict[str, int] = {}
    for outcome in () if words.shares and member else room.outcomes:
        step = words.steps.get(outcome)
        if step is None or not 0 <= step < room.scale.steps:
            errors[f"step_{outcome}"] = "Choose a step."
        else:
            steps[outcome] = step
    if not short(words.why, field="why", most=LONGEST_WHY):
        errors["why"] = "Write what was wrong, as the members will read it."
    if errors:
        raise InvalidError("Something is missing in the correction.", fields=errors)
    if appeal is None and steps == standing_in(room, member.id if member else ""):
        raise InvalidError(
            "This is the rating as it stands, so there is nothing to correct. Choose another step "
            "where something was wrong."
        )
    return steps


def _plan(
    room: CaseRoom, rating: Rating, words: CorrectionWords, steps: Mapping[str, int]
) -> tuple[str | None, date | None]:
    """A rating that becomes a failing one comes with a plan and a day, as when it is decided."""
    plan = short(words.plan, field="plan", most=4_000)
    fails = any(room.scale.is_failing(step) for step in steps.values())
    if not fails or rating.plan:
        return plan or None, words.plan_on if plan else None
    errors = {}
    if not plan:
        errors["plan"] = "Write what helps from now on: a failing rating comes with a plan."
    if words.plan_on is None:
        errors["plan_on"] = "Choose the day on which you look at the plan together."
    elif words.plan_on <= timezone.localdate():
        errors["plan_on"] = "Choose a day that is still to come."
    if errors:
        raise InvalidError("A plan is missing.", fields=errors)
    return plan, words.plan_on


def _record(actor: User, room: CaseRoom, action: str, row: Correction) -> None:
    record(actor=actor, organisation=room.cycle.organisation, action=action, subject=row)
