"""A plan without work that brings nobody anything."""

from __future__ import annotations

from typing import Final

from trifecta.domain.compromise.problem import Option, Plan, Problem
from trifecta.domain.compromise.worth import SLACK, levels, utilities, violations

_LEAST: Final = 1e-7
"""A party has lost something from so much of its utility on."""


def tidied(problem: Problem, plan: Plan) -> Plan:
    """The same plan, without options that no party would miss, the most work first.

    What goes together goes together. Nobody has less afterwards, and what could be done still can.
    """
    while True:
        smaller = _smaller(problem, plan)
        if smaller is None:
            return plan
        plan = smaller


def _smaller(problem: Problem, plan: Plan) -> Plan | None:
    before = utilities(problem, levels(problem, plan))
    placed = [option for option in problem.options if option.id in plan.placements]
    for option in sorted(placed, key=lambda row: (-_work(row, plan), row.id)):
        left = set(plan.placements) - _joined(problem, option)
        rest = Plan(placements={key: at for key, at in plan.placements.items() if key in left})
        after = utilities(problem, levels(problem, rest))
        if all(after[party] >= before[party] - _LEAST for party in before) and not violations(
            problem, rest
        ):
            return rest
    return None


def _work(option: Option, plan: Plan) -> float:
    return sum(option.effort[plan.placements[option.id]].values(), SLACK)


def _joined(problem: Problem, option: Option) -> set[str]:
    """The option and all that are done with it or not at all, in either direction."""
    found, waiting = set(), {option.id}
    while waiting:
        name = waiting.pop()
        found.add(name)
        named = set(problem.option(name).together)
        named |= {row.id for row in problem.options if name in row.together}
        waiting |= named - found
    return found
