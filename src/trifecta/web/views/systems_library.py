"""Models to start from, for everybody; whoever is in a partnership can begin with one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView, partnerships_of
from trifecta.domain.errors import NotFoundError
from trifecta.domain.systems import library as domain
from trifecta.web.views.systems_looking import Span, look_at


@login_not_required
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """All models to start from."""
    return render(request, "systems/library.html", {"starters": domain.starters()})


@login_not_required
@require_safe
def starter(request: HttpRequest, starter: str) -> HttpResponse:
    """One model to start from: what is in it, what to try first, and what it teaches."""
    one = domain.starter(starter)
    if one is None:
        raise NotFoundError
    span = Span(period=one.period, rounds=one.rounds, stock=one.answered_by)
    context = {
        "starter": one,
        "look": look_at(one.text, span),
        "period": one.period,
        "mine": _mine(request),
    }
    return render(request, "systems/starter.html", context)


def _mine(request: HttpRequest) -> list[PartnershipView]:
    return partnerships_of(actor=request.user) if isinstance(request.user, User) else []
