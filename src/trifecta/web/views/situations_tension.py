"""From a sheet into a tension: read through first, then kept on one's own side, for oneself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView, partnerships_of
from trifecta.apps.situations.services import Carried, carry_into_tension
from trifecta.apps.tensions.selectors import tensions_of
from trifecta.domain.people.words import joined
from trifecta.domain.situations.sheets.preparing import Preparation
from trifecta.web.forms.people import explained
from trifecta.web.forms.situations import NEW, THERE, CarryForm
from trifecta.web.posting import CONFLICT, handle_form, signed_in
from trifecta.web.typed import typed_into
from trifecta.web.views.situations_held import held_to_read
from trifecta.web.views.situations_sheets import groups_of, lines_of
from trifecta.web.views.tensions_page import address

CONFIRMED: Final = "without_the_sheet"
NEEDED_WITH_A_NEED: Final = "A need goes there only with this. Without one, leave both empty."
REASONS: Final = ("because", "since", "or else", "otherwise")
PRIVATE: Final = ("position", "need", "because", "limit")


@require_http_methods(["GET", "HEAD", "POST"])
def carry(request: HttpRequest) -> HttpResponse:
    """Take one's own side of the sheet into a tension, for oneself alone to begin with.

    What is sent after the sheet is gone is shown, and kept where that is confirmed.
    """
    actor, now = signed_in(request), held_to_read(request)
    if now is None and request.method != "POST":
        return redirect("situations:write")
    places = _places(actor)
    if not places:
        return _nowhere(request, now)
    form = _form(request, now, places)
    context = {"held": now, "private": [form[name] for name in PRIVATE]}
    if now is None and CONFIRMED not in request.POST:
        page = {"form": form, **context}
        return render(request, "situations/carry.html", page, status=CONFLICT)

    def act() -> str:
        data = form.cleaned_data
        tension_id = carry_into_tension(
            actor=actor, carried=_carried(data), title=data["title"], **_where(data["where"])
        )
        return address("side", tension_id)

    return handle_form(
        request,
        form=form,
        template="situations/carry.html",
        act=act,
        context=context,
        said="It is on your side, and only you see it. Change who sees each part when you want to.",
    )


def _form(
    request: HttpRequest, now: Preparation | None, places: Sequence[tuple[str, str]]
) -> CarryForm:
    posted = request.POST if request.method == "POST" else None
    form = CarryForm(posted, places=places, initial=_initial(now) if now else None)
    because = form.fields["because"]
    because.help_text = f"{because.help_text} {NEEDED_WITH_A_NEED}"
    return form


def _carried(data: Mapping[str, str]) -> Carried:
    return Carried(
        positions=lines_of(data["position"]),
        needs=lines_of(data["need"]),
        because=data["because"],
        limits=lines_of(data["limit"]),
    )


def _where(place: str) -> dict[str, str]:
    """The partnership of a new tension, or the tension that is there."""
    how, _, row_id = place.partition(":")
    return {
        "partnership_id": row_id if how == NEW else "",
        "tension_id": row_id if how == THERE else "",
    }


def _nowhere(request: HttpRequest, now: Preparation | None) -> HttpResponse:
    """Where nobody is there to have it with; what was typed, if something was, stays to be read."""
    group = groups_of(now)[0] if now is not None else None
    context = {
        "held": now,
        "of_both": group is not None and group.of_both,
        "leads_both": group is not None and group.leads_both,
        "typed": typed_into(request),
    }
    status = CONFLICT if request.method == "POST" else 200
    return render(request, "situations/carry_nowhere.html", context, status=status)


def _initial(now: Preparation) -> dict[str, str]:
    stand = {part.field.id: part.entry.text for group in groups_of(now) for part in group.parts}
    need, because = _need_and_reason(stand["need"], now.written.text)
    return {
        "position": stand["ask"],
        "need": need,
        "because": because,
        "limit": stand["my_limits"],
    }


def _need_and_reason(need: str, text: str) -> tuple[str, str]:
    """Which lines of a need say what makes it matter, by the word before them in the text; where
    they all do, they stay the need.
    """
    told = f" {' '.join(text.lower().split())} "
    lines = lines_of(need)
    reasons = [line for line in lines if any(f" {word} {line.lower()}" in told for word in REASONS)]
    needs = [line for line in lines if line not in reasons]
    return ("\n".join(needs), "\n".join(reasons)) if needs else (need, "")


def _places(actor: User) -> list[tuple[str, str]]:
    """Every partnership with somebody else in it, and the tensions whose side is not shared yet."""
    found: list[tuple[str, str, str]] = []
    for partnership in partnerships_of(actor=actor):
        if partnership.counterparts:
            found += _places_in(actor, partnership)
    return explained(found)


def _places_in(actor: User, partnership: PartnershipView) -> Sequence[tuple[str, str, str]]:
    others = joined([member.name for member in partnership.counterparts])
    mine = [
        line.facts
        for line in tensions_of(actor=actor, partnership=partnership)
        if line.facts.state in {"open", "planning"} and line.facts.my_turn == "write_side"
    ]
    return [
        (
            f"{NEW}:{partnership.id}",
            f"A new tension with {others}",
            f"In {partnership.name}. {others} will see that it is there, and its title.",
        ),
        *(
            (
                f"{THERE}:{facts.tension_id}",
                f"“{facts.title}”",
                f"Open with {others}; you have not shared your side.",
            )
            for facts in mine
        ),
    ]
