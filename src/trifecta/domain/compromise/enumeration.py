"""Every plan that can be done, as arrays, where there are few enough of them."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import TopologicalSorter
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.compromise.problem import Option, Plan, Problem
from trifecta.domain.compromise.worth import SLACK

MOST_PLANS: Final = 4**9
"""Nine options over three stages never exceed this; more fit where capacity rules plans out."""

MOST_WAYS: Final = 4**13
"""Where options could be combined in more ways than this, nobody begins to count."""

Floats = NDArray[np.float64]
Places = NDArray[np.int8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """All feasible plans of a problem, one a row.

    `places` has a column an option: 0 for left out, k for the k-th stage. `met` has a column a need
    and holds how far it is met, at most 1. `effort` is in person-weeks.
    """

    problem: Problem
    places: Places
    met: Floats
    effort: Floats

    def plan(self, row: int) -> Plan:
        stages = [stage.id for stage in self.problem.stages]
        chosen = zip(self.problem.options, self.places[row].tolist(), strict=True)
        return Plan(placements={option.id: stages[place - 1] for option, place in chosen if place})

    def __len__(self) -> int:
        return len(self.places)


def feasible_plans(problem: Problem) -> Plans | None:
    """Every plan that keeps capacity, precedence, couplings and exclusions; at least the empty one.

    None where there are more than MOST_PLANS of them, or clearly too many to try. Options are
    placed one after the other, those that others wait for first; what cannot be done is cut at
    once. What has to be settled (`Problem.choices`) is not looked at.
    """
    if prod(len(option.effort) + 1 for option in problem.options) > MOST_WAYS:
        return None
    tree = _Tree.root(problem)
    for column in _order(problem):
        tree = tree.grown(column)
        if len(tree.places) > MOST_PLANS:
            return None
    enough = np.array([need.enough for need in problem.needs])
    return Plans(
        problem=problem,
        places=tree.places,
        met=np.minimum(1.0, tree.points / enough),
        effort=tree.used.sum(axis=1),
    )


def _order(problem: Problem) -> list[int]:
    column = {option.id: place for place, option in enumerate(problem.options)}
    graph = {
        place: [column[other] for other in option.after]
        for place, option in enumerate(problem.options)
    }
    return list(TopologicalSorter(graph).static_order())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tree:
    """Partial plans: places, the person-weeks used by stage and resource, points by need."""

    problem: Problem
    placed: tuple[int, ...]
    places: Places
    used: Floats
    points: Floats

    @classmethod
    def root(cls, problem: Problem) -> _Tree:
        slots = len(problem.stages) * len(problem.resources)
        return cls(
            problem=problem,
            placed=(),
            places=np.zeros((1, len(problem.options)), dtype=np.int8),
            used=np.zeros((1, slots)),
            points=np.zeros((1, len(problem.needs))),
        )

    def grown(self, column: int) -> _Tree:
        """Every partial plan with one more option left out or placed in a stage that has room."""
        grown = [self._with(column, place) for place in self._possible(column)]
        return _Tree(
            problem=self.problem,
            placed=(*self.placed, column),
            places=np.concatenate([places for places, _, _ in grown]),
            used=np.concatenate([used for _, used, _ in grown]),
            points=np.concatenate([points for _, _, points in grown]),
        )

    def _possible(self, column: int) -> list[int]:
        option = self.problem.options[column]
        stages = enumerate(self.problem.stages, start=1)
        return [0, *(place for place, stage in stages if stage.id in option.effort)]

    def _with(self, column: int, place: int) -> tuple[Places, Floats, Floats]:
        option = self.problem.options[column]
        used = self.used + _use(self.problem, option, place)
        keep = self._allowed(column, place) & (used <= _capacity(self.problem) + SLACK).all(axis=1)
        places = self.places[keep]
        places[:, column] = place
        return places, used[keep], self.points[keep] + _gain(self.problem, option, place)

    def _allowed(self, column: int, place: int) -> NDArray[np.bool_]:
        """Which partial plans the option may join at `place`, by what is placed already."""
        allowed = np.ones(len(self.places), dtype=np.bool_)
        for other in _linked(self.problem, column, "together") & set(self.placed):
            allowed &= self.places[:, other] == place
        if place == 0:
            return allowed
        for other in _linked(self.problem, column, "excludes") & set(self.placed):
            allowed &= self.places[:, other] == 0
        for other in _columns(self.problem, self.problem.options[column].after):
            allowed &= (self.places[:, other] > 0) & (self.places[:, other] <= place)
        return allowed


def _columns(problem: Problem, ids: tuple[str, ...]) -> set[int]:
    return {place for place, option in enumerate(problem.options) if option.id in ids}


def _linked(problem: Problem, column: int, name: str) -> set[int]:
    """The options this one names under `name`, and those that name it: the relation is mutual."""
    option = problem.options[column]
    named: tuple[str, ...] = getattr(option, name)
    back = {
        place for place, other in enumerate(problem.options) if option.id in getattr(other, name)
    }
    return _columns(problem, named) | back


def _capacity(problem: Problem) -> Floats:
    return np.array(
        [stage.capacity.get(name, 0.0) for stage in problem.stages for name in problem.resources],
        dtype=np.float64,
    )


def _use(problem: Problem, option: Option, place: int) -> Floats:
    use = np.zeros((len(problem.stages), len(problem.resources)))
    if place:
        effort = option.effort[problem.stages[place - 1].id]
        use[place - 1] = [effort.get(name, 0.0) for name in problem.resources]
    return use.reshape(-1)


def _gain(problem: Problem, option: Option, place: int) -> Floats:
    if place == 0:
        return np.zeros(len(problem.needs))
    stage_id = problem.stages[place - 1].id
    points = {score.need: score.points for score in problem.scores if score.option == option.id}
    return np.array(
        [points.get(need.id, 0.0) * need.discount.get(stage_id, 1.0) for need in problem.needs]
    )
