"""Three to five questions for the gaps of a text, out of the framework's, with what each is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from trifecta.domain.framework.asking import GAPS
from trifecta.domain.framework.pieces import GapId, Question
from trifecta.domain.framework.questions import QUESTIONS, closing
from trifecta.domain.situations.analysis import Asked, Missing, Span
from trifecta.domain.situations.lists.matching import Finder
from trifecta.domain.situations.lists.tokens import Sentence, Token, tokens_of
from trifecta.domain.situations.questions.deeds import told_of
from trifecta.domain.situations.questions.matters import (
    APART,
    Spoken,
    names_another,
    quoted,
    sentence_at,
    sentence_of,
)
from trifecta.domain.situations.questions.own_way import is_own_way
from trifecta.domain.situations.questions.starting import Found
from trifecta.domain.situations.scanning import Scan
from trifecta.domain.situations.who.sides import NAMED

FEWEST: Final = 3
ENOUGH: Final = 4
"""So many at most with those that no words ask for."""
MOST: Final = 5
FAR: Final = 8
"""What decides between questions about one choice and those about another."""
HERE: Final = 3
"""So many shared themes it counts as that a question is for this kind of company."""
AHEAD: Final = 2
"""So much a question comes behind those that are above all about a gap."""
SHORT: Final = 12
"""In a text of fewer words hardly anything is told."""
LIMIT: Final[GapId] = "constraint-unknown"
QUOTED: Final = 3
"""So many places in the text may be quoted for a theme."""
NOTHING: Final[frozenset[str]] = frozenset()
FOR_DEEDS: Final = frozenset({"differs-led-up", "story-led-up", "any-made-sense", "each-led-up"})
"""Questions about what the other has done, which the text quotes."""
ONE_CHAIR: Final[frozenset[GapId]] = frozenset({"seen-differently", "one-sided"})
"""What is not known where two are in conflict, of which one tells."""
ABOUT_MY_WAY: Final = frozenset(
    {
        "pm-my-way-promised",
        "em-my-way-drops",
        "biz-my-way-hurts",
        "any-my-way",
        "mine-breaks",
        "mine-leaves-out",
    }
)
"""Questions about how the writer would do the work."""
ABOUT_WORK: Final = frozenset({"pm-who-waits", "pm-later", "reason-if-not"})
"""Questions about something that is to be built."""
BUILDING: Final = "building"
FOR_LITTLE: Final = frozenset({"differs-what-is-it", "each-about"})
"""Questions that ask what it is about."""
USUAL: Final[tuple[GapId, ...]] = ("constraint-unknown", "evaluation-unknown", "success-unknown")
"""What a text of one side leaves out of the other, the ones first that play a part most often."""
ABOUT_ANYTHING: Final[frozenset[GapId]] = frozenset(
    {*USUAL, "seen-differently", "one-sided", "ownership-unclear"}
)
"""What is asked about without words that show it only where a question fits what is told."""
VAGUE: Final[tuple[GapId, ...]] = ("seen-differently",)
"""What is asked about first where hardly anything is told."""
FITTING_ONLY: Final[frozenset[GapId]] = frozenset({"ownership-unclear"})
"""Of these, what is not asked about else."""
NEITHER: Final = "neither"
"""Asks whoever is not known to lead anything: nothing that only some can ask."""
MEANING: Final = {gap.id: gap.title for gap in GAPS}
OF_BOTH: Final = {gap.id: gap.of_both for gap in GAPS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks whom, in which kind of company, about a text with these words; "" is not known.
    Whoever speaks `of_both` asks each of the two.
    """

    writer: str
    counterpart: str
    company: str
    of_both: bool
    themes: Mapping[str, tuple[Span, ...]]
    """What the text speaks of, with the words to quote for it."""
    apart: Mapping[GapId, frozenset[str]]
    """By gap, what of these tells nothing of it."""
    deeds: tuple[Span, ...] = ()
    """What is told that the other does, the most telling first."""
    trade_offs: frozenset[str] = frozenset()
    """Which are claimed in it."""
    is_short: bool = False
    has_own_way: bool = False
    """Whether the writer's own way of doing the work is told."""

    def can_ask(self, question: Question) -> bool:
        """Whether what the question takes for granted is told."""
        if question.id in ABOUT_MY_WAY:
            return self.has_own_way
        return question.id not in ABOUT_WORK or BUILDING in self.themes


