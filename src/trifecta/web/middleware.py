"""Turns the errors of services into pages, and keeps every page private to its reader."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from trifecta.domain.errors import (
    ConflictError,
    InvalidError,
    NotFoundError,
    NotYetError,
    TooManyError,
    TrifectaError,
)

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
                context = {"title": title, "message": exception.message}
                return render(request, "error.html", context, status=status)
        return None


class PrivatePages:
    """What was made for one reader is kept by no proxy, nor shown by "back" after signing out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response
