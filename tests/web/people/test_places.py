"""Where a person is signed in, and signing out there from here."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.personas import PASSWORD, World
from tests.web.people.pages import address, browser, send, text

from trifecta.apps.people.models import SignIn
from trifecta.apps.records.models import AuditEvent

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1"
PLACES = "/you/signed-in/"
MOST_QUERIES = 4


def signed_in(user_agent: str = FIREFOX, name: str = "alice", ip: str = "203.0.113.7") -> Client:
    """A browser in which somebody has signed in with their password, on the page for it."""
    client = Client(headers={"user-agent": user_agent}, REMOTE_ADDR=ip)
    answer = client.post("/account/login/", {"login": f"{name}@example.com", "password": PASSWORD})
    assert answer.status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/you/").status_code == 200


def test_it_lists_each_browser_in_plain_words_and_says_which_is_this_one(world: World) -> None:
    signed_in(SAFARI)
    words = text(signed_in(FIREFOX).get(PLACES))
    assert "Firefox on Windows this one" in words
    assert "Safari on an iPhone" in words
    assert "Safari on an iPhone this one" not in words
    assert words.count("Sign out there") == 1


def test_it_says_so_when_there_is_only_this_one(world: World) -> None:
    words = text(signed_in().get(PLACES))
    assert "Here, and nowhere else." in words
    assert "Sign out" not in words


def test_nobody_sees_where_others_are_signed_in(world: World) -> None:
    signed_in(SAFARI, "bob")
    assert "iPhone" not in text(signed_in(FIREFOX, "alice").get(PLACES))


def test_signing_out_there_ends_that_one_alone(world: World) -> None:
    phone, tablet, here = signed_in(SAFARI), signed_in(SAFARI), signed_in()
    there = SignIn.objects.get(session_id=phone.session.session_key)
    answer = here.post(address("sign-out-one", there.id), follow=True)
    assert "You are signed out there." in text(answer)
    assert [is_in(phone), is_in(tablet), is_in(here)] == [False, True, True]
    assert not SignIn.objects.filter(id=there.id).exists()
    event = AuditEvent.objects.get(action="people.signed_out_elsewhere")
    assert (event.actor_id, event.subject_id) == (world.alice.id, there.id)


def test_signing_out_everywhere_else_leaves_this_one(world: World) -> None:
    phone, tablet, bobs, here = (
        signed_in(SAFARI), signed_in(SAFARI), signed_in(SAFARI, "bob"), signed_in()
    )  # fmt: skip
    answer = send(here, PLACES + "sign-out/")
    assert answer.headers["Location"] == PLACES
    assert [is_in(phone), is_in(tablet), is_in(bobs), is_in(here)] == [False, False, True, True]


def test_nobody_signs_somebody_else_out(world: World) -> None:
    alice = signed_in(SAFARI)
    place = SignIn.objects.get(user=world.alice)
    assert signed_in(name="bob").post(address("sign-out-one", place.id)).status_code == 404
    assert is_in(alice)


def test_this_one_is_not_ended_from_the_list(world: World) -> None:
    here = signed_in()
    place = SignIn.objects.get(user=world.alice)
    assert here.post(address("sign-out-one", place.id)).status_code == 404
    assert is_in(here)


def test_pressing_twice_signs_out_once(world: World) -> None:
    phone, here = signed_in(SAFARI), signed_in()
    there = SignIn.objects.get(session_id=phone.session.session_key)
    answers = [here.post(address("sign-out-one", there.id), {"once": "x" * 20}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_changing_the_password_signs_out_everywhere(world: World) -> None:
    phone, here = signed_in(SAFARI), signed_in()
    new = "quite another sentence"
    here.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert [is_in(phone), is_in(here)] == [False, False]
    again = Client()
    again.post("/account/login/", {"login": "alice@example.com", "password": new})
    assert "Here, and nowhere else." in text(again.get(PLACES))


def test_signing_out_and_running_out_are_forgotten(world: World) -> None:
    gone, old = signed_in(), signed_in()
    gone.post("/account/logout/")
    assert SignIn.objects.count() == 1
    Session.objects.filter(session_key=old.session.session_key).update(
        expire_date="2020-01-01T00:00Z"
    )
    assert "iPhone" in text(signed_in(SAFARI).get(PLACES))
    assert "Firefox" not in text(signed_in(SAFARI).get(PLACES))
    call_command("clearsessions")
    assert set(SignIn.objects.values_list("browser", flat=True)) == {"Safari on an iPhone"}


def test_no_address_of_a_network_and_nothing_the_browser_sent_is_kept(world: World) -> None:
    signed_in(f"{FIREFOX} SecretMachine/7", ip="203.0.113.77")
    (row,) = SignIn.objects.values()
    kept = " ".join(str(value) for value in row.values())
    assert "203.0.113.77" not in kept
    assert "SecretMachine" not in kept
    assert row["browser"] == "Firefox on Windows"


def test_the_page_shows_no_key_of_a_session(world: World) -> None:
    phone, here = signed_in(SAFARI), signed_in()
    page = here.get(PLACES).content.decode()
    for client in (phone, here):
        assert str(client.session.session_key) not in page


def test_signing_in_as_somebody_else_in_the_same_browser_starts_anew(world: World) -> None:
    client = browser(world.alice)
    client.force_login(world.bob)
    assert [row.user for row in SignIn.objects.all()] == [world.bob]


def test_a_page_neither_asks_nor_writes_more_for_it(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(world.alice)
    with django_assert_num_queries(2):  # the session and the account, as on any page
        client.get("/account/password/change/", headers={"user-agent": SAFARI})
    assert SignIn.objects.get(user=world.alice).browser == "A browser"


@pytest.mark.parametrize("others", [1, 6])
def test_more_places_ask_the_database_no_more_often(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries, others: int
) -> None:
    for _ in range(others):
        browser(world.alice)
    here = browser(world.alice)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert text(here.get(PLACES)).count("Sign out there") == others
