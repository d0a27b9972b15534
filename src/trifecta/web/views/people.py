"""Home and the page about oneself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from trifecta.apps.people.selectors import partnerships_of
from trifecta.web.posting import signed_in


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, for strangers; for people who are signed in, their partnerships."""
    if not request.user.is_authenticated:
        return render(request, "pages/welcome.html")
    partnerships = partnerships_of(actor=signed_in(request))
    if len(partnerships) == 1:
        return redirect("people:partnership", partnerships[0].id)
    return render(request, "people/home.html", {"partnerships": partnerships})


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "people/account.html", {"nav": "account"})
