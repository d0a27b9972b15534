"""What is different where the demonstration is on."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.personas import account

from trifecta.apps.demo.guard import refuse_to_mix
from trifecta.apps.people.models import Organisation, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_strangers_are_asked_who_they_would_like_to_be(client: Client) -> None:
    assert client.get(reverse("people:home")).headers["Location"] == reverse("demo:people")


def test_nobody_can_sign_up_not_even_as_the_first_one(client: Client) -> None:
    client.post(
        reverse("account_signup"),
        {"name": "Alice", "email": "alice@example.com", "password1": "correct horse battery"},
    )

    assert not User.objects.exists()


def test_nobody_can_sign_up_where_signing_up_is_open(client: Client, settings: Any) -> None:
    settings.TRIFECTA_SIGNUP = "open"
    account("Robin")

    client.post(
        reverse("account_signup"),
        {"name": "Alice", "email": "alice@example.com", "password1": "correct horse battery"},
    )

    assert User.objects.count() == 1


def test_an_organisation_made_here_belongs_to_the_demonstration(
    client: Client, robin: User
) -> None:
    client.force_login(robin)

    client.post(reverse("people:start"), {"name": "Another one", "kind": "general"})

    assert Organisation.objects.filter(name="Another one", is_demo=True).exists()
    refuse_to_mix()


def test_every_page_says_that_nothing_is_real(client: Client, robin: User) -> None:
    client.force_login(robin)

    assert "This is the worked example" in client.get(reverse("people:account")).content.decode()
