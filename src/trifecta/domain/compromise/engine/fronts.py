"""Which of many rows of utilities stand on the frontier."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.compromise.engine.arrays import Floats

BLOCK: Final = 256
"""So many rows are compared with each other at once."""

AT_ONCE: Final = 4_000
"""And with so many that stand already."""


def best_of(utilities: Floats) -> NDArray[np.intp]:
    """Rows (n x P) that no other row beats or equals: one for every Pareto-optimal combination.

    In falling order of the first column; values that agree to nine digits are equal. Rows are
    sorted first, so that each can only be beaten by one before it (Kung, Luccio and Preparata,
    1975).
    """
    rows = np.round(utilities, 9)
    order = np.lexsort(rows.T[::-1])[::-1]
    rows = rows[order]
    if rows.shape[1] == 1:
        return order[:1]
    if rows.shape[1] == 2:
        highest = np.maximum.accumulate(np.concatenate([[-np.inf], rows[:-1, 1]]))
        return order[rows[:, 1] > highest]
    rest = np.ascontiguousarray(rows[:, 1:])
    return order[_by_stairs(rest) if rest.shape[1] == 2 else _by_blocks(rest)]


def _by_stairs(rows: Floats) -> NDArray[np.intp]:
    """Those of n x 2 that none before them beats or equals; what stands so far is a staircase."""
    kept: list[NDArray[np.intp]] = []
    stairs = np.zeros((0, 2))
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        at = np.searchsorted(stairs[:, 0], block[:, 0])
        above = np.append(stairs[:, 1], -np.inf)[at]
        left = np.flatnonzero(above < block[:, 1])
        left = left[_by_none_before(block[left])]
        if len(left):
            kept.append(start + left)
            stairs = np.concatenate([stairs, block[left]])
            stairs = stairs[best_of(stairs)[::-1]]
    return np.concatenate(kept) if kept else np.zeros(0, dtype=np.intp)


def _by_blocks(rows: Floats) -> NDArray[np.intp]:
    """Those of n x k that none before them beats or equals, by comparing with all that stand."""
    kept = np.zeros(len(rows), dtype=np.intp)
    standing = np.empty_like(rows)
    count = 0
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        left = np.arange(len(block))
        for at in range(0, count, AT_ONCE):
            some = standing[at : min(at + AT_ONCE, count)]
            left = left[~_beaten(block[left], some).any(axis=1)]
        left = left[_by_none_before(block[left])]
        kept[count : count + len(left)] = start + left
        standing[count : count + len(left)] = block[left]
        count += len(left)
    return kept[:count]


def _by_none_before(rows: Floats) -> NDArray[np.bool_]:
    beaten = np.tril(_beaten(rows, rows), -1)
    return np.asarray(~beaten.any(axis=1))


def _beaten(rows: Floats, others: Floats) -> NDArray[np.bool_]:
    """Whether each of n rows is beaten or equalled by each of m others: n x m."""
    beaten = rows[:, None, 0] <= others[None, :, 0]
    for column in range(1, rows.shape[1]):
        beaten &= rows[:, None, column] <= others[None, :, column]
    return beaten


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
