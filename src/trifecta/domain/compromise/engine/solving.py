"""Answers a problem of any size: exactly where it can, with a proven bound where it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from math import prod
from typing import Final

import numpy as np

from trifecta.domain.compromise import choosing
from trifecta.domain.compromise.alternatives import alternative_rows
from trifecta.domain.compromise.engine import rules
from trifecta.domain.compromise.engine.answers import Answer, Proposal, Rule, Standing
from trifecta.domain.compromise.engine.arrays import Arrays, Floats, Indexes, arrays_of
from trifecta.domain.compromise.engine.decisions import decisions_of
from trifecta.domain.compromise.engine.fronts import best_of, spread
from trifecta.domain.compromise.engine.pool import pool_of
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget, Program, Row
from trifecta.domain.compromise.engine.sums import adds_up, front_of
from trifecta.domain.compromise.enumeration import Plans, feasible_plans
from trifecta.domain.compromise.findings import Judged
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.tradeoffs import assess, assess_pairs, favourite_rows
from trifecta.domain.compromise.worth import judge, levels, utilities, violations
from trifecta.domain.errors import NotYetError

__all__ = ["UNLIMITED", "Budget", "solve"]

MOST_SHOWN: Final = 100
"""So many plans of a frontier that is not proven are shown."""

FOR_SUMS: Final = 0.25
FOR_POOL: Final = 0.2
FOR_IDEALS: Final = 0.1
FOR_IDEALS_OF_FEW: Final = 0.25
FOR_KERNEL: Final = 0.45
FOR_BEYOND: Final = 0.8
FOR_RULE: Final = 0.9
"""How much of the time that is left each step may take."""

FEW: Final = 150
"""With so few options in stages at most everybody's best can be proven in a second or so."""

BEYOND: Final = 0.02
"""So much more for the worst-off is tried first to be ruled out."""

KERNEL: Final = 30
NARROW: Final = 0.6
"""So many of the best plans say what is looked at more closely, if it is no larger a part."""

MOST_COMBINED: Final = 4**7
"""Up to so many combinations every plan is compared; beyond them programs look for the best."""


def solve(
    problem: Problem, *, rule: Rule = "leximin", budget: Budget = UNLIMITED, seed: int = 0
) -> Answer:
    """Plans for a checked problem, the first by `rule`, then others clearly different.

    Where decisions only add up, and where there are few enough plans to compare them all, the whole
    frontier is known. Else a search finds many good plans, and programs say how far the best can
    be from it; the frontier is what none of the plans found beats, the same for a `seed`. A shorter
    budget gives a wider gap between a plan's value and its bound, never a wrong claim: each plan is
    judged and checked again by code that shares nothing with the search. Raises NotYetError where
    the budget was too short for any plan.
    """
    engine = _Engine.of(problem, budget=budget, seed=seed)
    row, first = engine.first(rule)
    return Answer(
        plans=(first, *engine.alternatives(row)),
        standing=engine.standing(),
        frontier=tuple(engine.judged(row) for row in engine.shown()),
        frontier_proven=engine.whole,
        ideals=dict(zip(engine.names, engine.ideal.tolist(), strict=True)),
        ideal_bounds=dict(zip(engine.names, engine.ideal_bound.tolist(), strict=True)),
    )


