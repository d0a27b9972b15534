"""The known non-dominated points of the bi-objective knapsacks of vOptLib."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.compromise.frontiers import exact_front, searched
from benchmarks.compromise.measures import Floats, hypervolume, same_points, table
from trifecta.domain.compromise.engine.arrays import arrays_of
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.problem import Need, Option, Party, Problem, Score, Stage

DAY = date(2026, 1, 5)


def known_points(path: Path) -> Floats:
    """The points of a .min file: a line each, in whole numbers."""
    return np.array([line.split() for line in path.read_text().splitlines() if line], dtype=float)


def knapsack(path: Path) -> tuple[Problem, Floats]:
    """The problem of a .dat file, and what utility 1 stands for, by party.

    The numbers are the count of items, objectives and limits, the objectives, the weights, and the
    limit.
    """
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    numbers = [float(word) for line in lines for word in line.split()]
    count, parties = int(numbers[0]), int(numbers[1])
    body = np.array(numbers[3:])
    profits = body[: parties * count].reshape(parties, count)
    weights = body[parties * count : (parties + 1) * count]
    room = float(body[(parties + 1) * count])
    totals = profits.sum(axis=1)
    names = [f"party {p + 1}" for p in range(parties)]
    stage = Stage(id="s", name="s", starts=DAY, ends=None, weeks=1, capacity={"room": room})
    problem = Problem(
        parties=tuple(Party(id=name, name=name) for name in names),
        stages=(stage,),
        options=tuple(
            Option(id=f"i{n}", title=f"i{n}", effort={"s": {"room": float(weight)}})
            for n, weight in enumerate(weights)
        ),
        needs=tuple(
            Need(id=name, party=name, text=name, weight=1.0, enough=float(total))
            for name, total in zip(names, totals, strict=True)
        ),
        scores=tuple(
            Score(option=f"i{n}", need=name, points=float(profits[p, n]))
            for p, name in enumerate(names)
            for n in range(count)
        ),
    )
    return problem, totals


def whole(problem: Problem) -> Floats:
    """The frontier as it is answered; raises RuntimeError where it is not proven whole."""
    answer = solve(problem)
    if not answer.frontier_proven:
        raise RuntimeError("the frontier of a knapsack is not proven")
    return np.array([[*row.utilities.values()] for row in answer.frontier])


def compare(folder: Path) -> str:
    """Whether what is answered, and what is exact, are the known points; and the search alone."""
    told = []
    for path in sorted(folder.glob("*.dat")):
        problem, totals = knapsack(path)
        known = known_points(path.with_suffix(".min"))
        start = time.process_time()
        answered = whole(problem)
        taken = time.process_time() - start
        exact = exact_front(arrays_of(problem))
        found = searched(problem) * totals
        there = {tuple(np.round(row).astype(int)) for row in found}
        hit = sum(tuple(row.astype(int)) in there for row in known)
        told.append(
            (
                path.stem,
                len(known),
                _equal(answered * totals, known),
                f"{taken:.2f}",
                _equal(exact.points * totals, known),
                f"{exact.seconds:.1f}",
                f"{hit} of {len(known)}",
                f"{hypervolume(found) / hypervolume(known):.4f}",
            )
        )
    head = ("knapsack", "known points", "answered", "CPU s", "exact", "CPU s", "search", "volume")
    return table(head, told)


def _equal(points: Floats, known: Floats) -> str:
    return "all" if same_points(points.tolist(), known.tolist()) else "NOT ALL"
