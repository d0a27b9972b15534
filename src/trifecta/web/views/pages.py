"""Pages for everybody, signed in or not: what this is, how it works, who can see what."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def who_sees_what(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/who_sees_what.html")


@login_not_required
@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/how_it_works.html")
