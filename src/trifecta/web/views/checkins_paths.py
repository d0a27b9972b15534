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
from trifecta.domain.people.journey import STEP_NAMES, StepId
from trifecta.domain.people.words import joined
from trifecta.web.posting import status_of

_PARTS = {"points": 2, "limits": 3, "pulse": 4}


def address(round_id: str, place: Place) -> str:
    """The address of one page of a check-in."""
    if place.part == "question":
        return reverse("checkins:question", args=[round_id, place.number])
    if place.part in {"points", "limits"} and place.about:
        return reverse(f"checkins:{place.part}-guess", args=[round_id, place.about])
    return reverse(f"checkins:{place.part}", args=[round_id])


def after(view: RoundView, place: Place) -> str:
    """Where "save and go on" leads."""
    return address(view.id, place_after(place, _places(view)))


def page(view: RoundView, place: Place | None = None) -> dict[str, Any]:
    """The context every page of a sealed check-in has."""
    before = place_before(place, _places(view)) if place else None
    names = [member.name for member in view.others]
    return {
        "round": view,
        "partnership": view.partnership,
        "steps": steps("check_in"),
        "nav": "partnership",
        "others": view.others,
        "names": joined(names),
        "back": address(view.id, before) if before else "",
        "part": _PARTS.get(place.part, 1) if place else 1,
    }


def steps(current: StepId) -> list[dict[str, str]]:
    """The line of steps up to the diagnosis; nothing after it depends on anything yet."""
    names = list(STEP_NAMES)
    states = ("done", "current", "ahead")
    return [
        {
            "label": STEP_NAMES[name],
            "state": states[1 + _sign(index - names.index(current))],
            "href": "",
        }
        for index, name in enumerate(names)
    ]


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


def _places(view: RoundView) -> tuple[Place, ...]:
    return itinerary(view.sheet, [member.id for member in view.others])


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
