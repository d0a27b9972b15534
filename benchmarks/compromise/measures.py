"""What is measured of a frontier, and how figures are told."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def hypervolume(points: Floats) -> float:
    """The area, or the volume for three parties, between 0 and points (n x 2 or n x 3).

    Each point covers everything from 0 up to it (Zitzler and Thiele 1999).
    """
    inside = points[(points > 0).all(axis=1)]
    if not len(inside):
        return 0.0
    if inside.shape[1] == 2:
        return _area(inside)
    inside = inside[np.argsort(-inside[:, 2], kind="stable")]
    below = np.append(inside[1:, 2], 0.0)
    slabs = inside[:, 2] - below
    return float(sum(_area(inside[: n + 1, :2]) * high for n, high in enumerate(slabs) if high > 0))


def _area(points: Floats) -> float:
    ordered = points[np.argsort(-points[:, 0], kind="stable")]
    tops = np.maximum.accumulate(ordered[:, 1])
    widths = ordered[:, 0] - np.append(ordered[1:, 0], 0.0)
    return float((widths * tops).sum())


def kappa(points: Floats, best: Floats) -> float:
    """The most that the worst-off can keep of its best (P), over points n x P."""
    return float((points / best).min(axis=1).max())


def same_points(here: Iterable[Sequence[float]], there: Iterable[Sequence[float]]) -> bool:
    """Whether two frontiers hold the same points, to six digits."""
    return _rounded(here) == _rounded(there)


def _rounded(points: Iterable[Sequence[float]]) -> set[tuple[float, ...]]:
    return {tuple(round(float(value), 6) + 0.0 for value in point) for point in points}


def timed(act: Callable[[], object], *, times: int, longest: float = 5.0) -> float:
    """Median seconds of CPU, whatever else the machine does; fewer times when one takes longer."""
    taken: list[float] = []
    while len(taken) < times and sum(taken) < longest:
        start = time.process_time()
        act()
        taken.append(time.process_time() - start)
    return median(taken)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table, the first column to the left."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def machine() -> str:
    """How many processors there are and how busy they are already."""
    return f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
