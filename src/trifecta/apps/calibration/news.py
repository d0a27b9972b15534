"""What people are told of a cycle by mail: that something waits or has moved, never a rating."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.urls import reverse

from trifecta.apps.calibration.selectors.cycles import (
    people_in_the_room,
    people_operations_of,
    people_rated,
)
from trifecta.apps.calibration.selectors.rooms import CaseRoom, CycleRoom
from trifecta.apps.notices.services import Message, queue
from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.people.words import joined

MEMBERS: Final[Mapping[Stage, str]] = {
    Stage.EVIDENCE: "You and your partners are rated together in {cycle}. Read on what, by whom, "
    "and what is never used; until {day} you can add what should be known.",
    Stage.RELEASED: "The rating of your partnership in {cycle} is there, with its reasons. You can "
    "respond to it, or appeal, until {day}.",
}
ROOM: Final[Mapping[Stage, str]] = {
    Stage.EVIDENCE: "You were asked to calibrate in {cycle}. Evidence is gathered until {day}.",
    Stage.BLIND: "Evidence for {cycle} is in. Read it, and propose alone.",
    Stage.LOCKED: "{cycle} is locked. Nothing in it changes any more.",
}


APPEALS: Final = (
    "You answer appeals in {cycle}, and members are told so. You are outside the room: you read "
    "nothing of it until somebody appeals, and are told then. If that cannot be you, tell people "
    "operations now."
)


def tell_members_and_room(room: CycleRoom, *, to: Stage) -> None:
    """Queue one notice to everybody whom this stage concerns."""
    _tell_all(room, to, members=MEMBERS.get(to, ""), calibrators=ROOM.get(to, ""))
    if to is Stage.EVIDENCE:
        tell_who_answers_appeals(room)


def tell_who_answers_appeals(room: CycleRoom) -> None:
    """Queue a notice to whoever was named for it, once a naming."""
    user = room.cycle.appeals_to
    if user is not None and user.is_active:
        queue(
            recipient=user,
            key=f"cycle {room.cycle.id} answers appeals {user.id}",
            message=Message(
                subject=f"{room.cycle.name}: you answer appeals",
                body=APPEALS.format(cycle=room.cycle.name),
                path=reverse("calibration:home"),
            ),
        )


def tell_that_evidence_is_open_again(room: CycleRoom) -> None:
    """Queue a notice to the same people, once a cycle has gone back from proposing."""
    _tell_all(
        room,
        Stage.EVIDENCE,
        members="Evidence for {cycle} is open again. Until {day} you can add what should be known.",
        calibrators="{cycle} has gone back to gathering evidence, until {day}. What you had handed "
        "in counts as not handed in; what you wrote is kept for you alone.",
    )


def _tell_all(room: CycleRoom, to: Stage, *, members: str, calibrators: str) -> None:
    """`members` go to whoever is rated and `calibrators` to the room; "" to nobody."""
    day = room.cycle.respond_until if to is Stage.RELEASED else room.cycle.evidence_until
    spoken = f"{day.day} {day:%B %Y}" if day else ""
    if members:
        for user in people_rated(room.cycle):
            _tell(room, user, to, members.format(cycle=room.cycle.name, day=spoken))
    if calibrators:
        people = {seat.user for seat in room.seats}
        if room.cycle.facilitator:
            people.add(room.cycle.facilitator)
        for user in people:
            _tell(room, user, to, calibrators.format(cycle=room.cycle.name, day=spoken))


def _tell(room: CycleRoom, user: User, to: Stage, body: str) -> None:
    if not user.is_active:
        return
    changes = room.cycle.changes.filter(case=None).count()
    queue(
        recipient=user,
        key=f"cycle {room.cycle.id} {to.value} {changes} {user.id}",
        message=Message(
            subject=f"{room.cycle.name}: something for you to read",
            body=body,
            path=reverse(f"calibration:{_page(to)}", args=[room.cycle.id]),
            waits=to is not Stage.LOCKED,
        ),
    )


def _page(to: Stage) -> str:
    """Where a mail leads: to the notice while it is new, else to where the cycle stands."""
    return "notice" if to is Stage.EVIDENCE else "cycle"


SHOWN: Final[Mapping[str, str]] = {
    "first": "All proposals for {partnership} in {cycle} are in. Read them side by side.",
    "second": "All second proposals for {partnership} in {cycle} are in. Write the rating "
    "together.",
}


def tell_room_that_all_are_in(room: CaseRoom, *, estimate: str) -> None:
    """Tell everybody who takes part, but for whoever handed in last, that proposals are shown."""
    body = SHOWN[estimate].format(partnership=room.name, cycle=room.cycle.name)
    _tell_room(room, key=f"case {room.case.id} {estimate} shown", body=body)


def tell_room_of_wish(room: CaseRoom, *, wish_id: str) -> None:
    """Tell the others who take part that somebody asks to talk about a decided case again."""
    _tell_room(
        room,
        key=f"reopening {wish_id}",
        body=f"Somebody asks to talk about the rating of {room.name} in {room.cycle.name} again. "
        "It takes a second person.",
    )


def tell_people_operations_who_is_missing(room: CaseRoom) -> None:
    """Tell people operations that a function has nobody left, once a state of the panel."""
    rated = {member.user_id for member in room.members}
    for user in people_operations_of(room.cycle):
        if user.is_active and user.id not in rated:
            queue(
                recipient=user,
                key=f"case {room.case.id} missing {len(room.recusals)} {user.id}",
                message=Message(
                    subject=f"{room.cycle.name}: somebody has to be asked",
                    body=f"Nobody calibrates {room.name} for {joined(list(room.missing))} any "
                    "more. Nothing can be decided there until somebody does.",
                    path=reverse("calibration:cycle", args=[room.cycle.id]),
                ),
            )


def _tell_room(room: CaseRoom, *, key: str, body: str) -> None:
    for user in people_in_the_room(room):
        if user.is_active and user.id != room.actor.id:
            queue(
                recipient=user,
                key=f"{key} {user.id}",
                message=Message(
                    subject=f"{room.cycle.name}: something for you to read",
                    body=body,
                    path=reverse("calibration:case", args=[room.case.id]),
                ),
            )
