"""Reminders of what was decided from models: the action to its owner, the review to all."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from trifecta.apps.notices.models import Notice
from trifecta.apps.notices.services import Message
from trifecta.apps.people.models import PartnershipMember, User
from trifecta.apps.people.selectors import MemberView
from trifecta.apps.systems.models import Decision, DecisionState
from trifecta.apps.systems.selectors.rooms import enter_decision
from trifecta.apps.systems.services.deciding import tell
from trifecta.domain.errors import TrifectaError
from trifecta.domain.systems.decisions import due_today

STILL: Final = timedelta(days=3)


def send_reminders(*, now: datetime) -> int:
    """Queue every reminder that is due at `now` and was not queued before; returns how many."""
    today = timezone.localtime(now).date()
    near = (today - STILL, today)
    rows = Decision.objects.filter(state=DecisionState.RUNNING, model__partnership__ended_at=None)
    due = rows.filter(due__range=near) | rows.filter(review_on__range=near)
    return sum(_remind(decision_id, today) for decision_id in due.values_list("id", flat=True))


@transaction.atomic
def _remind(decision_id: str, today: date) -> int:
    somebody = _somebody(decision_id)
    if somebody is None:
        return 0
    try:
        room, row = enter_decision(actor=somebody, decision_id=decision_id, lock=True)
    except TrifectaError:
        return 0
    members = room.partnership.members
    sent = 0
    if due_today(on=row.due, today=today):
        owners = [member for member in members if member.id == row.owner_id]
        sent += sum(_tell(row, member, "due", room.partnership.name) for member in owners)
    if due_today(on=row.review_on, today=today):
        sent += sum(_tell(row, member, "review", room.partnership.name) for member in members)
    return sent


def _somebody(decision_id: str) -> User | None:
    """An active member through whom the decision is read."""
    member = (
        PartnershipMember.objects.select_related("user")
        .filter(partnership__system_models__decisions=decision_id, left_at=None)
        .order_by("position")
        .first()
    )
    return member.user if member else None


WORDS: Final = {
    "due": (
        "something you decided is due",
        "Something you took on from a model in {partnership} has come due.",
    ),
    "review": (
        "time to look at the data",
        "The day has come on which you look whether the data changed as you expected, in "
        "{partnership}.",
    ),
}


def _tell(row: Decision, member: MemberView, what: str, partnership: str) -> bool:
    key = f"system decision:{what}:{row.id}:{member.id}"
    if Notice.objects.filter(key=key).exists():
        return False
    subject, body = WORDS[what]
    message = Message(
        subject=f"{partnership}: {subject}",
        body=body.format(partnership=partnership),
        path=reverse("systems:decision", args=[row.id]),
    )
    return tell(member, key=key, message=message)
