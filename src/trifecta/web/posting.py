"""Handling a form: show it, act once, keep what was typed when something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from trifecta.apps.people.models import User
from trifecta.apps.records.once import act_once, token_with
from trifecta.domain.errors import (
    ConflictError,
    InvalidError,
    NotYetError,
    TooManyError,
    TrifectaError,
)

TOKENS = frozenset({"csrfmiddlewaretoken", "once"})
UNPROCESSABLE = 422
CONFLICT = 409
TOO_MANY = 429


def signed_in(request: HttpRequest) -> User:
    """The person who asks; views behind the sign-in always have one."""
    if not isinstance(request.user, User):
        raise TypeError("this page is for people who are signed in")
    return request.user


def once_token(request: HttpRequest) -> str:
    """What tells a form that is sent again, with the same in it, from one that is not."""
    names = sorted(name for name in request.POST if name not in TOKENS)
    sent = [request.path, *((name, request.POST.getlist(name)) for name in names)]
    return token_with(request.POST.get("once", ""), sent=repr(sent))


def post_once(
    request: HttpRequest, act: Callable[[], str], *, said: str = ""
) -> HttpResponseRedirect:
    """Run `act` for a posted form exactly once and go to the address it returns.

    For buttons without fields: what is wrong is raised, and the middleware shows it.
    """
    location = act_once(actor_id=signed_in(request).id, token=once_token(request), act=act)
    if said:
        messages.success(request, said)
    return HttpResponseRedirect(location)


def handle_form(
    request: HttpRequest,
    *,
    form: Form,
    template: str,
    act: Callable[[], str],
    context: Mapping[str, Any] | None = None,
    said: str = "",
) -> HttpResponse:
    """Show `form`; when it is posted and right, run `act` once and go where it says.

    `act` reads `form.cleaned_data` and calls services; an InvalidError, NotYetError, ConflictError
    or TooManyError it raises is shown on the form, with everything that was typed still there.
    """
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                return post_once(request, act, said=said)
            except (InvalidError, NotYetError, ConflictError, TooManyError) as error:
                status = status_of(error)
                add_error(form, error)
        else:
            status = UNPROCESSABLE
    return render(request, template, {"form": form, **(context or {})}, status=status)


def handle_open_form(
    request: HttpRequest,
    *,
    form: Form,
    template: str,
    act: Callable[[], str],
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """As `handle_form`, for people without an account too: `act` may be run twice."""
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                return HttpResponseRedirect(act())
            except (InvalidError, NotYetError, ConflictError, TooManyError) as error:
                status = status_of(error)
                add_error(form, error)
        else:
            status = UNPROCESSABLE
    return render(request, template, {"form": form, **(context or {})}, status=status)


def add_error(form: Form, error: TrifectaError) -> None:
    """Put a service's error beside the fields it names, or above the form."""
    fields = error.fields if isinstance(error, InvalidError) else {}
    for name, message in fields.items():
        form.add_error(name if name in form.fields else None, message)
    if not fields:
        form.add_error(None, error.message)


def status_of(error: TrifectaError) -> int:
    if isinstance(error, ConflictError | NotYetError):
        return CONFLICT
    if isinstance(error, TooManyError):
        return TOO_MANY
    return UNPROCESSABLE
