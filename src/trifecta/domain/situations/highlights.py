"""Findings on the words of a text, none across another, for showing them where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.situations import words
from trifecta.domain.situations.analysis import Analysis, Span

Mark = Literal[
    "loaded",
    "sweeping",
    "jump",
    "position",
    "need",
    "constraint",
    "trade-off",
    "interesting",
    "coddling",
]

TITLES: Final[dict[Mark, str]] = {
    "loaded": "Loaded words",
    "sweeping": "May be heard as blame",
    "jump": "A solution already",
    "position": "A position",
    "need": "A need",
    "constraint": "A constraint",
    "trade-off": "A choice that is claimed",
    "interesting": "Interesting work",
    "coddling": "Out of kindness",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Some words, what they were read as, and what that means; `whose` is "", yours or theirs."""

    span: Span
    mark: Mark
    title: str
    meaning: str
    whose: str = ""
    by_model: bool = False
    """Whether a language model has worded what it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the text, with the number and the finding of its highlight where it has one."""

    text: str
    number: int = 0
    highlight: Highlight | None = None


def highlights_of(analysis: Analysis) -> tuple[Highlight, ...]:
    """In the order of the text; where findings overlap, the first of `_found` is kept, whole."""
    kept: list[Highlight] = []
    for found in _found(analysis):
        place = bisect_left(kept, found.span.start, key=_start)
        after = place == len(kept) or found.span.end <= kept[place].span.start
        if after and (not place or kept[place - 1].span.end <= found.span.start):
            kept.insert(place, found)
    return tuple(kept)


def pieces_of(text: str, highlights: tuple[Highlight, ...]) -> Iterator[Piece]:
    """The whole text in pieces; joined together they are the text again."""
    place = 0
    for number, found in enumerate(highlights, start=1):
        if found.span.start > place:
            yield Piece(text=text[place : found.span.start])
        yield Piece(text=found.span.of(text), number=number, highlight=found)
        place = found.span.end
    if place < len(text):
        yield Piece(text=text[place:])


def _start(highlight: Highlight) -> int:
    return highlight.span.start


def _found(analysis: Analysis) -> Iterator[Highlight]:
    """The most helpful to the writer first."""
    for one in analysis.loaded:
        yield _one(one.span, "loaded", one.neutral, by_model=one.by_model)
    for span in analysis.sweeping:
        yield _one(span, "sweeping", words.SWEEPING)
    for span in analysis.jumps:
        yield _one(span, "jump", words.JUMP)
    for span in analysis.coddling:
        yield _one(span, "coddling", words.CODDLING)
    for span in analysis.interesting_work:
        yield _one(span, "interesting", words.INTERESTING)
    meanings = {
        "position": words.POSITION,
        "need": words.NEED,
        "constraint": words.CONSTRAINT,
    }
    for statement in analysis.statements:
        whose = words.WHOSE[statement.whose]
        yield _one(statement.span, statement.kind, meanings[statement.kind], whose)
    for trade_off in analysis.tradeoffs:
        yield _one(trade_off.span, "trade-off", words.TRADE_OFF)


def _one(
    span: Span, mark: Mark, meaning: str, whose: str = "", *, by_model: bool = False
) -> Highlight:
    return Highlight(
        span=span,
        mark=mark,
        title=TITLES[mark],
        meaning=meaning,
        whose=whose,
        by_model=by_model,
    )
