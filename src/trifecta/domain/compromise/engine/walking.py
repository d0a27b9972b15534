"""How the search goes on: in which directions, from where, and which of its plans are kept."""

from __future__ import annotations

from typing import Final

import numpy as np

from trifecta.domain.compromise.engine.arrays import Arrays, Floats, Indexes
from trifecta.domain.compromise.engine.climbing import Goals, Search, State
from trifecta.domain.compromise.engine.columns import columns_of
from trifecta.domain.compromise.engine.exchanges import Exchanges
from trifecta.domain.compromise.engine.fronts import best_of
from trifecta.domain.compromise.engine.guides import directions, guides_of
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget

ROUNDS: Final = 8
TURNS: Final = 4
"""After so many turns climbs share what they found and take aim again; so many times."""

SMALL: Final = 85
"""With so many columns at most, exchanges are tried one by one beside what is drawn."""

VERY_SMALL: Final = 45
TURNS_IN_VERY_SMALL: Final = 2
"""Up to so many columns climbs share more often."""

STILL: Final = ((VERY_SMALL, 2), (SMALL, 1))
STILL_IN_LARGE: Final = 3
"""The search ends when the frontier has not changed so many times, by the number of columns."""

CLIMBS: Final = 96
IN_SMALL: Final = 60
FEWEST: Final = 24
MANY_COLUMNS: Final = 120
"""So many climbs go side by side, fewer where there are more columns than this, or few."""

LEAST_OUT, MOST_OUT = 0.1, 0.9
"""What share of its plan a climb takes out."""

NOISE: Final = 1.6
PATIENCE: Final = 0.01
"""A plan that is worse by so much may still be gone on from, at first."""

PRICE_SPREAD: Final = 0.8
STRAY: Final = 0.4
TRUST: Final = 0.1
"""How far prices are shaken, who follows another direction, and how much the relaxation counts."""

NEAR: Final = 0.05
MOST_PLANS: Final = 1_000
"""Plans are kept that lose no more than this to another in everybody's share, the best of them."""

LITTLE: Final = 1e-9


