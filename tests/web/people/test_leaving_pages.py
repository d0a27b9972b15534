"""The pages on which a person chooses their mails, takes their data along, closes their account."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from tests.personas import PASSWORD, World
from tests.web.people.pages import address, browser, text

from trifecta.apps.people.models import PartnershipMember, User
from trifecta.apps.people.putting_away import put_away_partnership

pytestmark = pytest.mark.django_db

PRESS = "Close my account"


def test_the_account_leads_to_both(world: World) -> None:
    words = browser(world.alice).get(address("account")).content.decode()
    assert f'href="{address("your-data")}"' in words
    assert f'href="{address("close")}"' in words


def test_the_file_is_a_download_in_json_for_its_owner(world: World) -> None:
    client = browser(world.alice)
    assert f'href="{address("export")}"' in client.get(address("your-data")).content.decode()
    answer = client.get(address("export"))
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="trifecta-20')
    assert answer.headers["Cache-Control"] == "no-store, private"
    found = json.loads(answer.content)
    assert found["account"]["email"] == "alice@example.com"
    assert [one["name"] for one in found["partnerships"]] == ["Growth"]


def test_the_page_says_what_ends_what_goes_and_what_stays(world: World) -> None:
    words = text(browser(world.alice).get(address("close")))
    assert "You leave Growth" in words
    assert "What only you could read is deleted" in words
    assert "What others can read stays with them, and says your name" in words
    assert PRESS in words


def test_what_is_put_away_is_named_too(world: World) -> None:
    put_away_partnership(actor=world.alice, partnership_id=world.partnership.id)
    assert "You leave what is put away" in text(browser(world.alice).get(address("close")))


def test_an_organisation_of_ones_own_is_named(world: World) -> None:
    words = text(browser(world.mallory).get(address("close")))
    assert "So is all of Elsewhere: nobody else was ever in it." in words


def test_the_last_owner_is_told_what_comes_first(world: World) -> None:
    client = browser(world.oscar)
    shown = client.get(address("close"))
    assert "Somebody has to look after Acme" in text(shown)
    assert PRESS not in text(shown)
    assert address("give-role", world.organisation.id) in shown.content.decode()


def test_whoever_presses_nevertheless_is_refused_with_the_same_words(world: World) -> None:
    client = confirmed(world.oscar)
    answer = client.post(address("close"))
    assert answer.status_code == 422
    assert "Give that role to somebody first, then close your account." in text(answer)
    assert User.objects.get(id=world.oscar.id).is_active


def confirmed(user: User) -> Client:
    """A browser in which somebody has just said once more who they are."""
    client = browser(user)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def test_the_password_is_asked_for_and_then_it_is_closed(world: World) -> None:
    client = browser(world.alice)
    asked = client.post(address("close"))
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith("/account/reauthenticate/")
    assert User.objects.get(id=world.alice.id).is_active
    wrong = client.post(asked.headers["Location"], {"password": "not this one"})
    assert "This is not your password." in text(wrong)
    done = client.post(asked.headers["Location"], {"password": PASSWORD}, follow=True)
    assert done.redirect_chain[-1][0] == address("closed")
    assert "Your account is closed" in text(done)
    assert not User.objects.get(id=world.alice.id).is_active
    assert client.get(address("account")).status_code == 302


def test_who_has_just_said_so_is_not_asked_again(world: World) -> None:
    client = confirmed(world.alice)
    elsewhere = browser(world.alice)
    assert client.post(address("close")).headers["Location"] == address("closed")
    assert not PartnershipMember.objects.filter(user=world.alice, left_at=None).exists()
    for one in (client, elsewhere):
        assert one.get(address("account")).status_code == 302


def test_a_person_without_a_password_needs_none(world: World) -> None:
    """Whoever signs in by the company alone has nothing that could be asked for here."""
    world.alice.set_unusable_password()
    world.alice.save()
    client = browser(world.alice)
    assert client.post(address("close")).headers["Location"] == address("closed")


def test_pressing_twice_leads_to_signing_in(world: World) -> None:
    client = confirmed(world.alice)
    client.post(address("close"))
    assert client.post(address("close")).headers["Location"].startswith("/account/login/")


def test_which_mails_one_gets_is_chosen_and_said_on_the_account(world: World) -> None:
    client = browser(world.alice)
    assert "Each as it happens." in text(client.get(address("account")))
    shown = client.get(address("mails")).content.decode()
    assert re.search(r'value="each"[^>]* checked', shown)
    answer = client.post(address("mails"), {"choice": "daily"}, follow=True)
    assert "Your mails are set." in text(answer)
    assert "One a day at most." in text(answer)


@pytest.mark.parametrize("choice", ["", "hourly"])
def test_no_choice_says_what_to_do(world: World, choice: str) -> None:
    answer = browser(world.alice).post(address("mails"), {"choice": choice})
    assert answer.status_code == 422
    assert "Choose one of the three." in text(answer)
