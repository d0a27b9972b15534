"""Ratings in long form as one value: who rated which unit how, with cells that may be missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.errors import InvalidError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_RATINGS: Final = 100_000
MOST_UNITS: Final = 20_000
MOST_RATERS: Final = 300
LARGEST_SCORE: Final = 1_000_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One score, in scale points, that one rater gave to one unit."""

    unit: str
    rater: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """Ratings of one outcome: `units` and `raters` by name in order of appearance.

    `unit_of`, `rater_of` and `scores` are parallel arrays of shape (n,), one entry a rating; a cell
    that nobody filled is not in them. At most one rating stands for a unit and a rater.
    """

    units: tuple[str, ...]
    raters: tuple[str, ...]
    unit_of: Ints
    rater_of: Ints
    scores: Floats

    @property
    def size(self) -> int:
        """How many ratings there are."""
        return len(self.scores)

    @property
    def votes(self) -> Ints:
        """How many ratings each unit has, shape (units,)."""
        return np.bincount(self.unit_of, minlength=len(self.units)).astype(np.int64)

    def matrix(self) -> Floats:
        """Scores by unit and rater, shape (units, raters), NaN where there is none."""
        table = np.full((len(self.units), len(self.raters)), np.nan)
        table[self.unit_of, self.rater_of] = self.scores
        return table

    def complete(self) -> Floats:
        """The rows of `matrix` without a gap, shape (units that all raters rated, raters)."""
        table = self.matrix()
        return table[~np.isnan(table).any(axis=1)]


def ratings_from(rows: Iterable[Rating]) -> Ratings:
    """Ratings from rows; raises InvalidError for none, too many, a second score of the same rater.

    Scores have to be finite and within ±1,000,000; units are at most 20,000, raters 300,
    and ratings 100,000.
    """
    units: dict[str, int] = {}
    raters: dict[str, int] = {}
    cells: dict[tuple[int, int], float] = {}
    for row in rows:
        cell = (units.setdefault(row.unit, len(units)), raters.setdefault(row.rater, len(raters)))
        if cell in cells:
            raise InvalidError(f"“{row.rater}” rated “{row.unit}” twice. Keep one of the two.")
        if not isfinite(row.score) or abs(row.score) > LARGEST_SCORE:
            raise InvalidError(f"The score of “{row.rater}” for “{row.unit}” is not a number.")
        cells[cell] = float(row.score)
        _check_size(len(units), len(raters), len(cells))
    if not cells:
        raise InvalidError("There are no ratings. Give at least one row with a score.")
    places = np.array(list(cells), dtype=np.int64)
    return Ratings(
        units=tuple(units),
        raters=tuple(raters),
        unit_of=places[:, 0],
        rater_of=places[:, 1],
        scores=np.array(list(cells.values()), dtype=np.float64),
    )


def _check_size(units: int, raters: int, ratings: int) -> None:
    for count, most, what in (
        (units, MOST_UNITS, "units"),
        (raters, MOST_RATERS, "raters"),
        (ratings, MOST_RATINGS, "ratings"),
    ):
        if count > most:
            raise InvalidError(f"At most {most:,} {what} can be worked on at once. Split the file.")
