"""What the relaxation knows before the search begins: prices of capacity, and the best parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from trifecta.domain.compromise.engine.arrays import Arrays, Floats
from trifecta.domain.compromise.engine.columns import Columns
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget, Program, Relaxed, Row
from trifecta.domain.compromise.engine.rules import FREE

EPSILON: Final = 1e-9
FEW: Final = 70
"""With so few columns at most the search finds its way without the relaxation."""

MAY_TAKE: Final = 3.0
"""So many times as long as the search has may be taken for them, since they are bounds as well."""

MORE_FOR: Final = 80
"""For every so many columns there is one more mix of the parties, up to MOST_MORE."""

MOST_MORE: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Guides:
    """L optima of the relaxation: `prices` (L x C), `part` (L x V) of each column, `worth` (L x P).

    `ideal` (P) is what none can exceed for each party, `most` the same where it is from an optimum,
    and inf where it is not.
    """

    ideal: Floats
    most: Floats
    prices: Floats
    part: Floats
    worth: Floats


def guides_of(arrays: Arrays, columns: Columns, *, budget: Budget = UNLIMITED) -> Guides:
    """Each party's optimum, the one of the worst-off, and mixes, more of them in large problems.

    Once the budget is over there are no mixes; where there is no time for any, nothing is known.
    """
    if columns.count <= FEW:
        return _none(arrays, columns)
    program, weight = Program.of(arrays), arrays.weight
    if not budget.room_for(program.seconds * (len(weight) + 1) / MAY_TAKE):
        return _none(arrays, columns)
    found = [program.relaxation(Row(y=row)) for row in weight]
    ideal = np.array([one.value for one in found])
    helped = ideal > EPSILON
    share = weight[helped] / ideal[helped, None]
    if len(share) > 1:
        rows = [Row(low=0.0, y=row, extra=np.array([-1.0])) for row in share]
        found.append(program.relaxation(Row(extra=np.ones(1)), rows=rows, extra=[FREE]))
        mixes = directions(len(share), min(MOST_MORE, columns.count // MORE_FOR))
        for mix in mixes:
            if not budget.over:
                found.append(program.relaxation(Row(y=mix @ share)))
    found = [one for one in found if one.chosen is not None]
    return _guides(program, columns, found, ideal)


def _none(arrays: Arrays, columns: Columns) -> Guides:
    """Flat prices, and all that there is as what none can exceed."""
    most = np.minimum(1.0, np.maximum(columns.gain, 0.0).sum(axis=0)) @ arrays.weight.T
    return Guides(
        ideal=most,
        most=np.full(len(most), np.inf),
        prices=np.full((1, len(arrays.use)), 1.0 / max(1, len(arrays.use))),
        part=np.ones((1, columns.count)),
        worth=np.zeros((1, len(arrays.weight))),
    )


def _guides(program: Program, columns: Columns, found: list[Relaxed], ideal: Floats) -> Guides:
    arrays = program.arrays
    chosen = np.array([one.chosen for one in found]).reshape(len(found), arrays.placements)
    members = np.maximum(1.0, columns.placements.sum(axis=1))
    prices = np.array([program.capacity_prices(one.prices) for one in found])
    prices = prices.reshape(len(found), len(arrays.use))
    prices /= np.maximum(prices.sum(axis=1, keepdims=True), EPSILON)
    flat = np.full((1, len(arrays.use)), 1.0 / max(1, len(arrays.use)))
    return Guides(
        ideal=ideal,
        most=ideal,
        prices=np.concatenate([prices, flat]),
        part=np.concatenate([chosen @ columns.placements.T / members, np.ones((1, columns.count))]),
        worth=np.concatenate([arrays.utilities(chosen), np.zeros((1, len(arrays.weight)))]),
    )


def directions(parties: int, count: int) -> Floats:
    """Mixes of the parties (count x parties), each above 0 and summing to their number."""
    if parties == 1 or not count:
        return np.ones((count, parties))
    if parties == 2:
        share = np.linspace(0.0, 1.0, count + 2)[1:-1]
        return 2 * np.column_stack([share, 1 - share])
    random = np.random.default_rng(parties)
    points = random.dirichlet(np.ones(parties), size=count * 40)
    points = np.maximum(points, 0.02)
    points /= points.sum(axis=1, keepdims=True)
    chosen = [np.full(parties, 1 / parties)]
    far = np.linalg.norm(points - chosen[0], axis=1)
    for _ in range(count - 1):
        chosen.append(points[int(far.argmax())])
        far = np.minimum(far, np.linalg.norm(points - chosen[-1], axis=1))
    return parties * np.array(chosen)
