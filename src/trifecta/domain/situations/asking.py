"""Three to five questions for the gaps of a text, out of the framework's, with what each is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from trifecta.domain.framework.asking import GAPS
from trifecta.domain.framework.pieces import GapId, Question
from trifecta.domain.framework.questions import QUESTIONS, closing
from trifecta.domain.situations.analysis import Asked, Missing
from trifecta.domain.situations.matching import Finder
from trifecta.domain.situations.sides import EXECUTIVE
from trifecta.domain.situations.tokens import Sentence, Token, tokens_of

FEWEST: Final = 3
MOST: Final = 5
FAR: Final = 8
"""What decides between questions about one choice and those about another."""
USUAL: Final[tuple[GapId, ...]] = ("constraint-unknown", "success-unknown", "evaluation-unknown")
"""What a text of one side leaves out of the other, the ones first that play a part most often."""
MEANING: Final = {gap.id: gap.title for gap in GAPS}
OF_BOTH: Final = {gap.id: gap.of_both for gap in GAPS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks whom, in which kind of company, about a text with these words; "" is not known.
    Whoever leads both asks each of the two.
    """

    writer: str
    counterpart: str
    company: str
    themes: frozenset[str]
    """What the text speaks of."""
    trade_offs: frozenset[str] = frozenset()
    """Which are claimed in it."""


def themes_in(tokens: Sequence[Token], themes: Finder[str]) -> frozenset[str]:
    """Which themes the words of a text belong to."""
    whole = [Sentence(0, len(tokens))]
    return frozenset(match.rule for match in themes.find(tokens, whole))


@cache
def _themes_of_questions(themes: Finder[str]) -> Mapping[str, frozenset[str]]:
    return {question.id: themes_in(tokens_of(question.text), themes) for question in QUESTIONS}


def questions_for(
    missing: Sequence[Missing], asker: Asker, themes: Finder[str]
) -> tuple[Asked, ...]:
    """First one for each thing that words show, then for what is not told: about what the text
    speaks of, before what could be asked anybody, which is asked only as far as three are not
    reached. What the text does not speak of is not asked about for want of anything better, and
    what it tells already only where it has to be.
    """
    found: dict[str, Asked] = {}
    spoken = _themes_of_questions(themes)
    shown = [one for one in missing if one.span]
    others = [one for one in missing if not one.span]
    usual = [Missing(gap) for gap in USUAL]
    for one in shown:
        if len(found) < MOST:
            _add(found, one, asker, spoken)
    for close in (True, False):
        for one in others if close else [*others, *usual]:
            if len(found) < (MOST if close else FEWEST):
                _add(found, one, asker, spoken, close=close)
    return tuple(found.values())


def _add(
    found: dict[str, Asked],
    missing: Missing,
    asker: Asker,
    spoken: Mapping[str, frozenset[str]],
    *,
    close: bool = False,
) -> None:
    """The question that fits best and was not taken; with `close`, only one about what the text
    speaks of, or for a gap that is not among the usual ones. One for a role goes to somebody who is
    known to have it, where there is another.
    """
    gap = missing.gap
    known = _known(gap, asker)
    whoever = [one for one in known if asker.counterpart or not one.counterparts] or known
    fitting = [
        one
        for one in whoever
        if missing.span or (one.closes[0] == gap and spoken[one.id] <= asker.themes)
    ]
    ranked = sorted(
        (_rank(question, gap, asker, spoken[question.id]), number)
        for number, question in enumerate(fitting)
        if question.id not in found
    )
    if not ranked or any(one.gap == gap for one in found.values()):
        return
    best = fitting[ranked[0][1]]
    if close and gap in USUAL and not spoken[best.id] & asker.themes:
        return
    why = OF_BOTH if asker.writer == EXECUTIVE else MEANING
    found[best.id] = Asked(id=best.id, text=best.text, gap=gap, why=why[gap], span=missing.span)


def _known(gap: GapId, asker: Asker) -> tuple[Question, ...]:
    if asker.writer == EXECUTIVE:
        return closing(gap, put_to="each", company=asker.company)
    return closing(gap, asker=asker.writer, counterpart=asker.counterpart, company=asker.company)


def _rank(question: Question, gap: GapId, asker: Asker, spoken: frozenset[str]) -> tuple[int, int]:
    """First what the text speaks of and the question is above all for; then what fits the roles.
    That it is for this kind of company counts as much as one thing that the text speaks of.
    """
    strange, shared = len(spoken - asker.themes), len(spoken & asker.themes)
    for_role = bool(question.counterparts) or bool(question.companies)
    shared += bool(question.companies)
    meant = _meant(question, asker) if gap == "claimed-trade-off" else 0
    return meant + 3 * strange - 2 * shared + question.closes.index(gap), int(not for_role)


def _meant(question: Question, asker: Asker) -> int:
    """A question about one choice is for that one, and for no other."""
    if not question.trade_offs:
        return 0
    return FAR if question.trade_offs.isdisjoint(asker.trade_offs) else -FAR
