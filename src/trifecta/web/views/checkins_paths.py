"""Where the pages of a check-in are, and what all of them show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from trifecta.apps.checkins.selectors import RoundView
from trifecta.domain.checkins.itinerary import Place, itinerary, place_after, place_before
from trifecta.domain.errors import TrifectaError
from trifecta.domain.people.journey import StepId
from trifecta.domain.people.words import joined
from trifecta.web.journey import steps
from trifecta.web.posting import signed_in, status_of

REVIEW = Place(part="review")
FROM_REVIEW = "?back=review"
_PARTS = {"points": 2, "limits": 3, "pulse": 4}


def address(round_id: str, place: Place) -> str:
    """The address of one page of a check-in."""
    if place.part == "question":
        return reverse("checkins:question", args=[round_id, place.number])
    if place.part in {"points", "limits"} and place.about:
        return reverse(f"checkins:{place.part}-guess", args=[round_id, place.about])
    return reverse(f"checkins:{place.part}", args=[round_id])


def after(request: HttpRequest, view: RoundView, place: Place) -> str:
    """Where "save and go on" leads: to the next page, or back to the review one came from."""
    if _from_review(request):
        return address(view.id, REVIEW)
    return address(view.id, place_after(place, _places(view)))


def page(
    request: HttpRequest,
    view: RoundView,
    place: Place | None = None,
    *,
    step: StepId = "check_in",
) -> dict[str, Any]:
    """The context every page of a check-in has."""
    before = place_before(place, _places(view)) if place else None
    before = REVIEW if place and _from_review(request) else before
    partnership = view.partnership
    return {
        "round": view,
        "partnership": partnership,
        "nav": "partnership",
        "steps": steps(actor=signed_in(request), partnership=partnership, current=step),
        "others": view.others,
        "names": joined([member.name for member in view.others]),
        "back": address(view.id, before) if before else "",
        "part": _PARTS.get(place.part, 1) if place else 1,
    }


def is_late(request: HttpRequest, view: RoundView) -> bool:
    """Whether somebody opens a page of a check-in that takes no answers any more.

    A form that is sent too late is not turned away here: the service says why, beside what was
    entered.
    """
    return view.state != "open" and request.method != "POST"


def keeping(request: HttpRequest) -> bool:
    """Whether a script saves the page as it is being filled."""
    return request.method == "POST" and request.POST.get("keep") == "1"


def keep(form: Form, save: Callable[[], None]) -> HttpResponse:
    """Save what a script sends, and answer it: nothing to say, or why it was not saved."""
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        save()
    except TrifectaError as error:
        status = status_of(error)
        return HttpResponse(error.message, status=status, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


def _from_review(request: HttpRequest) -> bool:
    return request.GET.get("back") == "review"


def _places(view: RoundView) -> tuple[Place, ...]:
    return itinerary(view.sheet, [member.id for member in view.others])
