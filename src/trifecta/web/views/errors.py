"""The pages for addresses that lead nowhere and for faults of ours."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import bad_request

from trifecta.apps.records.limits import minutes
from trifecta.domain.errors import TooManyError
from trifecta.web.posting import TOO_MANY, say_when
from trifecta.web.typed import sent_by_own_page, typed_into

LONGEST_WAIT: Final = 60
"""Seconds: every limit of accounts that leads to this page is counted within a minute."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse(render_to_string("500.html"), status=500)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that is not taken; of one that is too large its sender learns what to do."""
    if not isinstance(exception, RequestDataTooBig):
        return bad_request(request, exception)
    context = {
        "title": "That is more than can be sent at once",
        "message": "Nothing of it was kept here. Go back in your browser: what you wrote is still "
        "there. Take out what matters less, and send it again.",
    }
    return render(request, "error.html", context, status=413)


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form without the proof that it was shown to this browser as it is now.

    What was typed is shown only where the browser says that it was sent from one of our own pages:
    anybody’s page can send a form here, with words of their choice in it.
    """
    context = {
        "title": "This form could not be taken",
        "message": "Nothing was saved. You have signed in or out since the form was opened, or "
        "this browser keeps no cookies of this site. Go back in your browser: what you typed is "
        "mostly still there, and can be sent again. If you come here again, allow cookies for "
        "this site, or tell the person who looks after this server.",
        "typed": typed_into(request) if sent_by_own_page(request) else (),
    }
    return render(request, "error.html", context, status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """Too many tries at an account, as the library for accounts counts them."""
    page = render(request, "429.html", {"wait": minutes(LONGEST_WAIT)}, status=TOO_MANY)
    return say_when(page, TooManyError("", seconds=LONGEST_WAIT))
