"""One mail a day with everything that has happened since, for those who want it that way."""

from __future__ import annotations

import logging
from datetime import date, datetime
from smtplib import SMTPException
from typing import Final

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from trifecta.apps.notices.models import MailChoice, Mails, Notice
from trifecta.apps.notices.services.sending import address_of, closing_words, unsent
from trifecta.domain.people.words import capital, counted, number_word

FROM_HOUR: Final = 7
MOST_IN_ONE: Final = 40
logger = logging.getLogger(__name__)


def send_daily(*, now: datetime) -> int:
    """Send each daily mail that is due, from seven in the morning on; returns how many went out."""
    here = timezone.localtime(now)
    if here.hour < FROM_HOUR:
        return 0
    rows = MailChoice.objects.filter(_due(here.date()), recipient__is_active=True)
    held = Notice.objects.filter(unsent()).values("recipient_id")
    ids = list(rows.filter(recipient_id__in=held).order_by("id").values_list("id", flat=True))
    return sum(_send(choice_id, now=now) for choice_id in ids)


def _due(today: date) -> Q:
    return Q(choice=Mails.DAILY) & (Q(daily_on=None) | Q(daily_on__lt=today))


def _send(choice_id: str, *, now: datetime) -> bool:
    """The day and the notices are taken before sending, so that two at work send it once."""
    today = timezone.localtime(now).date()
    with transaction.atomic():
        row = MailChoice.objects.select_for_update().filter(_due(today), id=choice_id).first()
        if row is None:
            return False
        notices = list(
            Notice.objects.select_for_update()
            .filter(unsent(), recipient_id=row.recipient_id)
            .order_by("created_at", "id")[:MOST_IN_ONE]
        )
        if not notices:
            return False
        before, row.daily_on = row.daily_on, today
        row.save(update_fields=["daily_on"])
        taken = Notice.objects.filter(id__in=[one.id for one in notices])
        taken.update(sent_at=now, attempts=F("attempts") + 1)
    try:
        _mail(row.recipient.email, notices).send()
    except (OSError, SMTPException) as error:
        logger.warning("the daily mail %s was not sent: %s", row.id, type(error).__name__)
        taken.update(sent_at=None)
        MailChoice.objects.filter(id=row.id).update(daily_on=before)
        return False
    return True


def _mail(address: str, notices: list[Notice]) -> EmailMessage:
    """What waits for its reader comes first; each thing is told as it would be alone."""
    ordered = sorted(notices, key=lambda one: not one.waits)
    parts = [f"{one.subject}\n{one.body}\n{address_of(one.path)}" for one in ordered]
    mail = EmailMessage(
        subject=_subject(notices), body="\n\n".join([*parts, closing_words()]), to=[address]
    )
    for number, one in enumerate((one for one in ordered if one.calendar), start=1):
        mail.attach(f"trifecta-{number}.ics", one.calendar, "text/calendar")
    return mail


def _subject(notices: list[Notice]) -> str:
    waiting = sum(one.waits for one in notices)
    words = capital(f"{counted(len(notices), 'thing')} since your last mail")
    if waiting == len(notices):
        return f"{words}, waiting for you"
    return f"{words}, {number_word(waiting)} waiting for you" if waiting else words
