"""What may still come: the most that decisions yet to be made can add, by room that is left.

For each capacity alone, the best mix of values with fractions allowed (Dantzig, 1957; Sinha and
Zoltners, 1979) is a concave function of the room: steps in falling order of gain for use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trifecta.domain.compromise.engine.arrays import Floats, Indexes


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What can be decided, in order: worth (k x P) and use (k x C) of each decision's values."""

    worth: tuple[Floats, ...]
    use: tuple[Floats, ...]

    def __len__(self) -> int:
        return len(self.worth)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Steps:
    """For one mix and one capacity: steps of all decisions by falling slope, and where they begin.

    `base` and `least` are the gain and use of each decision's cheapest value.
    """

    decision: Indexes
    use: Floats
    gain: Floats
    base: Floats
    least: Floats

    def most(self, decided: int, room: Floats) -> Floats:
        """What the decisions from `decided` on can add to plans with so much room (n)."""
        left = self.decision >= decided
        use = np.concatenate([[0.0], np.cumsum(self.use[left])])
        gain = np.concatenate([[0.0], np.cumsum(self.gain[left])])
        spare = room - self.least[decided:].sum()
        most: Floats = self.base[decided:].sum() + np.interp(spare, use, gain)
        most[spare < -1e-9] = -np.inf
        return most


class Outlooks:
    """The most that can still come in each of L mixes of the parties (L x P)."""

    def __init__(self, values: Values, mixes: Floats) -> None:
        self.mixes = mixes
        capacities = values.use[0].shape[1] if len(values) else 0
        self._steps = [
            [_steps(values, mix, capacity) for capacity in range(capacities)] for mix in mixes
        ]
        most = np.array([(worth @ mixes.T).max(axis=0) for worth in values.worth])
        self._sums = np.concatenate(
            [np.cumsum(most[::-1], axis=0)[::-1], np.zeros((1, len(mixes)))]
        )

    def most(self, decided: int, use: Floats) -> Floats:
        """For partial plans (n x C) with the first so many decisions made: n x L."""
        found = np.tile(self._sums[decided], (len(use), 1))
        for place, steps in enumerate(self._steps):
            for capacity, row in enumerate(steps):
                room = 1.0 - use[:, capacity]
                np.minimum(found[:, place], row.most(decided, room), out=found[:, place])
        return found


def _steps(values: Values, mix: Floats, capacity: int) -> _Steps:
    hulls = [
        _hull(use[:, capacity], worth @ mix)
        for use, worth in zip(values.use, values.worth, strict=True)
    ]
    decision = np.repeat(np.arange(len(hulls)), [len(hull) - 1 for hull in hulls])
    use = np.concatenate([np.diff(hull[:, 0]) for hull in hulls])
    gain = np.concatenate([np.diff(hull[:, 1]) for hull in hulls])
    order = np.argsort(-gain / np.maximum(use, 1e-15), kind="stable")
    return _Steps(
        decision=decision[order],
        use=use[order],
        gain=gain[order],
        base=np.array([hull[0, 1] for hull in hulls]),
        least=np.array([hull[0, 0] for hull in hulls]),
    )


def _hull(use: Floats, gain: Floats) -> Floats:
    """Of points (use, gain) those above which no mix of others lies, rising in both."""
    hull: list[Sequence[float]] = []
    for point in sorted(zip(use.tolist(), (-gain).tolist(), strict=True)):
        here = (point[0], -point[1])
        if hull and here[1] <= hull[-1][1] + 1e-15:
            continue
        while len(hull) > 1 and _slope(hull[-2], hull[-1]) <= _slope(hull[-2], here):
            hull.pop()
        hull.append(here)
    return np.array(hull)


def _slope(here: Sequence[float], there: Sequence[float]) -> float:
    return (there[1] - here[1]) / max(there[0] - here[0], 1e-15)
