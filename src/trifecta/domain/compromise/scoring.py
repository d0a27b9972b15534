"""How far an option goes towards a need, in words people choose from and in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trifecta.domain.errors import InvalidError

LEAST: Final = -100
MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Degree:
    """One of the words, and the points it stands for."""

    key: str
    points: int
    words: str


DEGREES: Final = (
    Degree(key="worse", points=-40, words="It makes it worse"),
    Degree(key="none", points=0, words="Not at all"),
    Degree(key="little", points=20, words="A little"),
    Degree(key="half", points=50, words="About half of it"),
    Degree(key="most", points=75, words="Most of it"),
    Degree(key="full", points=100, words="All of it"),
)
"""From worst to best; done alone, an option of 100 points meets the need in full."""


def degree_of(points: int) -> Degree | None:
    """The word for exactly these points, or None where they were given as a number."""
    return next((degree for degree in DEGREES if degree.points == points), None)


def points_of(key: str, *, exact: int | None = None) -> int | None:
    """The points for a chosen word, or `exact` where a number was given; None for neither.

    Raises InvalidError for a word that is not offered and a number outside LEAST to MOST.
    """
    if exact is not None:
        if not LEAST <= exact <= MOST:
            raise InvalidError(f"Write a number from −{-LEAST} to {MOST}, or choose a word.")
        return exact
    if not key:
        return None
    for degree in DEGREES:
        if degree.key == key:
            return degree.points
    raise InvalidError("Choose one of the words, or write a number.")
