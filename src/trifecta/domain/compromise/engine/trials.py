"""Many plans under many draws at once: which can be done, and what whoever keeps least keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import prod
from typing import Final

import numpy as np

from trifecta.domain.compromise import choosing
from trifecta.domain.compromise.engine.arrays import Arrays, Floats, Indexes, arrays_of
from trifecta.domain.compromise.engine.draws import Draws, scaled
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget
from trifecta.domain.compromise.engine.refitting import Bundle, Numbers, Score, Truths
from trifecta.domain.compromise.engine.relaxing import Relaxing
from trifecta.domain.compromise.engine.rivals import Fitter, Goal
from trifecta.domain.compromise.engine.solving import MOST_COMBINED, vectors_of
from trifecta.domain.compromise.enumeration import feasible_plans
from trifecta.domain.compromise.problem import Plan
from trifecta.domain.compromise.worth import SLACK

AT_ONCE: Final = 4_000_000
"""So many numbers at most are in one array of draws x plans x needs."""

FOR_ONE: Final = 6
FOR_ALL: Final = 24
"""How many exchanges are tried in each draw on the best plan for a party, and on the fairest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """Of D draws and N plans: `worst` (D x N), the share of their best that whoever keeps least
    keeps, and `possible` (D x N), whether the plan can be done. `best` (D) is the largest `worst`
    of a plan that was found for the draw, -inf where none can be done, and `best_worth` (D x P)
    what each party has then. Everybody's best is that of all plans that were found for the draw."""

    worst: Floats
    possible: Truths
    best: Floats
    best_worth: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """What each party has of plans in draws (d x n x P), and what share of the tightest capacity
    each takes (d x n)."""

    worth: Floats
    load: Floats

    @property
    def possible(self) -> Truths:
        return np.asarray(self.load <= 1 + SLACK)

    @property
    def can(self) -> Floats:
        """The worth, -inf where a plan cannot be done."""
        return np.where(self.possible[:, :, None], self.worth, -np.inf)

    @property
    def near(self) -> Floats:
        """What to take off a plan that does not fit, to see where it is worth beginning."""
        return -3.0 * np.maximum(self.load - 1, 0.0)


