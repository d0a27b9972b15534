"""The plans people argued about before they understood each other, judged by the same measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from trifecta.domain.compromise.choosing import simplest
from trifecta.domain.compromise.enumeration import feasible_plans
from trifecta.domain.compromise.findings import Argued, Judged
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.worth import (
    judge,
    mixed_levels,
    retained,
    utilities,
)

_NOTHING: Final = Plan(placements={})


def argued_plans(problem: Problem, *, ideals: Mapping[str, float]) -> tuple[Argued, ...]:
    """Only what each party asked for, an equal share of all that was asked, and no agreement.

    A party that asked for nothing has no such plan, nor where more was asked for than can be
    compared; a share needs two parties who asked.
    """
    asked: dict[str, Plan] = {}
    for party in problem.parties:
        plan = _asked_plan(problem, party.id)
        if plan is not None:
            asked[party.id] = plan
    found = [
        Argued(kind="asked", party=party, judged=judge(problem, plan, ideals=ideals))
        for party, plan in asked.items()
    ]
    if len(asked) > 1:
        shared = _shared(problem, list(asked.values()), ideals)
        found.append(Argued(kind="shared", party=None, judged=shared))
    if problem.default is not None:
        default = judge(problem, problem.default, ideals=ideals)
        found.append(Argued(kind="default", party=None, judged=default))
    return tuple(found)


def _asked_plan(problem: Problem, party: str) -> Plan | None:
    """Of the plans with nothing but what the party asked for and what that needs: the one that does
    most of it, soonest, and then serves the party best."""
    wanted = {option.id for option in problem.options if party in option.asked_by}
    if not wanted:
        return None
    plans = feasible_plans(_only(problem, _with_what_it_needs(problem, wanted)))
    if plans is None:
        return None
    weight = np.array([need.weight * (need.party == party) for need in problem.needs])
    own = np.round(plans.met @ weight, 9)
    asked = [place for place, row in enumerate(plans.problem.options) if row.id in wanted]
    places = plans.places[:, asked]
    order = np.lexsort([-own, places.sum(axis=1), -(places > 0).sum(axis=1)])
    first = order[0]
    same = (places == places[first]).all(axis=1) & (own == own[first])
    return plans.plan(simplest(plans, np.flatnonzero(same)))


def _only(problem: Problem, ids: set[str]) -> Problem:
    """The problem with no options but these."""
    return replace(
        problem,
        options=tuple(option for option in problem.options if option.id in ids),
        scores=tuple(score for score in problem.scores if score.option in ids),
        choices=(),
        default=None,
    )


def _with_what_it_needs(problem: Problem, wanted: set[str]) -> set[str]:
    """The options and all that must be done before or with them."""
    found: set[str] = set()
    open_ids = set(wanted)
    while open_ids:
        option = problem.option(open_ids.pop())
        found.add(option.id)
        with_it = {row.id for row in problem.options if option.id in row.together}
        open_ids |= {*option.after, *option.together, *with_it} - found
    return found


def _shared(problem: Problem, asked: list[Plan], ideals: Mapping[str, float]) -> Judged:
    """An equal part of each plan asked for. It fits: so does every one of them alone."""
    met = mixed_levels(problem, asked, share=1 / len(asked))
    worth = utilities(problem, met)
    return Judged(
        plan=_NOTHING,
        levels=met,
        utilities=worth,
        retention=retained(worth, ideals),
        effort=0.0,
    )
