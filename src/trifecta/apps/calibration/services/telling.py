"""What people are told by mail after the release: that something waits, never what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from trifecta.apps.calibration.models import Appeal, Correction, Cycle, Response
from trifecta.apps.calibration.selectors.cycles import people_in_the_room
from trifecta.apps.calibration.selectors.naming import who_gives_the_role, who_names
from trifecta.apps.calibration.selectors.rooms import CaseRoom
from trifecta.apps.notices.models import Notice
from trifecta.apps.notices.services import Message, queue
from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import Stage, reached


def tell_of_response(room: CaseRoom, row: Response) -> None:
    _tell_all(
        room.cycle,
        people_in_the_room(room),
        key=f"response {row.id}",
        body="Somebody has responded to their rating in {cycle}.",
        path=reverse("calibration:responses", args=[room.case.id]),
        waits=False,
    )


def tell_of_appeal(cycle: Cycle, row: Appeal) -> None:
    """Whoever answers it; whoever names somebody, where nobody does yet."""
    day = _spoken(row.due_on)
    if row.to is not None:
        _tell_all(
            cycle,
            [row.to],
            key=f"appeal {row.id} to {row.to_id}",
            body=f"An appeal in {{cycle}} waits for your answer, until {day}.",
            path=reverse("calibration:appeal", args=[row.id]),
        )
        return
    naming = who_names(cycle, row.case)
    _tell_all(
        cycle,
        naming,
        key=f"appeal {row.id} to nobody",
        body="An appeal in {cycle} has nobody to answer it. Name somebody who was not in the room.",
        path=reverse("calibration:appeal_name", args=[row.id]),
    )
    if not naming:
        _tell_all(
            cycle,
            who_gives_the_role(cycle, row.case),
            key=f"appeal {row.id} nobody names",
            body="An appeal in {cycle} has nobody to answer it, and everybody in people operations "
            "is rated there. Give that role to somebody else, who then finds somebody.",
            path=reverse("people:organisation", args=[cycle.organisation_id]),
        )


def tell_of_answer(room: CaseRoom, row: Appeal) -> None:
    """The one who appealed; the room as well, where it looks again."""
    path = reverse("calibration:appeal", args=[row.id])
    _tell_all(
        room.cycle,
        [row.member.user],
        key=f"appeal {row.id} answered",
        body="Your appeal in {cycle} has been answered.",
        path=path,
    )
    if row.outcome == "look_again":
        _tell_all(
            room.cycle,
            people_in_the_room(room),
            key=f"appeal {row.id} look again",
            body="You are asked to look at a rating in {cycle} again.",
            path=path,
        )


def tell_of_correction(room: CaseRoom, row: Correction) -> None:
    """The calibrators of other functions, one of whom answers it."""
    asker = next((seat for seat in room.present_seats if seat.user_id == row.asked_by_id), None)
    function = asker.function if asker else ""
    _tell_all(
        room.cycle,
        [seat.user for seat in room.present_seats if seat.function != function],
        key=f"correction {row.id}",
        body="A correction in {cycle} waits for somebody of your function to read it.",
        path=reverse("calibration:correction", args=[row.id]),
    )


def tell_of_confirmed(room: CaseRoom, row: Correction) -> None:
    """The members it concerns, once they have read their rating; who wrote it, always."""
    _tell_all(
        room.cycle,
        [row.asked_by],
        key=f"correction {row.id} confirmed",
        body="A correction that you wrote in {cycle} was confirmed.",
        path=reverse("calibration:correction", args=[row.id]),
        waits=False,
    )
    if not reached(room.stage, Stage.RELEASED):
        return
    members = [one.user for one in room.members if row.member_id in {None, one.id}]
    _tell_all(
        room.cycle,
        members,
        key=f"correction {row.id} to read",
        body="Something in your rating in {cycle} was put right. It stands beside what it "
        "corrects.",
        path=reverse("calibration:letter", args=[room.case.id]),
    )


def remind_of_appeal(cycle: Cycle, row: Appeal, *, overdue: bool) -> int:
    """Remind whoever answers it; whoever can name another too, when the day is over."""
    days = "overdue" if overdue else "soon"
    day = _spoken(row.due_on)
    told = 0
    if row.to is not None:
        told += _tell_all(
            cycle,
            [row.to],
            key=f"appeal {row.id} {days} {row.to_id}",
            body=f"An appeal in {{cycle}} was to be answered by {day}. It still waits for you."
            if overdue
            else f"An appeal in {{cycle}} waits for your answer, until {day}.",
            path=reverse("calibration:appeal", args=[row.id]),
        )
    if overdue or row.to is None:
        told += _tell_all(
            cycle,
            who_names(cycle, row.case),
            key=f"appeal {row.id} {days} people operations",
            body=f"An appeal in {{cycle}} that was to be answered by {day} is not. You can name "
            "somebody else to answer it."
            if overdue
            else f"An appeal in {{cycle}} has nobody to answer it, and is due on {day}.",
            path=reverse("calibration:appeal_name", args=[row.id]),
        )
    return told


def _tell_all(
    cycle: Cycle, people: Iterable[User], *, key: str, body: str, path: str, waits: bool = True
) -> int:
    """How many are told who have not been before."""
    keys = {f"{key} {user.id}": user for user in people if user.is_active}
    known = set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))
    told = 0
    for one, user in keys.items():
        if one not in known:
            queue(
                recipient=user,
                key=one,
                message=Message(
                    subject=f"{cycle.name}: something for you to read",
                    body=body.format(cycle=cycle.name),
                    path=path,
                    waits=waits,
                ),
            )
            told += 1
    return told


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
