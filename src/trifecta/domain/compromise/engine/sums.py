"""Frontiers of problems that are sums: every decision adds to everybody's utility on its own.

Without limits that tie decisions together, the frontier of all combinations comes from the
frontiers of the parts, added one after the other (Minkowski sums), with what is beaten dropped at
once. That is exact: a beaten part stays beaten whatever is added to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from trifecta.domain.compromise.engine.arrays import Arrays, Floats
from trifecta.domain.compromise.engine.decisions import Decisions, Ints
from trifecta.domain.compromise.engine.fronts import best_of

MOST_POINTS: Final = 200_000
SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """Pareto-optimal utilities (n x P) and the values of all decisions that give them (n x D)."""

    utilities: Floats
    values: Ints


def sums_up(decisions: Decisions) -> bool:
    """Whether nothing ties decisions together, no capacity is short, no need is overfilled."""
    if len(decisions.before) or len(decisions.apart):
        return False
    spans = list(zip(decisions.first[:-1], decisions.first[1:], strict=True))
    most_use = sum(decisions.use[a:b].max(axis=0) for a, b in spans)
    most_gain = sum(decisions.gain[a:b].max(axis=0) for a, b in spans)
    return bool((most_use <= 1 + SLACK).all() and (most_gain <= 1 + SLACK).all())


def front_of(decisions: Decisions) -> Front | None:
    """The whole frontier; None where it has more than MOST_POINTS points on the way."""
    arrays: Arrays = decisions.arrays
    worth = decisions.gain @ arrays.weight.T
    parties = worth.shape[1]
    front = np.zeros((1, parties))
    steps: list[tuple[Ints, Ints]] = []
    for a, b, needed in zip(
        decisions.first[:-1], decisions.first[1:], decisions.needed, strict=True
    ):
        values = np.arange(a + int(needed), b)
        values = values[best_of(worth[values])]
        summed = (front[:, None, :] + worth[values][None, :, :]).reshape(-1, parties)
        kept = best_of(summed)
        if len(kept) > MOST_POINTS:
            return None
        front = summed[kept]
        steps.append((kept // len(values), values[kept % len(values)]))
    return Front(utilities=front, values=_traced(steps, len(front)))


def _traced(steps: list[tuple[Ints, Ints]], count: int) -> Ints:
    """Which value of each decision every point came from."""
    at = np.arange(count)
    picked = []
    for came_from, value in reversed(steps):
        picked.append(value[at])
        at = came_from[at]
    return np.column_stack(picked[::-1]).astype(np.int64)
