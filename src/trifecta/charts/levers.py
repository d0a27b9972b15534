"""What a little more of each number does: a bar a number, to the right for more, left for less."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trifecta.charts.svg import Svg, element, percent

_HEIGHT = 22
_RIGHT = 74.0
"""Where the longest bar may end, so that words fit beside it on a telephone; so at the left."""
_LEAST = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """A number by name, how much it moves what is asked for, and that in words.

    `words` stand beside the bar and `said` in its place for whoever does not see it.
    """

    label: str
    moves: float
    words: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverRow:
    """One number's bar and the words beside it."""

    label: str
    words: str
    svg: Svg


def levers(*, numbers: Sequence[Lever], what: str) -> tuple[LeverRow, ...]:
    """A row for each number in its order, all to one scale; `what` says what is moved.

    Nothing stands in the middle where some move it down, and at the left where none does. Raises
    ValueError for a move that is not finite.
    """
    if not all(math.isfinite(one.moves) for one in numbers):
        raise ValueError("a lever moves by so much, and not without end")
    most = max([_LEAST, *(abs(one.moves) for one in numbers)])
    zero = 50.0 if any(one.moves < 0 for one in numbers) else 0.0
    return tuple(
        LeverRow(label=one.label, words=one.words, svg=_bar(one, most=most, zero=zero, what=what))
        for one in numbers
    )


def _bar(one: Lever, *, most: float, zero: float, what: str) -> Svg:
    long = max(_LEAST, abs(one.moves) / most * (_RIGHT - zero))
    down = one.moves < 0
    start = zero - long if down else zero
    words = element(
        "text", one.words, x=-8 if down else 8, y=16, text_anchor="end" if down else None
    )
    return element(
        "svg",
        element(
            "rect",
            class_="bar rest" if down else "bar",
            x=percent(start),
            width=percent(long),
            y=4,
            height=14,
        ),
        element("line", class_="axis", x1=percent(zero), x2=percent(zero), y2=_HEIGHT),
        element("svg", words, x=percent(start if down else start + long), overflow="visible"),
        width="100%",
        height=_HEIGHT,
        overflow="visible",
        role="img",
        aria_label=f"{one.label}: {what} {one.said}",
    )
