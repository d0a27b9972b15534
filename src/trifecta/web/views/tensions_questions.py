"""Asking clarifying questions, with suggestions to start from, and answering them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView
from trifecta.apps.tensions.selectors import (
    MyQuestion,
    TensionView,
    my_draft,
    question_for_me,
    suggestions_for,
    tension_for,
)
from trifecta.apps.tensions.services import (
    answer_question,
    ask_question,
    change_question,
    decline_question,
    keep_draft,
    withdraw_question,
)
from trifecta.apps.tensions.services.drafts import answer_place, ask_place
from trifecta.domain.errors import ConflictError, NotFoundError
from trifecta.domain.people.words import capital, joined, number_word
from trifecta.domain.tensions.gate import FEWEST, MOST, may_ask
from trifecta.domain.tensions.questions import by_key
from trifecta.web.forms.tensions import AnswerForm, QuestionForm
from trifecta.web.posting import handle_form, post_once, signed_in
from trifecta.web.views.tensions_page import Stale, address, counterpart, page, posted

KEPT = "It is kept as a draft. Only you can see it."


@require_safe
def questions(request: HttpRequest, tension_id: str) -> HttpResponse:
    """Everything that was asked, what waits for me, and whom I can ask."""
    actor = signed_in(request)
    view = tension_for(actor=actor, tension_id=tension_id)
    of_me = [q for q in view.questions if q.addressee == view.me]
    waiting = [q for q in of_me if q.state == "open" and view.live]
    context = {
        "waiting": waiting,
        "waiting_words": capital(number_word(len(waiting))),
        "asked_of_me": of_me,
        "asked_by_me": [q for q in view.questions if q.asker == view.me],
        "elsewhere": [q for q in view.questions if view.me not in {q.asker, q.addressee}],
        "can_ask": _can_ask(view),
        "cannot_ask": _cannot_ask(view),
        "fewest": number_word(FEWEST),
        "most": number_word(MOST),
    }
    return render(request, "tensions/questions.html", {**page(actor, view), **context})


def _can_ask(view: TensionView) -> list[MemberView]:
    if not view.live:
        return []
    return [
        member
        for member in view.partnership.counterparts
        if may_ask(view.facts, view.me.id, member.id)
    ]


def _cannot_ask(view: TensionView) -> str:
    """Why nobody can be asked, where that is so."""
    if not view.live or _can_ask(view) or not view.partnership.counterparts:
        return ""
    first = view.partnership.counterparts[0]
    return may_ask(view.facts, view.me.id, first.id, names=view.names).reason


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, tension_id: str, member_id: str) -> HttpResponse:
    """Put a question to one counterpart, mine or one that is suggested."""
    actor = signed_in(request)
    view = tension_for(actor=actor, tension_id=tension_id)
    member = counterpart(view, member_id)
    context = {**page(actor, view), **_asking(actor, view, member)}
    if request.method == "POST" and "pick" in request.POST:
        return _picked(request, context)
    place = ask_place(member.id)
    draft = my_draft(tension=view, place=place)
    form = QuestionForm(posted(request), initial={"text": draft})

    def act() -> str:
        text = form.cleaned_data["text"]
        if "keep" in request.POST:
            keep_draft(actor=actor, tension_id=view.id, place=place, text=text)
            return address("questions", view.id)
        ask_question(
            actor=actor,
            tension_id=view.id,
            addressee_id=member.id,
            text=text,
            source=form.cleaned_data["source"],
        )
        return _after_asking(actor, view.id, member)

    said = KEPT if "keep" in request.POST else f"{member.name} has your question."
    return handle_form(
        request, form=form, template="tensions/ask.html", act=act, context=context, said=said
    )


def _asking(actor: User, view: TensionView, member: MemberView) -> dict[str, Any]:
    mine = view.facts.counted(view.me.id, "open", "answered")
    return {
        "member": member,
        "side": view.side_of(member.id),
        "allowed": may_ask(view.facts, view.me.id, member.id, names=view.names),
        "asked": [q for q in view.between(view.me.id, member.id) if q.state != "declined"],
        "number": len(mine) + 1,
        "fewest": number_word(FEWEST),
        "most": number_word(MOST),
        "suggestions": suggestions_for(actor=actor, tension=view, addressee_id=member.id),
        "others_too": joined([m.name for m in view.partnership.counterparts if m.id != member.id]),
    }


def _picked(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Start from a suggestion; what had been typed stays on the page, to go back to."""
    picked = by_key(request.POST["pick"])
    typed = request.POST.get("text", "")
    before = request.POST.get("typed", "")
    if request.POST["pick"] == "mine":
        initial = {"text": before, "source": ""}
        kept = ""
    else:
        initial = {"text": picked.text if picked else typed, "source": picked.key if picked else ""}
        untouched = by_key(request.POST.get("source", ""))
        own = typed.strip() and not (untouched and untouched.text == typed.strip())
        kept = typed if own else before
    form = QuestionForm(initial=initial)
    return render(request, "tensions/ask.html", {**context, "form": form, "typed": kept})