class _Engine:
    """What is known of a problem: ideals, and a pool of plans that grows as programs are solved.

    `whole` says that the pool has the whole frontier, so that what is said of parties can be read
    from it, `every` that it has all plans, or those of a problem where each party has one need, so
    that what is said of needs can be, too.
    """

    def __init__(
        self,
        arrays: Arrays,
        *,
        budget: Budget,
        pool: Floats,
        ideal_bound: Floats | None = None,
        whole: bool = True,
        every: bool = False,
    ) -> None:
        self.problem, self.arrays = arrays.problem, arrays
        self.program, self.budget = Program.of(arrays), budget
        self.whole, self.every = whole, every
        self.pool, self.worth = pool, arrays.utilities(pool)
        self.ideal = self.worth.max(axis=0)
        self.ideal_bound = (
            self.ideal if ideal_bound is None else np.maximum(ideal_bound, self.ideal)
        )
        self.worst_bound = np.inf

    @classmethod
    def of(cls, problem: Problem, *, budget: Budget, seed: int) -> _Engine:
        arrays = arrays_of(problem)
        plans = _every_plan(arrays)
        if plans is not None:
            return cls(arrays, budget=budget, pool=plans, every=True)
        plans = _whole_frontier(arrays, budget.share(FOR_SUMS))
        if plans is None:
            return cls._searched(arrays, budget=budget, seed=seed)
        if len(problem.needs) == len(problem.parties):
            return cls(arrays, budget=budget, pool=plans, every=True)
        others = pool_of(arrays, seed=seed, budget=budget.share(FOR_POOL)).chosen
        return cls(arrays, budget=budget, pool=np.vstack([plans, others]))

    @classmethod
    def _searched(cls, arrays: Arrays, *, budget: Budget, seed: int) -> _Engine:
        program, parties = Program.of(arrays), len(arrays.weight)
        pool = pool_of(arrays, seed=seed, budget=budget.share(FOR_POOL))
        part = FOR_IDEALS if arrays.placements > FEW else FOR_IDEALS_OF_FEW
        solved = [
            rules.largest(
                program, party, budget.share(part / (parties - party)), most=float(pool.most[party])
            )
            for party in range(parties)
        ]
        found = [*pool.chosen, *(one.chosen for one in solved if one.chosen is not None)]
        if not found:
            raise NotYetError("No plan was found in this time. Give it more.")
        bound = np.minimum([one.bound for one in solved], _within_reach(arrays))
        return cls(arrays, budget=budget, pool=np.array(found), ideal_bound=bound, whole=False)

    @property
    def names(self) -> list[str]:
        return [party.id for party in self.problem.parties]

    @property
    def kept(self) -> Floats:
        """Retentions of the pool against the best that was found."""
        return choosing.shares_of(self.worth, self.ideal)

    @property
    def _scale(self) -> rules.Scale:
        return rules.Scale(zero=np.zeros(len(self.ideal)), unit=self.ideal)

    @property
    def _zero(self) -> Floats:
        """What everybody has when nothing is agreed."""
        if self.problem.default is None:
            return np.zeros(len(self.ideal))
        met = levels(self.problem, self.problem.default)
        worth = utilities(self.problem, met)
        return np.array([worth[name] for name in self.names])

    # ------------------------------------------------------------ the first plan

    def first(self, rule: Rule) -> tuple[int, Proposal]:
        """The plan of a rule, from the pool and, where that is not whole, from a program.

        With its row in the pool.
        """
        bound = -np.inf
        if not self.whole:
            self._look_closer(rule)
            self._look_beyond(rule)
            fair = self._program(rule, self.program, self.budget.share(FOR_RULE))
            bound = fair.bound
            if fair.chosen is not None:
                self._add(fair.chosen)
            if rule == "leximin":
                bound = self.worst_bound = min(bound, self.worst_bound)
            bound = min(bound, float(self._measured(rule, self.ideal_bound[None])[0]))
        row = self._best_in_pool(rule)
        value = float(self._measure(rule)[row])
        bound = max(value, bound)
        return row, Proposal(judged=self.judged(row), rule=rule, value=value, bound=bound)

    def _look_closer(self, rule: Rule) -> None:
        """Where time is short, first look only at what the best plans have in them.

        That is kernel search (Angelelli, Mansini and Speranza, 2010); its bound proves nothing.
        """
        if self.budget.clock is None or self.budget.over or not len(self.pool):
            return
        best = np.argsort(-self._measure(rule), kind="stable")[:KERNEL]
        narrow = self.program.among(self.pool[best])
        if narrow.most.mean() > NARROW:
            return
        fair = self._program(rule, narrow, self.budget.share(FOR_KERNEL), steps_at_most=1)
        if fair.chosen is not None:
            self._add(fair.chosen)

    def _look_beyond(self, rule: Rule) -> None:
        """Where time is short and a relaxation says little, first try to prove that no plan leaves
        the worst-off BEYOND more, or to find one that does."""
        if rule != "leximin" or self.budget.clock is None or self.arrays.placements > FEW:
            return
        least = float(self.kept.min(axis=1).max()) + BEYOND
        budget = self.budget.share(FOR_BEYOND)
        solved = rules.beyond(
            self.program, self._scale, least, unharmed=self._unharmed, budget=budget
        )
        if solved.chosen is not None:
            self._add(solved.chosen)
        self.worst_bound = solved.bound

    def _program(
        self, rule: Rule, program: Program, budget: Budget, *, steps_at_most: int | None = None
    ) -> rules.Fair:
        lift = partial(rules.leximin, program, steps_at_most=steps_at_most, budget=budget)
        if rule == "leximin":
            return lift(self._scale, unharmed=self._unharmed)
        zero = self._zero
        scale = rules.Scale(zero=zero, unit=np.maximum(self.ideal - zero, 0.0))
        if rule == "kalai-smorodinsky":
            return lift(scale)
        best = self.worth[self._best_in_pool(rule)]
        return rules.nash(
            program, scale, most=self.ideal_bound - zero, near=best - zero, budget=budget
        )

    @property
    def _unharmed(self) -> list[int]:
        """Parties whom no plan helps: the fairest plan leaves them as they are."""
        helped = self._scale.counted
        return (
            [] if self.problem.choices else [p for p in range(len(self.ideal)) if p not in helped]
        )

    def _measure(self, rule: Rule) -> Floats:
        """What a rule makes largest, for every plan of the pool."""
        return self._measured(rule, self.worth)

    def _measured(self, rule: Rule, worth: Floats) -> Floats:
        """The same for these utilities (n x P)."""
        if rule == "leximin":
            measured: Floats = choosing.shares_of(worth, self.ideal).min(axis=1)
            return measured
        zero = self._zero
        scale = rules.Scale(zero=zero, unit=np.maximum(self.ideal - zero, 0.0))
        shares = scale.shares(worth)
        if not shares.shape[1]:
            return np.ones(len(worth))
        if rule == "kalai-smorodinsky":
            smallest: Floats = shares.min(axis=1)
            return smallest
        gains = np.maximum(shares, 0.0)
        mean: Floats = np.prod(gains, axis=1) ** (1 / shares.shape[1])
        return mean

    def _best_in_pool(self, rule: Rule) -> int:
        measured = np.round(self._measure(rule), 9)
        rows = np.flatnonzero(measured == measured.max())
        return self._simplest(choosing.leximin(self.kept, rows))

    def _simplest(self, rows: Indexes) -> int:
        """Of equal plans: the least work, then the fewest options, then the earliest, by name."""
        chosen = self.pool[rows]
        work: Floats = chosen @ self.arrays.work
        return choosing.simplest_of(self.problem, self.arrays.places(chosen), work, rows)

    def _add(self, chosen: Floats) -> None:
        self.pool = np.vstack([self.pool, chosen])
        self.worth = self.arrays.utilities(self.pool)
        self.ideal = np.maximum(self.ideal, self.worth[-1])
        self.ideal_bound = np.maximum(self.ideal_bound, self.ideal)

    # ------------------------------------------------------------ what stands beside it

    def front(self) -> list[int]:
        return [int(row) for row in best_of(self.worth)]

    def shown(self) -> list[int]:
        """The frontier; of one that is not proven and long, an even part with everybody's best."""
        front = self.front()
        if self.whole or len(front) <= MOST_SHOWN:
            return front
        places = spread(self.kept[front], MOST_SHOWN)
        return [front[place] for place in places]

    def alternatives(self, first: int) -> Iterable[Proposal]:
        """A few plans of the frontier clearly different from that of a row."""
        rows = alternative_rows(
            self.kept, recommended=first, best=self.front(), simplest=self._simplest
        )
        return (Proposal(judged=self.judged(row), rule="alternative") for row in rows)

    def standing(self) -> Standing:
        """How real the trade-off is: real only where proven, false only where a plan shows it."""
        if not self.whole:
            self._look_for_favourites()
        kept = self.kept
        bound = None if self.whole else self._kappa_bound(float(kept.min(axis=1).max()))
        pair_bound = None if self.every else self._pair_bound
        return assess(
            kept,
            favourite_rows(self.worth, kept),
            bound=bound,
            pairs=assess_pairs(self.problem.needs, self.arrays.met(self.pool), bound=pair_bound),
        )

    def _kappa_bound(self, kappa: float) -> float:
        if not np.isfinite(self.worst_bound):
            fair = rules.leximin(
                self.program,
                self._scale,
                unharmed=self._unharmed,
                steps_at_most=1,
                budget=self.budget.share(0.5),
            )
            self.worst_bound = fair.bound
        return max(kappa, min(1.0, self.worst_bound))

    def _look_for_favourites(self) -> None:
        """Each party's best plan, the kindest of them, where the pool may not have it."""
        for party, ideal in enumerate(self.ideal):
            if self.budget.over:
                return
            chosen = rules.kindest_best(
                self.program, self._scale, party, float(ideal), self.budget.share(0.3)
            )
            if chosen is not None:
                self._add(chosen)

    def _pair_bound(self, one: int, other: int, reach: Floats) -> float:
        if not self.budget.room_for(self.program.seconds):
            return 1.0
        rows = []
        for need in (one, other):
            y = np.zeros(len(self.problem.needs))
            y[need] = 1 / reach[need]
            rows.append(Row(low=0.0, y=y, extra=np.array([-1.0])))
        bound, _ = self.program.relaxed(Row(extra=np.ones(1)), rows=rows, extra=[rules.FREE])
        return bound

    def judged(self, row: int) -> Judged:
        """A plan of the pool, checked and judged by code that shares nothing with the search."""
        plan = self.arrays.plan(self.pool[row])
        broken = violations(self.problem, plan)
        if broken:
            raise RuntimeError(f"the search returned a plan that cannot be done: {broken[0]}")
        ideals: Mapping[str, float] = dict(zip(self.names, self.ideal.tolist(), strict=True))
        return judge(self.problem, plan, ideals=ideals)


