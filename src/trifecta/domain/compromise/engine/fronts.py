"""Which of many rows of utilities stand on the frontier."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.compromise.engine.arrays import Floats


def best_of(utilities: Floats) -> NDArray[np.intp]:
    """Rows (n x P) that no other row beats or equals: one for every Pareto-optimal combination.

    In falling order of the first column; values that agree to nine digits are equal.
    """
    rows = np.round(utilities, 9)
    order = np.lexsort(rows.T[::-1])[::-1]
    rows = rows[order]
    if rows.shape[1] == 1:
        return order[:1]
    if rows.shape[1] == 2:
        highest = np.maximum.accumulate(np.concatenate([[-np.inf], rows[:-1, 1]]))
        return order[rows[:, 1] > highest]
    return order[_beaten_by_none(rows)]


def _beaten_by_none(rows: Floats) -> list[int]:
    """Of rows in falling order: one can only be beaten by one that comes before it."""
    kept: list[int] = []
    front = np.empty_like(rows)
    for place, row in enumerate(rows):
        if not (front[: len(kept)] >= row).all(axis=1).any():
            front[len(kept)] = row
            kept.append(place)
    return kept


def spread(points: Floats, count: int) -> list[int]:
    """`count` of many points (n x P): everybody's best, then what is farthest from all so far."""
    chosen = list(dict.fromkeys(int(row) for row in points.argmax(axis=0)))
    chosen.append(int(points.min(axis=1).argmax()))
    chosen = list(dict.fromkeys(chosen))
    far = np.min([np.abs(points - points[row]).max(axis=1) for row in chosen], axis=0)
    while len(chosen) < min(count, len(points)) and far.max() > 0:
        chosen.append(int(far.argmax()))
        far = np.minimum(far, np.abs(points - points[chosen[-1]]).max(axis=1))
    return sorted(chosen)
