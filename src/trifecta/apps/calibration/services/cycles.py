"""Setting a cycle up: what is rated, which partnerships, who calibrates; and giving notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.calibration.models import Case, CaseMember, Cycle, Seat
from trifecta.apps.calibration.selectors.rooms import CycleRoom, enter_cycle
from trifecta.apps.calibration.services.voting import short
from trifecta.apps.people.models import OrganisationMember, RoleKind, User
from trifecta.apps.people.selectors import (
    PartnershipOutline,
    organisation_for,
    partnership_outlines,
)
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.scales import LabelledScale, scale_from
from trifecta.domain.calibration.votes import OUTCOMES
from trifecta.domain.errors import InvalidError, NotFoundError

FUNCTIONS: Final = ("engineering", "product", "business")
LONGEST_NAME: Final = 120
LONGEST_WORDS: Final = 2_000
MOST_DAYS: Final = 90
FEWEST_DAYS: Final = 3
NO_DAY: Final = {
    "starts_on": "Choose the first day that is looked at.",
    "ends_on": "Choose the last day that is looked at.",
    "evidence_until": "Choose the last day for evidence.",
    "keep_until": "Choose the day until which it is kept.",
}
"""What is said where a day is missing: each of them on its own, as a list of them shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleWords:
    """What a cycle is: its name, days, scale and outcomes, and what members are told besides."""

    name: str
    starts_on: date | None
    ends_on: date | None
    evidence_until: date | None
    keep_until: date | None
    labels: Sequence[str]
    failing: int = 1
    outcomes: Sequence[str] = tuple(OUTCOMES)
    respond_days: int | None = 14
    appeal_days: int | None = 21
    words: str = ""


@transaction.atomic
def create_cycle(*, actor: User, organisation_id: str, words: CycleWords) -> Cycle:
    """Begin to set up a cycle; for people operations. Nobody else sees it before notice."""
    organisation = organisation_for(actor=actor, organisation_id=organisation_id)
    if RoleKind.PEOPLE_OPERATIONS not in organisation.roles:
        raise NotFoundError
    scale = _check(words)
    cycle = Cycle(organisation=organisation.row, made_by=actor)
    _put(cycle, words, scale)
    cycle.save(force_insert=True)
    record(
        actor=actor, organisation=organisation.row, action="calibration.cycle_made", subject=cycle
    )
    return cycle


@transaction.atomic
def change_cycle(*, actor: User, cycle_id: str, words: CycleWords) -> None:
    """Change what a cycle is, as long as nobody has been told of it."""
    room = _setting_up(actor, cycle_id)
    _put(room.cycle, words, _check(words))
    room.cycle.save()
    _record(actor, room, "calibration.cycle_changed", room.cycle)


@transaction.atomic
def choose_partnerships(*, actor: User, cycle_id: str, partnership_ids: Sequence[str]) -> None:
    """Say which partnerships are rated in this cycle."""
    room = _setting_up(actor, cycle_id)
    outlines = partnership_outlines(actor=actor, organisation_id=room.cycle.organisation_id)
    known = {one.id: one for one in outlines}
    unknown = [one for one in partnership_ids if one not in known]
    if unknown:
        raise NotFoundError
    Case.objects.filter(cycle=room.cycle).exclude(partnership_id__in=partnership_ids).delete()
    there = set(Case.objects.filter(cycle=room.cycle).values_list("partnership_id", flat=True))
    Case.objects.bulk_create(
        Case(organisation=room.cycle.organisation, cycle=room.cycle, partnership_id=partnership_id)
        for partnership_id in dict.fromkeys(partnership_ids)
        if partnership_id not in there
    )
    take_members(room, known)
    _record(actor, room, "calibration.partnerships_chosen", room.cycle)


def take_members(room: CycleRoom, known: Mapping[str, PartnershipOutline]) -> None:
    """Write down who is rated in each case: who is a member now; `known` by partnership."""
    cases = Case.objects.filter(cycle=room.cycle, partnership_id__in=known)
    CaseMember.objects.filter(case__in=cases).delete()
    CaseMember.objects.bulk_create(
        CaseMember(
            organisation=room.cycle.organisation,
            case=case,
            member_id=member.id,
            user_id=member.user_id,
            role=member.role,
            position=position,
            mark=member.mark,
        )
        for case in cases
        for position, member in enumerate(known[case.partnership_id].members)
    )


@transaction.atomic
def seat_calibrator(*, actor: User, cycle_id: str, user_id: str, function: str) -> Seat:
    """Ask somebody of the organisation to calibrate for a function."""
    room = enter_cycle(actor=actor, cycle_id=cycle_id, lock=True)
    room.require(Act.SEAT)
    if function not in FUNCTIONS:
        raise InvalidError("Choose a function.", fields={"function": "Choose one of the three."})
    user = somebody_in(room, user_id)
    there = next((seat for seat in room.seats if seat.user_id == user.id), None)
    if there is not None and there.function == function:
        return there
    if there is not None:
        raise InvalidError(
            f"{user.name} calibrates for {there.function} already. Nobody answers for two."
        )
    if user.id in {room.cycle.facilitator_id, room.cycle.appeals_to_id}:
        raise InvalidError(
            f"{user.name} leads the session or answers appeals, and so does not vote. Choose "
            "somebody else for one of the two."
        )
    seat = Seat(
        organisation=room.cycle.organisation, cycle=room.cycle, user=user, function=function
    )
    seat.save(force_insert=True)
    _record(actor, room, "calibration.calibrator_seated", seat, reason=function)
    return seat


