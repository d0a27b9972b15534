"""In the demonstration one click signs in as any of its people, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.personas import account

from trifecta.apps.demo.cast import NOOR, ROBIN
from trifecta.apps.people.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("demo")
def test_the_page_says_who_is_who_and_what_they_see(client: Client, robin: User) -> None:
    page = client.get("/demo/").content.decode()

    assert ROBIN.name in page
    assert ROBIN.sees in page
    assert f'value="{robin.id}"' in page


@pytest.mark.usefixtures("demo")
def test_one_click_signs_in(client: Client, robin: User) -> None:
    client.post("/demo/be/", {"person": robin.id})

    assert client.session["_auth_user_id"] == robin.id


@pytest.mark.usefixtures("demo")
def test_where_one_is_signed_in_is_listed_here_too(client: Client, robin: User) -> None:
    client.post("/demo/be/", {"person": robin.id}, headers={"user-agent": "Firefox (Windows)"})

    page = client.get("/you/signed-in/").content.decode()

    assert "Firefox on Windows" in page
    assert "this one" in page


@pytest.mark.usefixtures("demo")
def test_a_click_changes_who_one_is(client: Client, robin: User) -> None:
    client.force_login(account("Alice"))

    client.post("/demo/be/", {"person": robin.id})

    assert client.session["_auth_user_id"] == robin.id


@pytest.mark.usefixtures("demo", "robin")
def test_an_account_outside_the_story_cannot_be_had_by_a_click(client: Client) -> None:
    alice = account("Alice")

    answer = client.post("/demo/be/", {"person": alice.id})

    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demo")
def test_a_link_cannot_sign_anybody_in(client: Client, robin: User) -> None:
    assert client.get("/demo/be/", {"person": robin.id}).status_code == 405


@pytest.mark.usefixtures("demo")
def test_a_page_elsewhere_cannot_press_the_button(robin: User) -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post("/demo/be/", {"person": robin.id}).status_code == 403


@pytest.mark.usefixtures("demo")
def test_before_the_story_is_told_the_page_says_how_to_tell_it(client: Client) -> None:
    assert "trifecta demo" in client.get("/demo/").content.decode()


def test_without_the_demonstration_there_is_no_such_page(client: Client, robin: User) -> None:
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/be/", {"person": robin.id}).status_code == 404


def test_even_with_its_addresses_nobody_is_signed_in_outside_the_demonstration(
    client: Client, robin: User, settings: Any
) -> None:
    settings.ROOT_URLCONF = "tests.web.demo.urls"

    assert client.post("/demo/be/", {"person": robin.id}).status_code == 404
    assert client.get(reverse("demo:people")).status_code == 404
    assert NOOR.name not in client.get("/demo/").content.decode()


@pytest.mark.usefixtures("demo")
def test_the_people_of_the_story_stay(client: Client, robin: User) -> None:
    client.post("/demo/be/", {"person": robin.id})

    shown = client.get("/you/close/").content.decode()
    answer = client.post("/you/close/")

    assert "so their accounts cannot be closed" in shown
    assert "Close my account" not in shown
    assert "The people of the demonstration stay." in answer.content.decode()
    assert User.objects.get(id=robin.id).is_active


@pytest.mark.usefixtures("demo")
def test_whoever_was_on_the_way_to_keep_something_comes_back_with_it(
    client: Client, robin: User
) -> None:
    keep = reverse("situations:keep")
    client.post(reverse("situations:write"), {"text": "My PM never asks us. zq9001x"})
    assert f"{reverse('demo:people')}?next={keep}" in client.get(keep).content.decode()
    assert f'name="next" value="{keep}"' in client.get("/demo/", {"next": keep}).content.decode()

    back = client.post("/demo/be/", {"person": robin.id, "next": keep}, follow=True)

    assert back.redirect_chain == [(keep, 302)]
    assert "What will you know it by?" in back.content.decode()
    assert "zq9001x" in client.get(reverse("situations:read")).content.decode()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:x"])
def test_nobody_is_sent_elsewhere_by_becoming_somebody(
    client: Client, robin: User, elsewhere: str
) -> None:
    answer = client.post("/demo/be/", {"person": robin.id, "next": elsewhere})

    assert answer.headers["Location"] == reverse("people:home")
    assert elsewhere not in client.get("/demo/", {"next": elsewhere}).content.decode()
