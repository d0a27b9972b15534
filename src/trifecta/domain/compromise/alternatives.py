"""A few plans clearly different from the recommended one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from trifecta.domain.compromise.choosing import Rows, leximin, nash
from trifecta.domain.compromise.enumeration import Floats

CLEARLY: Final = 0.05
"""Two plans are clearly different when somebody keeps so much more or less of their best."""

GAIN: Final = 0.02
"""A plan is better for somebody from so much more of their best on."""

MOST: Final = 4


Simplest = Callable[[Rows], int]
"""Which of several plans that are equal to everybody to take."""


def alternative_rows(
    kept: Floats, *, recommended: int, best: Sequence[int], simplest: Simplest
) -> list[int]:
    """Rows of plans with retentions `kept` (plans x parties), at most MOST.

    For each party the fairest plan of the frontier `best` that gives it more; then the Nash plan.
    """
    chosen: list[int] = []
    for row in _candidates(kept, recommended, best, simplest):
        others = [recommended, *chosen]
        if all(np.abs(kept[row] - kept[other]).max() >= CLEARLY for other in others):
            chosen.append(row)
    return chosen[:MOST]


def _candidates(
    kept: Floats, recommended: int, best: Sequence[int], simplest: Simplest
) -> Iterator[int]:
    rows = np.array(best, dtype=np.intp)
    for party in range(kept.shape[1]):
        gain = kept[rows, party] - kept[recommended, party]
        better = rows[gain >= GAIN]
        clear = np.abs(kept[better] - kept[recommended]).max(axis=1, initial=0.0) >= CLEARLY
        if clear.any():
            yield simplest(leximin(kept, better[clear]))
    yield simplest(nash(kept, rows))
