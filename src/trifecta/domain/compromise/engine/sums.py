"""Frontiers of problems that are sums: every decision adds to everybody's utility on its own.

Without limits that tie decisions together, the frontier of all combinations comes from the
frontiers of the parts, added one after the other (Minkowski sums), with what is beaten dropped at
once. That is exact: a beaten part stays beaten whatever is added to it. Where capacities tie them,
partial plans are compared in what they use as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from trifecta.domain.compromise.engine.arrays import Arrays, Floats
from trifecta.domain.compromise.engine.decisions import Decisions, Ints
from trifecta.domain.compromise.engine.fronts import best_of
from trifecta.domain.compromise.engine.outlooks import Values
from trifecta.domain.compromise.engine.packing import packed
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget

MOST_POINTS: Final = 200_000
MANY: Final = 4_000
"""Where more sums than this have to be made, values that others beat are dropped first."""

SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """Pareto-optimal utilities (n x P) and the values of all decisions that give them (n x D)."""

    utilities: Floats
    values: Ints


def adds_up(decisions: Decisions) -> bool:
    """Whether nothing but capacities ties decisions together, and no need can be overfilled."""
    if len(decisions.before) or len(decisions.apart) or not len(decisions.needed):
        return False
    return bool((_most(decisions, decisions.gain) <= 1 + SLACK).all())


def front_of(decisions: Decisions, *, budget: Budget = UNLIMITED) -> Front | None:
    """The whole frontier of decisions that add up; None where that would take too much."""
    if (_most(decisions, decisions.use) <= 1 + SLACK).all():
        return _summed(decisions)
    return _packed(decisions, budget)


def _most(decisions: Decisions, amounts: Floats) -> Floats:
    """The sum of the largest amount (V x n) of each decision."""
    most: Floats = np.maximum.reduceat(amounts, decisions.first[:-1], axis=0).sum(axis=0)
    return most


def _summed(decisions: Decisions) -> Front | None:
    """Where no capacity is short; None with more than MOST_POINTS points on the way."""
    arrays: Arrays = decisions.arrays
    worth = decisions.gain @ arrays.weight.T
    parties = worth.shape[1]
    front = np.zeros((1, parties))
    steps: list[tuple[Ints, Ints]] = []
    for may_take in _values(decisions):
        many = len(may_take) * len(front) > MANY
        values = may_take[best_of(worth[may_take])] if many else may_take
        summed = (front[:, None, :] + worth[values][None, :, :]).reshape(-1, parties)
        kept = best_of(summed)
        if len(kept) > MOST_POINTS:
            return None
        front = summed[kept]
        steps.append((kept // len(values), values[kept % len(values)]))
    return Front(utilities=front, values=_traced(steps, len(front)))


def _packed(decisions: Decisions, budget: Budget) -> Front | None:
    """Where capacities are short."""
    worth = decisions.gain @ decisions.arrays.weight.T
    left = [
        values[best_of(np.hstack([-decisions.use[values], worth[values]]))]
        for values in _values(decisions)
    ]
    if not all(len(values) for values in left):
        return None
    values = Values(
        worth=tuple(worth[values] for values in left),
        use=tuple(decisions.use[values] for values in left),
    )
    found = packed(values, budget=budget)
    if found is None:
        return None
    picked = [values[found.picked[:, d]] for d, values in enumerate(left)]
    return Front(utilities=found.utilities, values=np.column_stack(picked))


def _values(decisions: Decisions) -> Iterator[Ints]:
    """The values each decision may take, the latest first: of equal ones the last is preferred."""
    spans = zip(decisions.first[:-1], decisions.first[1:], decisions.needed, strict=True)
    for start, end, needed in spans:
        yield np.arange(start + int(needed), end)[::-1]


def _traced(steps: list[tuple[Ints, Ints]], count: int) -> Ints:
    """Which value of each decision every point came from."""
    at = np.arange(count)
    picked = []
    for came_from, value in reversed(steps):
        picked.append(value[at])
        at = came_from[at]
    return np.column_stack(picked[::-1]).astype(np.int64)
