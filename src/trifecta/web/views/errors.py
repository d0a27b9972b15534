"""The pages for addresses that lead nowhere and for faults of ours."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import bad_request


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
