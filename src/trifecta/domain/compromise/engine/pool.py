"""Many good plans quickly: a pool to choose from, to draw the frontier from and to test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trifecta.domain.compromise.engine.arrays import Arrays, Floats
from trifecta.domain.compromise.engine.climbing import Climbs
from trifecta.domain.compromise.engine.columns import columns_of
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget

ROUNDS: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """n different plans that can be done, as 0/1 rows (n x placements), and `worth` (n x parties).

    `worth` is what each party has of what it needs, as in Arrays.utilities.
    """

    chosen: Floats
    worth: Floats


def pool_of(arrays: Arrays, *, seed: int = 0, budget: Budget = UNLIMITED) -> Pool:
    """Good plans of a problem, for a seed always the same unless the budget cuts the search short.

    It may be empty where a problem has choices and no way to settle them all was found.
    """
    climbs = Climbs(columns_of(arrays), arrays.weight, seed=seed)
    for _ in range(ROUNDS):
        climbs.turn()
        if budget.over:
            break
    chosen = climbs.found()
    return Pool(chosen=chosen, worth=arrays.utilities(chosen))