def asker_of(
    scan: Scan, spoken: Spoken, found: Found, who: tuple[str, str, str], *, of_both: bool
) -> Asker:
    """`who`: the writer, the counterpart, the kind of company."""
    return Asker(
        writer=who[0],
        counterpart=who[1],
        company=who[2],
        of_both=of_both,
        themes={
            theme: tuple(quoted(scan, at) for at in places[:QUOTED])
            for theme, places in spoken.places.items()
        },
        apart=_apart(scan, spoken, found),
        deeds=tuple(told_of(scan, spoken, NAMED.get(who[1], ""))),
        trade_offs=frozenset(one.id for one in found.tradeoffs),
        has_own_way=bool(found.jumps) and is_own_way(scan, found.jumps[0]),
        is_short=sum(token.is_word for token in scan.tokens) < SHORT,
    )


def _apart(scan: Scan, spoken: Spoken, found: Found) -> Mapping[GapId, frozenset[str]]:
    """What is named only in what limits the writer is no limit of the other; and what people are
    judged on tells how they are judged, and nothing else.
    """
    own = {
        sentence_of(scan, one.span)
        for one in found.statements
        if one.kind == "constraint" and one.whose in {"writer", "unclear"}
        if one.whose == "writer" or not names_another(scan, sentence_of(scan, one.span))
    }
    pulled = found.cause.lean == "incentive"
    judged = {sentence_of(scan, span) for span in found.cause.spans if pulled}
    only = _only_in(scan, spoken, judged)
    return {
        LIMIT: only | _only_in(scan, spoken, own | judged),
        "success-unknown": only,
        "seen-differently": only,
        "one-sided": only,
    }


def _only_in(scan: Scan, spoken: Spoken, sentences: set[int]) -> frozenset[str]:
    return frozenset(
        theme
        for theme, places in spoken.places.items()
        if sentences.issuperset(sentence_at(scan, at) for at in places)
    )


def themes_in(tokens: Sequence[Token], themes: Finder[str]) -> frozenset[str]:
    """Which themes the words of a question belong to."""
    whole = [Sentence(0, len(tokens))]
    return frozenset(match.rule for match in themes.find(tokens, whole)) - APART


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
    told = {"evaluation-unknown"} if any(one.gap == "judged-apart" for one in missing) else set()
    usual = [Missing(gap) for gap in USUAL if gap not in told]
    vague = [Missing(gap) for gap in VAGUE if asker.is_short]
    fill = [one for one in others if one.gap not in FITTING_ONLY]
    more = [Missing(one.gap) for one in shown if one.gap not in ABOUT_ANYTHING]
    for one in shown[:MOST]:
        _add(found, one, asker, spoken)
    for one in others:
        if len(found) < ENOUGH:
            _add(found, one, asker, spoken, close=True)
    _ask_about_deeds(found, others, asker)
    for one in more:
        if len(found) < FEWEST:
            _add(found, one, asker, spoken, again=True)
    for one in [*vague, *fill, *usual]:
        if len(found) < FEWEST:
            _add(found, one, asker, spoken)
    return tuple(sorted(found.values(), key=_is_bare))


def _ask_about_deeds(found: dict[str, Asked], others: Sequence[Missing], asker: Asker) -> None:
    """What came before it, and what made it sensible: for as many things as are told."""
    deeds = [span for span in asker.deeds if not _is_taken(span, found)]
    asked = {one.gap for one in found.values()}
    if all(one.gap not in ONE_CHAIR for one in others):
        return
    for one in others:
        fitting = [each for each in _known(one.gap, asker) if each.id in FOR_DEEDS]
        best = fitting[0] if fitting and one.gap in (ONE_CHAIR | {LIMIT}) - asked else None
        if best and deeds and len(found) < FEWEST:
            found[best.id] = _asked(best, one.gap, asker, deeds.pop(0))


