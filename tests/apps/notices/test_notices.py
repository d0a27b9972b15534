"""Notices: told once, after the change is kept, and never quoting anybody."""

from __future__ import annotations

from smtplib import SMTPServerDisconnected
from unittest.mock import patch

import pytest
from django.core import mail
from django.db import transaction
from tests.personas import account

from trifecta.apps.notices.models import Notice
from trifecta.apps.notices.services import MOST_ATTEMPTS, Message, queue, send, send_waiting

MESSAGE = Message(subject="Your check-in is open", body="You can read it now.", path="/p/1/")
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_notice_goes_out_with_a_link_to_the_page() -> None:
    with transaction.atomic():
        queue(recipient=account("alice"), key="round 1 open", message=MESSAGE)
        assert mail.outbox == []
    (sent,) = mail.outbox
    assert sent.to == ["alice@example.com"]
    assert "http://127.0.0.1:8000/p/1/" in sent.body


def test_the_same_thing_is_told_once() -> None:
    alice = account("alice")
    for _ in range(3):
        with transaction.atomic():
            queue(recipient=alice, key="round 1 open", message=MESSAGE)
    assert len(mail.outbox) == 1
    assert send_waiting() == 0


def test_a_long_subject_is_cut_and_stays_in_one_line() -> None:
    subject = f"Robin\nRey has started a check-in for {'a long name ' * 20}"
    with transaction.atomic():
        message = Message(subject=subject, body="b", path="/")
        queue(recipient=account("alice"), key="long", message=message)
    (sent,) = mail.outbox
    assert len(sent.subject) == 150
    assert sent.subject.startswith("Robin Rey has started")


def test_a_change_that_fails_tells_nobody() -> None:
    alice = account("alice")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue(recipient=alice, key="round 1 open", message=MESSAGE)
        _ = 1 / 0
    assert mail.outbox == []
    assert Notice.objects.count() == 0


def test_mail_that_fails_is_tried_again_and_not_for_ever() -> None:
    alice = account("alice")
    with (
        patch("django.core.mail.EmailMessage.send", side_effect=SMTPServerDisconnected),
        transaction.atomic(),
    ):
        queue(recipient=alice, key="round 1 open", message=MESSAGE)
    assert Notice.objects.get().sent_at is None
    assert send_waiting() == 1
    assert len(mail.outbox) == 1
    Notice.objects.update(sent_at=None, attempts=MOST_ATTEMPTS)
    assert send_waiting() == 0


def test_a_calendar_entry_is_attached() -> None:
    with transaction.atomic():
        message = Message(subject="s", body="b", path="/", calendar="BEGIN:VCALENDAR")
        queue(recipient=account("alice"), key="review", message=message)
    (attachment,) = mail.outbox[0].attachments
    assert attachment[0] == "trifecta.ics"


def test_sending_a_notice_that_is_gone_does_nothing() -> None:
    assert send(notice_id="0" * 20) is False
