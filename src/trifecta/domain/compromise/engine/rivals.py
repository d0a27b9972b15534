"""Plans that are good in each of many draws, from what a relaxation has in it and from a pool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from trifecta.domain.compromise.engine.arrays import Floats, Indexes
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget
from trifecta.domain.compromise.engine.refitting import Bundle, Fitting, Numbers, Score, Truths
from trifecta.domain.compromise.engine.relaxing import Relaxing

ABOVE: Final = (0.5, 0.7, 0.9)
"""A plan is begun with the columns of which more than this is in the relaxed one."""

HALF: Final = 0.5
SHAKEN: Final = 4
SHAKE: Final = 0.6
SURE: Final = 0.02
"""So many more begin with parts that are shaken by so much, apart from those that are nearly 0 or
1. Several quick beginnings find more than exchanges do in the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What plans should be good for: a `party`, or everybody by shares of `ideal` (d x P)."""

    party: int | None
    ideal: Floats
    score: Score
    exchanges: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitter:
    """Fits plans to d draws; `pool` (N x V) are those of a pool over the columns of the bundle."""

    bundle: Bundle
    relaxing: Relaxing | None
    pool: Truths
    numbers: Numbers
    random: np.random.Generator
    budget: Budget = UNLIMITED

    def fitted(self, begin: Indexes, goal: Goal) -> Floats:
        """What each party has of a few plans in each draw (d x n x P), -inf where they cannot be
        done; one of them is begun with plan `begin` (d) of the pool."""
        fittings, found = [], []
        for fitting in self._begun(begin, goal):
            fitting.shrink(goal.score)
            fitting.fill(goal.score)
            fittings.append(fitting)
            found.append(fitting.settled())
        best = self._best(fittings, found, goal)
        for _ in range(goal.exchanges):
            if self.budget.over:
                break
            best.exchange(goal.score, self.random)
        return np.stack([*found, best.settled()], axis=1)

    def _begun(self, begin: Indexes, goal: Goal) -> Iterator[Fitting]:
        """From the pool, and as long as there is time from what a relaxation has in it."""
        yield Fitting(self.bundle, self.pool[begin], self.numbers)
        if self.relaxing is None:
            return
        part = self.relaxing.parts(self.numbers, goal.ideal, party=goal.party, budget=self.budget)
        for place in range(len(ABOVE) + SHAKEN):
            if self.budget.over:
                return
            above = ABOVE[place] if place < len(ABOVE) else HALF
            begun = part if place < len(ABOVE) else self._shaken(part)
            yield Fitting.rounded(self.bundle, begun, self.numbers, above=above)

    def _shaken(self, part: Floats) -> Floats:
        by = SHAKE * self.random.standard_normal(part.shape)
        return np.where(np.asarray((part > SURE) & (part < 1 - SURE)), part + by, part)

    def _best(self, fittings: list[Fitting], found: list[Floats], goal: Goal) -> Fitting:
        """The best of these in each draw."""
        rows = np.arange(len(found[0]))
        scores = []
        for worth in found:
            can = np.asarray(np.isfinite(worth).all(axis=1))
            score = goal.score(np.where(can[:, None], worth, 0.0), rows)
            scores.append(np.where(can, score, -np.inf))
        first = np.argmax(scores, axis=0)
        inside = np.stack([fitting.inside for fitting in fittings])[first, rows]
        return Fitting(self.bundle, inside, self.numbers)
