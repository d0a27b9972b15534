"""What the framework knows, as a page for everybody: every piece has an anchor by its id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trifecta.domain.framework.lookup import SECTIONS
from trifecta.domain.framework.pieces import FalseTradeOff, Opening, Question, Step
from trifecta.domain.framework.questions import GROUPS, QUESTION
from trifecta.domain.framework.steps import STEP


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
        "groups": GROUPS,
    }
