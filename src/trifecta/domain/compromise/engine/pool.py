"""Many good plans quickly: a pool to choose from, to draw the frontier from and to test."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from trifecta.domain.compromise.engine.arrays import Arrays, Floats, Indexes
from trifecta.domain.compromise.engine.fronts import best_of
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget
from trifecta.domain.compromise.engine.walking import Walk

SURE: Final = 1e-9
"""What rounding may take from a bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """n different plans that can be done, as 0/1 rows (n x placements), and `worth` (n x parties).

    `worth` is what each party has of what it needs, as in Arrays.utilities, `most` what none can
    exceed by the relaxations that guided the search, inf without them.
    """

    chosen: Floats
    worth: Floats
    most: Floats

    @property
    def front(self) -> Indexes:
        """The rows that no other beats, one for each worth, in falling order of the first party."""
        return np.asarray(best_of(self.worth))


def pool_of(arrays: Arrays, *, seed: int = 0, budget: Budget = UNLIMITED) -> Pool:
    """Good plans of a problem, for a seed always the same unless the budget cuts the search short.

    Neither the order of the parties nor the scale of their weights changes which plans are found.
    The pool may be empty where a problem has choices and no way to settle them all was found.
    """
    parties = [party.id for party in arrays.problem.parties]
    order = sorted(range(len(parties)), key=parties.__getitem__)
    walk = Walk(_canonical(arrays, order), seed=seed, budget=budget)
    while not walk.over:
        walk.turn()
        if budget.over:
            break
    chosen = walk.found()
    most = np.empty(len(order))
    most[order] = walk.guides.most
    return Pool(chosen=chosen, worth=arrays.utilities(chosen), most=_rescaled(most, arrays.weight))


def _rescaled(most: Floats, weight: Floats) -> Floats:
    """What none can exceed by weights that sum to 1, by those that are given, and a little more."""
    total = np.abs(weight).sum(axis=1)
    rescaled: Floats = most * np.where(total > 0, total, 1.0) + SURE
    return rescaled


def _canonical(arrays: Arrays, order: list[int]) -> Arrays:
    """The same with parties in this order and weights that sum to 1, to twelve digits."""
    weight = arrays.weight[order]
    total = np.abs(weight).sum(axis=1, keepdims=True)
    return replace(arrays, weight=np.round(weight / np.where(total > 0, total, 1.0), 12))
