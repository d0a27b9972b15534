"""Finds plans for the people of a tension: all compared where they are few, else with a bound."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

import numpy as np

from trifecta.domain.compromise.alternatives import alternative_rows
from trifecta.domain.compromise.argued import argued_plans
from trifecta.domain.compromise.checks import check
from trifecta.domain.compromise.choosing import frontier, leximin, retention, simplest
from trifecta.domain.compromise.engine.answers import Answer, Proposal
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget
from trifecta.domain.compromise.engine.reaching import reach_of
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.enumeration import Floats, Plans, feasible_plans
from trifecta.domain.compromise.findings import Judged
from trifecta.domain.compromise.outcome import Findings, Reach
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.tidying import tidied
from trifecta.domain.compromise.tradeoffs import (
    assess,
    assess_pairs,
    favourite_rows,
    proven_standing,
)
from trifecta.domain.compromise.worth import judge, violations

__all__ = ["UNLIMITED", "Budget", "compare_all", "find", "search"]

_FOR_PLANS: Final = 0.8
"""The part of what is left of a budget that goes into plans; the rest into what can be reached."""


def find(problem: Problem, *, budget: Budget = UNLIMITED) -> Findings:
    """The leximin plan on retention, alternatives, frontier, and how real the trade-off is.

    Where there are few enough plans every one of them is compared, so that all figures are exact
    and the order in which parties, options and scores were entered decides nothing. Else the engine
    answers within the budget, with a bound that no plan exceeds. Raises InvalidError for a problem
    that is wrong.
    """
    return compare_all(problem) or search(problem, budget=budget)


def compare_all(problem: Problem) -> Findings | None:
    """What `find` says by comparing every plan; None where there are too many of them."""
    check(problem)
    plans = None if problem.choices else feasible_plans(problem)
    return None if plans is None else _compared(plans)


# ---------------------------------------------------------------- all plans compared


def _compared(plans: Plans) -> Findings:
    """What is best among all plans that can be done."""
    problem = plans.problem
    worth = plans.met @ _weights(problem)
    kept, ideals = retention(worth), _ideals(problem, worth)
    favourites = favourite_rows(worth, kept)
    best = frontier(plans, worth)
    first = simplest(plans, leximin(kept, np.arange(len(plans))))
    others = alternative_rows(kept, recommended=first, best=best, simplest=partial(simplest, plans))
    chosen = [first, *others]
    kappa = float(kept[first].min())
    return Findings(
        plans=tuple(
            Proposal(judged=_judged(plans, row, ideals), rule="alternative")
            if place
            else Proposal(
                judged=_judged(plans, row, ideals), rule="leximin", value=kappa, bound=kappa
            )
            for place, row in enumerate(chosen)
        ),
        standing=assess(kept, favourites, pairs=assess_pairs(problem.needs, plans.met)),
        frontier=tuple(_judged(plans, row, ideals) for row in best),
        frontier_proven=True,
        ideals=ideals,
        ideal_bounds=ideals,
        favourites={
            party.id: _judged(plans, simplest(plans, rows), ideals)
            for party, rows in zip(problem.parties, favourites, strict=True)
        },
        argued=argued_plans(problem, ideals=ideals),
        reach={
            need.id: Reach(value=most, bound=most)
            for need, most in zip(problem.needs, plans.met.max(axis=0).tolist(), strict=True)
        },
        compared=len(plans),
    )


def _judged(plans: Plans, row: int, ideals: Mapping[str, float]) -> Judged:
    """The plan of a row, checked and judged by code that shares nothing with the search."""
    plan = plans.plan(row)
    broken = violations(plans.problem, plan)
    if broken:
        raise RuntimeError(f"the search returned a plan that cannot be done: {broken[0]}")
    return judge(plans.problem, plan, ideals=ideals)


def _ideals(problem: Problem, worth: Floats) -> dict[str, float]:
    best = worth.max(axis=0).tolist()
    return {party.id: most for party, most in zip(problem.parties, best, strict=True)}


def _weights(problem: Problem) -> Floats:
    """Needs x parties: the weight of a need for its party, 0 for the others."""
    return np.array(
        [
            [need.weight if need.party == party.id else 0.0 for party in problem.parties]
            for need in problem.needs
        ]
    )


# ---------------------------------------------------------------- by the engine


def search(problem: Problem, *, budget: Budget) -> Findings:
    """What the engine answers for a problem that was checked, without work that nobody misses."""
    answer = solve(problem, budget=budget.share(_FOR_PLANS))
    plans = tuple(_without_idle_work(problem, answer, row) for row in answer.plans)
    known = (*(row.judged for row in plans), *answer.frontier)
    return Findings(
        plans=plans,
        standing=proven_standing(answer),
        frontier=answer.frontier,
        frontier_proven=answer.frontier_proven,
        ideals=answer.ideals,
        ideal_bounds=answer.ideal_bounds,
        favourites={party.id: _favourite(party.id, known) for party in problem.parties},
        argued=argued_plans(problem, ideals=answer.ideals),
        reach=reach_of(problem, known, budget=budget),
        compared=None,
    )


def _without_idle_work(problem: Problem, answer: Answer, row: Proposal) -> Proposal:
    judged = judge(problem, tidied(problem, row.judged.plan), ideals=answer.ideals)
    return Proposal(judged=judged, rule=row.rule, value=row.value, bound=row.bound)


def _favourite(party: str, known: tuple[Judged, ...]) -> Judged:
    """The best that was found for a party, of these the kindest to the rest."""

    def order(judged: Judged) -> tuple[float, ...]:
        rest = sorted(round(share, 9) for share in judged.retention.values())
        return (round(judged.utilities[party], 9), *rest)

    return max(known, key=order)
