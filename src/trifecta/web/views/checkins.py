"""Starting a check-in and answering its questions, one a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from trifecta.apps.checkins import services
from trifecta.apps.checkins.selectors import (
    RoundView,
    counted_since,
    journey_facts,
    my_answers,
    why_closed,
)
from trifecta.apps.people.selectors import partnership_for
from trifecta.domain.checkins.coarse import FEWEST
from trifecta.domain.checkins.duration import minutes_for
from trifecta.domain.checkins.itinerary import Place, go_on_at
from trifecta.domain.checkins.sheets import QUESTION_COUNT
from trifecta.domain.errors import NotFoundError
from trifecta.domain.people.words import number_word
from trifecta.web.forms.checkins import QuestionForm
from trifecta.web.journey import steps
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.checkins_paths import (
    address,
    after,
    is_late,
    keep,
    keeping,
    page,
)

FIRST = Place(part="question", number=1)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, partnership_id: str) -> HttpResponse:
    """What a check-in is, before one begins."""
    actor = signed_in(request)
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    if request.method == "POST":

        def act() -> str:
            round_id = services.start_round(actor=actor, partnership_id=partnership_id)
            return address(round_id, FIRST)

        return post_once(request, act)
    facts = journey_facts(actor=actor, partnership=view)
    if facts.open_round_id:
        return redirect("checkins:answer", facts.open_round_id)
    context = {
        "partnership": view,
        "others": view.counterparts,
        "steps": steps(actor=actor, partnership=view, current="check_in"),
        "nav": "partnership",
        "last": facts.last_revealed_at,
        "closed": facts.closed_because,
        "minutes": minutes_for(len(view.members)),
        "questions": QUESTION_COUNT,
        "counted": counted_since(organisation=view.organisation) is not None,
        "fewest": number_word(FEWEST),
    }
    return render(request, "checkins/start.html", context)


@require_safe
def answer(request: HttpRequest, round_id: str) -> HttpResponse:
    """Where I am in a check-in: not begun, half-way, sealed; an open one leads to the diagnosis."""
    view, answers = my_answers(actor=signed_in(request), round_id=round_id)
    if view.state == "revealed":
        return redirect("checkins:diagnosis", round_id)
    others = [member.id for member in view.others]
    place = go_on_at(view.sheet, answers, others)
    template = {"overtaken": "overtaken.html"}.get(
        view.state, "sealed.html" if view.sealed_at else "begin.html"
    )
    since = counted_since(organisation=view.partnership.organisation)
    context = {
        **page(request, view),
        "counted": since is not None and view.opened_at >= since,
        "fewest": number_word(FEWEST),
        "begun": answers.begun,
        "place": place,
        "go_on": address(round_id, place),
        "questions": QUESTION_COUNT,
        "minutes": minutes_for(len(view.participants)),
        "because": why_closed(view),
    }
    return render(request, f"checkins/{template}", context)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, round_id: str, number: int) -> HttpResponse:
    """One trade-off, for me and as I think it is for each of the others."""
    view, answers = my_answers(actor=signed_in(request), round_id=round_id)
    if is_late(request, view):
        return redirect("checkins:answer", round_id)
    if not 1 <= number <= len(view.sheet.questions):
        raise NotFoundError
    asked = view.sheet.questions[number - 1]
    place = Place(part="question", number=number)
    if request.method == "POST" and "skip" in request.POST:
        return post_once(request, lambda: _skip(request, view, place))
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        question=asked,
        me=view.me,
        others=view.others,
        answers=answers,
        partial=keeping(request),
    )
    if keeping(request):
        return keep(form, lambda: _save(request, view, form, number))

    def act() -> str:
        _save(request, view, form, number)
        return after(request, view, place)

    context = {
        **page(request, view, place),
        "question": asked,
        "questions": QUESTION_COUNT,
    }
    return handle_form(
        request, form=form, template="checkins/question.html", act=act, context=context
    )


def _skip(request: HttpRequest, view: RoundView, place: Place) -> str:
    services.skip_question(actor=signed_in(request), round_id=view.id, number=place.number)
    return after(request, view, place)


def _save(request: HttpRequest, view: RoundView, form: QuestionForm, number: int) -> None:
    services.save_marks(
        actor=signed_in(request),
        round_id=view.id,
        number=number,
        own=form.own,
        guesses=form.guesses,
    )
