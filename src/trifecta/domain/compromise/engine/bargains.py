"""The points of a bargain: what nobody can better for all, and which of it Nash and others take.

Settling one issue more adds to everybody's utility on its own, so that the frontier of all outcomes
is the Minkowski sum of the frontiers of the issues. What is beaten is dropped after each of them,
which is exact: a beaten part stays beaten whatever is added to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, sqrt
from operator import mul
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np

from trifecta.domain.compromise import choosing
from trifecta.domain.compromise.bargain import Bargain
from trifecta.domain.compromise.engine.arrays import Floats, Indexes
from trifecta.domain.compromise.engine.fronts import best_of

EQUAL_ON_THE_WAY: Final = 1e-12
"""Sums that are apart by less than this are taken for equal on the way, as rounding makes them."""

EQUAL: Final = 10.0**-choosing.DIGITS
"""In the end those that agree to nine digits are."""

FEW: Final = 100
"""Up to so many sums of two parties are quicker made one by one than as arrays."""

SHORT: Final = 64
"""And so many points are quicker compared one by one."""

MOST_SUMS: Final = 1_000_000
MOST_SUMS_OF_MANY: Final = 40_000
"""So many sums at most are compared at once, fewer where more than two parties bargain."""

Value = tuple[float, float, int]
"""What one value of an issue, named by its place, is worth to each of two."""

Picked = tuple[Any, ...]
"""What was picked before and the place of the value picked last; nothing at first."""

Point = tuple[float, float, Picked]
"""What each of two has, and how."""

Worth = TypeVar("Worth", Value, Point)

Step = tuple[list[int], Indexes, int]
"""How a frontier came from the one before: the values of the issue, and for each point which of
them it has times the last entry, plus the point it was added to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """The whole frontier of a bargain: `utilities` (n x P) in falling order of the first party's.

    `nash` is the row with the largest product of utilities (Nash 1950), `kalai_smorodinsky` the one
    that leaves whoever has the smallest share of their best most (Kalai and Smorodinsky 1975), both
    counted from nothing. Of equal ones it is that which is also best for the others. `first` and
    `steps` say where the rows came from.
    """

    utilities: Floats
    nash: int
    kalai_smorodinsky: int
    first: list[Picked]
    steps: list[Step]

    def picked(self, row: int) -> tuple[int, ...]:
        """Which value of each issue gives a point of the frontier."""
        found: list[int] = []
        for values, kept, width in reversed(self.steps):
            value, row = divmod(int(kept[row]), width)
            found.append(values[value])
        last = self.first[row]
        while last:
            last, place = last
            found.append(place)
        return tuple(reversed(found))


class _Front(NamedTuple):
    """Utilities in falling order of the first party's, and where they came from."""

    utilities: Floats
    first: list[Picked]
    steps: list[Step]


def points_of(bargain: Bargain) -> Points | None:
    """Its frontier, one outcome for every combination of utilities; None where it is too long."""
    front = _of_two(bargain) if len(bargain.parties) == 2 else _of_many(bargain)
    if front is None:
        return None
    nash, kalai_smorodinsky = _chosen_of_few(front.utilities) or _chosen(front.utilities)
    return Points(
        utilities=front.utilities,
        nash=nash,
        kalai_smorodinsky=kalai_smorodinsky,
        first=front.first,
        steps=front.steps,
    )


def _chosen(utilities: Floats) -> tuple[int, int]:
    """The rows of Nash, and of Kalai and Smorodinsky."""
    shares = _shares(utilities)
    nash = shares.prod(axis=1) ** (1 / shares.shape[1])
    return _best(shares, nash), _best(shares, shares.min(axis=1))


def _chosen_of_few(utilities: Floats) -> tuple[int, int] | None:
    """The same one by one; None where there are many, or more than one is as good as the best."""
    if len(utilities) > SHORT or utilities.shape[1] != 2:
        return None
    ones, others = utilities.T.tolist()
    one, other = max(ones), max(others)
    if one <= EQUAL or other <= EQUAL:
        return None
    products = [*map(mul, ones, others)]
    even = [*map(min, ones, [there * (one / other) for there in others])]
    nash, most = _top(products), _top(even)
    if sqrt(nash[-1]) - sqrt(max(0.0, nash[0])) <= EQUAL * sqrt(one * other):
        return None
    if most[-1] - most[0] <= EQUAL * one:
        return None
    return products.index(nash[-1]), even.index(most[-1])


def _top(measured: list[float]) -> list[float]:
    """The two largest in rising order, after nothing at all where there is one."""
    return sorted([-inf, *measured])[-2:]


