"""The search: many plans at once are put together, each for another mix of the parties."""

from __future__ import annotations

import numpy as np

from trifecta.domain.compromise.engine.arrays import Floats
from trifecta.domain.compromise.engine.columns import ROOM, Columns


class Climbs:
    """Climbs that go on side by side, and the different plans they came by."""

    def __init__(self, columns: Columns, weight: Floats, *, seed: int, count: int = 32) -> None:
        self.columns, self.weight, self.count = columns, weight, count
        self.random = np.random.default_rng(seed)
        self.aims = self.random.dirichlet(np.ones(len(weight)), size=count)
        self.kept: dict[bytes, Floats] = {}

    def turn(self) -> None:
        columns = self.columns
        inside = np.zeros((columns.count, self.count), dtype=bool)
        rows = np.zeros((columns.rows.shape[1], self.count))
        used = np.zeros((columns.use.shape[1], self.count))
        points = np.zeros((columns.gain.shape[1], self.count))
        slope = (self.aims @ self.weight).T
        cost = 1e-3 + columns.use.sum(axis=1)[:, None]
        pending = np.ones((columns.answers.shape[1], self.count))
        while columns.count:
            room = 1.0 - points
            more = np.minimum(columns.points[:, None], room[columns.need]) * slope[columns.need]
            flat = np.minimum(0.0, room)[columns.need] * slope[columns.need]
            value = np.add.reduceat(more - flat, columns.starts, axis=0) / cost
            value *= 0.7 + 0.6 * self.random.random(value.shape)
            value += 1e6 * (columns.answers @ pending > 0)
            tight = (rows >= columns.most[:, None] - 1e-9).astype(np.float64)
            blocked = (columns.blockers @ tight > 0) | inside
            for takes, amounts in zip(columns.takes, columns.amounts, strict=True):
                blocked |= used[takes] + amounts[:, None] > ROOM
            value[blocked] = -1.0
            best = value.argmax(axis=0)
            good = np.flatnonzero(value[best, np.arange(self.count)] > 0)
            if not len(good):
                break
            best = best[good]
            inside[best, good] = True
            rows[:, good] += columns.rows[best].T
            used[:, good] += columns.use[best].T
            points[:, good] += columns.gain[best].T
            pending[:, good] *= 1.0 - columns.answers[best].toarray().T
        for plan in inside.T[pending.sum(axis=0) == 0]:
            self.kept.setdefault(plan.tobytes(), plan.astype(np.float64))

    def found(self) -> Floats:
        plans = np.array(list(self.kept.values())).reshape(len(self.kept), self.columns.count)
        chosen: Floats = plans @ self.columns.placements
        return chosen
