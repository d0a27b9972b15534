"""Three to five questions for the gaps of a text, out of the framework's, with what each is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from trifecta.domain.framework.asking import GAPS
from trifecta.domain.framework.pieces import GapId, Question
from trifecta.domain.framework.questions import QUESTIONS, closing
from trifecta.domain.situations.analysis import Asked
from trifecta.domain.situations.matching import Finder
from trifecta.domain.situations.tokens import Sentence, Token, tokens_of

FEWEST: Final = 3
MOST: Final = 5
USUAL: Final[tuple[GapId, ...]] = (
    "need-unknown",
    "constraint-unknown",
    "success-unknown",
    "evaluation-unknown",
)
MEANING: Final = {gap.id: gap.title for gap in GAPS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks whom, in which kind of company, about a text with these words; "" is not known."""

    writer: str
    counterpart: str
    company: str
    themes: frozenset[str]
    """What the text speaks of."""


def themes_in(tokens: Sequence[Token], themes: Finder[str]) -> frozenset[str]:
    """Which themes the words of a text belong to."""
    whole = [Sentence(0, len(tokens))]
    return frozenset(match.rule for match in themes.find(tokens, whole))


@cache
def _themes_of_questions(themes: Finder[str]) -> Mapping[str, frozenset[str]]:
    return {question.id: themes_in(tokens_of(question.text), themes) for question in QUESTIONS}


def questions_for(gaps: Sequence[GapId], asker: Asker, themes: Finder[str]) -> tuple[Asked, ...]:
    """One for each gap, in their order, and of the usual ones as many as are missing to three."""
    found: dict[str, Asked] = {}
    spoken = _themes_of_questions(themes)
    for gap in dict.fromkeys([*gaps, *USUAL]):
        if len(found) == MOST or (len(found) >= FEWEST and gap not in gaps):
            break
        fitting = closing(
            gap, asker=asker.writer, counterpart=asker.counterpart, company=asker.company
        )
        ranked = sorted(
            (_rank(question, gap, asker, spoken[question.id]), number)
            for number, question in enumerate(fitting)
            if question.id not in found
        )
        if ranked:
            new = fitting[ranked[0][1]]
            found[new.id] = Asked(id=new.id, text=new.text, gap=gap, why=MEANING[gap])
    return tuple(found.values())


def _rank(question: Question, gap: GapId, asker: Asker, spoken: frozenset[str]) -> tuple[int, int]:
    """First what the text speaks of and the question is above all for; then what fits the roles."""
    strange, shared = len(spoken - asker.themes), len(spoken & asker.themes)
    for_role = bool(question.counterparts) or bool(question.companies)
    unfit = for_role if not asker.counterpart else not for_role
    return 2 * strange - shared + question.closes.index(gap), int(unfit)