def _after_asking(actor: User, tension_id: str, member: MemberView) -> str:
    """On to the next question while there are some to ask of the same person, else to the list."""
    view = tension_for(actor=actor, tension_id=tension_id)
    again = any(turn.kind == "ask" and turn.about == member.id for turn in view.turns)
    return address("ask", tension_id, member.id) if again else address("questions", tension_id)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, question_id: str) -> HttpResponse:
    """Other words for a question of mine that was not answered yet."""
    actor = signed_in(request)
    mine = _mine(actor, question_id)
    stale = Stale.of(request, mine.question.version)
    form = QuestionForm(posted(request), initial={"text": mine.question.text})

    def act() -> str:
        try:
            change_question(
                actor=actor,
                question_id=question_id,
                text=form.cleaned_data["text"],
                version=stale.version,
            )
        except ConflictError:
            stale.found(question_for_me(actor=actor, question_id=question_id).question)
            raise
        return address("questions", mine.tension.id)

    context = {**page(actor, mine.tension), "question": mine.question, "stale": stale}
    return handle_form(
        request, form=form, template="tensions/question.html", act=act, context=context
    )


def _mine(actor: User, question_id: str) -> MyQuestion:
    found = question_for_me(actor=actor, question_id=question_id)
    if found.question.asker != found.tension.me:
        raise NotFoundError
    return found


@require_POST
def take_back(request: HttpRequest, question_id: str) -> HttpResponse:
    """Take back a question of mine that was not answered yet."""
    actor = signed_in(request)
    mine = _mine(actor, question_id)

    def act() -> str:
        withdraw_question(actor=actor, question_id=question_id)
        return address("questions", mine.tension.id)

    return post_once(request, act, said="You have taken your question back.")


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, question_id: str) -> HttpResponse:
    """Answer a question put to me, keep a draft, or say that I would rather not."""
    actor = signed_in(request)
    asked = _asked_of_me(actor, question_id)
    view, row = asked.tension, asked.question
    place = answer_place(row.id)
    stale = Stale.of(request, row.version)
    draft = my_draft(tension=view, place=place)
    context = {**page(actor, view), "question": row, "stale": stale}
    form = AnswerForm(
        posted(request),
        readers=context["others"],
        initial={"text": draft or row.answer},
    )

    def act() -> str:
        text = form.cleaned_data["text"]
        if "keep" in request.POST:
            keep_draft(actor=actor, tension_id=view.id, place=place, text=text)
            return address("questions", view.id)
        try:
            answer_question(actor=actor, question_id=question_id, text=text, version=stale.version)
        except ConflictError:
            stale.found(question_for_me(actor=actor, question_id=question_id).question)
            raise
        return _after_answering(actor, view.id)

    said = KEPT if "keep" in request.POST else f"{row.asker.name} has your answer."
    return handle_form(
        request, form=form, template="tensions/answer.html", act=act, context=context, said=said
    )


def _asked_of_me(actor: User, question_id: str) -> MyQuestion:
    found = question_for_me(actor=actor, question_id=question_id)
    if found.question.addressee != found.tension.me:
        raise NotFoundError
    return found


def _after_answering(actor: User, tension_id: str) -> str:
    """The next question that waits for me, or the tension."""
    view = tension_for(actor=actor, tension_id=tension_id)
    waiting = [q for q in view.questions if q.addressee == view.me and q.state == "open"]
    return address("answer", waiting[0].id) if waiting else address("tension", tension_id)


@require_POST
def decline(request: HttpRequest, question_id: str) -> HttpResponse:
    """Say that I would rather not answer, without a reason."""
    actor = signed_in(request)
    asked = _asked_of_me(actor, question_id)

    def act() -> str:
        decline_question(actor=actor, question_id=question_id)
        return address("questions", asked.tension.id)

    name = asked.question.asker.name
    return post_once(request, act, said=f"{name} can ask you something else.")
