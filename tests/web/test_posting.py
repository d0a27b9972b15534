"""Forms act once, errors become pages, pages stay private."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from tests.personas import World, account

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
    request = RequestFactory().post("/", data)
    request.user = account("alice")
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
