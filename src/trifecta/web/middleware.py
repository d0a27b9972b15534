"""Turns the errors of services into pages, and keeps every page private to its reader."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import is_valid_path

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
from trifecta.web.posting import once_token, say_when
from trifecta.web.typed import page_it_came_from, sent_by_own_page, typed_into

TITLES: dict[type[TrifectaError], tuple[int, str]] = {
    InvalidError: (422, "This cannot be used as it is"),
    NotYetError: (409, "Something else comes first"),
    ConflictError: (409, "This has changed in the meantime"),
    TooManyError: (429, "That is enough for now"),
}


class ErrorPages:
    """Maps each error of the one tree to a page that says what to do next.

    So does it with an address that nobody can open, and with words that somebody sends after they
    have been signed out: on the way to signing in they would be lost.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_sent_by_nobody = request.method == "POST" and not request.user.is_authenticated
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return nothing_to_open(request, response)
        if is_sent_by_nobody and _needs_an_account(request, response):
            return first_sign_in(request, response)
        return response

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


def _needs_an_account(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether that is why it leads elsewhere."""
    match = request.resolver_match
    needs_one = match is not None and getattr(match.func, "login_required", True)
    return needs_one and isinstance(response, HttpResponseRedirect)


def first_sign_in(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What they typed, to copy, with the way to sign in; that way at once where there is nothing.

    It leads back to the page on which the form stood, as not every address can be opened.
    """
    page = page_it_came_from(request)
    way = redirect_to_login(page)["Location"] if page else response["Location"]
    typed = typed_into(request) if sent_by_own_page(request) else ()
    if not typed:
        return HttpResponseRedirect(way)
    context = {
        "title": "You are not signed in any more",
        "message": "So this could not be taken, and nothing of it is saved. It stands below. "
        "Signing in opens a new tab, so that this page stays; put it in again there.",
        "typed": typed,
        "sign_in": way,
    }
    return render(request, "error.html", context, status=403)


def nothing_to_open(request: HttpRequest, response: HttpResponseNotAllowed) -> HttpResponse:
    """A page for an address that only takes what a button or a form sends, and a way on."""
    context = {
        "title": "There is nothing to read at this address",
        "message": "It only takes what a button or a form sends. Nothing has changed because you "
        "came here.",
        "above": _page_above(request.path),
    }
    page = render(request, "error.html", context, status=response.status_code)
    page["Allow"] = response["Allow"]
    return page


def _page_above(path: str) -> str:
    """The nearest address further up that there is; "" for the first page of all."""
    parts = path.strip("/").split("/")
    for last in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:last])}/"
        if is_valid_path(above):
            return above
    return ""


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
