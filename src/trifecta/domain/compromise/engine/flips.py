"""Which single weight, changed a little, makes another plan the fairest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from trifecta.domain.compromise import choosing
from trifecta.domain.compromise.engine.arrays import Arrays, Floats
from trifecta.domain.compromise.problem import Plan

STEPS: Final = 400
"""A weight is tried in steps of a quarter of a point."""

BETTER: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """With `then` as the weight of a need instead of `now`, `instead` leaves whoever keeps least
    more than the plan does; the party's other weights keep their proportions."""

    need: str
    now: float
    then: float
    instead: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighing:
    """The plans' worth as a party gives another weight to one of its needs.

    `level` (N) is how far each meets the need, `rest` (N) what the party's other needs come to as a
    share of their weight, `others` (N) the least that another party keeps.
    """

    level: Floats
    rest: Floats
    others: Floats

    def winners(self, weights: Floats) -> tuple[Floats, Floats]:
        """For each weight, how much more the best plan leaves than the first, and which it is."""
        worth = weights[:, None] * self.level + (1 - weights[:, None]) * self.rest
        kept = choosing.shares_of(worth, worth.max(axis=1, keepdims=True))
        worst = np.minimum(kept, self.others)
        return worst.max(axis=1) - worst[:, 0], worst.argmax(axis=1)


def fairer_of(arrays: Arrays, chosen: Floats) -> Plan | None:
    """The plan that leaves whoever keeps least most, where that is more than the first does."""
    worth = arrays.utilities(chosen)
    worst = choosing.shares_of(worth, worth.max(axis=0)).min(axis=1)
    best = int(worst.argmax())
    return arrays.plan(chosen[best]) if worst[best] - worst[0] > BETTER else None


def flips_of(arrays: Arrays, chosen: Floats) -> tuple[Flip, ...]:
    """For each need that is not hidden the nearest weight that makes another plan the fairest.

    `chosen` (N x J) are plans that can be done, the first the one that is asked about; where it is
    not the fairest of them as things stand, nothing flips it. In rising order of the change.
    """
    problem = arrays.problem
    met = arrays.met(chosen)
    kept = choosing.shares_of(met @ arrays.weight.T, (met @ arrays.weight.T).max(axis=0))
    if fairer_of(arrays, chosen) is not None:
        return ()
    found = []
    for place, need in enumerate(problem.needs):
        party = next(at for at, row in enumerate(problem.parties) if row.id == need.party)
        if need.hidden or need.weight >= 1 - BETTER:
            continue
        rest = (met @ arrays.weight[party] - need.weight * met[:, place]) / (1 - need.weight)
        others = np.delete(kept, party, axis=1).min(axis=1, initial=np.inf)
        weighing = _Weighing(level=met[:, place], rest=rest, others=others)
        flip = _nearest(weighing, need.weight)
        if flip is not None:
            then, winner = flip
            plan = arrays.plan(chosen[winner])
            found.append(Flip(need=need.id, now=need.weight, then=then, instead=plan))
    return tuple(sorted(found, key=lambda flip: (round(abs(flip.then - flip.now), 9), flip.need)))


def _nearest(weighing: _Weighing, now: float) -> tuple[float, int] | None:
    weights = np.linspace(0.0, 1.0, STEPS + 1)
    lead, _ = weighing.winners(weights)
    flipped = weights[lead > BETTER]
    if not len(flipped):
        return None
    far = float(flipped[np.argmin(np.abs(flipped - now))])
    near = now
    for _ in range(30):
        middle = (near + far) / 2
        if weighing.winners(np.array([middle]))[0][0] > BETTER:
            far = middle
        else:
            near = middle
    return far, int(weighing.winners(np.array([far]))[1][0])
