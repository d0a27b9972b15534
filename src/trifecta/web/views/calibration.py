"""The pages that lead to everything else in a calibration: all cycles, one cycle, one case."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trifecta.apps.calibration.selectors.cycles import cases_of, cycles_of
from trifecta.apps.calibration.selectors.rooms import CaseRoom, CycleRoom, enter_case, enter_cycle
from trifecta.domain.calibration.stages import WORDS
from trifecta.web.posting import signed_in


def about_cycle(room: CycleRoom) -> dict[str, Any]:
    """What every page of a cycle shows."""
    return {
        "room": room,
        "cycle": room.cycle,
        "stage": room.stage,
        "stage_words": WORDS[room.stage],
        "nav": "calibration",
    }


def about_case(room: CaseRoom) -> dict[str, Any]:
    """What every page of a case shows."""
    return {
        "room": room,
        "cycle": room.cycle,
        "case": room.case,
        "stage": room.stage,
        "stage_words": WORDS[room.stage],
        "acts": {act.value for act in room.acts},
        "parts": {part.value for part in room.parts},
        "nav": "calibration",
    }


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every cycle I have a part in, and what waits for me in each."""
    rooms = cycles_of(actor=signed_in(request))
    return render(
        request, "calibration/home.html", {"cycles": [about_cycle(room) for room in rooms]}
    )


@require_safe
def cycle(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Where a cycle stands, whom everyone is waiting for, and its partnerships."""
    room = enter_cycle(actor=signed_in(request), cycle_id=cycle_id)
    context = {**about_cycle(room), "cases": [about_case(one) for one in cases_of(room)]}
    return render(request, "calibration/cycle.html", context)


@require_safe
def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """Where one partnership stands, and what I can read and do."""
    room = enter_case(actor=signed_in(request), case_id=case_id)
    return render(request, "calibration/case.html", about_case(room))