def _is_bare(one: Asked) -> bool:
    return one.span is None


def _add(
    found: dict[str, Asked],
    missing: Missing,
    asker: Asker,
    spoken: Mapping[str, frozenset[str]],
    *,
    close: bool = False,
    again: bool = False,
) -> None:
    """The question that fits best and was not taken; with `close`, only one about what the text
    speaks of, or for a gap that something in it points to; with `again`, another one for a gap.
    """
    gap = missing.gap
    if not again and any(one.gap == gap for one in found.values()):
        return
    told = asker.themes.keys() - asker.apart.get(gap, NOTHING)
    asked = {one.gap for one in found.values()} - ABOUT_ANYTHING - {gap}
    fitting = [
        one
        for one in _fitting(missing, asker)
        if one.id not in found
        and (missing.span or (spoken[one.id] <= told and asked.isdisjoint(one.closes)))
    ]
    ranked = sorted(
        (_rank(question, gap, asker, spoken[question.id]), number)
        for number, question in enumerate(fitting)
    )
    if not ranked:
        return
    best = fitting[ranked[0][1]]
    if close and gap in ABOUT_ANYTHING and not spoken[best.id] & told:
        return
    about = spoken[best.id] if gap in ABOUT_ANYTHING else NOTHING
    span = missing.span or _words_for(about, asker, found)
    found[best.id] = _asked(best, gap, asker, span)


def _asked(question: Question, gap: GapId, asker: Asker, span: Span | None) -> Asked:
    why = OF_BOTH if asker.of_both else MEANING
    return Asked(id=question.id, text=question.text, gap=gap, why=why[gap], span=span)


def _words_for(spoken: frozenset[str], asker: Asker, found: Mapping[str, Asked]) -> Span | None:
    """The words of the text that a question speaks of, unless another one comes from them."""
    spans = sorted({span for theme in spoken for span in asker.themes.get(theme, ())})
    return next((span for span in spans if not _is_taken(span, found)), None)


def _is_taken(span: Span, found: Mapping[str, Asked]) -> bool:
    return any(
        one.span is not None and span.start < one.span.end and one.span.start < span.end
        for one in found.values()
    )


def _fitting(missing: Missing, asker: Asker) -> list[Question]:
    """What can be asked here, and is above all about this where no words show it. One for a role
    goes to somebody who is known to have it, where there is another.
    """
    known = _known(missing.gap, asker)
    whoever = [one for one in known if asker.counterpart or not one.counterparts] or known
    return [
        one
        for one in whoever
        if (missing.span or one.closes[0] == missing.gap)
        and asker.can_ask(one)
        and one.id not in FOR_DEEDS
        and (one.id not in FOR_LITTLE or (asker.is_short and not missing.span))
    ]


def _known(gap: GapId, asker: Asker) -> tuple[Question, ...]:
    if asker.of_both:
        asks = asker.writer or NEITHER
        return closing(gap, asker=asks, put_to="each", company=asker.company)
    return closing(gap, asker=asker.writer, counterpart=asker.counterpart, company=asker.company)


def _rank(question: Question, gap: GapId, asker: Asker, spoken: frozenset[str]) -> tuple[int, int]:
    """First what the text speaks of and the question is above all for; then what fits the roles.
    One for this kind of company comes first where the text speaks of what it is about, else last.
    """
    strange, shared = len(spoken - asker.themes.keys()), len(spoken & asker.themes.keys())
    for_role = bool(question.counterparts) or bool(question.companies)
    if question.companies:
        shared += HERE if shared else -FAR
    meant = _meant(question, asker) if gap == "claimed-trade-off" else 0
    place = AHEAD * question.closes.index(gap)
    return meant + 3 * strange - 2 * shared + place, int(not for_role)


def _meant(question: Question, asker: Asker) -> int:
    """A question about one choice is for that one, and for no other."""
    if not question.trade_offs:
        return 0
    return FAR if question.trade_offs.isdisjoint(asker.trade_offs) else -FAR
