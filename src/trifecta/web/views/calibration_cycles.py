"""Pages on which people operations set a cycle up: what, who is rated, who calibrates, notice."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from trifecta.apps.calibration.models import Cycle
from trifecta.apps.calibration.selectors.notices import notice_for
from trifecta.apps.calibration.selectors.outside import waiting_cases
from trifecta.apps.calibration.selectors.rooms import CycleRoom, enter_cycle
from trifecta.apps.calibration.selectors.setting_up import (
    functions_to_fill,
    partnerships_to_choose,
    people_to_ask,
    people_to_help,
)
from trifecta.apps.calibration.services import cycles, replacing
from trifecta.apps.people.models import RoleKind
from trifecta.apps.people.selectors import organisation_for
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.notice import NEVER_USED, USED
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.errors import NotFoundError
from trifecta.domain.people.words import joined
from trifecta.web.forms.calibration_cycles import (
    FIRST,
    CycleForm,
    HelpersForm,
    PartnershipsForm,
    SeatForm,
)
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.agreements import form_page
from trifecta.web.views.calibration import about_cycle


def cycle_page(cycle_id: str, name: str = "cycle") -> str:
    return reverse(f"calibration:{name}", args=[cycle_id])


def setting_up(request: HttpRequest, cycle_id: str, act: Act = Act.SET_UP) -> CycleRoom:
    """The cycle, for who may do this now."""
    room = enter_cycle(actor=signed_in(request), cycle_id=cycle_id)
    room.require(act)
    return room


@form_page
def new_cycle(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Begin a cycle: its name, days, outcomes and scale."""
    actor = signed_in(request)
    view = organisation_for(actor=actor, organisation_id=organisation_id)
    if RoleKind.PEOPLE_OPERATIONS not in view.roles:
        raise NotFoundError
    form = CycleForm(request.POST or None, initial=FIRST)

    def act() -> str:
        row = cycles.create_cycle(actor=actor, organisation_id=organisation_id, words=form.told())
        return cycle_page(row.id, "partnerships")

    return handle_form(
        request,
        form=form,
        template="calibration/cycles/form.html",
        act=act,
        context={"organisation": view, "nav": "calibration"},
    )


