"""Problems as they might be instead: weights, efforts and scores drawn around what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from trifecta.domain.compromise.engine.arrays import Floats, Indexes
from trifecta.domain.compromise.problem import Option, Problem

MOST_DRAWS: Final = 100_000
MOST_SPREAD: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far off what was said may be, each as a share (0 to MOST_SPREAD).

    `weights`: by "dirichlet" the weights of a party come from a Dirichlet distribution around those
    given, so narrow that a weight of one half has a standard deviation of half of `weights`; by
    "range" each is multiplied by a number drawn evenly from 1 - `weights` to 1 + `weights`. Both
    sum to 1 again. `efforts` and `scores`: the work of an option, in whatever stage, and each score
    are multiplied by a number drawn evenly from as far below 1 to as far above.
    """

    weights: float = 0.2
    efforts: float = 0.2
    scores: float = 0.2
    weights_by: Literal["dirichlet", "range"] = "dirichlet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """D draws: `weights` (D x Q), factors of `efforts` (D x options) and of `scores` (D x scores).

    Columns are in the order of the problem's needs, options and scores.
    """

    problem: Problem
    weights: Floats
    efforts: Floats
    scores: Floats

    def __len__(self) -> int:
        return len(self.weights)

    def problem_of(self, row: int) -> Problem:
        """The problem of one draw. Its default plan is left out, since it may not fit."""
        problem = self.problem
        return replace(
            problem,
            default=None,
            needs=tuple(
                replace(need, weight=float(weight))
                for need, weight in zip(problem.needs, self.weights[row], strict=True)
            ),
            options=scaled(problem.options, self.efforts[row]),
            scores=tuple(
                replace(score, points=score.points * float(factor))
                for score, factor in zip(problem.scores, self.scores[row], strict=True)
            ),
        )


def scaled(options: Sequence[Option], factors: Floats) -> tuple[Option, ...]:
    """Options whose effort is multiplied by a factor each, in every stage."""
    return tuple(
        replace(
            option,
            effort={
                stage: {name: weeks * float(factor) for name, weeks in amounts.items()}
                for stage, amounts in option.effort.items()
            },
        )
        for option, factor in zip(options, factors, strict=True)
    )


def draws_of(problem: Problem, spread: Spread, *, count: int, seed: int) -> Draws:
    """Draw `count` problems; the first ones are the same however many are drawn.

    Numbers go to needs, options and scores by their ids, so that the order in which these stand in
    the problem decides nothing.
    """
    options = [option.id for option in problem.options]
    scores = [f"{score.option}\n{score.need}" for score in problem.scores]
    return Draws(
        problem=problem,
        weights=_weights(problem, spread, count=count, rng=np.random.default_rng([seed, 0])),
        efforts=_factors(options, spread.efforts, count, np.random.default_rng([seed, 1])),
        scores=_factors(scores, spread.scores, count, np.random.default_rng([seed, 2])),
    )


def _factors(names: Sequence[str], spread: float, count: int, rng: np.random.Generator) -> Floats:
    evenly = rng.uniform(1 - spread, 1 + spread, (count, len(names)))
    factors: Floats = evenly[:, _place_of(names)]
    return factors


def _weights(problem: Problem, spread: Spread, *, count: int, rng: np.random.Generator) -> Floats:
    said = np.array([need.weight for need in problem.needs])
    if spread.weights == 0:
        return np.tile(said, (count, 1))
    names = [need.id for need in problem.needs]
    if spread.weights_by == "range":
        drawn = said * _factors(names, spread.weights, count, rng)
    else:
        place = _place_of(names)
        by_name = np.empty_like(said)
        by_name[place] = said
        around = rng.standard_gamma(by_name * (spread.weights**-2 - 1), (count, len(names)))
        drawn = around[:, place]
    for party in problem.parties:
        mine = [at for at, need in enumerate(problem.needs) if need.party == party.id]
        total = drawn[:, mine].sum(axis=1, keepdims=True)
        drawn[:, mine] = np.where(
            total > 0, drawn[:, mine] / np.where(total > 0, total, 1), said[mine]
        )
    return drawn


def _place_of(names: Sequence[str]) -> Indexes:
    """Where each name stands in alphabetical order."""
    place = np.empty(len(names), dtype=np.intp)
    place[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return place
