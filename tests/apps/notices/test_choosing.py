"""Each person gets the mails they want: each as it happens, one a day, or what waits for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected
from unittest.mock import patch

import pytest
from django.core import mail
from django.db import transaction
from tests.personas import account

from trifecta.apps.notices.models import MailChoice, Notice
from trifecta.apps.notices.services import (
    MOST_ATTEMPTS,
    Message,
    choose_mails,
    queue,
    send_daily,
    send_waiting,
)
from trifecta.apps.people.models import User
from trifecta.domain.errors import InvalidError

pytestmark = pytest.mark.django_db(transaction=True)

MORNING = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)
NEXT = MORNING + timedelta(days=1)


@pytest.fixture
def alice() -> User:
    return account("alice")


def told(user: User, what: str, *, waits: bool = True, calendar: str = "") -> None:
    message = Message(
        subject=f"Growth: {what}", body=f"{what}.", path="/p/1/", waits=waits, calendar=calendar
    )
    with transaction.atomic():
        queue(recipient=user, key=f"{user.email} {what}", message=message)


def wants(user: User, choice: str) -> None:
    choose_mails(actor=user, choice=choice)


def test_until_somebody_chooses_they_get_each_as_it_happens(alice: User) -> None:
    told(alice, "signed", waits=False)
    assert len(mail.outbox) == 1
    assert "http://127.0.0.1:8000/you/mails/" in str(mail.outbox[0].body)


def test_whoever_wants_what_waits_gets_that_alone_and_the_rest_never(alice: User) -> None:
    wants(alice, "waiting")
    told(alice, "joined", waits=False)
    told(alice, "asked")
    assert [one.subject for one in mail.outbox] == ["Growth: asked"]
    assert Notice.objects.get(subject="Growth: joined").quiet_at is not None
    wants(alice, "each")
    assert send_waiting() == 0
    assert send_daily(now=MORNING) == 0


def test_a_daily_mail_holds_everything_what_waits_first(alice: User) -> None:
    wants(alice, "daily")
    told(alice, "joined", waits=False)
    told(alice, "asked")
    assert (mail.outbox, send_waiting()) == ([], 0)
    assert send_daily(now=MORNING) == 1
    (sent,) = mail.outbox
    assert sent.to == ["alice@example.com"]
    assert sent.subject == "Two things since your last mail, one waiting for you"
    body = str(sent.body)
    assert body.index("Growth: asked") < body.index("Growth: joined")
    assert body.count("http://127.0.0.1:8000/p/1/") == 2
    assert "Nothing of what was written is in this message." in body


def test_it_is_sent_once_a_day_however_often_it_is_looked_for(alice: User) -> None:
    wants(alice, "daily")
    told(alice, "asked")
    assert [send_daily(now=MORNING + timedelta(minutes=n)) for n in range(3)] == [1, 0, 0]
    told(alice, "answered")
    assert send_daily(now=MORNING + timedelta(hours=9)) == 0
    assert send_daily(now=NEXT) == 1
    assert [one.subject for one in mail.outbox] == [
        "One thing since your last mail, waiting for you",
        "One thing since your last mail, waiting for you",
    ]


def test_not_before_seven(alice: User) -> None:
    wants(alice, "daily")
    told(alice, "asked")
    assert send_daily(now=MORNING - timedelta(minutes=1)) == 0
    assert send_daily(now=MORNING) == 1


def test_a_day_without_anything_has_no_mail(alice: User) -> None:
    wants(alice, "daily")
    assert send_daily(now=MORNING) == 0
    told(alice, "asked")
    assert send_daily(now=MORNING + timedelta(hours=1)) == 1


def test_what_fails_is_tried_again_and_not_for_ever(alice: User) -> None:
    wants(alice, "daily")
    told(alice, "asked")
    with patch("django.core.mail.EmailMessage.send", side_effect=SMTPServerDisconnected):
        assert send_daily(now=MORNING) == 0
    assert MailChoice.objects.get().daily_on is None
    assert send_daily(now=MORNING) == 1
    MailChoice.objects.update(daily_on=None)
    Notice.objects.update(sent_at=None, attempts=MOST_ATTEMPTS)
    assert send_daily(now=MORNING) == 0


def test_each_gets_their_own(alice: User) -> None:
    bob = account("bob")
    for user in (alice, bob):
        wants(user, "daily")
        told(user, f"for {user.first_name}")
    assert send_daily(now=MORNING) == 2
    for sent in mail.outbox:
        (address,) = sent.to
        other = "Bob" if address.startswith("alice") else "Alice"
        assert f"for {other}" not in str(sent.body)


def test_calendar_entries_come_along(alice: User) -> None:
    wants(alice, "daily")
    told(alice, "signed", calendar="BEGIN:VCALENDAR")
    told(alice, "signed too", calendar="BEGIN:VCALENDAR")
    send_daily(now=MORNING)
    assert [one[0] for one in mail.outbox[0].attachments] == ["trifecta-1.ics", "trifecta-2.ics"]


def test_what_was_held_goes_out_by_the_next_choice(alice: User) -> None:
    wants(alice, "daily")
    told(alice, "joined", waits=False)
    told(alice, "asked")
    wants(alice, "waiting")
    assert send_waiting() == 1
    assert [one.subject for one in mail.outbox] == ["Growth: asked"]


def test_a_closed_account_gets_none(alice: User) -> None:
    wants(alice, "daily")
    told(alice, "asked")
    User.objects.filter(id=alice.id).update(is_active=False)
    assert send_daily(now=MORNING) == 0


def test_another_choice_is_refused(alice: User) -> None:
    with pytest.raises(InvalidError):
        wants(alice, "hourly")
    assert not MailChoice.objects.exists()
