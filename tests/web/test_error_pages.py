"""Pages for forms that are not taken, and for limits: what happened, and what to do next."""

from __future__ import annotations

import html
import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.core.ratelimit import respond_429
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from tests.browsing import forms_of
from tests.personas import World
from tests.web.situations.pages import MARK, TEXT

from trifecta.apps.records.limits import count_one, minutes
from trifecta.domain.errors import TooManyError
from trifecta.web.views import situations_held

pytestmark = pytest.mark.django_db

OWN = {"origin": "http://testserver"}
WRITE = "/prepare/"


def opened() -> tuple[Client, dict[str, str]]:
    """A browser that checks, with the form for a text open, and what stands in it."""
    client = Client(enforce_csrf_checks=True)
    (form,) = (
        one for one in forms_of(client.get(WRITE).content.decode(), WRITE) if "text" in one.fields
    )
    token = form.fields["csrfmiddlewaretoken"].values[0]
    return client, {"csrfmiddlewaretoken": token, "text": TEXT}


def signed_in_elsewhere(client: Client) -> None:
    """What signing in does in another tab: the cookie is another one."""
    client.cookies["csrf"] = "b" * 32


# -------------------------------------------------------------------- forms that are not taken


def test_a_form_that_was_open_while_one_signed_in_gets_a_page_that_says_so() -> None:
    client, form = opened()
    signed_in_elsewhere(client)
    response = client.post(WRITE, form, headers=OWN)
    page = html.unescape(response.content.decode())
    assert response.status_code == 403
    assert "This form could not be taken" in page
    assert "Nothing was saved. You have signed in or out since the form was opened" in page
    assert "Go back in your browser" in page
    assert "base.css" in page
    for jargon in ("CSRF", "Forbidden", "DEBUG"):
        assert jargon not in page


def test_without_cookies_it_says_to_allow_them() -> None:
    client, form = opened()
    client.cookies.clear()
    response = client.post(WRITE, form, headers=OWN)
    assert response.status_code == 403
    assert "allow cookies for this site" in html.unescape(response.content.decode())


def test_what_was_typed_is_there_to_copy_where_it_came_from_ones_own_page(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    client, form = opened()
    signed_in_elsewhere(client)
    page = client.post(WRITE, form, headers=OWN).content.decode()
    assert f"&lt;b&gt;{MARK}&lt;/b&gt;" in page
    assert form["csrfmiddlewaretoken"] not in page
    assert MARK not in caplog.text


@pytest.mark.parametrize("headers", [{}, {"origin": "https://example.com"}, {"origin": "null"}])
def test_words_that_somebody_elses_page_sends_are_not_shown(headers: dict[str, str]) -> None:
    client, form = opened()
    signed_in_elsewhere(client)
    response = client.post(WRITE, form, headers=headers)
    assert response.status_code == 403
    assert MARK not in response.content.decode()


def refused(path: str, **sent: str) -> str:
    response = Client(enforce_csrf_checks=True).post(path, sent, headers=OWN)
    assert response.status_code == 403
    return html.unescape(response.content.decode())


def test_every_field_with_words_is_there_under_its_name_and_no_choice() -> None:
    sent = {"position": "No", "need": "Sleep", "where": "new:abc", "limit": " ", "other": "yes"}
    page = refused(reverse("situations:carry"), **sent)
    assert '<h3 class="mt4">What you ask for</h3><p class="said-words">No</p>' in page
    assert '<h3 class="mt4">What you need</h3><p class="said-words">Sleep</p>' in page
    assert page.count("<h3") == 2
    assert "What stood in the form" in page


def test_the_parts_of_a_sheet_have_their_names() -> None:
    sent = {"made_for": "0a1b", "need": "Sleep", "questions": "Why?"}
    sent["opened"] = "0a1b2c3d4e5f6071 1a1b2c3d4e5f6071"
    page = refused(reverse("situations:sheet"), **sent)
    assert '<h3 class="mt4">What I need</h3><p class="said-words">Sleep</p>' in page
    assert '<h3 class="mt4">The questions I will ask</h3><p class="said-words">Why?</p>' in page
    assert "0a1b" not in page
    assert page.count("<h3") == 2


def test_a_field_of_no_form_is_called_by_what_it_was_sent_as() -> None:
    page = refused(reverse("situations:forget"), what_else="Two words")
    assert '<h3 class="mt4">What else</h3><p class="said-words">Two words</p>' in page


def test_a_password_is_not_shown(world: World) -> None:
    entered = {"login": world.alice.email, "password": "correct horse battery"}
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("account_login"), entered, headers=OWN)
    assert response.status_code == 403
    assert "correct horse" not in response.content.decode()


# -------------------------------------------------------------------- limits


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    def stand(*, minute: int, second: int) -> None:
        now = datetime(2031, 3, 4, 10, minute, second, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return stand


def test_a_limit_says_how_long_its_window_still_lasts(at: Any) -> None:
    at(minute=13, second=30)
    for _ in range(2):
        count_one(what="thing", who="alice", most=2, seconds=600)
    with pytest.raises(TooManyError, match="2 times within 10 minutes") as raised:
        count_one(what="thing", who="alice", most=2, seconds=600)
    assert raised.value.message.endswith("Try again in 7 minutes.")
    assert raised.value.seconds == 390


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 minute"), (60, "1 minute"), (61, "2 minutes"), (3600, "60 minutes")],
)
def test_a_minute_that_has_begun_counts_whole(seconds: int, words: str) -> None:
    assert minutes(seconds) == words


def test_who_reads_too_often_learns_when_and_so_does_a_program(
    at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(minute=13, second=30)
    monkeypatch.setattr(situations_held, "MOST_OF_AN_ADDRESS", 1)
    client = Client()
    client.post(WRITE, {"text": TEXT})
    response = client.post(WRITE, {"text": TEXT})
    assert (response.status_code, response.headers["Retry-After"]) == (429, "390")
    assert "Try again in 7 minutes." in response.content.decode()


def test_too_many_tries_at_an_account_say_when_too() -> None:
    request = RequestFactory().post("/account/login/")
    request.user = AnonymousUser()
    response = respond_429(request)
    assert (response.status_code, response.headers["Retry-After"]) == (429, "60")
    assert "Wait 1 minute, then try again." in response.content.decode()


# -------------------------------------------------------------------- odd input


def test_odd_input_is_answered_in_our_words() -> None:
    sent = {"text": "We argue.\x00", "role": "hacker", "counterpart": "hacker"}
    response = Client().post(WRITE, sent)
    page = html.unescape(response.content.decode())
    assert response.status_code == 422
    assert "A character in this cannot be kept" in page
    assert page.count("Choose from what is offered.") == 4  # each above the form and at its field
    for framework in ("Null characters", "Select a valid choice", "hacker is not"):
        assert framework not in page
