"""pymoo: NSGA-II (Deb and others, 2002) with repair on plans, timed.

Reads {"problems": [arrays], "population": n, "generations": n, "seed": n}, where arrays are gain
(Q x J), weight (P x Q), use (C x J), rows (M x J) and high (M), and prints a list of {"seconds",
"points"}.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np
from pymoo.algorithms.moo.nsga2 import NSGA2
from pymoo.core.problem import Problem
from pymoo.core.repair import Repair
from pymoo.operators.crossover.pntx import TwoPointCrossover
from pymoo.operators.mutation.bitflip import BitflipMutation
from pymoo.operators.sampling.rnd import BinaryRandomSampling
from pymoo.optimize import minimize


class Plans(Problem):  # type: ignore[misc]
    """Placements, 0 or 1, that make what each party has large."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.gain, self.weight = np.array(data["gain"]), np.array(data["weight"])
        self.use, self.rows = np.array(data["use"]), np.array(data["rows"])
        self.high = np.array(data["high"])
        super().__init__(n_var=self.gain.shape[1], n_obj=len(self.weight), xl=0, xu=1, vtype=bool)

    def _evaluate(self, x: Any, out: dict[str, Any], *_: Any, **__: Any) -> None:
        out["F"] = -np.minimum(1.0, x @ self.gain.T) @ self.weight.T


class Fitting(Repair):  # type: ignore[misc]
    """Keeps of each plan what fits, in an order drawn anew; all plans at once.

    What waits for something gets a second chance after it.
    """

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.random = np.random.default_rng(seed)

    def _do(self, problem: Plans, X: Any, **_: Any) -> Any:  # noqa: N803
        wanted = X.astype(bool)
        kept = np.zeros_like(wanted)
        used = np.zeros((len(X), len(problem.use)))
        level = np.zeros((len(X), len(problem.rows)))
        for _again in range(2):
            for j in self.random.permutation(X.shape[1]):
                fits = wanted[:, j] & ~kept[:, j]
                fits &= (used + problem.use[:, j] <= 1 + 1e-9).all(axis=1)
                fits &= (level + problem.rows[:, j] <= problem.high + 1e-9).all(axis=1)
                kept[fits, j] = True
                used[fits] += problem.use[:, j]
                level[fits] += problem.rows[:, j]
        return kept


def main() -> None:
    given = json.load(sys.stdin)
    found = []
    for place, data in enumerate([given["problems"][0], *given["problems"]]):
        problem = Plans(data)
        generations = 2 if place == 0 else given["generations"]  # the first one only warms up
        algorithm = NSGA2(
            pop_size=given["population"],
            sampling=BinaryRandomSampling(),
            crossover=TwoPointCrossover(),
            mutation=BitflipMutation(),
            repair=Fitting(given["seed"]),
            eliminate_duplicates=True,
        )
        start = time.process_time()
        done = minimize(problem, algorithm, ("n_gen", generations), seed=given["seed"])
        taken = time.process_time() - start
        if place:
            found.append({"seconds": taken, "points": (-done.F).tolist()})
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
