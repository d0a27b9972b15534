"""Counts of partnerships made so coarse that they say something of all and nothing of one.

A count is not shown, only which part of the whole it lies in: one of two halves below ten
partnerships, one of three thirds from ten on. Which of the two is used depends on how many there
are and on nothing else, so that what is left out tells nothing either (simulatable auditing:
Kenthapadi, Mishra and Nissim 2005). Parts are wide, so that a share of nobody and a share of
everybody look like their neighbours: showing that all are alike would be showing each of them.

The law, which the tests check for every distribution there can be: to somebody who knows exactly
which partnerships were counted, and the answer of one of them, every answer is still possible for
each of the others. It holds for one distribution of a set of partnerships. It does not hold for a
distribution and those of its parts together, whatever the size of the parts: a value may be shown
in one distribution only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

FEWEST: Final = 5
"""Fewer partnerships than this are never summed up."""
THIRDS_FROM: Final = 10

Size = Literal["five", "ten"]
Level = Literal["half", "over_half", "third", "over_third", "over_two_thirds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the whole that a share lies in: above `low` (from 0 on, at 0) and up to `high`."""

    level: Level
    low: Fraction
    high: Fraction
    words: str


HALVES: Final = (
    Part(level="half", low=Fraction(0), high=Fraction(1, 2), words="half or fewer"),
    Part(level="over_half", low=Fraction(1, 2), high=Fraction(1), words="more than half"),
)
THIRDS: Final = (
    Part(level="third", low=Fraction(0), high=Fraction(1, 3), words="a third or fewer"),
    Part(
        level="over_third",
        low=Fraction(1, 3),
        high=Fraction(2, 3),
        words="a third to two thirds",
    ),
    Part(
        level="over_two_thirds",
        low=Fraction(2, 3),
        high=Fraction(1),
        words="more than two thirds",
    ),
)
PARTS: Final[Mapping[Size, tuple[Part, ...]]] = {"five": HALVES, "ten": THIRDS}


def size_of(counted: int) -> Size | None:
    """How finely `counted` partnerships may be summed up; None: not at all."""
    if counted < FEWEST:
        return None
    return "five" if counted < THIRDS_FROM else "ten"


def coarsened(values: Iterable[str], *, categories: Sequence[str]) -> dict[str, Level]:
    """The part that the share of each category lies in; the order of `values` does not matter.

    Raises ValueError for fewer than five values, and for one that is no category.
    """
    counts = Counter(values)
    size = size_of(counts.total())
    if size is None:
        raise ValueError("fewer than five are never summed up")
    if not counts.keys() <= set(categories):
        raise ValueError("every value is one of the categories")
    return {name: _level(counts[name], counts.total(), size) for name in categories}


def part_of(level: Level) -> Part:
    """The part of that name."""
    return next(part for part in (*HALVES, *THIRDS) if part.level == level)


def _level(count: int, of: int, size: Size) -> Level:
    share = Fraction(count, of)
    return next(part.level for part in PARTS[size] if share <= part.high)