def _shares(utilities: Floats) -> Floats:
    """Of everybody's best; who gains nothing whatever is agreed is not looked at."""
    best = utilities.max(axis=0)
    gained = best > EQUAL
    if not gained.any():
        return np.ones((len(utilities), 1))
    shares: Floats = utilities[:, gained] / best[gained]
    return shares


def _best(shares: Floats, measured: Floats) -> int:
    near = np.flatnonzero(measured >= measured.max() - EQUAL)
    if len(near) == 1:
        return int(near[0])
    return int(choosing.first_then(measured, shares, near)[0])


# ---------------------------------------------------------------- two parties


def _of_two(bargain: Bargain) -> _Front | None:
    """Sums one by one as long as there are few, then as arrays."""
    parts = [_standing(points, EQUAL_ON_THE_WAY) for points in _parts(bargain)]
    front: list[Point] = [(0.0, 0.0, ())]
    for place, part in enumerate(parts):
        if len(front) * len(part) > FEW:
            return _summed(front, parts[place:])
        sums = [
            (here + more, there + also, (picked, value))
            for more, also, value in part
            for here, there, picked in front
        ]
        front = _standing(sums, EQUAL_ON_THE_WAY if place + 1 < len(parts) else EQUAL)
    one, other, first = zip(*front, strict=True)
    return _Front(utilities=np.array((one, other)).T, first=[*first], steps=[])


def _parts(bargain: Bargain) -> Iterator[list[Value]]:
    """What each value of an issue is worth to both, issue by issue."""
    one, other = bargain.weights
    for here, there, scores, others in zip(one, other, *bargain.scores, strict=True):
        yield [
            (here * mine, there * theirs, place)
            for place, (mine, theirs) in enumerate(zip(scores, others, strict=True))
        ]


def _standing(points: list[Worth], equal: float) -> list[Worth]:
    """Those that no other beats or equals, in falling order; of equal ones the last."""
    points.sort(reverse=True)
    kept: list[Worth] = []
    enough = -1.0
    for point in points:
        if point[1] > enough:
            if kept and kept[-1][0] <= point[0] + equal:
                kept.pop()
            kept.append(point)
            enough = point[1] + equal
    return kept


def _summed(front: list[Point], parts: list[list[Value]]) -> _Front | None:
    """Arrays are in rising order of the first, so that the sums of a value are in order as well."""
    front.reverse()
    one = np.array([point[0] for point in front])
    other = np.array([point[1] for point in front])
    steps: list[Step] = []
    for place, part in enumerate(parts):
        if len(one) * len(part) > MOST_SUMS:
            return None
        worth = np.array([point[:2] for point in part])
        sums, others = (worth[:, :1] + one).ravel(), (worth[:, 1:] + other).ravel()
        kept = _rising(sums, others, EQUAL_ON_THE_WAY if place + 1 < len(parts) else EQUAL)
        steps.append(([point[2] for point in part], kept, len(one)))
        one, other = sums[kept], others[kept]
    values, kept, width = steps[-1]
    steps[-1] = (values, kept[::-1], width)
    utilities = np.array([one[::-1], other[::-1]]).T
    return _Front(utilities=utilities, first=[picked for _, _, picked in front], steps=steps)


def _rising(one: Floats, other: Floats, equal: float) -> Indexes:
    """The places of sums that no other beats or equals, in rising order of the first."""
    order = np.argsort(one, kind="stable")[::-1]
    fall = other[order]
    highest = np.maximum.accumulate(fall)
    standing = np.ones(len(order), dtype=np.bool_)
    np.greater(fall[1:], highest[:-1] + equal, out=standing[1:])
    order = order[standing][::-1]
    rising = one[order]
    apart = np.ones(len(order), dtype=np.bool_)
    np.greater(rising[1:], rising[:-1] + equal, out=apart[1:])
    return order[apart]


# ---------------------------------------------------------------- more of them


def _of_many(bargain: Bargain) -> _Front | None:
    front, steps = np.zeros((1, len(bargain.parties))), list[Step]()
    for weights, scores in zip(
        zip(*bargain.weights, strict=True), zip(*bargain.scores, strict=True), strict=True
    ):
        worth = (np.array(weights)[:, None] * np.array(scores)).T[::-1]
        if len(front) * len(worth) > MOST_SUMS_OF_MANY:
            return None
        summed = (worth[:, None, :] + front[None]).reshape(-1, worth.shape[1])
        kept = best_of(summed)
        steps.append(([*reversed(range(len(worth)))], kept, len(front)))
        front = summed[kept]
    return _Front(utilities=front, first=[()], steps=steps)
