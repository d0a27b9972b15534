"""Finds plans: exact for problems small enough to compare every plan that can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from trifecta.domain.compromise.alternatives import alternative_rows
from trifecta.domain.compromise.argued import argued_plans
from trifecta.domain.compromise.checks import check
from trifecta.domain.compromise.choosing import Rows, frontier, leximin, retention, simplest
from trifecta.domain.compromise.enumeration import Floats, Plans, feasible_plans
from trifecta.domain.compromise.findings import Alternative, Findings, Judged
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.tradeoffs import assess, assess_pairs, favourite_rows
from trifecta.domain.compromise.worth import judge, violations


class Finder(Protocol):
    """Anything that answers a problem; the engines behind it may differ, the words may not."""

    def __call__(self, problem: Problem) -> Findings: ...


def find(problem: Problem) -> Findings:
    """The leximin plan on retention, alternatives, frontier, and how real the trade-off is.

    Exact: every feasible plan is compared, so that kappa and the frontier are proven.
    Deterministic; the order in which parties, options and scores were entered decides nothing.
    Raises InvalidError for a problem that is wrong or too large (`enumeration.MOST_PLANS`).
    """
    check(problem)
    return _Search.of(problem).findings()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """Every feasible plan with each party's utility and retention (plans x parties)."""

    plans: Plans
    worth: Floats
    kept: Floats
    favourites: list[Rows]
    ideals: dict[str, float]

    @classmethod
    def of(cls, problem: Problem) -> _Search:
        plans = feasible_plans(problem)
        worth = plans.met @ _weights(problem)
        kept = retention(worth)
        best = worth.max(axis=0).tolist()
        return cls(
            plans=plans,
            worth=worth,
            kept=kept,
            favourites=favourite_rows(worth, kept),
            ideals={party.id: most for party, most in zip(problem.parties, best, strict=True)},
        )

    def findings(self) -> Findings:
        best = frontier(self.plans, self.worth)
        recommended = simplest(self.plans, leximin(self.kept, np.arange(len(self.plans))))
        return Findings(
            recommended=self._judged(recommended),
            alternatives=self._alternatives(recommended, best),
            frontier=tuple(self._judged(row) for row in best),
            favourites={
                party.id: self._judged(simplest(self.plans, rows))
                for party, rows in zip(self._problem.parties, self.favourites, strict=True)
            },
            argued=argued_plans(self.plans, self.worth, ideals=self.ideals),
            ideals=self.ideals,
            reach=self._reach,
            assessment=assess(self.kept, self.favourites),
            pairs=assess_pairs(self.plans),
            compared=len(self.plans),
        )

    def _alternatives(self, recommended: int, best: list[int]) -> tuple[Alternative, ...]:
        rows = alternative_rows(self.plans, self.kept, recommended=recommended, best=best)
        parties = self._problem.parties
        return tuple(
            Alternative(
                judged=self._judged(row),
                better_for=None if party is None else parties[party].id,
            )
            for row, party in rows
        )

    def _judged(self, row: int) -> Judged:
        """The plan of a row, checked and judged by code that shares nothing with the search."""
        plan = self.plans.plan(row)
        broken = violations(self._problem, plan)
        if broken:
            raise RuntimeError(f"the search returned a plan that cannot be done: {broken[0]}")
        return judge(self._problem, plan, ideals=self.ideals)

    @property
    def _problem(self) -> Problem:
        return self.plans.problem

    @property
    def _reach(self) -> dict[str, float]:
        ids = [need.id for need in self._problem.needs]
        return dict(zip(ids, self.plans.met.max(axis=0).tolist(), strict=True))


def _weights(problem: Problem) -> Floats:
    """Needs x parties: the weight of a need for its party, 0 for the others."""
    return np.array(
        [
            [need.weight if need.party == party.id else 0.0 for party in problem.parties]
            for need in problem.needs
        ]
    )
