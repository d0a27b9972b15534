"""A session is what was kept under its key, until it runs out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests.personas import World

from trifecta.apps.people.sessions import SessionStore

pytestmark = pytest.mark.django_db


def kept(**words: str) -> str:
    store = SessionStore()
    store.update(words)
    store.create()
    assert store.session_key is not None
    return store.session_key


def test_what_was_kept_is_read_again() -> None:
    key = kept(about="plans")
    assert SessionStore(key)["about"] == "plans"
    assert SessionStore(key).session_key == key


@pytest.mark.parametrize("key", ["nothing-here-at-all", "' OR '1'='1", ""])
def test_a_key_that_nobody_was_given_opens_nothing(key: str) -> None:
    kept(about="plans")
    store = SessionStore(key)
    assert store.get("about") is None
    assert store.session_key is None


def test_one_that_has_run_out_is_as_if_it_were_not_there() -> None:
    key = kept(about="plans")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    store = SessionStore(key)
    assert store.get("about") is None
    assert store.session_key is None


def test_a_closed_account_is_signed_in_nowhere(world: World) -> None:
    client = Client()
    client.force_login(world.alice)
    assert client.get("/you/").status_code == 200
    world.alice.is_active = False
    world.alice.save()
    assert client.get("/you/").status_code == 302
