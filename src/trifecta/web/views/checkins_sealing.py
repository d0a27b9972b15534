"""Looking over one's own answers, sealing them, taking them back, and who is shown a statement."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trifecta.apps.checkins import services
from trifecta.apps.checkins.selectors import (
    RoundView,
    my_entry,
    my_limits,
    round_for,
)
from trifecta.domain.access import Visibility, visibility_change
from trifecta.domain.checkins.constraints import KINDS
from trifecta.domain.checkins.entry import EntryAnswers, Points
from trifecta.domain.checkins.itinerary import Place
from trifecta.domain.checkins.pulse import ANSWERS, QUESTIONS
from trifecta.domain.checkins.sheets import Question
from trifecta.domain.errors import NotFoundError
from trifecta.web.forms.checkins import DEGREES, ShownToForm
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.checkins_paths import (
    FROM_REVIEW,
    REVIEW,
    address,
    is_late,
    page,
)

_WORDS = dict(DEGREES)
_NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the review: what was asked, what was answered, where to change it."""

    asked: str
    said: tuple[tuple[str, str], ...]
    href: str
    number: int = 0
    repeat: bool = False
    open: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, round_id: str) -> HttpResponse:
    """Everything I answered, before I seal it or while it is sealed.

    What was asked twice is shown as it was answered first: side by side, the two would be made
    alike, and then they would say nothing about how repeatable answers are.
    """
    actor = signed_in(request)
    view, answers, limits = my_entry(actor=actor, round_id=round_id)
    if request.method == "POST":

        def act() -> str:
            services.seal_entry(actor=actor, round_id=round_id)
            return reverse("checkins:answer", args=[round_id])

        return post_once(request, act)
    if is_late(request, view):
        return redirect("checkins:answer", round_id)
    questions = [_question_line(view, answers, question) for question in view.sheet.questions]
    first_time = [line for line in questions if not line.repeat]
    context = {
        **page(request, view, REVIEW),
        "questions": first_time,
        "unanswered": [line for line in questions if line.open],
        "points": _points_lines(view, answers),
        "limits": limits,
        "kinds": KINDS,
        "guesses": _guess_lines(view, answers),
        "pulse": _pulse_line(view, answers),
    }
    return render(request, "checkins/review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, round_id: str) -> HttpResponse:
    """Unseal my answers, and keep or remove them."""
    actor = signed_in(request)
    view = round_for(actor=actor, round_id=round_id)
    if request.method == "POST":

        def act() -> str:
            services.take_back_entry(actor=actor, round_id=round_id, erase="erase" in request.POST)
            return reverse("checkins:answer", args=[round_id])

        return post_once(request, act, said="Your answers are no longer sealed.")
    if is_late(request, view):
        return redirect("checkins:answer", round_id)
    return render(request, "checkins/take_back.html", page(request, view))


@require_http_methods(["GET", "HEAD", "POST"])
def shown_to(request: HttpRequest, round_id: str, limit_id: str) -> HttpResponse:
    """Choose who is shown one of my own statements of an opened check-in."""
    actor = signed_in(request)
    view, written = my_limits(actor=actor, round_id=round_id)
    mine = next((one for one in written if one.id == limit_id), None)
    if mine is None or view.state == "overtaken":
        raise NotFoundError
    if view.state == "open":
        return redirect("checkins:limit", round_id, limit_id)
    names = [member.name for member in view.others]
    says = {
        after: visibility_change(
            before=mine.visibility, after=after, side_shared=True, others=names, counted=False
        ).says
        or "As it is now."
        for after in Visibility
    }
    form = ShownToForm(
        request.POST if request.method == "POST" else None,
        others=view.others,
        now=mine.visibility,
        says=says,
    )

    def act() -> str:
        services.show_limit_to(
            actor=actor, round_id=round_id, limit_id=limit_id, **form.cleaned_data
        )
        return reverse("checkins:limits", args=[round_id])

    context = {
        **page(request, view, step="diagnosis"),
        "limit": mine,
        "kind": KINDS[mine.kind],
    }
    return handle_form(
        request, form=form, template="checkins/shown_to.html", act=act, context=context
    )


def _question_line(view: RoundView, answers: EntryAnswers, question: Question) -> Line:
    others = [member.id for member in view.others]
    said = [("You", _mark(question, answers.own.get(question.slot)))]
    for member in view.others:
        mark = answers.guesses.get(member.id, {}).get(question.slot)
        said.append((f"{member.name}, you think", _mark(question, mark)))
    return Line(
        asked=f"{question.left.short}, or {question.right.inline}",
        said=tuple(said),
        href=_change_at(view.id, Place(part="question", number=question.number)),
        number=question.number,
        repeat=question.repeat,
        open=question.slot not in answers.skipped and not answers.is_settled(question.slot, others),
    )


def _change_at(round_id: str, place: Place) -> str:
    return f"{address(round_id, place)}{FROM_REVIEW}"


def _mark(question: Question, stored: int | None) -> str:
    if stored is None:
        return _NOTHING
    shown = question.shown(stored)
    pole = question.left if shown < 0 else question.right
    return f"{_WORDS[shown]}: {pole.inline}" if shown else _WORDS[shown]


def _points_lines(view: RoundView, answers: EntryAnswers) -> list[Line]:
    lines = [_points_line(view, "What you are judged on", answers.points, "")]
    for member in view.others:
        points = answers.points_guesses.get(member.id, Points())
        lines.append(
            _points_line(view, f"What {member.name} is judged on, you think", points, member.id)
        )
    return lines


def _points_line(view: RoundView, asked: str, points: Points, about: str) -> Line:
    ranked = sorted(points.by_key.items(), key=lambda pair: -pair[1])
    said = tuple((points.labels[key], str(count)) for key, count in ranked)
    return Line(
        asked=asked,
        said=said,
        href=_change_at(view.id, Place(part="points", about=about)),
        open=bool(said) and not points.complete,
    )


def _guess_lines(view: RoundView, answers: EntryAnswers) -> list[Line]:
    return [
        Line(
            asked=f"What limits {member.name}, you think",
            said=tuple(
                (KINDS[kind], "") for kind in sorted(answers.limits_guesses.get(member.id, ()))
            ),
            href=_change_at(view.id, Place(part="limits", about=member.id)),
        )
        for member in view.others
    ]


def _pulse_line(view: RoundView, answers: EntryAnswers) -> Line:
    said = [
        (question.statement, ANSWERS[answers.pulse[question.key] - 1])
        for question in QUESTIONS
        if question.key in answers.pulse
    ]
    return Line(
        asked="How it is to work together",
        said=tuple(said),
        href=_change_at(view.id, Place(part="pulse")),
    )
