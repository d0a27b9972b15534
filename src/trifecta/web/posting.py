"""Handling a form: show it, act once, keep what was typed when something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.core.validators import ProhibitNullCharactersValidator
from django.forms import ChoiceField, Form
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
IN_OUR_WORDS: Final[Mapping[str, str]] = {
    str(ProhibitNullCharactersValidator.message): "A character in this cannot be kept; it stands "
    "here as �, or not at all. Take it out if you see it, and send this again.",
    str(ChoiceField.default_error_messages["invalid_choice"]): "Choose from what is offered.",
}
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
    return _handle(
        request,
        form=form,
        template=template,
        act=lambda: post_once(request, act, said=said),
        context=context,
    )


def handle_open_form(
    request: HttpRequest,
    *,
    form: Form,
    template: str,
    act: Callable[[], str],
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """As `handle_form`, for people without an account too: `act` may be run twice."""
    return _handle(
        request,
        form=form,
        template=template,
        act=lambda: HttpResponseRedirect(act()),
        context=context,
    )


def _handle(
    request: HttpRequest,
    *,
    form: Form,
    template: str,
    act: Callable[[], HttpResponse],
    context: Mapping[str, Any] | None,
) -> HttpResponse:
    status, wrong = 200, None
    if request.method == "POST":
        if form.is_valid():
            try:
                return act()
            except (InvalidError, NotYetError, ConflictError, TooManyError) as error:
                status, wrong = status_of(error), error
                add_error(form, error)
        else:
            status = UNPROCESSABLE
            say_in_our_words(form)
    page = render(request, template, {"form": form, **(context or {})}, status=status)
    return say_when(page, wrong)


def say_when(response: HttpResponse, error: Exception | None) -> HttpResponse:
    """Tell programs too when to try again, where a limit was reached and that is known."""
    if isinstance(error, TooManyError) and error.seconds is not None:
        response["Retry-After"] = str(error.seconds)
    return response


def say_in_our_words(form: Form) -> None:
    """What a form says of odd input in the framework's words, in ours."""
    for errors in form.errors.as_data().values():
        for error in errors:
            words = IN_OUR_WORDS.get(str(error.message))
            if words:
                error.message, error.params = words, None


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
