"""Where a person is signed in, and signing out there from here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from trifecta.apps.people.sign_ins import places_of, sign_out_elsewhere, sign_out_place
from trifecta.web.posting import post_once, signed_in


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Every browser I am signed in with, since when, and which of them is this one."""
    found = places_of(actor=signed_in(request), session_key=_here(request))
    others = sum(not place.here for place in found)
    return render(request, "people/places.html", {"places": found, "others": others})


@require_POST
def sign_out_one(request: HttpRequest, place_id: str) -> HttpResponse:
    """Sign me out of one other browser."""

    def act() -> str:
        sign_out_place(actor=signed_in(request), place_id=place_id, session_key=_here(request))
        return reverse("people:places")

    return post_once(request, act, said="You are signed out there.")


@require_POST
def sign_out_others(request: HttpRequest) -> HttpResponse:
    """Sign me out everywhere but here."""

    def act() -> str:
        sign_out_elsewhere(actor=signed_in(request), session_key=_here(request))
        return reverse("people:places")

    return post_once(request, act, said="You are signed out everywhere but here.")


def _here(request: HttpRequest) -> str:
    return request.session.session_key or ""
