"""Drift between cycles: how the level of all units together moved, with a band around it.

All cycles are one model: every cycle has a μ of its own, a unit in a cycle a θ of its own, and a
rater the same severity wherever they rate. So a change that comes from who rated is not taken for
one of the level, and where nobody rated in both cycles the band is wide enough to say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from trifecta.domain.calibration.grid import Design
from trifecta.domain.calibration.levels import (
    MOST_RATERS,
    MOST_UNITS,
    Interval,
    intervals,
    posterior,
    reading_of,
)
from trifecta.domain.calibration.ratings import Floats, Ratings
from trifecta.domain.calibration.steps import Scale
from trifecta.domain.errors import InvalidError

MOST_CYCLES: Final = 40

Direction = Literal["up", "down", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """The ratings of one outcome in one cycle; `mapped` where scores came from another scale."""

    name: str
    ratings: Ratings
    mapped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleLevel:
    """The mean level of a cycle's units in scale points, with its 90 % band."""

    cycle: str
    units: int
    level: Interval
    mapped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How far the level moved from one cycle to the next; named only where the band excludes none.

    `raters` rated in both. `mapped` says that one of the two was put onto this scale by a mapping,
    which may itself be what moved.
    """

    before: str
    after: str
    change: Interval
    direction: Direction
    raters: int
    mapped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """Cycles in the order given, and the changes between neighbours."""

    levels: tuple[CycleLevel, ...]
    changes: tuple[Change, ...]


def drift(cycles: Sequence[Cycle], *, scale: Scale) -> Drift:
    """Levels and changes of 2 to 40 cycles, all on `scale`; deterministic.

    Raises InvalidError where a score lies outside the scale, since cycles on different scales
    cannot be compared, for too few or too many cycles, and for more than 1,000 units or 100
    raters in all. The model is that of `levels.adjust`.
    """
    _check(cycles, scale)
    design = _joined(cycles)
    count = len(cycles)
    means = np.zeros((count, design.units))
    means[design.level_of_unit, np.arange(design.units)] = 1.0
    means /= means.sum(axis=1, keepdims=True)
    contrasts = np.vstack([means, np.diff(means, axis=0)])
    found = intervals(posterior(design, reading_of(design, scale), contrasts=contrasts))
    return Drift(
        levels=tuple(
            CycleLevel(
                cycle=cycle.name,
                units=len(cycle.ratings.units),
                level=interval,
                mapped=cycle.mapped,
            )
            for cycle, interval in zip(cycles, found[:count], strict=True)
        ),
        changes=tuple(
            _change(before, after, interval)
            for before, after, interval in zip(cycles, cycles[1:], found[count:], strict=False)
        ),
    )


def _change(before: Cycle, after: Cycle, change: Interval) -> Change:
    direction: Direction = "up" if change.low > 0 else "down" if change.high < 0 else "unclear"
    return Change(
        before=before.name,
        after=after.name,
        change=change,
        direction=direction,
        raters=len(set(before.ratings.raters) & set(after.ratings.raters)),
        mapped=before.mapped or after.mapped,
    )


def _check(cycles: Sequence[Cycle], scale: Scale) -> None:
    if not 2 <= len(cycles) <= MOST_CYCLES:
        raise InvalidError(f"Drift needs between 2 and {MOST_CYCLES} cycles.")
    if sum(len(cycle.ratings.units) for cycle in cycles) > MOST_UNITS:
        raise InvalidError(f"At most {MOST_UNITS:,} units in all. Take fewer cycles at once.")
    if len(_names(cycles)) > MOST_RATERS:
        raise InvalidError(f"At most {MOST_RATERS} raters in all. Take fewer cycles at once.")
    for cycle in cycles:
        scores = cycle.ratings.scores
        if scores.min() < scale.lowest or scores.max() > scale.highest:
            raise InvalidError(
                f"“{cycle.name}” has scores outside {scale.lowest} to {scale.highest}. "
                "Map its scale first."
            )


def _joined(cycles: Sequence[Cycle]) -> Design:
    raters = {name: place for place, name in enumerate(_names(cycles))}
    offsets = np.cumsum([0, *(len(cycle.ratings.units) for cycle in cycles)])
    return Design(
        unit_of=np.concatenate(
            [cycle.ratings.unit_of + start for cycle, start in zip(cycles, offsets, strict=False)]
        ),
        rater_of=np.concatenate(
            [np.array([raters[n] for n in c.ratings.raters])[c.ratings.rater_of] for c in cycles]
        ),
        scores=_scores(cycles),
        level_of_unit=np.repeat(np.arange(len(cycles)), np.diff(offsets)),
        raters=len(raters),
        levels=len(cycles),
    )


def _names(cycles: Sequence[Cycle]) -> list[str]:
    return list(dict.fromkeys(name for cycle in cycles for name in cycle.ratings.raters))


def _scores(cycles: Sequence[Cycle]) -> Floats:
    return np.concatenate([cycle.ratings.scores for cycle in cycles])
