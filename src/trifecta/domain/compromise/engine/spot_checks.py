"""Draws that are solved again by programs, so that a pool of plans gives no false comfort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from trifecta.domain.compromise import choosing
from trifecta.domain.compromise.engine import rules
from trifecta.domain.compromise.engine.arrays import Floats, arrays_of
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget, Program, Row, Solved
from trifecta.domain.compromise.problem import Problem

GAP: Final = 0.002

AT_MOST_ALL: Final = (-np.inf, 1.0)
"""The bounds of the share that everybody keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What is proven of a figure: it is at least `least` and at most `most`."""

    least: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One draw, solved again: `draw` is its place among the draws.

    `said` is the regret of the plan by the pool, `regret` what is proven of it; both None where the
    plan cannot be done in this draw. `missed` is how much more whoever keeps least could have kept
    than with the best plan of the pool; None where none of them can be done.
    """

    draw: int
    said: float | None
    regret: Between | None
    missed: Between | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """A problem solved for its fairest plan: `ideal` and what it is at most, one a party, and what
    whoever keeps least keeps with the best plan that was found, and with any at most."""

    ideal: Floats
    ideal_bound: Floats
    least: float
    most: float

    def regret(self, utilities: Floats) -> Between:
        """What a plan with these utilities leaves to be had for whoever keeps least."""
        high = float(choosing.shares_of(utilities[None], self.ideal).min())
        low = float(choosing.shares_of(utilities[None], self.ideal_bound).min())
        return Between(least=max(0.0, self.least - high), most=max(0.0, self.most - low))


def solved_exactly(problem: Problem, known: Floats, *, budget: Budget = UNLIMITED) -> Exact | None:
    """Everybody's best and the fairest plan, by programs; None where the time was too short.

    `known` (n x P) are utilities of plans that can be done, as many as there are.
    """
    program = Program.of(arrays_of(problem))
    count = len(problem.parties)
    best = [_best(program, party, budget.share(0.5 / (count - party))) for party in range(count)]
    worth = np.concatenate([known, *(_worth(program, one.chosen) for one in best)])
    if not len(worth):
        return None
    ideal = worth.max(axis=0)
    everything = program.arrays.weight.sum(axis=1)
    bound = np.maximum(ideal, np.minimum(everything, [one.bound for one in best]))
    fair = program.maximise(
        Row(extra=np.ones(1)),
        rows=fair_rows(program, ideal),
        extra=[AT_MOST_ALL],
        gap=GAP,
        budget=budget,
    )
    worth = np.concatenate([worth, _worth(program, fair.chosen)])
    least = float(choosing.shares_of(worth, bound).min(axis=1).max())
    return Exact(ideal=ideal, ideal_bound=bound, least=least, most=max(least, min(1.0, fair.bound)))


def fair_rows(program: Program, ideal: Floats) -> list[Row]:
    """Everybody keeps as large a share of their `ideal` as the one extra variable says.

    Those whom no plan helps are not made worse off than with nothing, where nothing is possible.
    """
    rows = []
    for weight, best in zip(program.arrays.weight, ideal, strict=True):
        if best > rules.EPSILON:
            rows.append(Row(low=0.0, y=weight / best, extra=np.array([-1.0])))
        elif not program.arrays.problem.choices:
            rows.append(Row(low=-rules.EPSILON, y=weight))
    return rows


def _best(program: Program, party: int, budget: Budget) -> Solved:
    return program.maximise(Row(y=program.arrays.weight[party]), gap=GAP / 4, budget=budget)


def _worth(program: Program, chosen: Floats | None) -> Floats:
    arrays = program.arrays
    return arrays.utilities(np.zeros((0, arrays.placements)) if chosen is None else chosen[None])
