"""Pages on which a cycle goes on: the next stage, going back, setting aside, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trifecta.apps.calibration.selectors.courses import (
    can_go_back,
    changes_of,
    history_of,
    parts_words,
    wish_of,
)
from trifecta.apps.calibration.selectors.cycles import cases_of
from trifecta.apps.calibration.selectors.rooms import CaseRoom, CycleRoom, enter_case, enter_cycle
from trifecta.apps.calibration.selectors.setting_up import earlier_kept
from trifecta.apps.calibration.selectors.waiting import Waits
from trifecta.apps.calibration.services import stages
from trifecta.domain.calibration.acts import Act, Part
from trifecta.domain.calibration.going_on import STEPS, line
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.errors import NotFoundError
from trifecta.web.forms.calibration_cycles import AnswerForm, NextForm, ReasonForm, SetAsideForm
from trifecta.web.journey import StepInLine
from trifecta.web.paging import page_of
from trifecta.web.posting import handle_form, signed_in
from trifecta.web.views.agreements import form_page
from trifecta.web.views.calibration import about_case, about_cycle
from trifecta.web.views.calibration_cycles import cycle_page, setting_up

LINES: Final = 30
MOST_BESIDES: Final = 5
LATEST: Final = 4


@form_page
def next_stage(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Take the cycle on, after reading what that means and who is told."""
    actor = signed_in(request)
    room = setting_up(request, cycle_id, Act.ADVANCE_CYCLE)
    to = stages.next_stage(room.cycle)
    if to is None:
        raise NotFoundError
    form = NextForm(request.POST or None, initial={"to": to.value})

    def act() -> str:
        wanted = Stage(form.cleaned_data["to"])
        stages.advance_cycle(actor=actor, cycle_id=cycle_id, to=wanted)
        return cycle_page(cycle_id)

    context = {
        **about_cycle(room),
        "to": to,
        "step": STEPS[to],
        "lacking": stages.lacking_before(room, to),
    }
    return handle_form(
        request,
        form=form,
        template="calibration/cycles/next.html",
        act=act,
        context=context,
    )


@require_safe
def history(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Every change of stage, with who and why, and who took the results out."""
    room = enter_cycle(actor=signed_in(request), cycle_id=cycle_id)
    rows, pages = page_of(request, history_of(room, cases_of(room)), size=LINES)
    context = {**about_cycle(room), "changes": rows, "pages": pages}
    return render(request, "calibration/cycles/history.html", context)


@form_page
def reopen_cycle(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Ask that the whole cycle goes back a stage."""
    actor = signed_in(request)
    room = setting_up(request, cycle_id, Act.ASK_TO_REOPEN_CYCLE)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        stages.ask_to_reopen_cycle(
            actor=actor, cycle_id=cycle_id, reason=form.cleaned_data["reason"]
        )
        return cycle_page(cycle_id)

    return handle_form(
        request,
        form=form,
        template="calibration/cycles/reopen.html",
        act=act,
        context={**about_cycle(room), "back": can_go_back(room), "wish": wish_of(room)},
        said="You have asked. It goes back when a second person agrees.",
    )


@form_page
def answer_cycle_reopening(request: HttpRequest, cycle_id: str, reopening_id: str) -> HttpResponse:
    """The second person agrees to going back, or does not."""
    actor = signed_in(request)
    room = enter_cycle(actor=actor, cycle_id=cycle_id)
    room.require(Act.ANSWER_REOPENING_CYCLE)
    wish = wish_of(room)
    if request.method != "POST" and (wish is None or wish.id != reopening_id):
        return HttpResponseRedirect(cycle_page(cycle_id))
    form = AnswerForm(request.POST or None)

    def act() -> str:
        agreed = form.cleaned_data["answer"] == "yes"
        stages.answer_reopening(actor=actor, reopening_id=reopening_id, agreed=agreed)
        return cycle_page(cycle_id)

    return handle_form(
        request,
        form=form,
        template="calibration/cycles/answer.html",
        act=act,
        context={**about_cycle(room), "wish": wish},
        said="Your answer is on record.",
    )


@form_page
def set_aside(request: HttpRequest, case_id: str) -> HttpResponse:
    """Do not rate one partnership in this cycle after all."""
    actor = signed_in(request)
    room = enter_case(actor=actor, case_id=case_id)
    room.require(Act.SET_ASIDE)
    form = SetAsideForm(request.POST or None)

    def act() -> str:
        stages.set_case_aside(actor=actor, case_id=case_id, because=form.cleaned_data["because"])
        return cycle_page(room.cycle.id)

    return handle_form(
        request,
        form=form,
        template="calibration/cycles/set_aside.html",
        act=act,
        context=about_case(room),
        said=f"{room.name} is not rated in this cycle.",
    )


# ---------------------------------------------------------------- what the cycle's page shows


def whole_cycle(room: CycleRoom, cases: list[CaseRoom], waits: Sequence[Waits]) -> dict[str, Any]:
    """Everything the page of a cycle shows besides its partnerships."""
    runs = Part.PEOPLE_OPERATIONS in room.parts
    to = stages.next_stage(room.cycle) if runs else None
    return {
        "steps": [StepInLine(label=word, state=state, href="") for word, state in line(room.stage)],
        "parts": {part.value for part in parts_words(room)},
        **_now(room, waits, to),
        "back": can_go_back(room),
        "earlier": earlier_kept(room) if runs else None,
        "set_up": set_up_lines(room, cases) if runs and room.stage is Stage.DRAFT else (),
        "seats": _by_function(room),
        "latest": changes_of(room, cases, most=LATEST),
    }


def _now(room: CycleRoom, waits: Sequence[Waits], to: Stage | None) -> dict[str, Any]:
    """The one thing to do now, and what waits besides; `now` is "" for nothing to say."""
    ready = any(one.page == "next_stage" for one in waits)
    lacking = stages.lacking_before(room, to) if to and not ready else ()
    wish = wish_of(room)
    first, rest = (waits[0], waits[1:]) if waits else (None, ())
    if wish is not None and wish.may_answer:
        now = "answer"
    elif to is not None and not lacking and first and first.page == "next_stage":
        now = "go_on"
    else:
        now = "first" if first else "nothing" if to or (wish and wish.mine) else ""
    return {
        "now": now,
        "first": first,
        "rest": rest[:MOST_BESIDES],
        "more": max(0, len(rest) - MOST_BESIDES),
        "to": to,
        "step": STEPS[to] if to else None,
        "lacking": lacking,
        "wish": wish,
    }


def _by_function(room: CycleRoom) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for seat in room.seats:
        found.setdefault(seat.function, []).append(seat.user.name)
    return list(found.items())


def set_up_lines(room: CycleRoom, cases: list[CaseRoom]) -> list[dict[str, object]]:
    """What is there to set up, and whether each is complete."""
    cycle = room.cycle
    missing = {function for one in cases for function in one.missing}
    return [
        {"page": "change_cycle", "title": "What is rated, and when", "done": True},
        {"page": "partnerships", "title": "Who is rated together", "done": bool(cases)},
        {
            "page": "calibrators",
            "title": "Who calibrates",
            "done": bool(cases and room.seats) and not missing,
        },
        {
            "page": "helpers",
            "title": "Who leads the session, and who answers appeals",
            "done": cycle.appeals_to_id is not None,
        },
    ]
