"""Queueing a notice with the change it tells of, and sending what is queued."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from smtplib import SMTPException
from typing import Final

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from trifecta.apps.notices.models import MailChoice, Mails, Notice
from trifecta.apps.notices.selectors import chosen_by
from trifecta.apps.notices.tasks import send_notice

MOST_ATTEMPTS: Final = 8
LONGEST_SUBJECT: Final = 150
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a notice says; `path` is the page to open. It never quotes what anybody wrote.

    `waits` is whether it asks its reader for something, or is about their own place.
    """

    subject: str
    body: str
    path: str
    calendar: str = ""
    waits: bool = True


def queue(*, recipient: AbstractBaseUser, key: str, message: Message) -> None:
    """Tell `recipient` once a `key`, after the surrounding transaction has been kept."""
    notice, created = Notice.objects.get_or_create(
        key=key,
        defaults={
            "recipient_id": recipient.pk,
            "subject": _one_line(message.subject),
            "body": message.body,
            "path": message.path,
            "calendar": message.calendar,
            "waits": message.waits,
        },
    )
    if created:
        transaction.on_commit(lambda: send_notice.enqueue(notice.id))


def _one_line(subject: str) -> str:
    """A subject that fits: long names are cut, and no name breaks the line."""
    return Truncator(" ".join(subject.split())).chars(LONGEST_SUBJECT)


def send(*, notice_id: str) -> bool:
    """Send one notice if it waits and its reader wants it now; returns whether it went out."""
    with transaction.atomic():
        notice = (
            Notice.objects.select_for_update(of=("self",))
            .select_related("recipient")
            .filter(unsent(), id=notice_id)
            .first()
        )
        if notice is None or _held_back(notice):
            return False
        notice.attempts += 1
        notice.sent_at = timezone.now()
        notice.save(update_fields=["attempts", "sent_at"])
    try:
        _mail(notice).send()
    except (OSError, SMTPException) as error:
        logger.warning("notice %s was not sent: %s", notice.id, type(error).__name__)
        Notice.objects.filter(id=notice.id).update(sent_at=None)
        return False
    return True


def unsent() -> Q:
    """What may still be sent."""
    return Q(sent_at=None, quiet_at=None, attempts__lt=MOST_ATTEMPTS)


def _held_back(notice: Notice) -> bool:
    """Whether it goes into the daily mail, or into none, as its reader has chosen."""
    choice = chosen_by(recipient_id=notice.recipient_id)
    if choice == Mails.WAITING and not notice.waits:
        notice.quiet_at = timezone.now()
        notice.save(update_fields=["quiet_at"])
        return True
    return choice == Mails.DAILY


def send_waiting() -> int:
    """Send whatever an earlier try left behind; returns how many went out."""
    daily = Q(recipient__mail_choice__choice=Mails.DAILY)
    waiting = Notice.objects.filter(unsent()).exclude(daily)
    ids = list(waiting.order_by("created_at").values_list("id", flat=True)[:500])
    return sum(send(notice_id=notice_id) for notice_id in ids)


def let_rest() -> int:
    """Count whatever waits as sent, without sending it: for what is told of a time long ago."""
    return Notice.objects.filter(sent_at=None).update(sent_at=timezone.now())


def forget_notices(*, recipient: AbstractBaseUser) -> None:
    """Delete what somebody was told and would have been told, and what they chose."""
    MailChoice.objects.filter(recipient_id=recipient.pk).delete()
    Notice.objects.filter(recipient_id=recipient.pk).delete()


def send_farewell(*, address: str, subject: str, body: str) -> None:
    """Mail somebody whose account ends with the surrounding transaction, once that is kept.

    It is tried once and queued nowhere, so that the address stands in no table afterwards.
    """
    mail = EmailMessage(subject=_one_line(subject), body=f"{body}\n", to=[address])
    transaction.on_commit(lambda: _try_once(mail))


def _try_once(mail: EmailMessage) -> None:
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        logger.warning("a farewell was not sent: %s", type(error).__name__)


def address_of(path: str) -> str:
    return f"{settings.TRIFECTA_BASE_URL.rstrip('/')}{path}"


def closing_words() -> str:
    """The last lines of every mail."""
    return (
        "Nothing of what was written is in this message.\n"
        f"Which mails you get is yours to choose: {address_of(reverse('people:mails'))}\n"
    )


def _mail(notice: Notice) -> EmailMessage:
    text = f"{notice.body}\n\n{address_of(notice.path)}\n\n{closing_words()}"
    mail = EmailMessage(subject=notice.subject, body=text, to=[notice.recipient.email])
    if notice.calendar:
        mail.attach("trifecta.ics", notice.calendar, "text/calendar")
    return mail
