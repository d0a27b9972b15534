"""All clarifying questions, and which of them close a gap for these two roles and this company."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trifecta.domain.framework import questions_to_makers as makers
from trifecta.domain.framework import questions_to_open as opening
from trifecta.domain.framework import questions_to_others as others
from trifecta.domain.framework.pieces import Addressed, GapId, Question

QUESTIONS: Final[tuple[Question, ...]] = (
    *others.TO_PRODUCT,
    *makers.TO_ENGINEERING,
    *makers.ABOUT_INTEREST,
    *others.TO_BUSINESS,
    *makers.TO_DESIGN,
    *makers.TO_STAFF,
    *others.TO_ANYBODY,
    *opening.BETWEEN_US,
    *opening.TO_YOURSELF,
)
QUESTION: Final[Mapping[str, Question]] = {question.id: question for question in QUESTIONS}


def closing(
    gap: GapId,
    *,
    asker: str = "",
    counterpart: str = "",
    company: str = "",
    put_to: Addressed = "counterpart",
) -> tuple[Question, ...]:
    """The questions that close `gap` and can be asked here, the most fitting first.

    First those that are above all about this gap, then those for this company, then those for
    these roles alone; otherwise in the order in which they are written.
    """
    fitting = [
        question
        for question in QUESTIONS
        if gap in question.closes
        and question.put_to == put_to
        and question.fits(asker=asker, counterpart=counterpart, company=company)
    ]
    return tuple(sorted(fitting, key=lambda question: _rank(question, gap)))


def _rank(question: Question, gap: GapId) -> tuple[int, bool, bool]:
    return question.closes.index(gap), not question.companies, not question.counterparts
