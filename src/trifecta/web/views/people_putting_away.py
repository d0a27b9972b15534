"""Putting a partnership away, on a page that says what follows, and bringing it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from trifecta.apps.people.models import User
from trifecta.apps.people.putting_away import (
    PutAwayView,
    bring_back_partnership,
    open_to_decide,
    put_away_for,
    put_away_partnership,
)
from trifecta.apps.people.selectors import MemberView, outline_for
from trifecta.domain.errors import NotFoundError
from trifecta.web.posting import post_once, signed_in


@require_http_methods(["GET", "POST"])
def put_away(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """What it means to put a partnership away, or, while it is put away, how to bring it back."""
    actor = signed_in(request)
    if request.method == "POST":
        return _put_away(request, actor, partnership_id)
    resting = _resting(actor, partnership_id)
    if resting is not None:
        context = {"resting": resting, "others": _others(resting.members, actor)}
        return render(request, "people/put_away.html", context)
    outline = open_to_decide(actor=actor, partnership_id=partnership_id)
    context = {"outline": outline, "others": _others(outline.members, actor)}
    return render(request, "people/put_it_away.html", context)


def _put_away(request: HttpRequest, actor: User, partnership_id: str) -> HttpResponse:
    def act() -> str:
        put_away_partnership(actor=actor, partnership_id=partnership_id)
        resting = put_away_for(actor=actor, partnership_id=partnership_id)
        home = reverse("people:home")
        organisation = reverse("people:organisation", args=[resting.organisation_id])
        return f"{home if resting.mine else organisation}#put-away"

    return post_once(request, act, said="It is put away. Nothing is deleted.")


@require_POST
def bring_back(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """Open a partnership again that was put away."""
    actor = signed_in(request)

    def act() -> str:
        bring_back_partnership(actor=actor, partnership_id=partnership_id)
        outline = outline_for(actor=actor, partnership_id=partnership_id)
        if outline.mine:
            return reverse("people:partnership", args=[outline.id])
        return reverse("people:organisation", args=[outline.organisation_id])

    return post_once(request, act, said="It is back, as it was.")


def _resting(actor: User, partnership_id: str) -> PutAwayView | None:
    try:
        return put_away_for(actor=actor, partnership_id=partnership_id)
    except NotFoundError:
        return None


def _others(members: tuple[MemberView, ...], actor: User) -> list[str]:
    return [member.name for member in members if member.user_id != actor.id]
