"""A problem as arrays: one 0/1 variable for every option in every stage it can be done in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from trifecta.domain.compromise.enumeration import Places
from trifecta.domain.compromise.problem import Plan, Problem, Stage

Floats = NDArray[np.float64]
Indexes = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrays:
    """A problem with J placements, Q needs, P parties and C capacities (a stage and a resource).

    `option[j]` and `stage[j]` say what placement j is, both from 0. `gain` (Q x J) is what it
    brings as a share of enough, after the discount of its stage. `weight` (P x Q) is a need's share
    of its party. `use` (C x J) is effort as a share of the capacity; placements that exceed one
    alone are left out; `work` is effort in person-weeks. `rows` with `low` and `high` (M x J) are
    the rules besides capacity: low <= rows x <= high.
    """

    problem: Problem
    option: Indexes
    stage: Indexes
    gain: Floats
    weight: Floats
    use: Floats
    work: Floats
    rows: csr_array
    low: Floats
    high: Floats

    @property
    def placements(self) -> int:
        return len(self.option)

    @property
    def capacity_keys(self) -> list[tuple[str, str]]:
        """What the rows of `use` are: (stage id, resource)."""
        return _capacity_keys(self.problem)

    def met(self, chosen: Floats) -> Floats:
        """How far each need is met by plans given as 0/1 rows (n x J): n x Q, at most 1."""
        met: Floats = np.minimum(1.0, chosen @ self.gain.T)
        return met

    def utilities(self, chosen: Floats) -> Floats:
        """What each party has of what it needs: n x P."""
        worth: Floats = self.met(chosen) @ self.weight.T
        return worth

    def plan(self, chosen: Floats) -> Plan:
        """The plan of one 0/1 vector."""
        picked = np.flatnonzero(np.asarray(chosen) > 0.5)
        options, stages = self.problem.options, self.problem.stages
        return Plan(
            placements={options[self.option[j]].id: stages[self.stage[j]].id for j in picked}
        )

    def places(self, chosen: Floats) -> Places:
        """Of plans given as 0/1 rows where each option is (n x options): 0 left out, k stage k."""
        placed = np.zeros((len(self.problem.options), len(chosen)))
        np.add.at(placed, self.option, (chosen * (self.stage + 1)).T)
        return np.round(placed.T).astype(np.int8)

    def vector(self, plan: Plan) -> Floats:
        """The 0/1 vector of a plan; raises KeyError for a placement that cannot be."""
        where = {
            (self.problem.options[o].id, self.problem.stages[s].id): j
            for j, (o, s) in enumerate(zip(self.option, self.stage, strict=True))
        }
        chosen = np.zeros(self.placements)
        for key in plan.placements.items():
            chosen[where[key]] = 1.0
        return chosen


def arrays_of(problem: Problem) -> Arrays:
    """Compile a checked problem."""
    option, stage = _placements(problem)
    rows, low, high = _rules(problem, option, stage)
    return Arrays(
        problem=problem,
        option=option,
        stage=stage,
        gain=_gain(problem, option, stage),
        weight=_weight(problem),
        use=_use(problem, option, stage),
        work=_work(problem, option, stage),
        rows=rows,
        low=low,
        high=high,
    )


def _capacity_keys(problem: Problem) -> list[tuple[str, str]]:
    return [(stage.id, name) for stage in problem.stages for name in problem.resources]


def _placements(problem: Problem) -> tuple[Indexes, Indexes]:
    """Where each option can be done, coupled ones only where all of them can."""
    alone = [
        {at for at, stage in enumerate(problem.stages) if _fits(option.effort, stage)}
        for option in problem.options
    ]
    found = [
        (place, at)
        for place, mates in enumerate(together_of(problem))
        for at in sorted(alone[place].intersection(*(alone[other] for other in mates)))
    ]
    pairs = np.array(found, dtype=np.intp).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _fits(efforts: Mapping[str, Mapping[str, float]], stage: Stage) -> bool:
    effort = efforts.get(stage.id)
    if not effort:
        return effort is not None
    return all(weeks <= stage.capacity.get(name, 0.0) + 1e-9 for name, weeks in effort.items())


def together_of(problem: Problem) -> list[set[int]]:
    """For each option those that go with it, however many steps away."""
    if not any(option.together for option in problem.options):
        return [set() for _ in problem.options]
    column = {option.id: place for place, option in enumerate(problem.options)}
    group = list(range(len(problem.options)))

    def root(place: int) -> int:
        while group[place] != place:
            place = group[place]
        return place

    for place, option in enumerate(problem.options):
        for other in option.together:
            group[root(place)] = root(column[other])
    members: dict[int, set[int]] = {}
    for place in range(len(group)):
        members.setdefault(root(place), set()).add(place)
    return [members[root(place)] - {place} for place in range(len(group))]


def _gain(problem: Problem, option: Indexes, stage: Indexes) -> Floats:
    row = {need.id: place for place, need in enumerate(problem.needs)}
    column = {each.id: place for place, each in enumerate(problem.options)}
    points = np.zeros((len(problem.needs), len(problem.options)))
    for score in problem.scores:
        points[row[score.need], column[score.option]] = score.points
    discount = np.ones((len(problem.needs), len(problem.stages)))
    for place, need in enumerate(problem.needs):
        if need.discount:
            discount[place] = [need.discount.get(at.id, 1.0) for at in problem.stages]
    enough = np.array([need.enough for need in problem.needs])
    gain: Floats = points[:, option] * discount[:, stage] / enough[:, None]
    return gain


def _weight(problem: Problem) -> Floats:
    place = {party.id: row for row, party in enumerate(problem.parties)}
    weight = np.zeros((len(problem.parties), len(problem.needs)))
    for column, need in enumerate(problem.needs):
        weight[place[need.party], column] = need.weight
    return weight


def _use(problem: Problem, option: Indexes, stage: Indexes) -> Floats:
    keys = {key: row for row, key in enumerate(_capacity_keys(problem))}
    use = np.zeros((len(keys), len(option)))
    if not keys:
        return use
    for j, (o, s) in enumerate(zip(option, stage, strict=True)):
        at = problem.stages[s]
        for name, weeks in problem.options[o].effort[at.id].items():
            if weeks > 0:
                use[keys[at.id, name], j] = weeks / at.capacity[name]
    return use


def _work(problem: Problem, option: Indexes, stage: Indexes) -> Floats:
    return np.array(
        [
            sum(problem.options[o].effort[problem.stages[s].id].values())
            for o, s in zip(option, stage, strict=True)
        ],
        dtype=np.float64,
    )


def _rules(problem: Problem, option: Indexes, stage: Indexes) -> tuple[csr_array, Floats, Floats]:
    """At most once, exactly one of a choice, order, couplings, exclusions."""
    rules = _Rules(width=len(option))
    column = {row.id: place for place, row in enumerate(problem.options)}
    where: list[list[int]] = [[] for _ in problem.options]
    for j, place in enumerate(option.tolist()):
        where[place].append(j)
    for places in where:
        rules.add(places, (), low=-np.inf, high=1.0)
    for choice in problem.choices:
        every = [j for other in choice.options for j in where[column[other]]]
        rules.add(every, (), low=1.0, high=1.0)
    for place, row in enumerate(problem.options):
        for other in row.excludes:
            both = where[place] + where[column[other]]
            rules.add(both, (), low=-np.inf, high=1.0)
        for other in row.together:
            for at in range(len(problem.stages)):
                mine = [j for j in where[place] if stage[j] == at]
                theirs = [j for j in where[column[other]] if stage[j] == at]
                rules.add(mine, theirs, low=0.0, high=0.0)
        for other in row.after:
            for at in range(len(problem.stages)):
                mine = [j for j in where[place] if stage[j] <= at]
                theirs = [j for j in where[column[other]] if stage[j] <= at]
                rules.add(mine, theirs, low=-np.inf, high=0.0)
    return rules.made()


class _Rules:
    """Rows of +1 and −1 with their bounds, as they are added."""

    def __init__(self, *, width: int) -> None:
        self.width = width
        self.columns: list[int] = []
        self.values: list[float] = []
        self.ends: list[int] = [0]
        self.low: list[float] = []
        self.high: list[float] = []

    def add(self, plus: Sequence[int], minus: Sequence[int], *, low: float, high: float) -> None:
        if not len(plus) and not len(minus) and low <= 0 <= high:
            return
        self.columns += [*plus, *minus]
        self.values += [1.0] * len(plus) + [-1.0] * len(minus)
        self.ends.append(len(self.columns))
        self.low.append(low)
        self.high.append(high)

    def made(self) -> tuple[csr_array, Floats, Floats]:
        matrix = csr_array(
            (
                np.array(self.values, dtype=np.float64),
                np.array(self.columns, dtype=np.int32),
                np.array(self.ends, dtype=np.int32),
            ),
            shape=(len(self.low), self.width),
        )
        matrix.sum_duplicates()
        return matrix, np.array(self.low), np.array(self.high)
