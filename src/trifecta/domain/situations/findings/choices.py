"""Trade-offs that are claimed: by words that say so, or by the way a whole text is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from trifecta.domain.situations.analysis import Span, TradeOff
from trifecta.domain.situations.lists.entries import EITHER
from trifecta.domain.situations.lists.tokens import Sentence
from trifecta.domain.situations.scanning import STOPS, Hit, Scan
from trifecta.domain.situations.weights.leanings import TRADEOFF
from trifecta.domain.situations.weights.telling import Told
from trifecta.domain.situations.who.called import listed

WISHED_OR_SPARED: Final = frozenset({"interesting", "coddling"})
"""Rules of `work` that tell something by themselves."""

BEFORE: Final = 2
"""Sentences before "we can't do both" in which what these are may be named."""

UPKEEP: Final = "<upkeep>"
"""The side of a trade-off that alone is set against what is asked for."""

LONGEST_CLAUSE: Final = 25
"""Words and signs, at most, that are quoted around the words of a list."""

LONGEST: Final = 40
"""Words and signs, at most, that are quoted for a choice that no list knows the words of."""


class Claim(NamedTuple):
    """A choice that is claimed by what a sentence names; `is_whole` where it names both sides."""

    trade_off: TradeOff
    is_whole: bool


def said(scan: Scan) -> list[Hit]:
    """Words that set one thing against another; "we need not choose" does not."""
    return [hit for hit in _meant(scan) if hit.rule.id != EITHER]


def _meant(scan: Scan) -> list[Hit]:
    return [hit for hit in scan.hits.get("tradeoffs", []) if not scan.is_denied(hit)]


def tradeoffs_in(scan: Scan, told: Told | None = None) -> tuple[TradeOff, ...]:
    """Each kind once, where it is said first; where no list knows the words, and `told`, what the
    whole text speaks for, does, the one whose sides are both named, at best in one sentence: a
    choice between things that cannot be named is more often a complaint.
    """
    hits = said(scan) or [*islice(_either(scan), 1)]
    if hits or told is None or not told.says(TRADEOFF):
        return _each_once(scan, hits)
    strength = told.by_sentence(TRADEOFF)
    found = [
        ((one.is_whole, strength[place]), one)
        for place, one in enumerate(_claimed(scan))
        if one is not None and (one.is_whole or strength[place] > 0)
    ]
    best = max(found, key=itemgetter(0), default=None)
    return (best[1].trade_off,) if best else ()


def _either(scan: Scan) -> Iterator[Hit]:
    """ "She wants features, I want the migration. We can't do both.": by what is named up to there
    in a sentence or the two before it; upkeep alone is set against what is asked for.
    """
    goes_on = listed(scan, "goes_on")
    either = (hit for hit in _meant(scan) if hit.rule.id == EITHER)
    for sentence, hits in groupby(either, lambda hit: hit.sentence):
        kind = _nearest_to(scan, sentence)
        for hit in hits:
            after = scan.tokens[hit.last : min(hit.last + 1, scan.sentences[sentence].last)]
            if kind and all(not one.is_word or one.word in goes_on for one in after):
                yield hit._replace(rule=replace(hit.rule, id=kind))


def _nearest_to(scan: Scan, sentence: int) -> str:
    """The trade-off whose sides are named in it, or from one of the two before it on, or ""."""
    nearest = range(sentence, max(sentence - BEFORE, 0) - 1, -1)
    named = (_named_from(scan, at, sentence) for at in nearest)
    return next((kind for kind in named if kind), "")


def _named_from(scan: Scan, first: int, last: int) -> str:
    """The trade-off whose sides are named in these sentences, "" where none is."""
    tokens = scan.tokens[scan.sentences[first].first : scan.sentences[last].last]
    words = {token.word for token in tokens}
    upkeep, aged, things = (listed(scan, one) for one in ("upkeep", "aged", "things"))
    is_upkeep = not words.isdisjoint(upkeep) or any(
        one.word in aged and other.word in things for one, other in pairwise(tokens)
    )
    alone = [kind for kind, sides in scan.sides.items() if UPKEEP in sides and is_upkeep]
    return next(iter([*_kinds(scan, words), *alone]), "")


def both_sides(scan: Scan) -> float:
    """How many trade-offs have both sides named, which alone claims none."""
    words = {token.word for token in scan.tokens}
    return float(len(_kinds(scan, words)))


def _quote(scan: Scan, hit: Hit) -> Span:
    """The clauses of the words, or only these where that would be long."""
    around = _around(scan, scan.sentences[hit.sentence], range(hit.first, hit.last))
    is_short = around[1] - around[0] <= LONGEST_CLAUSE
    return scan.span(*(around if is_short else (hit.first, hit.last)))


def _claimed(scan: Scan) -> Iterator[Claim | None]:
    """What each sentence claims by the sides that it names, if it names one trade-off and sets
    something against something.
    """
    everywhere = _kinds(scan, {token.word for token in scan.tokens})
    for sentence in scan.sentences:
        words = {token.word for token in scan.tokens[sentence.first : sentence.last]}
        whole = _kinds(scan, words)
        kinds = whole or [kind for kind in everywhere if not words.isdisjoint(_names(scan, kind))]
        yield _claim(scan, sentence, kinds[0], is_whole=bool(whole)) if len(kinds) == 1 else None


def _claim(scan: Scan, sentence: Sentence, kind: str, *, is_whole: bool) -> Claim | None:
    """The clauses that name the sides of `kind`, without the rest of their sentence."""
    names, small = _names(scan, kind), scan.grammar
    first, last = _around(
        scan,
        sentence,
        [p for p in range(sentence.first, sentence.last) if scan.tokens[p].word in names],
    )
    words = {token.word for token in scan.tokens[first:last]}
    span = scan.span(first, last)
    if words.isdisjoint(small.against) or words & small.answers_for or last - first > LONGEST:
        return None
    if _is_told_otherwise(scan, span):
        return None
    return Claim(TradeOff(id=kind, span=span), is_whole=is_whole)


def _around(scan: Scan, sentence: Sentence, places: Sequence[int]) -> tuple[int, int]:
    """From the beginning of the clause of the first of these words to the end of that of the last,
    without the signs around it and what leads to it: "and", "so".
    """
    first, last = places[0], places[-1] + 1
    while first > sentence.first and scan.tokens[first - 1].word not in STOPS:
        first -= 1
    while last < sentence.last and scan.tokens[last].word not in STOPS:
        last += 1
    words = [place for place in range(first, last) if scan.tokens[place].is_word]
    leads_over = scan.grammar.comes_of | scan.grammar.hence
    if scan.tokens[words[0]].word in leads_over and words[0] < places[0]:
        del words[0]
    return words[0], words[-1] + 1


def _names(scan: Scan, kind: str) -> frozenset[str]:
    """What either side of a trade-off is called."""
    return frozenset().union(*(scan.classes[side] for side in scan.sides[kind]))


def _is_told_otherwise(scan: Scan, span: Span) -> bool:
    """ "She is rated on launches, I on incidents" says why they are stuck, "my seniors are bored"
    what limits one of them; nobody has to choose.
    """
    work = [hit for hit in scan.hits.get("work", []) if hit.rule.id in WISHED_OR_SPARED]
    told = [*scan.hits.get("incentives", []), *work]
    return any(span.start <= scan.tokens[hit.first].start < span.end for hit in told)


def _each_once(scan: Scan, hits: Iterable[Hit]) -> tuple[TradeOff, ...]:
    first: dict[str, Span] = {}
    for hit in hits:
        first.setdefault(hit.rule.id, _quote(scan, hit))
    return tuple(
        TradeOff(id=kind, span=span) for kind, span in sorted(first.items(), key=lambda one: one[1])
    )


def _kinds(scan: Scan, words: set[str]) -> list[str]:
    return [
        kind
        for kind, sides in scan.sides.items()
        if not any(words.isdisjoint(scan.classes[side]) for side in sides)
    ]
