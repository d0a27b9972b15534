"""The demonstration: choosing which of its people to be."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from trifecta.apps.demo.selectors import account_in_the_story, groups_of_the_story
from trifecta.domain.errors import NotFoundError

BACKEND = "trifecta.web.backends.Accounts"


@login_not_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Who is who, what each of them sees, and a button for each."""
    _only_in_the_demonstration()
    return render(request, "demo/people.html", {"groups": groups_of_the_story()})


@login_not_required
@require_POST
def be(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the story's people."""
    _only_in_the_demonstration()
    account = account_in_the_story(user_id=request.POST.get("person", ""))
    if account is None:
        raise NotFoundError
    login(request, account, backend=BACKEND)
    return redirect("people:home")


def _only_in_the_demonstration() -> None:
    if not settings.TRIFECTA_DEMO:
        raise NotFoundError
