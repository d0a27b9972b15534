"""The plans people argued about before they understood each other, judged by the same measure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from trifecta.domain.compromise.choosing import Rows, simplest
from trifecta.domain.compromise.enumeration import Floats, Plans
from trifecta.domain.compromise.findings import Argued, Judged
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.worth import (
    judge,
    mixed_levels,
    retained,
    utilities,
)

_NOTHING: Final = Plan(placements={})


def argued_plans(plans: Plans, worth: Floats, *, ideals: Mapping[str, float]) -> tuple[Argued, ...]:
    """Only what each party asked for, an equal share of all that was asked, and no agreement.

    `worth` holds the parties' utilities of all `plans`. A party that asked for nothing has no such
    plan; a share needs two parties who asked.
    """
    problem = plans.problem
    asked = {
        party.id: plans.plan(_asked_row(plans, worth[:, column], party.id))
        for column, party in enumerate(problem.parties)
        if any(party.id in option.asked_by for option in problem.options)
    }
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


def _asked_row(plans: Plans, own: Floats, party: str) -> int:
    """Of the plans with nothing but what the party asked for and what that needs: the one that does
    most of it, soonest, and then serves the party best."""
    options = plans.problem.options
    asked = [place for place, option in enumerate(options) if party in option.asked_by]
    needed = _with_what_it_needs(plans.problem, {options[place].id for place in asked})
    beside = [place for place, option in enumerate(options) if option.id not in needed]
    rows: Rows = np.flatnonzero((plans.places[:, beside] == 0).all(axis=1))
    places = plans.places[np.ix_(rows, np.array(asked))]
    done, lateness = (places > 0).sum(axis=1), places.sum(axis=1)
    rows = rows[np.lexsort([-np.round(own[rows], 9), lateness, -done])]
    first = rows[0]
    ties = [row for row in rows if _same(plans, own, row, first, asked)]
    return simplest(plans, np.array(ties, dtype=np.intp))


def _same(plans: Plans, own: Floats, row: int, other: int, asked: list[int]) -> bool:
    same_places = (plans.places[row, asked] == plans.places[other, asked]).all()
    return bool(same_places and abs(own[row] - own[other]) < 1e-9)


def _with_what_it_needs(problem: Problem, wanted: set[str]) -> set[str]:
    """The options and all that must be done before or with them."""
    found: set[str] = set()
    open_ids = set(wanted)
    while open_ids:
        option = problem.option(open_ids.pop())
        found.add(option.id)
        open_ids |= {*option.after, *option.together} - found
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
