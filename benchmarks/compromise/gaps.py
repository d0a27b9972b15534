"""How far the recommended plan is proven, with a given time."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from statistics import median
from typing import Final

from benchmarks.compromise.busy import by_cpu
from benchmarks.compromise.measures import table
from benchmarks.compromise.problems import random_problem
from trifecta.domain.compromise.engine.answers import Rule
from trifecta.domain.compromise.engine.solving import Budget, solve

GOALS: Final = (2.5, 0.5)
LARGE: Final = 300
"""How many points the gap may be at most, and from how many options on the second one holds."""

SIZES = (
    (30, 2, 2, 3.0),
    (30, 3, 4, 3.0),
    (60, 2, 3, 3.0),
    (60, 3, 3, 3.0),
    (100, 2, 4, 3.0),
    (100, 3, 4, 3.0),
    (300, 2, 3, 10.0),
    (300, 3, 4, 10.0),
)


def gaps(
    *, sizes: Sequence[tuple[int, int, int, float]], seeds: int, rule: Rule, busy: bool = False
) -> str:
    """Points between the value of the plan and the most that any could have, after so long.

    Where others use the machine too (`busy`), seconds are those of CPU.
    """
    with by_cpu() if busy else nullcontext(time.monotonic) as clock:
        told = [_told(size, seeds, rule, clock) for size in sizes]
    head = ("problem", "given s", "taken s", "CPU s", "gap, points", "largest", "above")
    return table(head, told)


def _told(
    size: tuple[int, int, int, float], seeds: int, rule: Rule, clock: Callable[[], float]
) -> tuple[str, ...]:
    options, parties, stages, seconds = size
    found, taken, used = [], [], []
    for seed in range(seeds):
        problem = random_problem(options=options, parties=parties, stages=stages, seed=seed)
        start, cpu = time.monotonic(), time.process_time()
        limit = Budget.of(seconds=seconds, clock=clock)
        first = solve(problem, rule=rule, budget=limit).plans[0]
        taken.append(time.monotonic() - start)
        used.append(time.process_time() - cpu)
        if first.value is None or first.bound is None:
            raise RuntimeError("the first plan states no bound")
        found.append(100 * (first.bound - first.value))
    goal = GOALS[options >= LARGE]
    return (
        f"{options} options, {parties} parties, {stages} stages",
        f"{seconds:g}",
        f"{median(taken):.2f}",
        f"{median(used):.2f}",
        f"{median(found):.2f}",
        f"{max(found):.2f}",
        f"{sum(gap > goal for gap in found)} of {seeds}",
    )