def _within_reach(arrays: Arrays) -> Floats:
    """What no plan exceeds for each party (P), from the best stage of each option alone."""
    best = np.zeros((len(arrays.gain), len(arrays.problem.options)))
    np.maximum.at(best.T, arrays.option, arrays.gain.T)
    most: Floats = np.minimum(1.0, best.sum(axis=1)) @ arrays.weight.T
    return most


def _every_plan(arrays: Arrays) -> Floats | None:
    """All plans, where there are few enough to compare them."""
    places = np.bincount(arrays.option, minlength=len(arrays.problem.options)) + 1
    if arrays.problem.choices or prod(places.tolist()) > MOST_COMBINED:
        return None
    plans = feasible_plans(arrays.problem)
    return None if plans is None else vectors_of(arrays, plans)


def _whole_frontier(arrays: Arrays, budget: Budget) -> Floats | None:
    """A plan for every point of the frontier, where decisions only add up."""
    decisions = decisions_of(arrays)
    if decisions is None or not adds_up(decisions):
        return None
    front = front_of(decisions, budget=budget)
    return None if front is None else decisions.chosen(front.values)


def vectors_of(arrays: Arrays, plans: Plans) -> Floats:
    """Plans given by places as 0/1 rows over placements."""
    chosen = np.zeros((len(plans), arrays.placements))
    for j, (option, stage) in enumerate(zip(arrays.option, arrays.stage, strict=True)):
        chosen[:, j] = plans.places[:, option] == stage + 1
    return chosen
