"""What is erased: a cycle's contents when its time is over, and what goes with an account."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from trifecta.apps.calibration.models import (
    Appeal,
    Case,
    Correction,
    Cycle,
    DiscussionNote,
    EarlierRating,
    Evidence,
    EvidenceComment,
    Flag,
    Interest,
    Proposal,
    Rating,
    Recusal,
    Reopening,
    Response,
    Seat,
    StageChange,
)
from trifecta.apps.calibration.selectors.rooms import case_rooms
from trifecta.apps.calibration.services.voting import settle_reveal
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.stages import ORDER, Stage

OF_A_CASE: Final[tuple[type[Model], ...]] = (
    Correction,
    Response,
    Appeal,
    Rating,
    DiscussionNote,
    Flag,
    Proposal,
    Evidence,
    Interest,
    Recusal,
)
"""With them go what hangs on them: exceptions, consents, comments, marks."""
BEFORE_THE_LOCK: Final = ORDER[: ORDER.index(Stage.LOCKED)]


def erase_due(*, now: datetime) -> int:
    """Erase what is in every closed cycle whose time is over; returns how many cycles."""
    today = timezone.localtime(now).date()
    ids = list(_over(today).order_by("id").values_list("id", flat=True))
    return sum(_erase(cycle_id, today) for cycle_id in ids)


def _over(today: date) -> QuerySet[Cycle]:
    return Cycle.objects.filter(stage=Stage.CLOSED, erased_at=None, keep_until__lt=today)


@transaction.atomic
def _erase(cycle_id: str, today: date) -> bool:
    """Its name, days, people and stages stay, and so does the trail; nothing that was written."""
    cycle = _over(today).select_for_update().filter(id=cycle_id).first()
    if cycle is None:
        return False
    for model in OF_A_CASE:
        model._default_manager.filter(case__cycle=cycle).delete()
    EarlierRating.objects.filter(cycle=cycle).delete()
    Reopening.objects.filter(cycle=cycle).delete()
    for change in StageChange.objects.filter(cycle=cycle, reason__isnull=False):
        change.reason = None
        change.save(update_fields=["reason"])
    for case in Case.objects.filter(cycle=cycle, set_aside_at__isnull=False):
        case.set_aside_because = ""
        case.save(update_fields=["set_aside_because"])
    cycle.erased_at = timezone.now()
    cycle.save(update_fields=["erased_at"])
    record(
        actor=None,
        organisation=cycle.organisation,
        action="calibration.cycle_erased",
        subject=cycle,
        reason="kept_until_its_day",
    )
    return True


# ---------------------------------------------------------------- with an account


def erase_own_calibration(*, actor: User, alone: Collection[str] = ()) -> list[Cycle]:
    """What goes with an account: what nobody else has read, and their place in what still runs.

    Proposals and flags that were not shown are deleted, an open appeal is taken back. What was
    shown stays with who has read it, by name. From the lock on who calibrated stays as it is.
    Returns the cycles in which somebody else has to be found; `alone` are organisations that go
    as a whole.
    """
    _delete_unread(actor)
    _take_back_appeals(actor)
    left = _leave_seats(actor)
    found = [*left, *(one for one in _leave_helping(actor) if one not in left)]
    return [one for one in found if one.organisation_id not in alone]


def _delete_unread(actor: User) -> None:
    mine = Proposal.objects.filter(seat__user=actor)
    mine.filter(
        Q(handed_in_at=None)
        | Q(estimate="first", case__first_shown_at=None)
        | Q(estimate="second", case__second_shown_at=None)
    ).delete()
    Flag.objects.filter(seat__user=actor, case__first_shown_at=None).delete()
    Evidence.objects.filter(by=actor, withdrawn_at__isnull=False).delete()
    EvidenceComment.objects.filter(by=actor, withdrawn_at__isnull=False).delete()


def _take_back_appeals(actor: User) -> None:
    rows = Appeal.objects.filter(member__user=actor, answered_at=None, withdrawn_at=None)
    for row in rows.select_related("organisation").order_by("id"):
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at"])
        _record(actor, row, "calibration.appeal_withdrawn", row)


def _leave_seats(actor: User) -> list[Cycle]:
    """End every seat in a cycle that is not locked; then what waited for them may be complete."""
    seats = Seat.objects.filter(user=actor, ended_at=None, cycle__stage__in=BEFORE_THE_LOCK)
    found = []
    for seat in list(seats.select_related("cycle__organisation").order_by("cycle_id")):
        cycle = Cycle.objects.select_for_update(of=("self",)).get(id=seat.cycle_id)
        cases = list(
            Case.objects.select_for_update(of=("self",))
            .select_related("partnership")
            .filter(cycle=cycle, set_aside_at=None)
            .order_by("id")
        )
        seat.ended_at = timezone.now()
        seat.save(update_fields=["ended_at"])
        _record(actor, seat, "calibration.seat_ended", seat)
        for room in case_rooms(actor=actor, cycle=cycle, cases=cases):
            if seat.function in room.required:
                settle_reveal(actor=actor, room=room)
        found.append(cycle)
    return found


def _leave_helping(actor: User) -> list[Cycle]:
    """Who leads the session counts until the lock, who answers appeals until it is closed."""
    rows = Cycle.objects.select_for_update(of=("self",)).filter(
        Q(facilitator=actor, stage__in=BEFORE_THE_LOCK)
        | (Q(appeals_to=actor) & ~Q(stage=Stage.CLOSED))
    )
    found = list(rows.order_by("id"))
    for cycle in found:
        if cycle.facilitator_id == actor.id and cycle.stage in BEFORE_THE_LOCK:
            cycle.facilitator = None
        if cycle.appeals_to_id == actor.id:
            cycle.appeals_to = None
        cycle.save(update_fields=["facilitator", "appeals_to"])
        _record(actor, cycle, "calibration.helper_left", cycle)
    return found


def forget_cycles(*, organisation_id: str) -> None:
    """Delete the cycles of an organisation that only one person was ever in."""
    Cycle.objects.filter(organisation_id=organisation_id).delete()


def _record(actor: User, row: Cycle | Seat | Appeal, action: str, subject: Model) -> None:
    record(
        actor=actor,
        organisation=row.organisation,
        action=action,
        subject=subject,
        reason="account_closed",
    )
