"""What a person's weights come to, in a sentence they would say themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trifecta.domain.people.words import capital, number_word

PARTS: Final = (
    (0.05, "very little"),
    (0.1, "about a tenth"),
    (0.2, "about a fifth"),
    (0.25, "about a quarter"),
    (1 / 3, "about a third"),
    (0.4, "about two fifths"),
    (0.5, "about half"),
    (0.6, "about three fifths"),
    (2 / 3, "about two thirds"),
    (0.75, "about three quarters"),
    (0.9, "about nine tenths"),
    (0.97, "nearly all"),
)
LONGEST: Final = 90
SAME: Final = 0.01
"""Shares that lie closer together than this count as the same."""


def part_words(share: float) -> str:
    """A share (0 to 1) as one says it, by the nearest of a few: 0.52 is "about half"."""
    return min(PARTS, key=lambda part: abs(part[0] - share))[1]


def shares_words(shares: Sequence[tuple[str, float]]) -> str:
    """A sentence on needs in their words with their shares (sum 1); "" for none."""
    ranked = sorted(shares, key=lambda one: -one[1])
    if not ranked:
        return ""
    if len(ranked) == 1:
        return f"You have one need here, so it counts in full: “{_said(ranked[0][0])}”."
    if ranked[0][1] - ranked[-1][1] < SAME:
        many = "Both" if len(ranked) == 2 else f"All {number_word(len(ranked))}"
        return f"{many} of your needs count the same."
    (first, most), (second, next_most) = ranked[:2]
    if most - next_most < SAME:
        return f"“{_said(first)}” and “{_said(second)}” count the same, and most."
    return f"{capital(part_words(most))} of what matters to you is “{_said(first)}”."


def next_words(shares: Sequence[tuple[str, float]]) -> str:
    """What follows where one of three or more needs counts most; "" elsewhere."""
    ranked = sorted(shares, key=lambda one: -one[1])
    if len(ranked) < 3 or ranked[0][1] - ranked[1][1] < SAME:
        return ""
    second, share = ranked[1]
    if share - ranked[2][1] < SAME:
        return ""
    return f"Next comes “{_said(second)}”, with {part_words(share)}."


def _said(text: str) -> str:
    """A need as a part of a sentence; a long one is cut after a word."""
    said = " ".join(text.split()).rstrip(" .")
    if len(said) <= LONGEST:
        return said
    return f"{said[:LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:.')} …"
