"""Declaring an interest in a case, and stepping back from it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from trifecta.apps.calibration.models import Interest, Recusal
from trifecta.apps.calibration.models.cycles import DECLARED
from trifecta.apps.calibration.news import tell_people_operations_who_is_missing
from trifecta.apps.calibration.selectors.rooms import enter_case
from trifecta.apps.calibration.services.voting import settle_reveal, short
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.acts import Act
from trifecta.domain.errors import InvalidError, NotFoundError


@transaction.atomic
def declare_interest(*, actor: User, case_id: str, kind: str, words: str = "") -> None:
    """Say that I manage a member, or am close to one; the other calibrators read it."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.DECLARE_INTEREST)
    seat = room.seat_or_absent()
    if kind not in DECLARED:
        raise InvalidError("Choose what it is.", fields={"kind": "Choose one of these."})
    row = next((one for one in room.interests if one.seat_id == seat.id and one.kind == kind), None)
    if row is None:
        row = Interest(organisation=room.cycle.organisation, case=room.case, seat=seat, kind=kind)
    row.words = short(words, field="words", most=500) or None
    row.save()
    record(
        actor=actor,
        organisation=room.cycle.organisation,
        action="calibration.interest_declared",
        subject=row,
        reason=kind,
    )


@transaction.atomic
def withdraw_interest(*, actor: User, interest_id: str) -> None:
    """Take back an interest that I have declared."""
    row = Interest.objects.filter(id=interest_id, withdrawn_at=None).first()
    if row is None:
        raise NotFoundError
    room = enter_case(actor=actor, case_id=row.case_id, lock=True)
    room.require(Act.DECLARE_INTEREST)
    if row.seat_id != room.seat_or_absent().id:
        raise NotFoundError
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    record(
        actor=actor,
        organisation=room.cycle.organisation,
        action="calibration.interest_withdrawn",
        subject=row,
    )


@transaction.atomic
def step_back(*, actor: User, case_id: str, because: str) -> None:
    """Take no part in this case any more; all I gave in it counts for nothing."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.STEP_BACK)
    seat = room.seat_or_absent()
    because = short(because, field="because", most=500)
    if not because:
        raise InvalidError("Say why.", fields={"because": "A line is enough. Your peers read it."})
    row = Recusal(
        organisation=room.cycle.organisation,
        case=room.case,
        seat=seat,
        by=actor,
        because=because,
    )
    row.save(force_insert=True)
    record(
        actor=actor,
        organisation=room.cycle.organisation,
        action="calibration.stepped_back",
        subject=row,
    )
    room.recusals = (*room.recusals, row)
    if not settle_reveal(actor=actor, room=room) and room.missing:
        tell_people_operations_who_is_missing(room)
