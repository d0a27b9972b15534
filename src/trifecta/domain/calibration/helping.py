"""Statistics of one cycle as its calibrators are shown them: after voting, as help, in ranges.

Nothing here is a proposal: a level is given as a range and never as a point, and no rater is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from trifecta.domain.calibration.agreement import Agreement, agreement
from trifecta.domain.calibration.drift import Cycle, Drift, drift
from trifecta.domain.calibration.levels import Interval, adjust
from trifecta.domain.calibration.ratings import Rating, ratings_from
from trifecta.domain.calibration.scales import LabelledScale
from trifecta.domain.calibration.steps import Scale

FEWEST_UNITS: Final = 3
"""With fewer partnerships there is nothing to compare, and every range is as wide as the scale."""
_KEPT: Final = 128

Votes = tuple[tuple[str, str, int], ...]
"""What was proposed for one outcome: partnership, calibrator (both by id), and the step from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """Where a partnership stands by its votes: from the step `low` to the step `high`, 0 lowest.

    The true level lies between nine times in ten, who happened to vote taken into account.
    """

    unit: str
    votes: int
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How many proposals for an outcome came closer, stayed or went further apart by talking."""

    closer: int = 0
    same: int = 0
    further: int = 0

    @property
    def all(self) -> int:
        return self.closer + self.same + self.further


@lru_cache(maxsize=_KEPT)
def agreed(votes: Votes) -> Agreement:
    """Every coefficient of one outcome's votes; raises InvalidError where there are none."""
    return agreement(ratings_from(_rows(votes)))


@lru_cache(maxsize=_KEPT)
def stands(votes: Votes, steps: int) -> tuple[Stands, ...]:
    """Ranges of model A on a scale of `steps` steps; none for fewer than three partnerships."""
    ratings = ratings_from(_rows(votes))
    if len(ratings.units) < FEWEST_UNITS:
        return ()
    found = adjust(ratings, scale=Scale(lowest=0, highest=steps - 1))
    return tuple(
        Stands(unit=one.unit, votes=one.votes, low=_step(one.level.low, steps), high=high)
        for one in found.levels
        for high in (_step(one.level.high, steps),)
    )


@lru_cache(maxsize=_KEPT)
def moved_between(cycles: tuple[tuple[str, Votes], ...], steps: int) -> Drift:
    """Drift over cycles in order, each with its votes, all on a scale of `steps` steps."""
    return drift(
        [Cycle(name=name, ratings=ratings_from(_rows(votes))) for name, votes in cycles],
        scale=Scale(lowest=0, highest=steps - 1),
    )


def talking(first: Mapping[str, Sequence[int]], second: Mapping[str, Sequence[int]]) -> Moved:
    """What became of the distance between highest and lowest, by partnership."""
    found: Counter[str] = Counter()
    for unit in first.keys() & second.keys():
        before, after = _apart(first[unit]), _apart(second[unit])
        found["same" if after == before else "closer" if after < before else "further"] += 1
    return Moved(closer=found["closer"], same=found["same"], further=found["further"])


def distribution(steps: Sequence[int], scale: LabelledScale) -> tuple[tuple[str, int], ...]:
    """How many partnerships were given each step, the lowest first."""
    counts = Counter(steps)
    return tuple((label, counts[step]) for step, label in enumerate(scale.labels))


def range_words(found: Stands, scale: LabelledScale) -> str:
    """The range in the labels of the scale."""
    low, high = scale.label(found.low), scale.label(found.high)
    return f"“{low}”" if found.low == found.high else f"“{low}” to “{high}”"


def drift_words(found: Drift) -> str:
    """Whether the level moved from the last cycle but one to the last."""
    last = found.changes[-1]
    if last.direction == "unclear":
        return (
            f"Whether the level has moved since {last.before} cannot be told: the change lies "
            f"between {_signed(last.change.low)} and {_signed(last.change.high)} steps."
        )
    way = "higher" if last.direction == "up" else "lower"
    return (
        f"The level is {way} than in {last.before}, by {_size(last.change)}. That may be what "
        "partnerships did, or what calibrators expect; the figure cannot tell which."
    )


def _size(change: Interval) -> str:
    low, high = sorted((abs(change.low), abs(change.high)))
    return f"{low:.1f} to {high:.1f} steps"


def _signed(value: float) -> str:
    return f"{'−' if value < 0 else '+'}{abs(value):.1f}"


def _rows(votes: Votes) -> list[Rating]:
    return [Rating(unit=unit, rater=rater, score=float(step)) for unit, rater, step in votes]


def _step(level: float, steps: int) -> int:
    return min(steps - 1, max(0, round(level)))


def _apart(steps: Sequence[int]) -> int:
    return max(steps) - min(steps)
