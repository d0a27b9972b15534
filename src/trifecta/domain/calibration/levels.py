"""Model A: the level of each unit, with who happened to rate it taken into account.

y = μ + θ + s + e for unit θ, rater s and error e. Severities are integrated out and never given
out: with a handful of votes nobody can be told to be severe. A level helps people who decide and
is no rating; nothing here is about one person alone unless the units are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from trifecta.domain.calibration import grid, steps
from trifecta.domain.calibration.grid import Design, Posterior
from trifecta.domain.calibration.mixture import mean_of, quantile_of
from trifecta.domain.calibration.ratings import Floats, Ints, Ratings
from trifecta.domain.calibration.steps import Scale
from trifecta.domain.errors import InvalidError

LOW_END: Final = 0.05
HIGH_END: Final = 0.95
"""Ends of the 90 % interval that everything in this package gives."""

FIVE_STEPS: Final = Scale(lowest=1, highest=5)
MOST_STEPS: Final = 12
MOST_UNITS: Final = 1_000
MOST_RATERS: Final = 100
LARGEST_FOR_STEPS: Final = 4_500
"""So many units times raters are worked on as steps; from there on as plain numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A posterior mean with the interval that holds the true value with 90 %, in scale points."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLevel:
    """One unit: mean score `raw`, `level` μ + θ on the scale, `relative` θ around the average."""

    unit: str
    votes: int
    raw: float
    level: Interval
    relative: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """Levels in the order of the units; `as_steps` is the scale whose steps the scores were.

    `groups` is the number of sets of units that no rater links; between two of them raters and
    units cannot be told apart, and only what is assumed of raters compares them.
    """

    levels: tuple[UnitLevel, ...]
    as_steps: Scale | None
    groups: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How scores are read: as steps or as numbers; `unit` is a quarter of the scale's length."""

    as_steps: Scale | None
    unit: float


def reading_of(design: Design, scale: Scale | None) -> Reading:
    """Steps where all scores are whole steps of `scale` (of 1 to 5 where none is given).

    Otherwise numbers: then the scale is taken to be four points long, or half of what the scores
    spread over where that is more than eight.
    """
    scores = design.scores
    if scale is None and _are_steps(scores, FIVE_STEPS):
        scale = FIVE_STEPS
    unit = scale.unit if scale else max(1.0, float(scores.max() - scores.min()) / 8)
    small = design.units * (design.raters + design.levels) <= LARGEST_FOR_STEPS
    if scale is None or not small or scale.highest - scale.lowest >= MOST_STEPS:
        return Reading(as_steps=None, unit=unit)
    return Reading(as_steps=scale if _are_steps(scores, scale) else None, unit=unit)


def _are_steps(scores: Floats, scale: Scale) -> bool:
    whole = bool((scores == np.rint(scores)).all())
    return whole and bool(scale.lowest <= scores.min() and scores.max() <= scale.highest)


def adjust(ratings: Ratings, *, scale: Scale | None = None) -> Adjustment:
    """Each unit's level with a 90 % interval (posterior mean and exact mixture quantiles).

    Scores that are whole steps of `scale`, or of 1 to 5 where none is given, are treated as steps
    with open ends (`steps`), other scores as numbers (`grid`). A level may lie beyond the ends of
    the scale: votes at an end say at least so much. Deterministic. Raises InvalidError for more
    than 1,000 units or 100 raters, and for a score outside `scale`.
    """
    _check(ratings, scale)
    design = Design(
        unit_of=ratings.unit_of,
        rater_of=ratings.rater_of,
        scores=ratings.scores,
        level_of_unit=np.zeros(len(ratings.units), dtype=np.int64),
        raters=len(ratings.raters),
    )
    reading = reading_of(design, scale)
    found = intervals(posterior(design, reading, with_relative=True))
    levels, relative = found[: design.units], found[design.units :]
    votes = ratings.votes
    raw = np.bincount(ratings.unit_of, weights=ratings.scores) / votes
    return Adjustment(
        levels=tuple(
            UnitLevel(
                unit=unit,
                votes=int(votes[place]),
                raw=float(raw[place]),
                level=levels[place],
                relative=relative[place],
            )
            for place, unit in enumerate(ratings.units)
        ),
        as_steps=reading.as_steps,
        groups=_groups(ratings.unit_of, ratings.rater_of, len(ratings.units)),
    )


def _check(ratings: Ratings, scale: Scale | None) -> None:
    if len(ratings.units) > MOST_UNITS or len(ratings.raters) > MOST_RATERS:
        raise InvalidError(
            f"Levels are worked out for at most {MOST_UNITS:,} units and {MOST_RATERS} raters at "
            "once. Split the file."
        )
    if scale is None:
        return
    outside = (ratings.scores < scale.lowest) | (ratings.scores > scale.highest)
    if outside.any():
        place = int(np.argmax(outside))
        unit, rater = ratings.unit_of[place], ratings.rater_of[place]
        raise InvalidError(
            f"“{ratings.raters[rater]}” gave “{ratings.units[unit]}” {ratings.scores[place]:g}, "
            f"which is outside the scale {scale.lowest} to {scale.highest}. Name its real ends."
        )


def posterior(
    design: Design,
    reading: Reading,
    *,
    contrasts: Floats | None = None,
    with_relative: bool = False,
) -> Posterior:
    """The posterior of units or of combinations of them, in scale points; see `grid.posterior`."""
    if reading.as_steps is not None:
        return steps.posterior(
            design, reading.as_steps, contrasts=contrasts, with_relative=with_relative
        )
    scaled = replace(design, scores=design.scores / reading.unit)
    found = grid.posterior(scaled, contrasts=contrasts, with_relative=with_relative)
    return replace(found, means=found.means * reading.unit, sds=found.sds * reading.unit)


def intervals(mixture: Posterior) -> tuple[Interval, ...]:
    """Mean and 90 % interval of each quantity."""
    ends = zip(
        mean_of(mixture),
        quantile_of(mixture, LOW_END),
        quantile_of(mixture, HIGH_END),
        strict=True,
    )
    return tuple(Interval(value=float(m), low=float(low), high=float(up)) for m, low, up in ends)


def _groups(unit_of: Ints, rater_of: Ints, units: int) -> int:
    """Connected parts of the graph of units and raters (union–find)."""
    parent = list(range(units + int(rater_of.max()) + 1))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for unit, rater in zip(unit_of.tolist(), rater_of.tolist(), strict=True):
        parent[root(unit)] = root(units + rater)
    return len({root(unit) for unit in range(units)})
