"""Forms act once, errors become pages, pages stay private."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from tests.apps.tensions import story
from tests.personas import World, account

from trifecta.apps.records.models import OnceToken
from trifecta.domain.errors import (
    ConflictError,
    InvalidError,
    NotFoundError,
    NotYetError,
    TooManyError,
)
from trifecta.web.middleware import ErrorPages
from trifecta.web.posting import handle_form, post_once

pytestmark = pytest.mark.django_db


class NoteForm(forms.Form):
    text = forms.CharField(label="What happened")


def posted(**data: str) -> HttpRequest:
    return sent_by(account("alice"), **data)


def posted_again(request: HttpRequest, **data: str) -> HttpRequest:
    return sent_by(request.user, **data)


def sent_by(user: Any, **data: str) -> HttpRequest:
    request = RequestFactory().post("/", data)
    request.user = user
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


def test_a_form_sent_twice_runs_once() -> None:
    request, done = posted(once="a" * 24), []

    def act() -> str:
        done.append(1)
        return "/there/"

    for _ in range(2):
        assert post_once(request, act).headers["Location"] == "/there/"
    assert done == [1]


def test_a_form_sent_again_with_other_words_in_it_is_another_form() -> None:
    request, done = posted(once="a" * 24, text="We shipped"), []
    other = posted_again(request, once="a" * 24, text="We shipped on Friday")

    def act() -> str:
        done.append(1)
        return "/there/"

    for one in (request, other, request):
        post_once(one, act)
    assert len(done) == 2


def test_what_was_sent_is_not_kept_with_the_token() -> None:
    post_once(posted(once="a" * 24, text="We shipped"), lambda: "/there/")
    row = OnceToken.objects.get()
    assert row.token != "a" * 24
    assert len(row.token) == 40


def test_a_form_sent_again_leads_where_it_led_though_that_is_gone(world: World) -> None:
    tension_id = story.opened(world)
    row = story.write(world.alice, tension_id, "need", story.ALICE_NEEDS)
    client, address = Client(), reverse("tensions:remove", args=[row.id])
    client.force_login(world.alice)
    first, second = (client.post(address, {"once": "b" * 24}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert client.post(address, {"once": "c" * 24}).status_code == 404


def test_what_was_typed_stands_on_the_page_that_says_why_not(world: World) -> None:
    tension_id = story.opened(world)
    client, address = Client(), reverse("compromise:option_add", args=[tension_id])
    client.force_login(world.alice)
    page = client.post(address, {"title": "Build a <small> kit", "once": "b" * 24})
    assert page.status_code == 409
    assert "Build a &lt;small&gt; kit" in page.content.decode()
    assert "b" * 24 not in page.content.decode()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InvalidError("Too long.", fields={"text": "Use fewer words."}), 422),
        (ConflictError("Somebody changed this."), 409),
        (TooManyError("Please wait."), 429),
    ],
)
def test_a_refused_form_keeps_what_was_typed(error: Exception, status: int) -> None:
    request = posted(text="We shipped on Friday")
    form = NoteForm(request.POST)

    def act() -> str:
        raise error

    response = handle_form(request, form=form, template="parts/summary.html", act=act)
    assert response.status_code == status
    assert form["text"].value() == "We shipped on Friday"
    assert form.errors


def test_absent_and_forbidden_are_the_same_page(world: World) -> None:
    def page(error: Exception) -> bytes:
        response = ErrorPages(lambda request: HttpResponse()).process_exception(
            RequestFactory().get("/"), error
        )
        assert response is not None
        assert response.status_code == 404
        return response.content

    from django.http import Http404

    assert page(NotFoundError()) == page(Http404("no such row"))


@pytest.mark.parametrize("error", [NotYetError("First this."), InvalidError("Not so.")])
def test_every_error_of_the_tree_is_a_page_that_says_what_to_do(error: Any, world: World) -> None:
    respond: Callable[..., Any] = ErrorPages(lambda request: HttpResponse()).process_exception
    response = respond(RequestFactory().get("/"), error)
    assert error.message in response.content.decode()


def test_a_fault_of_ours_is_not_hidden() -> None:
    respond = ErrorPages(lambda request: HttpResponse()).process_exception
    assert respond(RequestFactory().get("/"), ZeroDivisionError()) is None


def test_pages_are_not_kept_by_anybody_on_the_way() -> None:
    response = Client().get("/healthz")
    assert response.headers["Cache-Control"] == "no-store, private"
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert response.headers["X-Frame-Options"] == "DENY"