class Walk:
    """A search on its way; deterministic for a seed."""

    def __init__(self, arrays: Arrays, *, seed: int, budget: Budget = UNLIMITED) -> None:
        self.columns = columns_of(arrays)
        self.random = np.random.default_rng(seed)
        self.search = Search(self.columns, arrays.weight, self.random)
        small = self.columns.count <= SMALL
        self.exchanges = Exchanges(self.columns, arrays.weight) if small else None
        self.guides = guides_of(arrays, self.columns, budget=budget)
        self.parties = len(arrays.weight)
        self.count = _side_by_side(self.columns.count)
        self.patience = _patience(self.columns.count)
        self.together = TURNS_IN_VERY_SMALL if self.columns.count <= VERY_SMALL else TURNS
        self.ideal = np.maximum(self.guides.ideal, LITTLE)
        self._aim()
        self.state = State.empty(self.columns, self.count)
        self.current = np.full(self.count, -np.inf)
        self.done = self.still = 0
        self.front = np.zeros((0, self.parties))
        none = np.zeros(self.columns.count, dtype=np.bool_)
        empty = bool(self.search.complete(State.empty(self.columns, 1))[0])
        self.plans = [none[None, :]] if empty else []
        self.worths = [np.zeros((1, self.parties))] if empty else []

    @property
    def over(self) -> bool:
        everything = self.done >= ROUNDS * TURNS or self.still >= self.patience
        return everything or not self.columns.count

    # ------------------------------------------------------------ directions

    def _aim(self) -> None:
        """Every climb has its goal: everybody, one alone, a mix, or a gap in the frontier."""
        kinds = np.arange(self.count) % 12
        self.fair = kinds == 0
        self.roam = (kinds % 2 == 1) if self.parties == 2 else np.zeros(self.count, dtype=np.bool_)
        alone = np.flatnonzero((kinds == 4) | (kinds == 8))
        aim = np.maximum(directions(self.parties, self.count), 0.02)
        aim[self.fair] = 1.0
        aim[alone] = 1e-3
        aim[alone, np.arange(len(alone)) % self.parties] = 1.0
        self.mixes = aim.T
        self.worst = ~np.isin(kinds, (2, 4, 6, 8))
        self.goals = self._goals(np.zeros(self.parties))

    def _goals(self, nadir: Floats) -> Goals:
        base = np.where(self.fair, 0.0, nadir[:, None]) * self.ideal[:, None]
        return Goals(
            aim=self.mixes.copy(),
            worst=self.worst.copy(),
            base=base,
            span=self.ideal[:, None] - base,
        )

    def _aim_at_gaps(self, front: Floats) -> None:
        """Some look for what lies between two neighbours, the more the wider they are apart."""
        roam = np.flatnonzero(self.roam)
        if len(front) < 2 or not len(roam):
            return
        high, low = front[:-1], front[1:]
        wide = np.maximum(np.abs(high - low), LITTLE).prod(axis=1) ** 0.5
        which = self.random.choice(len(wide), len(roam), p=wide / wide.sum())
        base = np.column_stack([low[which, 0], high[which, 1]]).T
        top = np.column_stack([high[which, 0], low[which, 1]]).T
        self.goals.base[:, roam] = base
        self.goals.span[:, roam] = np.maximum(top - base, 1e-6)
        self.goals.aim[:, roam] = 1.0
        self.goals.worst[roam] = True

    # ------------------------------------------------------------ one turn

    def turn(self) -> None:
        """Take every plan apart and put it together again; now and then share what was found."""
        everyone = np.arange(self.count)
        before, first = self.state.pick(everyone), self.done == 0
        noise = np.zeros(self.count)
        if not first:
            share = LEAST_OUT + (MOST_OUT - LEAST_OUT) * self.random.random() ** 2
            self.search.ruin(self.state, np.full(self.count, share))
            noise = NOISE * self.random.random(self.count)
        self.search.fill(self.state, self.goals, self._costs(first=first), noise=noise)
        self.done += 1
        sharing = self.done % self.together == 0
        if sharing:
            self.search.prune(self.state, self.goals)
        self._go_on(before, self._noted())
        if sharing:
            self._share()

    def _noted(self) -> Floats:
        """The value of every plan, which is kept if it is whole."""
        worth = self.search.worth(self.state.points)
        whole = self.search.complete(self.state)
        self.plans.append(self.state.inside.T[whole])
        self.worths.append(worth.T[whole])
        value: Floats = np.where(whole, self.goals.values(worth), -np.inf)
        return value

    def _go_on(self, before: State, value: Floats) -> None:
        left = 1.0 - self.done / (ROUNDS * TURNS)
        back = value < self.current - PATIENCE * left * self.random.random(self.count)
        self.state.take(before, back)
        self.current = np.where(back, self.current, value)

    def _costs(self, *, first: bool) -> Floats:
        """What a column costs each climb: its use at prices, less where the relaxation has it."""
        guides = self.guides
        which = self._nearest(guides.worth[:-1])[0]
        stray = self.random.random(self.count) < (0.0 if first else STRAY)
        which[stray] = self.random.integers(0, len(guides.prices), stray.sum())
        price = guides.prices[which].T
        trust = np.full(self.count, 0.01)
        if not first:
            price = price * self.random.lognormal(0.0, PRICE_SPREAD, price.shape)
            trust = np.where(self.random.random(self.count) < 0.5, TRUST, 10.0)
        cost = self.columns.use @ (price + 0.05 / max(1, len(price))) + 1e-3
        costs: Floats = cost * trust / (trust + guides.part[which].T)
        return costs

    def _nearest(self, worth: Floats) -> tuple[Indexes, Floats]:
        """For each climb which of these (n x P) is best for its goal, and how good."""
        if not len(worth):
            return np.zeros(self.count, dtype=np.intp), np.full(self.count, -np.inf)
        values = np.array([self.goals.values(np.tile(row[:, None], self.count)) for row in worth])
        best = values.argmax(axis=0)
        return best, values[best, np.arange(self.count)]

    def _share(self) -> None:
        """Take aim again from all that was found, and begin where that is best for the goal."""
        plans, worth = np.concatenate(self.plans), np.concatenate(self.worths)
        if not len(worth):
            return
        front = best_of(worth)
        plans, worth = plans[front], worth[front]
        if self.exchanges is not None:
            plans, worth = self.exchanges.improved(plans, worth)
            self.plans.append(plans)
            self.worths.append(worth)
        self.still = self.still + 1 if np.array_equal(worth, self.front) else 0
        self.front = worth
        self.ideal = np.maximum(worth.max(axis=0), LITTLE)
        self.goals = self._goals(_nadir(worth / self.ideal))
        self._aim_at_gaps(worth)
        mine = self.goals.values(self.search.worth(self.state.points))
        mine[~self.search.complete(self.state)] = -np.inf
        best, value = self._nearest(worth)
        better = value > mine + LITTLE
        self.state.take(State.of(self.columns, plans[best].T.copy()), better)
        self.current = np.where(better, value, mine)

    # ------------------------------------------------------------ what was found

    def found(self) -> Floats:
        """Different plans as 0/1 rows over placements, the frontier first, then what is near."""
        if not self.plans:
            return np.zeros((0, self.columns.placements.shape[1]))
        plans, worth = np.concatenate(self.plans), np.concatenate(self.worths)
        _, once = np.unique(np.packbits(plans, axis=1), axis=0, return_index=True)
        plans, worth = plans[once], worth[once]
        behind = _behind(worth / self.ideal)
        order = np.argsort(behind, kind="stable")[:MOST_PLANS]
        kept = plans[order[behind[order] <= NEAR]]
        chosen: Floats = kept.astype(np.float64) @ self.columns.placements
        return chosen


def _patience(columns: int) -> int:
    return next((times for most, times in STILL if columns <= most), STILL_IN_LARGE)


def _side_by_side(columns: int) -> int:
    if columns <= MANY_COLUMNS:
        return min(CLIMBS, max(IN_SMALL, columns))
    return max(FEWEST, CLIMBS * MANY_COLUMNS // columns)


def _nadir(kept: Floats) -> Floats:
    """What each keeps at worst where another has its best (P), below 1 so that a span is left."""
    favourites = kept[kept.argmax(axis=0)]
    nadir: Floats = np.clip(favourites.min(axis=0), 0.0, 0.95)
    return nadir if len(nadir) > 1 else np.zeros(1)


def _behind(kept: Floats) -> Floats:
    """By how much some plan is better for everybody (n); 0 on the frontier."""
    front = kept[best_of(kept)]
    behind = np.zeros(len(kept))
    for row in front:
        behind = np.maximum(behind, (row - kept).min(axis=1))
    return behind
