"""What members do once they have read their rating: respond and appeal; and what comes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.calibration.models import (
    Appeal,
    AppealOutcome,
    Case,
    CaseMember,
    Cycle,
    Response,
)
from trifecta.apps.calibration.selectors.naming import names_here
from trifecta.apps.calibration.selectors.outside import outsiders_of
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case
from trifecta.apps.calibration.services import telling
from trifecta.apps.calibration.services.voting import short
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.errors import (
    ConflictError,
    InvalidError,
    NotFoundError,
    NotYetError,
    TooManyError,
)

LONGEST_TEXT: Final = 4_000
MOST_RESPONSES: Final = 20
MOST_APPEALS: Final = 3
SOON: Final = timedelta(days=3)


@transaction.atomic
def respond(*, actor: User, case_id: str, text: str) -> Response:
    """Say something to my rating. It stays; a later one stands beside it."""
    room, member = _as_member(actor, case_id, Act.RESPOND)
    text = short(text, field="text", most=LONGEST_TEXT)
    if not text:
        raise InvalidError("Write it first.", fields={"text": "Write what you want to be read."})
    if Response.objects.filter(case=room.case, member=member).count() >= MOST_RESPONSES:
        raise TooManyError(f"You have responded {MOST_RESPONSES} times. Talk to the room directly.")
    row = Response(organisation=room.cycle.organisation, case=room.case, member=member, text=text)
    row.save(force_insert=True)
    _record(actor, room.cycle, "calibration.responded", row)
    telling.tell_of_response(room, row)
    return row


@transaction.atomic
def appeal(*, actor: User, case_id: str, text: str) -> Appeal:
    """Ask somebody who was not in the room to look at my rating, by a day."""
    room, member = _as_member(actor, case_id, Act.APPEAL)
    text = short(text, field="text", most=LONGEST_TEXT)
    if not text:
        raise InvalidError(
            "Say what it is about.",
            fields={"text": "Say what is wrong with it, and what shows that."},
        )
    mine = Appeal.objects.filter(case=room.case, member=member)
    if mine.filter(answered_at=None, withdrawn_at=None).exists():
        raise ConflictError("You have appealed already, and it waits for its answer.")
    if mine.count() >= MOST_APPEALS:
        raise TooManyError(f"You have appealed {MOST_APPEALS} times. Respond to it instead.")
    row = Appeal(
        organisation=room.cycle.organisation,
        case=room.case,
        member=member,
        to=outsider_of(room.cycle, room.case),
        text=text,
        due_on=timezone.localdate() + timedelta(days=room.cycle.appeal_days),
    )
    row.save(force_insert=True)
    _record(actor, room.cycle, "calibration.appealed", row)
    telling.tell_of_appeal(room.cycle, row)
    return row


@transaction.atomic
def withdraw_appeal(*, actor: User, appeal_id: str) -> str:
    """Take my appeal back before it is answered; returns the id of the case."""
    row = _open_appeal(appeal_id)
    room, member = _as_member(actor, row.case_id, Act.WITHDRAW_APPEAL)
    if row.member_id != member.id:
        raise NotFoundError
    row = _held(row)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    _record(actor, room.cycle, "calibration.appeal_withdrawn", row)
    return row.case_id


@transaction.atomic
def answer_appeal(*, actor: User, appeal_id: str, outcome: str, answer: str) -> None:
    """Say whether the rating stands or the calibrators look at it again, and why."""
    row = _open_appeal(appeal_id)
    if row.to_id != actor.id:
        raise NotFoundError
    room = enter_case(actor=actor, case_id=row.case_id, lock=True)
    room.require(Act.ANSWER_APPEAL)
    row = _held(row)
    errors = {}
    if outcome not in AppealOutcome.values:
        errors["outcome"] = "Choose one of the two."
    answer = short(answer, field="answer", most=LONGEST_TEXT)
    if not answer:
        errors["answer"] = "Write the answer; whoever appealed reads it."
    if errors:
        raise InvalidError("Something is missing in the answer.", fields=errors)
    row.outcome, row.answer = outcome, answer
    row.answered_by, row.answered_at = actor, timezone.now()
    row.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    _record(actor, room.cycle, "calibration.appeal_answered", row, reason=outcome)
    telling.tell_of_answer(room, row)


@transaction.atomic
def name_who_answers(*, actor: User, appeal_id: str, user_id: str) -> str:
    """Have somebody answer an appeal, where nobody does or it is overdue.

    For people operations, or whoever stands in for them where all of them are rated in the case.
    """
    row = _open_appeal(appeal_id)
    room = enter_case(actor=actor, case_id=row.case_id, lock=True)
    if not names_here(room):
        raise NotFoundError
    room.require(Act.NAME_WHO_ANSWERS)
    row = _held(row)
    if not may_be_named_anew(row, room.cycle):
        raise NotYetError(
            f"{row.to.name if row.to else ''} has until the day it is due. You can name somebody "
            "else after that."
        )
    if user_id not in {user.id for user in outsiders_of(room.cycle, room.case)}:
        raise InvalidError(
            "Choose somebody.", fields={"user": "Choose somebody who was not in the room."}
        )
    row.to_id = user_id
    row.save(update_fields=["to"])
    row.refresh_from_db()
    _record(actor, room.cycle, "calibration.appeal_given", row)
    telling.tell_of_appeal(room.cycle, row)
    return room.cycle.id


def may_be_named_anew(row: Appeal, cycle: Cycle) -> bool:
    """Whether nobody answers it now, or whoever does is late."""
    if row.to is None or timezone.localdate() > row.due_on:
        return True
    return row.to_id not in {user.id for user in outsiders_of(cycle, row.case)}


def outsider_of(cycle: Cycle, case: Case) -> User | None:
    """Who answers appeals in the cycle, where they were not in this room; None otherwise."""
    wanted = cycle.appeals_to_id
    return next((user for user in outsiders_of(cycle, case) if user.id == wanted), None)


def remind_of_appeals() -> int:
    """Remind whoever answers appeals three days before they are due, and when they are overdue."""
    today = timezone.localdate()
    rows = Appeal.objects.filter(
        answered_at=None, withdrawn_at=None, due_on__lte=today + SOON, case__cycle__erased_at=None
    ).exclude(case__cycle__stage=Stage.CLOSED)
    ids = list(rows.values_list("id", flat=True))
    return sum(_remind(appeal_id) for appeal_id in ids)


@transaction.atomic
def _remind(appeal_id: str) -> int:
    rows = Appeal.objects.select_for_update(of=("self",)).filter(
        id=appeal_id, answered_at=None, withdrawn_at=None
    )
    row = rows.select_related("to", "case__cycle").first()
    if row is None:
        return 0
    overdue = timezone.localdate() > row.due_on
    return telling.remind_of_appeal(row.case.cycle, row, overdue=overdue)


def _as_member(actor: User, case_id: str, act: Act) -> tuple[CaseRoom, CaseMember]:
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(act)
    if room.my_membership is None:
        raise NotFoundError
    return room, room.my_membership


def _open_appeal(appeal_id: str) -> Appeal:
    """Whose case has still to be entered."""
    row = Appeal.objects.filter(id=appeal_id, withdrawn_at=None).first()
    if row is None:
        raise NotFoundError
    return row


def _held(row: Appeal) -> Appeal:
    """Read once more with the case's row held; raises ConflictError where it was answered."""
    row = Appeal.objects.select_related("to", "member__user", "case").get(id=row.id)
    if row.withdrawn_at is not None:
        raise NotFoundError
    if row.answered_at is not None:
        raise ConflictError("It has been answered, and the answer stays.")
    return row


def _record(
    actor: User, cycle: Cycle, action: str, row: Appeal | Response, *, reason: str = ""
) -> None:
    record(actor=actor, organisation=cycle.organisation, action=action, subject=row, reason=reason)
