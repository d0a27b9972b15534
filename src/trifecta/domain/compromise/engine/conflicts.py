"""The smallest reason why everybody's favourite plan cannot be had at once: needs that collide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from trifecta.domain.compromise.engine.arrays import Floats
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget, Program, Row

AS_FAR: Final = 0.005
"""A need is met as far as in a favourite plan when no more than so much of it is missing."""

MOST_PAIRS: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Needs (ids) that no plan meets together as far as their owners' favourite plans do.

    That is always proven. `irreducible`: without any one of them a plan meets the others so far,
    and that is proven too. `fewest`: no smaller set collides.
    """

    needs: tuple[str, ...]
    irreducible: bool
    fewest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """What a filter found; `known` is False where the time was too short to tell."""

    conflict: Conflict | None
    known: bool


def conflict_of(
    program: Program,
    wanted: Mapping[str, float],
    *,
    known: Floats,
    budget: Budget = UNLIMITED,
) -> Filtered:
    """An irreducible set of needs that cannot all be met at the levels `wanted` (by need id).

    By deletion filtering (Chinneck and Dravnieks 1991): a need is dropped for good when the rest
    still collides, those that weigh least first. Two that collide by themselves are looked for
    before. `known` are plans as 0/1 rows (n x J), which settle most questions without a program.
    """
    asking = _Asking(program, wanted, known=known, budget=budget)
    everything = asking.by_weight
    possible = asking.possible(everything)
    if possible is not False:
        return Filtered(conflict=None, known=possible is True)
    pair, all_told = _pair(asking, everything)
    if pair is not None:
        return Filtered(
            conflict=Conflict(needs=asking.ids(pair), irreducible=True, fewest=True), known=True
        )
    left, certain = list(everything), True
    for need in everything:
        without = [other for other in left if other != need]
        answer = asking.possible(without)
        if answer is False:
            left = without
        certain = certain and answer is not None
    return Filtered(
        conflict=Conflict(
            needs=asking.ids(left),
            irreducible=certain,
            fewest=certain and all_told and len(left) == 3,
        ),
        known=True,
    )


def _pair(asking: _Asking, needs: Sequence[int]) -> tuple[list[int] | None, bool]:
    """Two needs that collide by themselves, those that weigh most first; whether all are told."""
    heaviest = [*needs][::-1]
    pairs = [[*pair] for pair in combinations(heaviest, 2) if asking.of_two_parties(pair)]
    told = len(pairs) <= MOST_PAIRS
    for pair in pairs[:MOST_PAIRS]:
        answer = asking.possible(pair)
        if answer is False:
            return pair, True
        told = told and answer is True
    return None, told


class _Asking:
    """Whether there is a plan that meets some needs, by plans that are known or by a program."""

    def __init__(
        self, program: Program, wanted: Mapping[str, float], *, known: Floats, budget: Budget
    ) -> None:
        needs = program.arrays.problem.needs
        self.program, self.budget, self.problem = program, budget, program.arrays.problem
        self.level = {
            place: wanted[n.id] - AS_FAR for place, n in enumerate(needs) if n.id in wanted
        }
        self.met = program.arrays.met(known)

    @property
    def by_weight(self) -> list[int]:
        """Places of the needs, from what matters least; those of one weight by their ids."""
        needs = self.problem.needs
        return sorted(self.level, key=lambda place: (needs[place].weight, needs[place].id))

    def of_two_parties(self, places: Iterable[int]) -> bool:
        return len({self.problem.needs[place].party for place in places}) > 1

    def ids(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.problem.needs[place].id for place in sorted(places))

    def possible(self, places: Sequence[int]) -> bool | None:
        """None where the budget was too short to tell. Nobody collides with themselves alone."""
        if not self.of_two_parties(places):
            return True
        level = np.array([self.level[place] for place in places])
        if (self.met[:, places] >= level).all(axis=1).any():
            return True
        if self.budget.over:
            return None
        gain = self.program.arrays.gain
        rows = [Row(low=self.level[place], x=gain[place]) for place in places]
        solved = self.program.maximise(Row(), rows=rows, budget=self.budget.share(0.3))
        if solved.chosen is None:
            return False if solved.proven_empty else None
        self.met = np.vstack([self.met, self.program.arrays.met(solved.chosen[None])])
        return True
