"""Turns the errors of services into pages, and keeps every page private to its reader."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from trifecta.apps.people.models import User
from trifecta.apps.records.once import where_it_led
from trifecta.domain.errors import (
    ConflictError,
    InvalidError,
    NotFoundError,
    NotYetError,
    TooManyError,
    TrifectaError,
)
from trifecta.web.posting import TOKENS, once_token, say_when

TITLES: dict[type[TrifectaError], tuple[int, str]] = {
    InvalidError: (422, "This cannot be used as it is"),
    NotYetError: (409, "Something else comes first"),
    ConflictError: (409, "This has changed in the meantime"),
    TooManyError: (429, "That is enough for now"),
}


class ErrorPages:
    """Maps each error of the one tree to a page that says what to do next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotFoundError | Http404):
            return render(request, "404.html", status=404)
        for kind, (status, title) in TITLES.items():
            if isinstance(exception, kind):
                context = {
                    "title": title,
                    "message": exception.message,
                    "typed": typed_into(request),
                }
                return say_when(render(request, "error.html", context, status=status), exception)
        return None


def typed_into(request: HttpRequest) -> list[str]:
    """What a person wrote into a form that cannot be shown again, for its writer alone.

    Tokens, ids and choices have no space in them; what people write has. Passwords are left out.
    """
    if request.method != "POST":
        return []
    names = (name for name in request.POST if name not in TOKENS and "password" not in name)
    fields = (request.POST.getlist(name) for name in names)
    return [value for values in fields for value in values if " " in value.strip()]


class SentAgain:
    """A form that is sent a second time leads where it led before, also when that took it away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        if request.method != "POST" or not isinstance(request.user, User):
            return None
        location = where_it_led(actor_id=request.user.id, token=once_token(request))
        return HttpResponseRedirect(location) if location else None


class PrivatePages:
    """What was made for one reader is kept by no proxy, nor shown by "back" after signing out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response
