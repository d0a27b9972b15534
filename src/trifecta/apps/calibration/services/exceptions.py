"""Writing an exception into a rating, and taking it out: only where blind flags allow it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from trifecta.apps.calibration.models import (
    CaseMember,
    ExceptionCode,
    MemberException,
    Rating,
)
from trifecta.apps.calibration.selectors.cycles import people_in_the_room
from trifecta.apps.calibration.selectors.flags import as_rules, flags_by_member
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case
from trifecta.apps.calibration.services.ratings import Written, put_rating, rating_of_number
from trifecta.apps.calibration.services.voting import evidence_of, short
from trifecta.apps.people.models import User, first_name_of
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.exceptions import far_enough, may_be_excepted
from trifecta.domain.errors import ConflictError, InvalidError, NotYetError


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionWords:
    """An exception as it is written: why, the own steps, the evidence, and who told the member."""

    code: str
    steps: Mapping[str, int]
    reason: str
    evidence: Sequence[str]
    told_on: date | None
    told_by: str


@dataclass(frozen=True, slots=True)
class _Checked:
    steps: dict[str, int]
    evidence: list[str]
    told_on: date
    told_by: User
    reason: str


@transaction.atomic
def write_exception(
    *, actor: User, case_id: str, member_id: str, words: ExceptionWords, number: int
) -> Rating:
    """Give one member their own rating; makes a new rating, to which everybody agrees anew.

    Raises NotYetError unless two blind flags of different functions say, independently, that this
    member stands below the partnership by more than a step. `number` is that of the rating read.
    """
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.WRITE_RATING)
    member = room.member(member_id)
    before = rating_of_number(room, number)
    if not _flagged(room, member):
        raise NotYetError(
            "An exception takes two blind flags of different functions that agree. There are none "
            f"for {_name(member)}, who keeps the rating all share."
        )
    checked = _check(room, before, words)
    after = put_rating(
        actor=actor, room=room, before=before, written=Written.like(before), without=member.id
    )
    MemberException(
        organisation=room.cycle.organisation,
        rating=after,
        member=member,
        code=words.code,
        steps=checked.steps,
        reason=checked.reason,
        evidence=checked.evidence,
        told_on=checked.told_on,
        told_by=checked.told_by,
    ).save(force_insert=True)
    _record(actor, room, "calibration.exception_written", after)
    return after


@transaction.atomic
def drop_exception(*, actor: User, case_id: str, member_id: str, number: int) -> Rating:
    """Let a member share the rating after all; makes a new rating."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.WRITE_RATING)
    member = room.member(member_id)
    before = rating_of_number(room, number)
    if not MemberException.objects.filter(rating=before, member=member).exists():
        raise ConflictError(f"There is no exception for {_name(member)}.")
    after = put_rating(
        actor=actor, room=room, before=before, written=Written.like(before), without=member.id
    )
    _record(actor, room, "calibration.exception_dropped", after)
    return after


def _flagged(room: CaseRoom, member: CaseMember) -> bool:
    return may_be_excepted(as_rules(room, flags_by_member(room).get(member.id, [])))


def _check(room: CaseRoom, rating: Rating, words: ExceptionWords) -> _Checked:
    """Raises InvalidError naming everything to change, field by field."""
    errors: dict[str, str] = {}
    if words.code not in ExceptionCode.values:
        errors["code"] = "Choose one of the three. There is no other reason for an exception."
    steps = _steps(room, rating, words, errors)
    evidence = sorted(evidence_of(room) & set(words.evidence))
    if not evidence:
        errors["evidence"] = "Choose at least one thing that anybody can look at."
    told_by = next((one for one in people_in_the_room(room) if one.id == words.told_by), None)
    if told_by is None:
        errors["told_by"] = "Say which of you has told them."
    errors |= _not_told(words.told_on)
    reason = short(words.reason, field="reason")
    if not reason:
        errors["reason"] = "Write the reason as this member will read it."
    if errors or told_by is None or words.told_on is None:
        raise InvalidError("Something is missing for an exception.", fields=errors)
    return _Checked(steps, evidence, words.told_on, told_by, reason)


def _not_told(told_on: date | None) -> dict[str, str]:
    if told_on is None:
        return {"told_on": "Say on which day they were told. They are told before, not after."}
    if told_on > timezone.localdate():
        return {"told_on": "This day is still to come. Tell them first, then write it down."}
    return {}


def _steps(
    room: CaseRoom, rating: Rating, words: ExceptionWords, errors: dict[str, str]
) -> dict[str, int]:
    steps: dict[str, int] = {}
    for outcome in room.outcomes:
        step = words.steps.get(outcome)
        if step is None:
            errors[f"step_{outcome}"] = "Choose a step."
        else:
            room.scale.label(step)
            steps[outcome] = step
    if len(steps) == len(room.outcomes):
        shared = [rating.steps[one] for one in room.outcomes]
        if not far_enough(shared=shared, own=[steps[one] for one in room.outcomes]):
            errors[f"step_{room.outcomes[0]}"] = (
                "On average over the outcomes this is less than a step below the rating all "
                "share. Then it is no exception."
            )
    return steps


def _name(member: CaseMember) -> str:
    return first_name_of(name=member.user.name, email=member.user.email)


def _record(actor: User, room: CaseRoom, action: str, row: Rating) -> None:
    record(actor=actor, organisation=room.cycle.organisation, action=action, subject=row)
