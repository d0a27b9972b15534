"""Session mode: one screen for the room, from partnership to partnership, with a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trifecta.apps.calibration.selectors.rooms import CaseRoom, first_name, shown
from trifecta.apps.calibration.selectors.session import Session, case_in_session, session_of
from trifecta.apps.calibration.selectors.together import notes_of, rating_of
from trifecta.apps.calibration.services import deciding
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.stages import Stage, reached
from trifecta.domain.errors import NotFoundError
from trifecta.web.forms.calibration_rating import NoteForm
from trifecta.web.posting import handle_form, signed_in
from trifecta.web.views.calibration import about_case, about_cycle
from trifecta.web.views.calibration_rating_sides import side_by_side

MINUTES: Final = (0, 5, 10, 15, 20, 30, 45)
SECONDS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen for the session: who has left the room, and minutes a partnership."""

    away: tuple[str, ...]
    minutes: int
    began: int | None

    def query(self, *, began: bool = False) -> str:
        """The choice as it goes from page to page; the clock begins anew unless `began`."""
        pairs: list[tuple[str, str | int]] = [("away", one) for one in self.away]
        if self.minutes:
            pairs.append(("minutes", self.minutes))
        if began and self.began is not None:
            pairs.append(("began", self.began))
        return f"?{urlencode(pairs)}" if pairs else ""


def _chosen(request: HttpRequest) -> Choice:
    """What the address says; what it cannot say counts as not said."""
    minutes = _whole(request.GET.get("minutes", ""))
    began = _whole(request.GET.get("began", ""))
    return Choice(
        away=tuple(request.GET.getlist("away")[:50]),
        minutes=minutes if minutes in MINUTES else 0,
        began=began if began and abs(_now() - began) < 24 * 60 * SECONDS else None,
    )


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def _now() -> int:
    return int(timezone.now().timestamp())


def _page(session: Session, room: CaseRoom, choice: Choice) -> str:
    address = reverse("calibration:session_case", args=[session.room.cycle.id, room.case.id])
    return address + choice.query()


@require_safe
def session(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Begin a session on a shared screen: who is in the room, how long, and which partnerships."""
    choice = _chosen(request)
    found = session_of(actor=signed_in(request), cycle_id=cycle_id, away=choice.away)
    if request.GET.get("begin") and found.cases:
        return HttpResponseRedirect(_page(found, found.cases[0], choice))
    context = {
        **about_cycle(found.room),
        "session": found,
        "minutes": choice.minutes,
        "choices": MINUTES,
        "lines": [
            (one.name, about_case(one)["stage_words"].title, _page(found, one, choice))
            for one in found.cases
        ],
    }
    return render(request, "calibration/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def session_case(request: HttpRequest, cycle_id: str, case_id: str) -> HttpResponse:
    """One partnership on the shared screen: only what everybody in the room may see."""
    choice = _chosen(request)
    found = session_of(actor=signed_in(request), cycle_id=cycle_id, away=choice.away)
    room = case_in_session(found, case_id)
    if room is None:
        if request.method == "POST":
            raise NotFoundError
        return render(request, "calibration/session_hidden.html", _around(found, choice))
    if choice.minutes and choice.began is None and request.method != "POST":
        begun = Choice(away=choice.away, minutes=choice.minutes, began=_now())
        return HttpResponseRedirect(request.path + begun.query(began=True))
    if request.method == "POST":
        room.require(Act.WRITE_NOTE)
    form = NoteForm(request.POST or None, room=room)
    here = request.path + choice.query(began=True)

    def act() -> str:
        deciding.write_note(
            actor=room.actor,
            case_id=case_id,
            text=form.cleaned_data["text"],
            outcome=form.cleaned_data["outcome"],
        )
        return here

    seen = _seen(room)
    context = {
        **about_case(room),
        **_around(found, choice),
        **_walk(found, room, choice),
        **seen,
        **_clock(choice),
        "here": here,
        "state": _state(room, seen),
    }
    return handle_form(
        request, form=form, template="calibration/session_case.html", act=act, context=context
    )


def _around(session: Session, choice: Choice) -> dict[str, Any]:
    begin = reverse("calibration:session", args=[session.room.cycle.id])
    return {
        "cycle": session.room.cycle,
        "session": session,
        "begin": begin + choice.query(),
        "nav": "calibration",
    }


def _walk(session: Session, room: CaseRoom, choice: Choice) -> dict[str, Any]:
    """Where the walk is, and the addresses before and after."""
    place = session.place_of(room.case.id) or 0
    before = session.cases[place - 1] if place else None
    after = session.cases[place + 1] if place + 1 < len(session.cases) else None
    return {
        "place": place + 1,
        "of": len(session.cases),
        "before": _page(session, before, choice) if before else "",
        "before_name": before.name if before else "",
        "after": _page(session, after, choice) if after else "",
        "after_name": after.name if after else "",
    }


def _seen(room: CaseRoom) -> dict[str, Any]:
    """What is on the screen; before the reveal nothing of what anybody proposes."""
    revealed = shown(room, "first") and Act.READ_FIRST in room.acts
    return {
        "names": [first_name(one.user) for one in room.members],
        "revealed": revealed,
        "sides": side_by_side(room) if revealed else None,
        "notes": notes_of(room),
        "rating": rating_of(room) if shown(room, "second") else None,
        "second_due": room.stage is Stage.DISCUSSED and not shown(room, "second"),
        "decided": reached(room.stage, Stage.DECIDED),
    }


def _state(room: CaseRoom, seen: dict[str, Any]) -> str:
    """What tells a screen that stands open that something on it has changed; all of it is on it."""
    rating = seen["rating"]
    agreeing = "".join("y" if one.agrees else "n" for one in rating.agreeing) if rating else ""
    parts = (
        room.stage.value,
        shown(room, "second"),
        len(room.present_seats),
        len(seen["notes"]),
        rating.number if rating else 0,
        agreeing,
    )
    return " ".join(str(part) for part in parts)


def _clock(choice: Choice) -> dict[str, Any]:
    if not choice.minutes or choice.began is None:
        return {}
    until = choice.began + choice.minutes * SECONDS
    return {
        "minutes": choice.minutes,
        "until": until,
        "until_words": datetime.fromtimestamp(until, tz=timezone.get_default_timezone()),
        "over": _now() > until,
    }
