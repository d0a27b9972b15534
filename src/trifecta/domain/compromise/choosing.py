"""Which of many plans to take: leximin, Nash, the Pareto frontier, and less work where they tie."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.compromise.enumeration import Floats, Places, Plans
from trifecta.domain.compromise.problem import Problem

DIGITS: Final = 9
"""Values that agree to so many digits are equal; the rest is noise of floating point."""

Rows = NDArray[np.intp]


def retention(utilities: Floats) -> Floats:
    """Each party's utility as a share of the best that any of the plans (rows) gives it.

    A party that no plan helps keeps all of nothing, 1, unless a plan takes from it: then the
    utility itself, which is below 0.
    """
    return shares_of(utilities, utilities.max(axis=0))


def shares_of(utilities: Floats, best: Floats) -> Floats:
    """The same against a `best` (one a party) that is known from elsewhere."""
    unharmed = np.where(utilities < -(10.0**-DIGITS), utilities, 1.0).astype(np.float64)
    shares: Floats = np.divide(utilities, best, out=unharmed, where=best > 10.0**-DIGITS)
    rounded: Floats = np.round(shares, DIGITS)
    return rounded


def leximin(values: Floats, among: Rows) -> Rows:
    """The rows that lift the worst-off most, then the next, and so on (Sen 1970); all that tie."""
    ascending = np.sort(np.round(values[among], DIGITS), axis=1)
    return _best_first(ascending, among)


def first_then(first: Floats, values: Floats, among: Rows) -> Rows:
    """The rows with the largest `first`, and of these the leximin of `values`; all that tie."""
    held = np.round(first[among], DIGITS)
    return leximin(values, among[held == held.max()])


def nash(values: Floats, among: Rows) -> Rows:
    """The rows with the largest product (Nash 1950), counted from 0; all that tie."""
    product = np.round(np.prod(np.maximum(values[among], 0.0), axis=1), DIGITS)
    best: Rows = among[product == product.max()]
    return best


def simplest(plans: Plans, among: Rows) -> int:
    """One of several equal rows: least effort, then fewest options, then earliest, then by name."""
    return simplest_of(plans.problem, plans.places[among], plans.effort[among], among)


def simplest_of(problem: Problem, places: Places, effort: Floats, rows: Rows) -> int:
    """The same of plans given by where their options are (n x options, 0 for left out)."""
    lateness = places.sum(axis=1)
    keys = [*places.T[_by_id(problem)][::-1], lateness, (places > 0).sum(axis=1)]
    order = np.lexsort([*keys, np.round(effort, DIGITS)])
    return int(rows[order[0]])


def frontier(plans: Plans, utilities: Floats) -> list[int]:
    """One row, the simplest, for every Pareto-optimal combination of utilities."""
    values = np.round(utilities, DIGITS)
    left = np.arange(len(values))
    found: list[int] = []
    while len(left):
        best = values[left[np.argmax(values[left].sum(axis=1))]]
        equal = left[(values[left] == best).all(axis=1)]
        found.append(simplest(plans, equal))
        left = left[~(values[left] <= best).all(axis=1)]
    return sorted(found, key=lambda row: tuple(-values[row]))


def _by_id(problem: Problem) -> list[int]:
    """Columns in the order of the options' ids: the order they were entered in decides nothing."""
    ids = [option.id for option in problem.options]
    return sorted(range(len(ids)), key=ids.__getitem__)


def _best_first(columns: Floats, among: Rows) -> Rows:
    left = np.arange(len(among))
    for column in _columns(columns):
        left = left[column[left] == column[left].max()]
    return among[left]


def _columns(values: Floats) -> Iterable[Floats]:
    return (values[:, place] for place in range(values.shape[1]))
