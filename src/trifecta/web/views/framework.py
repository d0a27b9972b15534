"""What the framework knows, as a page for everybody: every piece has an anchor by its id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trifecta.domain.framework.lookup import SECTIONS
from trifecta.domain.framework.pieces import FalseTradeOff, Opening, Question, Step
from trifecta.domain.framework.questions import QUESTION, QUESTIONS
from trifecta.domain.framework.steps import STEP
from trifecta.domain.people.roles import COMPANY_KINDS, PARTNER_ROLES
from trifecta.domain.people.words import joined

ANYBODY: Final = "To anybody"
YOURSELF: Final = "To yourself, beforehand"
MANY_ROLES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGroup:
    """Questions that go to the same people."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A sentence that people come with, with the step and the question it leads to."""

    opening: Opening
    step: Step
    question: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A trade-off that usually is none, and the question that opens it."""

    trade_off: FalseTradeOff
    question: Question


@login_not_required
@require_safe
def framework(request: HttpRequest) -> HttpResponse:
    """What the framework knows: steps, questions, principles, and what goes wrong."""
    return render(request, "pages/framework.html", _context())


def _context() -> dict[str, Any]:
    part = {section.id.replace("-", "_"): section for section in SECTIONS}
    return {
        "sections": SECTIONS,
        "part": part,
        "kinds": COMPANY_KINDS,
        "starts": [
            Start(opening=one, step=STEP[one.start], question=QUESTION[one.question])
            for one in part["openings"].pieces
            if isinstance(one, Opening)
        ],
        "choices": [
            Choice(trade_off=one, question=QUESTION[one.question])
            for one in part["trade_offs"].pieces
            if isinstance(one, FalseTradeOff)
        ],
        "groups": question_groups(),
    }


def question_groups() -> tuple[QuestionGroup, ...]:
    """All questions by whom they go to: single roles first, then anybody, then oneself."""
    found: dict[str, list[Question]] = {}
    for question in QUESTIONS:
        found.setdefault(_group(question), []).append(question)
    ordered = sorted(found, key=lambda title: (title == YOURSELF, title == ANYBODY))
    return tuple(QuestionGroup(title=title, questions=tuple(found[title])) for title in ordered)


def _group(question: Question) -> str:
    if question.put_to == "yourself":
        return YOURSELF
    if not question.counterparts or len(question.counterparts) > MANY_ROLES:
        return ANYBODY
    fields = [words.field for role, words in PARTNER_ROLES.items() if role in question.counterparts]
    return f"To {joined(fields, last='or')}"
