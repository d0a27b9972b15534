"""Why a need is out of reach: nothing on the list helps with it, or what helps has no room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from trifecta.domain.compromise.problem import Need, Problem

HARDLY: Final = 0.05


def offered(problem: Problem, needs: Iterable[Need]) -> float:
    """How far the best option for each need would meet them together (0 to 1), were there room."""
    best: dict[str, float] = {}
    for score in problem.scores:
        best[score.need] = max(best.get(score.need, 0.0), score.points / 100)
    return sum(need.weight * best.get(need.id, 0.0) for need in needs)


def out_of_reach(what: str, *, offered: float) -> str:
    """The sentence for `what`, a need or what somebody needs."""
    if offered < HARDLY:
        return f"Nothing on the list helps with {what} yet."
    return f"What would help with {what} does not fit into the time there is."
