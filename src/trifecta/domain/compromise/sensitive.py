"""Whether the fairest plan hangs on what one person has said of how much their needs count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from trifecta.domain.compromise.choosing import retention
from trifecta.domain.compromise.engine.arrays import arrays_of
from trifecta.domain.compromise.engine.flips import BETTER, Flip, flips_of
from trifecta.domain.compromise.enumeration import Floats, Plans, feasible_plans
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.problem import Plan, Problem

NEAR: Final = 0.1
"""A weight given on one day is seldom meant closer than to ten points of a hundred."""


def hangs_on_weights_of(problem: Problem, findings: Findings, *, party: str) -> bool:
    """Whether another plan would be fairer if one weight of `party` (id) were off by NEAR.

    `findings` are those of `problem`. The party's other weights keep their proportions. Where few
    enough plans can be done all of them are compared; else those that were found, so that a no says
    less than a yes. Hidden needs of `party` count like the others.
    """
    plans = feasible_plans(problem) if findings.compared is not None else None
    if plans is None:
        return _among_found(problem, findings, party)
    row = _row_of(plans, findings.recommended.plan)
    return any(_is_beaten(plans.met @ weights, row) for weights in _moved(problem, party))


def hangs_on_one_of(problem: Problem, flips: Iterable[Flip], *, party: str) -> bool:
    """The same from `flips` that were worked out for the plan among more plans than were found."""
    own = {need.id for need in problem.needs if need.party == party}
    return any(flip.need in own and abs(flip.then - flip.now) <= NEAR for flip in flips)


def _moved(problem: Problem, party: str) -> Iterator[Floats]:
    """Weights (needs x parties) with one of the party's moved down by NEAR, or up."""
    given = np.array(
        [
            [need.weight * (need.party == one.id) for one in problem.parties]
            for need in problem.needs
        ]
    )
    column = [one.id for one in problem.parties].index(party)
    for place, need in enumerate(problem.needs):
        if need.party != party or need.weight >= 1 - BETTER:
            continue
        for then in (max(0.0, need.weight - NEAR), min(1.0, need.weight + NEAR)):
            weights = given.copy()
            weights[:, column] *= (1 - then) / (1 - need.weight)
            weights[place, column] = then
            yield weights


def _is_beaten(worth: Floats, row: int) -> bool:
    """Whether some plan leaves whoever keeps least more than the one in `row` does."""
    worst = retention(worth).min(axis=1)
    return bool(worst.max() - worst[row] > BETTER)


def _row_of(plans: Plans, plan: Plan) -> int:
    problem = plans.problem
    stages = {stage.id: place for place, stage in enumerate(problem.stages, start=1)}
    places = [stages.get(plan.placements.get(row.id, ""), 0) for row in problem.options]
    return int(np.flatnonzero((plans.places == places).all(axis=1))[0])


def _among_found(problem: Problem, findings: Findings, party: str) -> bool:
    needs = tuple(
        replace(need, hidden=need.hidden and need.party != party) for need in problem.needs
    )
    arrays = arrays_of(replace(problem, needs=needs))
    found = [findings.recommended, *findings.alternatives, *findings.frontier]
    found += findings.favourites.values()
    chosen = np.array([arrays.vector(judged.plan) for judged in found])
    return hangs_on_one_of(problem, flips_of(arrays, chosen), party=party)
