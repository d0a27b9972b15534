"""Reminders of a cycle, by its days alone: never by who has done something and who has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from trifecta.apps.calibration.models import Case, Cycle, StageChange
from trifecta.apps.calibration.selectors.cycles import people_operations_of, people_rated
from trifecta.apps.calibration.selectors.rooms import case_rooms
from trifecta.apps.notices.models import Notice
from trifecta.apps.notices.services import Message, queue
from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.people.words import day_words

SOON: Final = 3
"""Days before something closes."""
PROPOSALS_AFTER: Final = (3, 7, 14)
"""Days after proposing was opened; whoever calibrates is told, whatever they have done."""
OVERDUE_EVERY: Final = 7
TAKE_IT_ON: Final = "Take it to its end; what is in it is erased the day after."
GIVE_IT_UP: Final = "Nobody has been told of it. Give it up, or choose other days."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One thing to tell several people; `key` is that of this occasion."""

    key: str
    subject: str
    body: str
    people: tuple[User, ...]


def send_reminders(*, now: datetime) -> int:
    """Queue every reminder that is due at `now` and was not queued before; returns how many."""
    today = timezone.localtime(now).date()
    return sum(
        _queue(cycle, reminder)
        for due in (_evidence_soon, _proposals_wait, _responses_soon, _kept_too_long)
        for cycle, reminder in due(today)
    )


def _evidence_soon(today: date) -> Iterator[tuple[Cycle, Reminder]]:
    rows = _cycles(Stage.EVIDENCE, evidence_until__range=(today, today + timedelta(days=SOON)))
    for cycle in rows:
        day = day_words(cycle.evidence_until, today=today)
        yield (
            cycle,
            Reminder(
                key=f"evidence_soon {cycle.evidence_until.isoformat()}",
                subject=f"{cycle.name}: until {day} you can add what should be known",
                body=f"Evidence for {cycle.name} closes on {day}. What your partnership did and "
                "what came of it can be added until then, and commented on.",
                people=tuple(people_rated(cycle)),
            ),
        )


def _proposals_wait(today: date) -> Iterator[tuple[Cycle, Reminder]]:
    """To each who can take part somewhere that is not decided, by the day it was opened alone."""
    for cycle in _cycles(Stage.BLIND):
        opened = (
            StageChange.objects.filter(cycle=cycle, case=None, after=Stage.BLIND)
            .order_by("-created_at")
            .first()
        )
        days = (today - timezone.localdate(opened.created_at)).days if opened else 0
        due = [one for one in PROPOSALS_AFTER if one <= days <= one + SOON]
        if not opened or not due:
            continue
        yield (
            cycle,
            Reminder(
                key=f"proposals {opened.id} {due[-1]}",
                subject=f"{cycle.name}: partnerships are being calibrated",
                body=f"Calibration of {cycle.name} is open. Everybody who calibrates gets this "
                "mail, whatever they have done. The page says what is yours to do.",
                people=_taking_part(cycle),
            ),
        )


def _taking_part(cycle: Cycle) -> tuple[User, ...]:
    """Those who take part in a case that is not decided; what they gave there is not looked at."""
    cases = Case.objects.filter(cycle=cycle, set_aside_at=None).exclude(stage=Stage.DECIDED)
    rooms = case_rooms(actor=cycle.made_by, cycle=cycle, cases=cases.select_related("partnership"))
    there = {seat.user_id: seat.user for room in rooms for seat in room.present_seats}
    return tuple(there[user_id] for user_id in sorted(there))


def _responses_soon(today: date) -> Iterator[tuple[Cycle, Reminder]]:
    rows = _cycles(Stage.RELEASED, respond_until__range=(today, today + timedelta(days=SOON)))
    for cycle in rows:
        if cycle.respond_until is None:
            continue
        day = day_words(cycle.respond_until, today=today)
        yield (
            cycle,
            Reminder(
                key=f"responses_soon {cycle.respond_until.isoformat()}",
                subject=f"{cycle.name}: until {day} you can respond",
                body=f"You can respond to what was decided in {cycle.name}, or appeal, until "
                f"{day}. You need not.",
                people=tuple(people_rated(cycle)),
            ),
        )


def _kept_too_long(today: date) -> Iterator[tuple[Cycle, Reminder]]:
    """Members were told a day; what is not closed by then is not erased either."""
    rows = Cycle.objects.filter(keep_until__lt=today).exclude(stage=Stage.CLOSED)
    for cycle in rows.order_by("id"):
        week = (today - cycle.keep_until).days // OVERDUE_EVERY
        yield (
            cycle,
            Reminder(
                key=f"kept_too_long {cycle.keep_until.isoformat()} {week}",
                subject=f"{cycle.name} is kept beyond its day",
                body=f"{cycle.name} was to be kept until "
                f"{day_words(cycle.keep_until, today=today)}, and it is not closed. "
                + (TAKE_IT_ON if cycle.noticed_at else GIVE_IT_UP),
                people=tuple(people_operations_of(cycle)),
            ),
        )


def _cycles(stage: Stage, **days: object) -> QuerySet[Cycle]:
    rows = Cycle.objects.filter(stage=stage, **days).select_related("organisation", "made_by")
    return rows.order_by("id")


@transaction.atomic
def _queue(cycle: Cycle, reminder: Reminder) -> int:
    keys = {user.id: f"cycle {cycle.id} {reminder.key} {user.id}" for user in reminder.people}
    known = set(Notice.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    new = [user for user in reminder.people if keys[user.id] not in known and user.is_active]
    for user in new:
        tell(user, cycle, key=keys[user.id], subject=reminder.subject, body=reminder.body)
    return len(new)


def tell(user: User, cycle: Cycle, *, key: str, subject: str, body: str) -> None:
    """Queue one notice that leads to the cycle."""
    queue(
        recipient=user,
        key=key,
        message=Message(
            subject=subject,
            body=body,
            path=reverse("calibration:cycle", args=[cycle.id]),
        ),
    )


def tell_somebody_left(cycles: Iterable[Cycle], *, who: User) -> None:
    """People operations are told that somebody with a part in a cycle has gone."""
    for cycle in cycles:
        for user in people_operations_of(cycle):
            tell(
                user,
                cycle,
                key=f"cycle {cycle.id} left {who.id} {user.id}",
                subject=f"{cycle.name}: somebody who had a part in it has left",
                body=f"Somebody with a part in {cycle.name} has closed their account. Its page "
                "says what is missing now.",
            )
