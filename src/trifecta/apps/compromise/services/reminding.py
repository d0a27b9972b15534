"""What falls due with time: reminders, and words that only somebody who left had not signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from trifecta.apps.compromise.agreement_news import tell
from trifecta.apps.compromise.models import Agreement, CommitmentState, VersionState
from trifecta.apps.compromise.selectors.agreement_rooms import AgreementRoom, enter, terms_of
from trifecta.apps.compromise.services.signing import come_into_force, nobody_gone
from trifecta.apps.compromise.services.standing import record_change
from trifecta.apps.notices.models import Notice
from trifecta.apps.notices.services import Message
from trifecta.apps.people.models import PartnershipMember, User
from trifecta.domain.compromise.agreements import taken_up
from trifecta.domain.compromise.reminders import (
    SIGNATURE_AFTER,
    SOON,
    STILL,
    OpenCommitment,
    Reminder,
    ReminderKind,
    Watched,
    reminders_due,
)
from trifecta.domain.errors import NotFoundError, TrifectaError

WORDS: Final[dict[ReminderKind, tuple[str, str, str]]] = {
    "due_soon": (
        "something you promised is due soon",
        "Something you promised in {partnership} is due within three days.",
        "compromise:agreement",
    ),
    "due": (
        "something you promised is due",
        "Something you promised in {partnership} has come due. You can say whether it was kept, "
        "or that it is dropped and why.",
        "compromise:agreement",
    ),
    "review": (
        "time to look back",
        "The day has come on which you look back at an agreement in {partnership}.",
        "compromise:look_back",
    ),
    "signature": (
        "an agreement to read",
        "An agreement in {partnership} is there for you to read: sign it, or say what is off.",
        "compromise:sign",
    ),
}


def send_reminders(*, now: datetime) -> int:
    """Queue every reminder that is due at `now` and was not queued before; returns how many."""
    now = timezone.localtime(now)
    return sum(_remind(agreement_id, now) for agreement_id in _due(now))


def take_up_signed(*, now: datetime) -> int:
    """Bring words into force that everybody still here has signed; returns how many."""
    waiting = _open_agreements().filter(versions__state=VersionState.PROPOSED)
    return sum(_take_up(agreement_id, now) for agreement_id in _ids(waiting))


def _due(now: datetime) -> list[str]:
    """Agreements in which something may fall due, so that a quiet day costs one query."""
    today = now.date()
    nearby = (today - STILL, today + SOON)
    rows = _open_agreements().filter(
        Q(state="active", review_on__range=(today - STILL, today))
        | Q(
            state="active",
            commitments__state=CommitmentState.OPEN,
            commitments__due__range=nearby,
        )
        | Q(
            versions__state=VersionState.PROPOSED,
            versions__proposed_at__lte=now - SIGNATURE_AFTER,
        )
    )
    return _ids(rows)


def _open_agreements() -> QuerySet[Agreement]:
    """Those of partnerships that are not put away."""
    return Agreement.objects.filter(partnership__ended_at=None)


def _ids(rows: Iterable[Agreement]) -> list[str]:
    return sorted({row.id for row in rows})


@transaction.atomic
def _remind(agreement_id: str, now: datetime) -> int:
    room = _room(agreement_id)
    if room is None:
        return 0
    due = reminders_due(_watched(room), now=now)
    known = Notice.objects.filter(key__in=[one.key for one in due]).values_list("key", flat=True)
    told = set(known)
    return sum(_tell(room, one) for one in due if one.key not in told)


def _tell(room: AgreementRoom, reminder: Reminder) -> bool:
    subject, body, page = WORDS[reminder.kind]
    name = room.partnership.name
    message = Message(
        subject=f"{name}: {subject}",
        body=body.format(partnership=name),
        path=reverse(page, args=[room.agreement.id]),
    )
    return tell(room, member_id=reminder.member, key=reminder.key, message=message)


def _watched(room: AgreementRoom) -> Watched:
    waiting = room.waiting
    return Watched(
        id=room.agreement.id,
        state=room.agreement.state,  # type: ignore[arg-type]
        members=tuple(member.id for member in room.partnership.members),
        review_on=room.agreement.review_on,
        open_commitments=tuple(
            OpenCommitment(id=one.id, owner=one.owner_id, due=one.due)
            for one in room.open_commitments
        ),
        waiting=waiting.number if waiting else None,
        waiting_since=waiting.proposed_at if waiting else None,
        unsigned=tuple(sorted(room.members - room.signed(waiting))),
    )


@transaction.atomic
def _take_up(agreement_id: str, now: datetime) -> bool:
    room = _room(agreement_id)
    waiting = room.waiting if room else None
    if room is None or waiting is None:
        return False
    after = taken_up(room.standing, members=room.members)
    if after.in_force != waiting.number:
        return False
    try:
        nobody_gone(room, terms_of(waiting))
    except TrifectaError:
        return False
    come_into_force(room, waiting, after, actor=_somebody(room.agreement), now=now)
    record_change(room, "in_force", actor=None, reason="member_left")
    return True


def _room(agreement_id: str) -> AgreementRoom | None:
    """The agreement as one of its members sees it; None when nobody is left."""
    agreement = Agreement.objects.filter(id=agreement_id).first()
    if agreement is None:
        return None
    try:
        return enter(actor=_somebody(agreement), agreement_id=agreement_id, lock=True)
    except TrifectaError:
        return None


def _somebody(agreement: Agreement) -> User:
    """An active member, the longest there; raises NotFoundError when nobody is left."""
    member = (
        PartnershipMember.objects.select_related("user")
        .filter(partnership_id=agreement.partnership_id, left_at=None)
        .order_by("position")
        .first()
    )
    if member is None:
        raise NotFoundError
    return member.user