@form_page
def change_cycle(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Change what a cycle is, before anybody is told."""
    actor = signed_in(request)
    room = setting_up(request, cycle_id)
    form = CycleForm(request.POST or None, initial=_written(room.cycle))

    def act() -> str:
        cycles.change_cycle(actor=actor, cycle_id=cycle_id, words=form.told())
        return cycle_page(cycle_id)

    return handle_form(
        request,
        form=form,
        template="calibration/cycles/form.html",
        act=act,
        context=about_cycle(room),
        said="The cycle is changed.",
    )


def _written(cycle: Cycle) -> dict[str, Any]:
    names = (
        "name", "starts_on", "ends_on", "evidence_until", "outcomes", "failing", "respond_days",
        "appeal_days", "keep_until",
    )  # fmt: skip
    return {
        **{name: getattr(cycle, name) for name in names},
        "labels": "\n".join(cycle.labels),
        "words": cycle.words or "",
    }


@form_page
def partnerships(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Which partnerships are rated, team by team."""
    actor = signed_in(request)
    room = setting_up(request, cycle_id)
    teams = partnerships_to_choose(room)
    form = PartnershipsForm(request.POST or None, teams=teams)

    def act() -> str:
        cycles.choose_partnerships(
            actor=actor, cycle_id=cycle_id, partnership_ids=form.cleaned_data["partnerships"]
        )
        return cycle_page(cycle_id, "calibrators" if not room.seats else "cycle")

    return handle_form(
        request,
        form=form,
        template="calibration/cycles/partnerships.html",
        act=act,
        context={**about_cycle(room), "teams": teams},
        said="Who is rated is saved. Nobody is told yet.",
    )


@form_page
def calibrators(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Who calibrates for each function; ask somebody, or take somebody out."""
    actor = signed_in(request)
    room = setting_up(request, cycle_id, Act.SEAT)
    people = people_to_ask(room)
    functions = functions_to_fill(room, people)
    form = SeatForm(request.POST or None, functions=functions, people=people)

    def act() -> str:
        replacing.ask_to_calibrate(
            actor=actor,
            cycle_id=cycle_id,
            user_id=form.cleaned_data["person"],
            function=form.cleaned_data["function"],
        )
        return cycle_page(cycle_id, "calibrators")

    context = {
        **about_cycle(room),
        "functions": functions,
        "being_set_up": room.stage is Stage.DRAFT,
        "missing": replacing.functions_missing(room) if room.stage is not Stage.DRAFT else (),
    }
    return handle_form(
        request,
        form=form,
        template="calibration/cycles/calibrators.html",
        act=act,
        context=context,
        said="They are among those who calibrate.",
    )


@require_POST
def unseat(request: HttpRequest, cycle_id: str, seat_id: str) -> HttpResponse:
    """Take somebody out of the calibrators again."""
    actor = signed_in(request)

    def act() -> str:
        cycles.unseat_calibrator(actor=actor, cycle_id=cycle_id, seat_id=seat_id)
        return cycle_page(cycle_id, "calibrators")

    return post_once(request, act, said="They no longer calibrate in this cycle.")


@form_page
def helpers(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Who leads the session, and who answers appeals."""
    actor = signed_in(request)
    room = setting_up(request, cycle_id)
    cycle = room.cycle
    form = HelpersForm(
        request.POST or None,
        people=people_to_help(room),
        initial={
            "facilitator": cycle.facilitator_id or "",
            "appeals_to": cycle.appeals_to_id or "",
        },
    )

    def act() -> str:
        cycles.name_helpers(
            actor=actor,
            cycle_id=cycle_id,
            facilitator_id=form.cleaned_data["facilitator"],
            appeals_to_id=form.cleaned_data["appeals_to"],
        )
        return cycle_page(cycle_id)

    return handle_form(
        request,
        form=form,
        template="calibration/cycles/helpers.html",
        act=act,
        context=about_cycle(room),
        said="That is saved.",
    )


@form_page
def name_another(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Name somebody in place of one who has gone: for appeals first, then to lead the session."""
    actor = signed_in(request)
    room = setting_up(request, cycle_id, Act.NAME_ANOTHER)
    only: replacing.Helper = "facilitator" if room.cycle.appeals_to_id is not None else "appeals_to"
    waiting = [(one.case.id, one.label) for one in waiting_cases(room)]
    other = {room.cycle.facilitator_id, room.cycle.appeals_to_id}
    people = [one for one in people_to_help(room) if one.user_id not in other]
    form = HelpersForm(request.POST or None, people=people, only=only, waiting=waiting)

    def act() -> str:
        moved = replacing.name_another(
            actor=actor,
            cycle_id=cycle_id,
            helper=only,
            user_id=form.cleaned_data[only],
            manages=form.cleaned_data.get("manages", ()),
        )
        for words in moved_words(moved):
            messages.success(request, words)
        return cycle_page(cycle_id)

    context = {
        **about_cycle(room),
        "helper": only,
        "somebody": room.cycle.facilitator_id is not None and only == "facilitator",
    }
    return handle_form(
        request,
        form=form,
        template="calibration/cycles/another.html",
        act=act,
        context=context,
        said="Everybody who was told of the cycle is told that there is somebody else.",
    )


def moved_words(moved: replacing.Moved) -> list[str]:
    """Which appeals have gone to whoever was named, and which could not, and why."""
    said = []
    if moved.moved:
        said.append(f"Appeals about {joined(list(moved.moved))} wait for them now.")
    said += [
        f"An appeal about {name} could not go to them: whom you named {why}. "
        "Name somebody else for it; it is among what waits for you."
        for name, why in moved.left
    ]
    return said


@form_page
def discard_cycle(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """Give up a cycle nobody was told of."""
    actor = signed_in(request)
    room = setting_up(request, cycle_id)

    def act() -> str:
        replacing.discard_cycle(actor=actor, cycle_id=cycle_id)
        return reverse("calibration:home")

    if request.method == "POST":
        return post_once(request, act, said="The cycle is given up. Nobody had been told of it.")
    return render(request, "calibration/cycles/discard.html", about_cycle(room))


@require_safe
def notice(request: HttpRequest, cycle_id: str) -> HttpResponse:
    """What everybody in the cycle is told; while it is set up, exactly what they will be told."""
    view = notice_for(actor=signed_in(request), cycle_id=cycle_id)
    context = {
        **about_cycle(view.room),
        "notice": view,
        "mine": [one for one in view.cases if one.mine],
        "used": USED,
        "never_used": NEVER_USED,
    }
    return render(request, "calibration/cycles/notice.html", context)