@transaction.atomic
def unseat_calibrator(*, actor: User, cycle_id: str, seat_id: str) -> None:
    """Take somebody out of the calibrators, before notice is given."""
    room = _setting_up(actor, cycle_id)
    seat = next((one for one in room.seats if one.id == seat_id), None)
    if seat is None:
        raise NotFoundError
    _record(actor, room, "calibration.calibrator_unseated", seat)
    seat.delete()


@transaction.atomic
def name_helpers(
    *, actor: User, cycle_id: str, facilitator_id: str = "", appeals_to_id: str = ""
) -> None:
    """Say who leads the session and who answers appeals; neither of them votes."""
    room = _setting_up(actor, cycle_id)
    voting = {seat.user_id for seat in room.seats}
    errors = {}
    for field, user_id in (("facilitator", facilitator_id), ("appeals_to", appeals_to_id)):
        if user_id and user_id in voting:
            errors[field] = "Choose somebody who does not vote."
    if facilitator_id and facilitator_id == appeals_to_id:
        errors["appeals_to"] = "Appeals go to somebody who was not in the room."
    if errors:
        raise InvalidError("Choose other people.", fields=errors)
    room.cycle.facilitator = somebody_in(room, facilitator_id) if facilitator_id else None
    room.cycle.appeals_to = somebody_in(room, appeals_to_id) if appeals_to_id else None
    room.cycle.save(update_fields=["facilitator", "appeals_to"])
    _record(actor, room, "calibration.helpers_named", room.cycle)


def _setting_up(actor: User, cycle_id: str) -> CycleRoom:
    room = enter_cycle(actor=actor, cycle_id=cycle_id, lock=True)
    room.require(Act.SET_UP)
    return room


def somebody_in(room: CycleRoom, user_id: str) -> User:
    """Somebody of the cycle's organisation; raises NotFoundError for everybody else."""
    member = (
        OrganisationMember.objects.filter(
            organisation_id=room.cycle.organisation_id, user_id=user_id, left_at=None
        )
        .select_related("user")
        .first()
    )
    if member is None:
        raise NotFoundError
    return member.user


def _check(words: CycleWords) -> LabelledScale:
    """Raises InvalidError naming everything to change, field by field."""
    errors: dict[str, str] = {}
    if not words.name.strip():
        errors["name"] = "Write a name, such as “July to December”."
    elif len(words.name) > LONGEST_NAME:
        errors["name"] = f"Use at most {LONGEST_NAME} characters."
    errors |= {day: why for day, why in NO_DAY.items() if getattr(words, day) is None}
    errors |= _wrong_order(words)
    for field in ("respond_days", "appeal_days"):
        number = getattr(words, field)
        if number is None or not FEWEST_DAYS <= number <= MOST_DAYS:
            errors[field] = f"Write {FEWEST_DAYS} to {MOST_DAYS} days."
    if not [one for one in words.outcomes if one in OUTCOMES]:
        errors["outcomes"] = "Choose at least one outcome."
    try:
        scale = scale_from(words.labels, failing=words.failing)
    except InvalidError as error:
        raise InvalidError(error.message, fields=errors | error.fields) from error
    if errors:
        raise InvalidError("Some of this has to be put right.", fields=errors)
    return scale


def _wrong_order(words: CycleWords) -> dict[str, str]:
    errors = {}
    if words.starts_on and words.ends_on and words.ends_on < words.starts_on:
        errors["ends_on"] = "Choose a day after the first one."
    if words.keep_until and words.evidence_until and words.keep_until <= words.evidence_until:
        errors["keep_until"] = "Choose a day after the evidence closes."
    if words.evidence_until and words.evidence_until < timezone.localdate():
        errors["evidence_until"] = "Choose a day that is still to come."
    return errors


def _put(cycle: Cycle, words: CycleWords, scale: LabelledScale) -> None:
    cycle.name = words.name.strip()
    for field in ("starts_on", "ends_on", "evidence_until", "keep_until"):
        setattr(cycle, field, getattr(words, field))
    cycle.respond_days = words.respond_days or 0
    cycle.appeal_days = words.appeal_days or 0
    cycle.labels = list(scale.labels)
    cycle.failing = scale.failing
    cycle.outcomes = [one for one in OUTCOMES if one in words.outcomes]
    cycle.words = short(words.words, field="words", most=LONGEST_WORDS) or None


def _record(
    actor: User, room: CycleRoom, action: str, subject: Cycle | Seat, *, reason: str = ""
) -> None:
    record(
        actor=actor,
        organisation=room.cycle.organisation,
        action=action,
        subject=subject,
        reason=reason,
    )
