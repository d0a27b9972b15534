"""The story is told once, only where there is nothing else, and can be told again."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from tests.apps.demo.people_of_it import partnership, person
from tests.personas import account

from trifecta.apps.demo.cast import SASHA
from trifecta.apps.demo.services import load_demo, reset_demo
from trifecta.apps.people.models import Organisation, Partnership, User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.records.audit import verify
from trifecta.apps.records.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_telling_it_again_changes_nothing() -> None:
    load_demo()
    before = AuditEvent.objects.count()

    assert load_demo() is False
    assert AuditEvent.objects.count() == before


def test_it_is_never_told_among_real_people() -> None:
    account("Alice")

    with pytest.raises(ImproperlyConfigured):
        load_demo()


def test_nobody_is_sent_mail_about_what_happened_long_ago(
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        load_demo()

    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_starting_afresh_forgets_what_was_done_since() -> None:
    load_demo()
    leave_partnership(actor=person(SASHA), partnership_id=partnership(SASHA, "Plans and prices").id)

    reset_demo()

    assert partnership(SASHA, "Plans and prices").members
    assert Organisation.objects.count() == 1
    assert Partnership.objects.count() == 2
    assert verify().problems == ()


@pytest.mark.django_db(transaction=True)
def test_starting_afresh_does_not_erase_real_work() -> None:
    account("Alice")

    with pytest.raises(ImproperlyConfigured):
        reset_demo()

    assert User.objects.count() == 1
