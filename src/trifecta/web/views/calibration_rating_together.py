"""Pages of the room after the reveal: side by side, notes, the rating, deciding, reopening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.calibration.selectors.flags import flags_came_to
from trifecta.apps.calibration.selectors.proposals import Given, proposals_shown
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case, first_name, shown
from trifecta.apps.calibration.selectors.together import (
    RatingView,
    notes_of,
    rating_of,
    reopening_of,
)
from trifecta.apps.calibration.services import deciding, stages
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import Outcome
from trifecta.domain.errors import NotYetError
from trifecta.domain.people.words import joined
from trifecta.web.forms.calibration_rating import (
    AnswerReopeningForm,
    NoteForm,
    NumberForm,
    RatingForm,
    ReopenForm,
)
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.calibration import about_case
from trifecta.web.views.calibration_rating_parts import is_stale, page_of
from trifecta.web.views.calibration_rating_sides import side_by_side as both_sides

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _enter(request: HttpRequest, case_id: str, act: Act) -> CaseRoom:
    room = enter_case(actor=signed_in(request), case_id=case_id)
    room.require(act)
    return room


def _about(room: CaseRoom) -> dict[str, Any]:
    return {
        **about_case(room),
        "names": [first_name(one.user) for one in room.members],
    }


@require_safe
def side_by_side(request: HttpRequest, case_id: str) -> HttpResponse:
    """All proposals as a picture, what each saw, and what blind flags came to; for the room."""
    room = _enter(request, case_id, Act.READ_FIRST)
    context = {
        **_about(room),
        "sides": both_sides(room),
        "came_to": flags_came_to(room),
        "notes": notes_of(room),
        "second_due": room.stage is Stage.DISCUSSED and not shown(room, "second"),
        "rating": rating_of(room),
    }
    return render(request, "calibration/side_by_side.html", context)


@form_page
def notes(request: HttpRequest, case_id: str) -> HttpResponse:
    """What was said, an outcome at a time or of all; anybody in the room writes it down."""
    room = _enter(request, case_id, Act.READ_NOTES)
    if request.method == "POST":
        room.require(Act.WRITE_NOTE)
    about = request.GET.get("about", "")
    form = NoteForm(request.POST or None, room=room, about=about)

    def act() -> str:
        deciding.write_note(
            actor=room.actor,
            case_id=case_id,
            text=form.cleaned_data["text"],
            outcome=form.cleaned_data["outcome"],
        )
        return page_of(room, "notes")

    context = {**_about(room), "notes": notes_of(room)}
    return handle_form(
        request,
        form=form,
        template="calibration/notes.html",
        act=act,
        context=context,
        said="It is written down.",
    )


@require_POST
def finish_talking(request: HttpRequest, case_id: str) -> HttpResponse:
    """Go on to the second proposals."""
    room = enter_case(actor=signed_in(request), case_id=case_id)

    def act() -> str:
        deciding.finish_talking(actor=room.actor, case_id=case_id)
        return page_of(room)

    return post_once(request, act)


# ---------------------------------------------------------------- the rating


@require_safe
def rating(request: HttpRequest, case_id: str) -> HttpResponse:
    """The rating as it is written, who agrees to it, and what is lacking before it is decided."""
    room = _enter(request, case_id, Act.READ_DRAFT_RATING)
    view = rating_of(room)
    if view is None:
        return HttpResponseRedirect(page_of(room))
    context = {
        **_about(room),
        "rating": view,
        "lacking": _lacking(room, view),
        "exceptable": _exceptable(room, view),
        "reopening": reopening_of(room),
    }
    return render(request, "calibration/rating.html", context)


def _lacking(room: CaseRoom, view: RatingView) -> list[str]:
    """Everything that is missing; nothing is asked before the second proposals are shown."""
    if room.stage is not Stage.DISCUSSED or not shown(room, "second"):
        return []
    return list(deciding.lacking_for(room, view.row))


def _exceptable(room: CaseRoom, view: RatingView) -> list[tuple[str, str]]:
    """Members for whom flags allow an exception and there is none yet, by id and name."""
    if Act.WRITE_RATING not in room.acts:
        return []
    there = {one.member_id for one in view.exceptions}
    return [
        (one.member.id, one.name)
        for one in flags_came_to(room)
        if one.may_be_excepted and one.member.id not in there
    ]


@form_page
def write_rating(request: HttpRequest, case_id: str) -> HttpResponse:
    """Write the rating down: a step and reasons an outcome, and a plan where it is failing."""
    room = _enter(request, case_id, Act.WRITE_RATING)
    if not shown(room, "second"):
        if request.method == "POST":
            raise NotYetError("Each calibrator proposes once more, alone, before you write it.")
        return HttpResponseRedirect(page_of(room))
    view = rating_of(room)
    form = RatingForm(request.POST or None, room=room, rating=view)

    def act() -> str:
        deciding.write_rating(
            actor=room.actor,
            case_id=case_id,
            words=form.words(),
            number=form.cleaned_data["number"],
        )
        return page_of(room, "rating")

    given = proposals_shown(room, "second")
    context = {
        **_about(room),
        "rating": view,
        "number": view.number if view else 0,
        "parts_of_form": [
            (outcome, scale, reasons, _said(room, outcome, given))
            for outcome, scale, reasons in form.parts()
        ],
        "failing": [f"“{label}”" for label in room.scale.labels[: room.scale.failing]],
        "stale": is_stale(request, "number", view.number if view else 0),
    }
    return handle_form(
        request, form=form, template="calibration/write_rating.html", act=act, context=context
    )


def _said(room: CaseRoom, outcome: Outcome, given: Sequence[Given]) -> str:
    """What each proposed last, beside the step to choose; no average of it."""
    said = joined([f"{one.name} “{room.scale.label(one.steps[outcome])}”" for one in given])
    return f"You proposed: {said}." if said else ""


@require_POST
def consent(request: HttpRequest, case_id: str) -> HttpResponse:
    """Agree to exactly the rating that was read."""
    room = enter_case(actor=signed_in(request), case_id=case_id)
    number = _number_in(request)

    def act() -> str:
        deciding.consent(actor=room.actor, case_id=case_id, number=number)
        return page_of(room, "rating")

    return post_once(request, act, said="You agree to it.")


@require_POST
def withdraw_consent(request: HttpRequest, case_id: str) -> HttpResponse:
    """Take back that I agree, as long as nothing is decided."""
    room = enter_case(actor=signed_in(request), case_id=case_id)

    def act() -> str:
        deciding.withdraw_consent(actor=room.actor, case_id=case_id)
        return page_of(room, "rating")

    return post_once(request, act, said="You no longer agree to it.")


def _number_in(request: HttpRequest) -> int:
    """The number of the rating that was read; -1, which no rating has, where none came along."""
    form = NumberForm(request.POST)
    return form.cleaned_data["number"] if form.is_valid() else -1


@form_page
def decide(request: HttpRequest, case_id: str) -> HttpResponse:
    """Decide the rating that everybody has agreed to; what that means, and what is lacking."""
    room = _enter(request, case_id, Act.DECIDE)
    view = rating_of(room)
    if view is None and request.method != "POST":
        return HttpResponseRedirect(page_of(room))
    form = NumberForm(request.POST or None)

    def act() -> str:
        deciding.decide(actor=room.actor, case_id=case_id, number=form.cleaned_data["number"])
        return page_of(room)

    context = {
        **_about(room),
        "rating": view,
        "lacking": _lacking(room, view) if view else [],
    }
    return handle_form(
        request,
        form=form,
        template="calibration/decide.html",
        act=act,
        context=context,
        said="It is decided.",
    )


# ---------------------------------------------------------------- reopening


@form_page
def reopen(request: HttpRequest, case_id: str) -> HttpResponse:
    """Ask that a decided case is talked about again, or read why somebody asks."""
    room = _enter(request, case_id, Act.ASK_TO_REOPEN_CASE)
    form = ReopenForm(request.POST or None)

    def act() -> str:
        stages.ask_to_reopen(actor=room.actor, case_id=case_id, reason=form.cleaned_data["reason"])
        return page_of(room)

    wish = reopening_of(room)
    context = {
        **_about(room),
        "wish": wish,
        "asked_by": first_name(wish.asked_by) if wish else "",
        "mine": wish is not None and wish.asked_by_id == room.actor.id,
    }
    return handle_form(
        request,
        form=form,
        template="calibration/reopen.html",
        act=act,
        context=context,
        said="You have asked. It waits for a second person.",
    )


@require_POST
def answer_reopen(request: HttpRequest, case_id: str) -> HttpResponse:
    """The second person says yes or no to talking about it again."""
    room = _enter(request, case_id, Act.ASK_TO_REOPEN_CASE)
    form = AnswerReopeningForm(request.POST)
    wish = reopening_of(room)
    if not form.is_valid() or wish is None or wish.id != form.cleaned_data["wish"]:
        raise NotYetError("Nobody asks for this now. Read the page again.")
    agreed = form.cleaned_data["answer"] == "yes"

    def act() -> str:
        stages.answer_reopening(actor=room.actor, reopening_id=wish.id, agreed=agreed)
        return page_of(room)

    return post_once(request, act)
