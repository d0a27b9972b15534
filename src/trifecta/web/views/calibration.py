"""What pages of a cycle and of a case show, and the page of one case."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trifecta.apps.calibration.selectors.days import day_awaited, evidence_over, words_now
from trifecta.apps.calibration.selectors.neighbours import neighbours_of
from trifecta.apps.calibration.selectors.rooms import (
    CaseRoom,
    CycleRoom,
    enter_case,
)
from trifecta.web.posting import signed_in
from trifecta.web.views import calibration_rating_parts as rating_parts
from trifecta.web.views.calibration_parts import in_the_case


def about_cycle(room: CycleRoom) -> dict[str, Any]:
    """What every page of a cycle shows."""
    return {
        "room": room,
        "cycle": room.cycle,
        "stage": room.stage,
        "stage_words": words_now(room.cycle, room.stage),
        "waits_until": day_awaited(room.cycle, room.stage),
        "nav": "calibration",
    }


def about_case(room: CaseRoom) -> dict[str, Any]:
    """What every page of a case shows."""
    return {
        "room": room,
        "cycle": room.cycle,
        "case": room.case,
        "stage": room.stage,
        "stage_words": words_now(room.cycle, room.stage),
        "evidence_over": evidence_over(room.cycle),
        "acts": {act.value for act in room.acts},
        "parts": {part.value for part in room.parts},
        "nav": "calibration",
    }


@require_safe
def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """Where one partnership stands, and what I can read and do."""
    room = enter_case(actor=signed_in(request), case_id=case_id)
    context = {**about_case(room), **in_the_case(room)}
    context |= rating_parts.about_room(room)
    context["neighbours"] = neighbours_of(room)
    return render(request, "calibration/case.html", context)
