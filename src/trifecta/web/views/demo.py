"""The demonstration: choosing which of its people to be."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from trifecta.apps.demo.selectors import account_in_the_story, groups_of_the_story
from trifecta.domain.errors import NotFoundError

BACKEND = "trifecta.web.backends.Accounts"


@login_not_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Who is who, what each of them sees, and a button for each."""
    _only_in_the_demonstration()
    context = {"groups": groups_of_the_story(), "next": _here(request, request.GET)}
    return render(request, "demo/people.html", context)


@login_not_required
@require_POST
def be(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the story's people, and go on to where one was on the way to."""
    _only_in_the_demonstration()
    account = account_in_the_story(user_id=request.POST.get("person", ""))
    if account is None:
        raise NotFoundError
    login(request, account, backend=BACKEND)
    return redirect(_here(request, request.POST) or reverse("people:home"))


def _here(request: HttpRequest, sent: QueryDict) -> str:
    """The address that was asked for before, if it is one of this installation; else ""."""
    address = sent.get(REDIRECT_FIELD_NAME, "")
    is_here = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_here else ""


def _only_in_the_demonstration() -> None:
    if not settings.TRIFECTA_DEMO:
        raise NotFoundError
