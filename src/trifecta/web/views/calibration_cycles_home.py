"""The pages that lead to everything else in a calibration: all cycles, and one of them."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from trifecta.apps.calibration.selectors.courses import parts_words
from trifecta.apps.calibration.selectors.cycles import cases_of, cycles_of, named_for_appeals
from trifecta.apps.calibration.selectors.rooms import CycleRoom, enter_cycle
from trifecta.apps.calibration.selectors.waiting import waits_in
from trifecta.apps.people.models import RoleKind
from trifecta.apps.people.selectors import organisations_of
from trifecta.domain.calibration.acts import PART_WORDS
from trifecta.domain.calibration.stages import Stage
from trifecta.web.paging import page_of
from trifecta.web.posting import signed_in
from trifecta.web.views import calibration_rating_parts as rating_parts
from trifecta.web.views.calibration import about_cycle
from trifecta.web.views.calibration_cycles_course import whole_cycle
from trifecta.web.views.calibration_cycles_groups import partnerships

CYCLES: Final = 10
MOST_WAITING: Final = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every cycle I have a part in, and what waits for me in each."""
    actor = signed_in(request)
    organisations = organisations_of(actor=actor)
    found = cycles_of(actor=actor, organisations=organisations)
    rooms, pages = page_of(request, found, size=CYCLES)
    runs = [one for one in organisations if RoleKind.PEOPLE_OPERATIONS in one.roles]
    within = {room.cycle.id for room in found}
    named = named_for_appeals(actor=actor, organisations=organisations)
    context = {
        "cycles": [{**about_cycle(room), **_mine(room)} for room in rooms],
        "named": [one for one in named if one.id not in within],
        "pages": pages,
        "runs": runs,
        "nav": "calibration",
    }
    return render(request, "calibration/home.html", context)


def _mine(room: CycleRoom) -> dict[str, Any]:
    """What I am in it, and what waits; of a closed one nothing does."""
    over = room.stage is Stage.CLOSED
    waits = [] if over else waits_in(room, cases_of(room, bare=True), today=timezone.localdate())
    return {
        "my_parts": [PART_WORDS[part] for part in parts_words(room)],
        "waits": waits[:MOST_WAITING],
        "more": max(0, len(waits) - MOST_WAITING),
    }


@require_safe
def cycle(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Where a cycle stands, whom everyone is waiting for, and its partnerships."""
    room = enter_cycle(actor=signed_in(request), cycle_id=cycle_id)
    cases = cases_of(room)
    waits = waits_in(room, cases, today=timezone.localdate())
    context = {
        **about_cycle(room),
        **whole_cycle(room, cases, waits),
        **partnerships(request, cases, waits),
    }
    context |= rating_parts.about_cycle_of_room(room, cases)
    return render(request, "calibration/cycle.html", context)
