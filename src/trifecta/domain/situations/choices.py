"""Trade-offs that are claimed: by words that say so, or by the way a whole text is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from trifecta.domain.situations.analysis import Span, TradeOff
from trifecta.domain.situations.leanings import TRADEOFF
from trifecta.domain.situations.scanning import Hit, Scan
from trifecta.domain.situations.telling import Told

WISHED_OR_SPARED: Final = frozenset({"interesting", "coddling"})
"""Rules of `work` that tell something by themselves."""


def said(scan: Scan) -> list[Hit]:
    """Words that set one thing against another; "we need not choose" does not."""
    return [hit for hit in scan.hits.get("tradeoffs", []) if not scan.is_denied(hit)]


def tradeoffs_in(scan: Scan, told: Told | None = None) -> tuple[TradeOff, ...]:
    """Each kind once, where it is said first; where no list knows the words, and `told`, what the
    whole text speaks for, does, the one whose sides are both named: a choice between things that
    cannot be named is more often a complaint.
    """
    hits = said(scan)
    if hits or told is None or not told.says(TRADEOFF):
        return _each_once(scan, hits)
    spans = _with_both_sides(scan) or told.words_for(TRADEOFF)
    return tuple(
        TradeOff(id=kind, span=span)
        for span in spans
        if (kind := _between(scan, span)) and not _is_told_otherwise(scan, span)
    )


def both_sides(scan: Scan) -> float:
    """How many trade-offs have both sides named, which alone claims none."""
    words = {token.word for token in scan.tokens}
    return float(len(_kinds(scan, words)))


def _with_both_sides(scan: Scan) -> tuple[Span, ...]:
    """The first sentence in which both sides of a trade-off are named."""
    for sentence in scan.sentences:
        places = [p for p in range(sentence.first, sentence.last) if scan.tokens[p].is_word]
        if _kinds(scan, {scan.tokens[place].word for place in places}):
            return (scan.span(places[0], places[-1] + 1),)
    return ()


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
        first.setdefault(hit.rule.id, scan.span(hit.first, hit.last))
    return tuple(
        TradeOff(id=kind, span=span) for kind, span in sorted(first.items(), key=lambda one: one[1])
    )


def _between(scan: Scan, span: Span) -> str | None:
    """The one trade-off whose two sides are named there, or one there and one elsewhere."""
    there = {token.word for token in scan.within(span)}
    kinds = _kinds(scan, there) or [
        kind
        for kind in _kinds(scan, {token.word for token in scan.tokens})
        if not all(there.isdisjoint(scan.classes[side]) for side in scan.sides[kind])
    ]
    return kinds[0] if len(kinds) == 1 else None


def _kinds(scan: Scan, words: set[str]) -> list[str]:
    return [
        kind
        for kind, sides in scan.sides.items()
        if not any(words.isdisjoint(scan.classes[side]) for side in sides)
    ]
