"""People of a cycle who come later, and a cycle that is given up before anybody was told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

from django.db import transaction

from trifecta.apps.calibration.models import Appeal, Case, Cycle, Seat
from trifecta.apps.calibration.news import tell_who_answers_appeals
from trifecta.apps.calibration.selectors.cycles import people_rated
from trifecta.apps.calibration.selectors.outside import MANAGES, waiting_cases
from trifecta.apps.calibration.selectors.rooms import (
    CycleRoom,
    case_rooms,
    enter_cycle,
)
from trifecta.apps.calibration.services.cycles import seat_calibrator, somebody_in
from trifecta.apps.calibration.services.reminding import tell
from trifecta.apps.calibration.services.telling import tell_of_appeal
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.panel import CalibratingFunction
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.errors import ConflictError, InvalidError, NotYetError

Helper = Literal["facilitator", "appeals_to"]
FUNCTION_ORDER: Final[tuple[CalibratingFunction, ...]] = ("engineering", "product", "business")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Partnerships whose waiting appeals have gone to somebody, and those left, each with why."""

    moved: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def ask_to_calibrate(*, actor: User, cycle_id: str, user_id: str, function: str) -> Seat:
    """Ask somebody to calibrate; once partnerships are rated only where a function is missing.

    Whoever has been told of the cycle is told that somebody has come in.
    """
    room = enter_cycle(actor=actor, cycle_id=cycle_id, lock=True)
    room.require(Act.SEAT)
    if room.stage is Stage.BLIND and function not in functions_missing(room):
        raise NotYetError(
            "Somebody takes part for this function everywhere. While partnerships are being rated, "
            "people are asked only where a function is missing."
        )
    known = {seat.id for seat in room.seats}
    seat = seat_calibrator(actor=actor, cycle_id=cycle_id, user_id=user_id, function=function)
    if seat.id not in known and room.stage is not Stage.DRAFT:
        _tell_of_seat(room, seat)
    return seat


def functions_missing(room: CycleRoom) -> tuple[CalibratingFunction, ...]:
    """The functions for which nobody takes part in some partnership that is not decided."""
    cases = Case.objects.filter(cycle=room.cycle, set_aside_at=None).exclude(stage=Stage.DECIDED)
    rooms = case_rooms(
        actor=room.actor, cycle=room.cycle, cases=cases.select_related("partnership")
    )
    missing = {function for one in rooms for function in one.missing}
    return tuple(function for function in FUNCTION_ORDER if function in missing)


def _tell_of_seat(room: CycleRoom, seat: Seat) -> None:
    people = {one.user_id: one.user for one in room.seats}
    people |= {user.id: user for user in people_rated(room.cycle)}
    if room.cycle.facilitator is not None:
        people[room.cycle.facilitator.id] = room.cycle.facilitator
    people.pop(seat.user_id, None)
    key = f"cycle {room.cycle.id} seat {seat.id}"
    for user_id in sorted(people):
        tell(
            people[user_id],
            room.cycle,
            key=f"{key} {user_id}",
            subject=f"{room.cycle.name}: somebody was asked to calibrate",
            body=f"Somebody was asked to calibrate for {seat.function} in {room.cycle.name}. Its "
            "page says who.",
        )
    tell(
        seat.user,
        room.cycle,
        key=f"{key} asked",
        subject=f"{room.cycle.name}: you were asked to calibrate",
        body=f"You were asked to calibrate for {seat.function} in {room.cycle.name}.",
    )


@transaction.atomic
def name_another(
    *,
    actor: User,
    cycle_id: str,
    helper: Helper,
    user_id: str,
    manages: Collection[str] = (),
) -> Moved:
    """Name somebody else to lead the session or to answer appeals, where the one named has gone.

    Open appeals go along, but for those of cases that they are not outside of, and of the cases in
    `manages`, in which they manage a member. Everybody who was told of the cycle is told.
    """
    room = enter_cycle(actor=actor, cycle_id=cycle_id, lock=True)
    room.require(Act.NAME_ANOTHER)
    cycle = room.cycle
    if getattr(cycle, f"{helper}_id") is not None:
        raise ConflictError("Somebody is named already, and people were told who it is.")
    user = somebody_in(room, user_id)
    _require_free(room, user, helper)
    setattr(cycle, helper, user)
    cycle.save(update_fields=[helper])
    moved = _move_appeals(room, user, manages) if helper == "appeals_to" else Moved()
    record(
        actor=actor,
        organisation=cycle.organisation,
        action="calibration.helper_named",
        subject=cycle,
        reason=helper,
    )
    _tell_of_helper(room, user, helper)
    if helper == "appeals_to":
        tell_who_answers_appeals(room)
    return moved


def _move_appeals(room: CycleRoom, user: User, manages: Collection[str]) -> Moved:
    """Each appeal that waits goes to them, or to nobody until somebody is named for it."""
    moved, left = [], []
    for one in waiting_cases(room):
        name = one.case.partnership.name
        why = one.inside.get(user.id) or (MANAGES if one.case.id in manages else "")
        if why:
            left.append((name, why))
        else:
            moved.append(name)
        for row in one.appeals:
            _give(room, row, None if why else user)
    return Moved(moved=tuple(moved), left=tuple(left))


def _give(room: CycleRoom, row: Appeal, to: User | None) -> None:
    row.to = to
    row.save(update_fields=["to"])
    if to is not None:
        record(
            actor=room.actor,
            organisation=room.cycle.organisation,
            action="calibration.appeal_given",
            subject=row,
        )
        tell_of_appeal(room.cycle, row)


def _require_free(room: CycleRoom, user: User, helper: Helper) -> None:
    other = room.cycle.facilitator_id if helper == "appeals_to" else room.cycle.appeals_to_id
    was_there = Seat.objects.filter(cycle=room.cycle, user=user).exists()
    if was_there or user.id == other:
        raise InvalidError(
            "Choose somebody else.",
            fields={helper: "Choose somebody who has no other part in the room."},
        )


def _tell_of_helper(room: CycleRoom, user: User, helper: Helper) -> None:
    people = {one.id: one for one in people_rated(room.cycle)}
    people |= {seat.user_id: seat.user for seat in room.seats}
    if helper == "facilitator":
        people[user.id] = user
    what = "answers appeals" if helper == "appeals_to" else "leads the session"
    for user_id in sorted(people):
        tell(
            people[user_id],
            room.cycle,
            key=f"cycle {room.cycle.id} {helper} {user.id} {user_id}",
            subject=f"{room.cycle.name}: somebody else {what}",
            body=f"Somebody else {what} in {room.cycle.name}. Its page says who.",
        )


@transaction.atomic
def discard_cycle(*, actor: User, cycle_id: str) -> str:
    """Give up a cycle that nobody was ever told of; returns the id of its organisation."""
    room = enter_cycle(actor=actor, cycle_id=cycle_id, lock=True)
    room.require(Act.SET_UP)
    if room.cycle.noticed_at is not None:
        raise NotYetError(
            "People were told of this cycle, so it stays. Give notice again, or set every "
            "partnership aside."
        )
    organisation = room.cycle.organisation
    record(
        actor=actor,
        organisation=organisation,
        action="calibration.cycle_discarded",
        subject=room.cycle,
    )
    Cycle.objects.filter(id=room.cycle.id).delete()
    return organisation.id