class Trials:
    """Draws as numbers over the placements of a problem with the least efforts that are drawn.

    So a plan that fits only when work turns out smaller than thought has its placements as well.
    """

    def __init__(self, draws: Draws) -> None:
        self.draws = draws
        self._least = np.minimum(draws.efforts.min(axis=0), 1.0)
        options = scaled(draws.problem.options, self._least)
        self.arrays = arrays_of(replace(draws.problem, options=options, default=None))
        self._score = self._score_places()
        self._bundle = Bundle.of(self.arrays)

    def rows_of(self, plans: list[Plan]) -> Floats:
        """Plans as 0/1 rows over the placements here."""
        return np.array([self.arrays.vector(plan) for plan in plans])

    def widened(self, arrays: Arrays, chosen: Floats) -> Floats:
        """Rows over the placements of the same problem with other efforts, as rows over these."""
        stages = len(arrays.problem.stages)
        here = self.arrays.option * stages + self.arrays.stage
        rows = np.zeros((len(chosen), self.arrays.placements))
        rows[:, np.searchsorted(here, arrays.option * stages + arrays.stage)] = chosen
        return rows

    def everything(self, *, most: int) -> Floats | None:
        """Every plan that can be done in some draw, and maybe others; None where that is many."""
        problem, arrays = self.arrays.problem, self.arrays
        places = np.bincount(arrays.option, minlength=len(problem.options)) + 1
        if problem.choices or prod(places.tolist()) > MOST_COMBINED:
            return None
        plans = feasible_plans(problem)
        return None if plans is None or len(plans) > most else vectors_of(arrays, plans)

    def as_said(self, chosen: Floats) -> Truths:
        """Which plans can be done with the efforts that were said."""
        use = self.arrays.use / self._least[self.arrays.option]
        fit: Truths = (chosen @ use.T <= 1 + SLACK).all(axis=1)
        return fit

    def outcomes(
        self, chosen: Floats, *, refit: int | None = None, budget: Budget = UNLIMITED
    ) -> Outcomes:
        """What becomes of plans (n x J), in as many draws as there is time for, at least a few.

        With a seed as `refit`, some of the plans are fitted to each draw, to be compared with too.
        """
        parts: list[Outcomes] = []
        chunks = [*self._chunks(len(chosen))]
        fitter = None
        if refit is not None and self.arrays.placements:
            fitter = self._fitter(chosen, refit, budget)
        for done, rows in enumerate(chunks):
            share = budget.share(1 / (len(chunks) - done))
            parts.append(self._part(chosen, rows, fitter, share))
            if budget.over:
                break
        return Outcomes(
            worst=np.concatenate([part.worst for part in parts]),
            possible=np.concatenate([part.possible for part in parts]),
            best=np.concatenate([part.best for part in parts]),
            best_worth=np.concatenate([part.best_worth for part in parts]),
        )

    def worth(self, chosen: Floats, rows: slice) -> Floats:
        """What each party has of what it needs in some draws: draws x plans x parties."""
        met = np.minimum(1.0, _summed(self._gain(rows), chosen))
        worth: Floats = np.matmul(self._weight(rows), met).transpose(0, 2, 1)
        return worth

    def _part(
        self,
        chosen: Floats,
        rows: slice,
        fitter: Callable[[slice, Budget], Fitter] | None,
        budget: Budget,
    ) -> Outcomes:
        load = _summed(self._use(rows), chosen).max(axis=1, initial=0.0)
        tried = _Tried(worth=self.worth(chosen, rows), load=load)
        rivals = tried.can
        if fitter is not None:
            rivals = self._refitted(tried, fitter(rows, budget))
        ideal = rivals.max(axis=1, keepdims=True)
        ideal = np.where(np.isfinite(ideal), ideal, 0.0)
        kept = choosing.shares_of(rivals, ideal).min(axis=2)
        each, first = np.arange(len(kept)), kept.argmax(axis=1)
        return Outcomes(
            worst=choosing.shares_of(tried.worth, ideal).min(axis=2),
            possible=tried.possible,
            best=kept[each, first],
            best_worth=rivals[each, first],
        )

    def _refitted(self, tried: _Tried, fitter: Fitter) -> Floats:
        """What each party has of plans that are fitted to each draw, best for each and fair.

        Those of the pool are begun with that nearly fit and would be good.
        """
        found, worth = tried.can, tried.worth
        for party in range(worth.shape[2]):
            ideal = np.maximum(found.max(axis=1), 1e-9)
            begin = (worth[:, :, party] + tried.near).argmax(axis=1)
            goal = Goal(party=party, ideal=ideal, score=_for_one(party), exchanges=FOR_ONE)
            found = np.concatenate([found, fitter.fitted(begin, goal)], axis=1)
        ideal = np.maximum(found.max(axis=1), 1e-9)
        begin = ((worth / ideal[:, None]).min(axis=2) + tried.near).argmax(axis=1)
        goal = Goal(party=None, ideal=ideal, score=_for_all(ideal), exchanges=FOR_ALL)
        return np.concatenate([found, fitter.fitted(begin, goal)], axis=1)

    def _fitter(
        self, chosen: Floats, seed: int, budget: Budget
    ) -> Callable[[slice, Budget], Fitter]:
        """What fits plans to some of the draws."""
        use = self.arrays.use / self._least[self.arrays.option]
        as_said = replace(self.arrays, use=use)
        relaxing = Relaxing.of(self._bundle, as_said, budget=budget)
        inside = self._bundle.inside(chosen)

        def fitter(rows: slice, budget: Budget) -> Fitter:
            return Fitter(
                bundle=self._bundle,
                relaxing=relaxing,
                pool=inside,
                numbers=self._numbers(rows),
                random=np.random.default_rng([seed, 3, rows.start]),
                budget=budget,
            )

        return fitter

    def _numbers(self, rows: slice) -> Numbers:
        """Over the columns of the bundle."""
        members = self._bundle.members.T
        return Numbers(
            gain=np.ascontiguousarray((self._gain(rows) @ members).transpose(0, 2, 1)),
            use=np.ascontiguousarray((self._use(rows) @ members).transpose(0, 2, 1)),
            weight=self._weight(rows),
        )

    def _gain(self, rows: slice) -> Floats:
        arrays, scores = self.arrays, self.draws.scores[rows]
        factor = np.ones((len(scores), len(arrays.gain), len(arrays.problem.options)))
        factor[:, self._score[0], self._score[1]] = scores
        gain: Floats = arrays.gain[None] * factor[:, :, arrays.option]
        return gain

    def _weight(self, rows: slice) -> Floats:
        """Draws x parties x needs."""
        weight: Floats = self.draws.weights[rows][:, None, :] * (self.arrays.weight > 0)[None]
        return weight

    def taken(self, row: Floats, rows: slice) -> Floats:
        """What one plan takes of each capacity, as a share of it: draws x capacities."""
        shares: Floats = _summed(self._use(rows), row[None])[:, :, 0]
        return shares

    def _use(self, rows: slice) -> Floats:
        factor = (self.draws.efforts[rows] / self._least)[:, self.arrays.option]
        use: Floats = self.arrays.use[None] * factor[:, None, :]
        return use

    def _chunks(self, plans: int) -> Iterator[slice]:
        needs = len(self.arrays.gain) + len(self.arrays.use)
        step = max(1, AT_ONCE // max(1, needs * max(plans, self.arrays.placements)))
        return (slice(at, at + step) for at in range(0, len(self.draws), step))

    def _score_places(self) -> tuple[list[int], list[int]]:
        problem = self.draws.problem
        need = {row.id: place for place, row in enumerate(problem.needs)}
        option = {row.id: place for place, row in enumerate(problem.options)}
        scores = problem.scores
        return [need[s.need] for s in scores], [option[s.option] for s in scores]


def _summed(values: Floats, chosen: Floats) -> Floats:
    """Values of placements (d x k x J) summed over those of each plan (n x J): d x k x n."""
    draws, kinds, width = values.shape
    flat = np.ascontiguousarray(values).reshape(draws * kinds, width)
    summed: Floats = (flat @ np.ascontiguousarray(chosen.T)).reshape(draws, kinds, len(chosen))
    return summed


def _for_one(party: int) -> Score:
    return lambda worth, _: np.asarray(worth[:, party] + 1e-3 * worth.mean(axis=1))


def _for_all(ideal: Floats) -> Score:
    """What whoever keeps least keeps, and a little for everybody; `ideal` is d x P."""

    def score(worth: Floats, rows: Indexes) -> Floats:
        kept = worth / ideal[rows]
        least: Floats = kept.min(axis=1) + 0.05 * kept.mean(axis=1)
        return least

    return score
