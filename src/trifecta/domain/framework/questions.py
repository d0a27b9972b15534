"""All clarifying questions, and which of them close a gap for these two roles and this company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trifecta.domain.framework import questions_after_events as events
from trifecta.domain.framework import questions_for_companies as companies
from trifecta.domain.framework import questions_from_above as above
from trifecta.domain.framework import questions_to_makers as makers
from trifecta.domain.framework import questions_to_open as opening
from trifecta.domain.framework import questions_to_others as others
from trifecta.domain.framework.pieces import Addressed, GapId, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGroup:
    """Questions that are read together, under whom or what they are for."""

    title: str
    questions: tuple[Question, ...]


GROUPS: Final = (
    QuestionGroup(title="To whoever leads product", questions=others.TO_PRODUCT),
    QuestionGroup(title="To whoever leads engineering", questions=makers.TO_ENGINEERING),
    QuestionGroup(title="About interesting work", questions=makers.ABOUT_INTEREST),
    QuestionGroup(title="To whoever leads the business", questions=others.TO_BUSINESS),
    QuestionGroup(title="To whoever leads design", questions=makers.TO_DESIGN),
    QuestionGroup(title="To a staff engineer", questions=makers.TO_STAFF),
    QuestionGroup(title="To anybody", questions=others.TO_ANYBODY),
    QuestionGroup(title="In one kind of company", questions=companies.FOR_COMPANIES),
    QuestionGroup(title="About what stands between you", questions=opening.BETWEEN_US),
    QuestionGroup(title="About what was planned and decided", questions=events.ABOUT_PLANS),
    QuestionGroup(title="About how you talk", questions=events.ABOUT_TALKING),
    QuestionGroup(title="About what presses on you", questions=events.ABOUT_LIMITS),
    QuestionGroup(title="About a choice that is claimed", questions=events.ABOUT_CHOICES),
    QuestionGroup(title="From whoever leads both, to each of them", questions=above.TO_EACH),
    QuestionGroup(
        title="From whoever leads both, in one kind of company",
        questions=companies.FOR_COMPANIES_TO_EACH,
    ),
    QuestionGroup(title="To yourself, beforehand", questions=opening.TO_YOURSELF),
)
QUESTIONS: Final[tuple[Question, ...]] = tuple(
    question for group in GROUPS for question in group.questions
)
QUESTION: Final[Mapping[str, Question]] = {question.id: question for question in QUESTIONS}


def _closing(gap: GapId, put_to: Addressed) -> tuple[Question, ...]:
    """The most fitting first."""
    found = (one for one in QUESTIONS if gap in one.closes and one.put_to == put_to)
    return tuple(sorted(found, key=lambda question: _rank(question, gap)))


def _rank(question: Question, gap: GapId) -> tuple[int, bool, bool]:
    return question.closes.index(gap), not question.companies, not question.counterparts


CLOSING: Final[Mapping[tuple[GapId, Addressed], tuple[Question, ...]]] = {
    (gap, put_to): _closing(gap, put_to)
    for gap, put_to in {(gap, one.put_to) for one in QUESTIONS for gap in one.closes}
}
"""By gap and by whom they are put to."""


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
    return tuple(
        question
        for question in CLOSING.get((gap, put_to), ())
        if question.fits(asker=asker, counterpart=counterpart, company=company)
    )
