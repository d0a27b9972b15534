"""The frontier of the search beside NSGA-II, and beside the exact one."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np

from benchmarks.compromise.asking import ask
from benchmarks.compromise.measures import Floats, hypervolume, kappa, table, timed
from benchmarks.compromise.problems import random_problem
from trifecta.domain.compromise.engine.arrays import Arrays, arrays_of
from trifecta.domain.compromise.engine.fronts import best_of
from trifecta.domain.compromise.engine.pool import pool_of
from trifecta.domain.compromise.engine.programs import Program, Row
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.worth import levels, utilities, violations

SMALL = ((12, 3), (16, 2), (18, 3), (20, 2), (20, 3), (22, 3), (24, 2), (26, 2), (28, 3), (30, 2))
WIDE = ((20, 2, 2), (30, 2, 3), (45, 2, 3), (60, 2, 3), (60, 3, 3), (100, 2, 4), (100, 3, 4))
TURNS = 5
"""How often both take their turn at a problem; a figure is the middle one."""
STEP = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """Every Pareto-optimal point of two parties, and the seconds of CPU it took."""

    points: Floats
    seconds: float


def searched(problem: Problem) -> Floats:
    """The frontier from the problem, as the search finds it."""
    pool = pool_of(arrays_of(problem))
    return pool.worth[pool.front]


def checked(problem: Problem) -> None:
    """Raises RuntimeError where a plan of the pool cannot be done or is worth something else."""
    arrays = arrays_of(problem)
    pool = pool_of(arrays)
    for row in pool.front:
        plan = arrays.plan(pool.chosen[row])
        worth = list(utilities(problem, levels(problem, plan)).values())
        if violations(problem, plan) or not np.allclose(worth, pool.worth[row]):
            raise RuntimeError("the search returned a plan that is not what it says")


def exact_front(arrays: Arrays) -> Exact:
    """By the epsilon constraint (Haimes, Lasdon and Wismer, 1971), two programs for each point."""
    program, start = Program.of(arrays), time.process_time()
    points: list[Floats] = []
    above = -np.inf
    while True:
        rows = [Row(low=above, y=arrays.weight[1])]
        first = program.maximise(Row(y=arrays.weight[0]), rows=rows)
        if first.chosen is None:
            break
        held = arrays.utilities(first.chosen[None])[0]
        rows = [Row(low=held[0] - STEP / 10, y=arrays.weight[0])]
        second = program.maximise(Row(y=arrays.weight[1]), rows=rows)
        point = held if second.chosen is None else arrays.utilities(second.chosen[None])[0]
        points.append(point)
        above = point[1] + STEP
    found = np.array(points)
    return Exact(points=found[best_of(found)], seconds=time.process_time() - start)


def beside_exact(*, sizes: Sequence[tuple[int, int]], seeds: int, times: int) -> str:
    """Time, hypervolume and kappa of small problems; medians and the worst."""
    rows: list[tuple[str, float, float, float, float]] = []
    for options, stages in sizes:
        for seed in range(seeds):
            problem = random_problem(options=options, parties=2, stages=stages, seed=seed)
            checked(problem)
            exact, found = exact_front(arrays_of(problem)), searched(problem)
            best = exact.points.max(axis=0)
            name = f"{options} options, {stages} stages"
            taken = timed(lambda problem=problem: searched(problem), times=times)  # type: ignore[misc]
            volume = hypervolume(found) / hypervolume(exact.points)
            lost = 100 * (kappa(exact.points, best) - kappa(found, best))
            rows.append((name, taken, exact.seconds, volume, lost))
    return _summed(rows, other="exact", lost=True)


def beside_evolution(
    *, sizes: Sequence[tuple[int, int, int]], seeds: int, times: int, python: str, population: int
) -> str:
    """Time and hypervolume against NSGA-II with repair, population x generations plans.

    Both take their turn at each problem, so that a machine which is busier for a while is so for
    both.
    """
    rows: list[tuple[str, float, float, float, float]] = []
    for options, parties, stages in sizes:
        for seed in range(seeds):
            problem = random_problem(options=options, parties=parties, stages=stages, seed=seed)
            checked(problem)
            given = {
                "problems": [_plain(arrays_of(problem))],
                "population": population,
                "generations": population,
                "seed": 1,
            }
            name = f"{options} options, {parties} parties, {stages} stages"
            for _ in range(TURNS):
                (peer,) = ask(python, "evolution", given)
                found = searched(problem)
                taken = timed(lambda problem=problem: searched(problem), times=times)  # type: ignore[misc]
                volume = hypervolume(found) / hypervolume(np.array(peer["points"]))
                rows.append((name, taken, peer["seconds"], volume, 0.0))
    return _summed(rows, other="NSGA-II", lost=False)


def _plain(arrays: Arrays) -> dict[str, Any]:
    return {
        "gain": arrays.gain.tolist(),
        "weight": arrays.weight.tolist(),
        "use": arrays.use.tolist(),
        "rows": arrays.rows.toarray().tolist(),
        "high": arrays.high.tolist(),
    }


def _summed(rows: list[tuple[str, float, float, float, float]], *, other: str, lost: bool) -> str:
    head = ["problem", "search CPU s", f"{other} CPU s", "times faster", "hypervolume", "least"]
    if lost:
        head += ["kappa lost, points", "most"]
    names = list(dict.fromkeys(row[0] for row in rows))
    groups = [(name, [row for row in rows if row[0] == name]) for name in names]
    told = []
    for name, some in [*groups, ("all", rows)]:
        line = [
            name,
            f"{median(row[1] for row in some):.3f}",
            f"{median(row[2] for row in some):.2f}",
            f"{median(row[2] / row[1] for row in some):.1f}",
            f"{median(row[3] for row in some):.4f}",
            f"{min(row[3] for row in some):.4f}",
        ]
        if lost:
            line += [f"{median(row[4] for row in some):.2f}", f"{max(row[4] for row in some):.2f}"]
        told.append(line)
    return table(head, told)


def in_order(points: Floats) -> bool:
    """Whether a frontier of two falls for one as it rises for the other."""
    return all(a[0] > b[0] and a[1] < b[1] for a, b in pairwise(points.tolist()))
