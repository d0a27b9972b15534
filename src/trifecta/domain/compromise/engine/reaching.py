"""How far any plan goes towards each need alone: what was found, and what none exceeds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from trifecta.domain.compromise.engine.arrays import arrays_of
from trifecta.domain.compromise.engine.programs import Budget, Program, Row
from trifecta.domain.compromise.findings import Judged
from trifecta.domain.compromise.outcome import Reach
from trifecta.domain.compromise.problem import Problem

IN_FULL: Final = 0.995
"""What some plan meets to this degree needs no program to say so."""


def reach_of(problem: Problem, known: Sequence[Judged], *, budget: Budget) -> dict[str, Reach]:
    """By need; `known` are plans that were found on the way.

    A need that no known plan meets in full gets a program of its own, for an equal part of what is
    left of the budget. A budget that is over leaves the bound at 1, which claims nothing.
    """
    found = {need.id: max(row.levels[need.id] for row in known) for need in problem.needs}
    open_ones = [need.id for need in problem.needs if found[need.id] < IN_FULL]
    reached = {name: Reach(value=value, bound=1.0) for name, value in found.items()}
    program = Program.of(arrays_of(problem))
    places = {need.id: place for place, need in enumerate(problem.needs)}
    for done, name in enumerate(open_ones):
        if budget.over:
            break
        goal = np.zeros(len(problem.needs))
        goal[places[name]] = 1.0
        solved = program.maximise(Row(y=goal), budget=budget.share(1 / (len(open_ones) - done)))
        value = max(found[name], solved.value)
        reached[name] = Reach(value=value, bound=max(value, min(1.0, solved.bound)))
    return reached
