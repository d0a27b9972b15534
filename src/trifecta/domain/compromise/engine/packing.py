"""Frontiers where decisions only add up and share capacities: dynamic programming over plans.

Decisions are made one after the other, and partial plans stay that no other beats in what is left
of every capacity and in what every party has (Bazgan, Hugot and Vanderpooten, 2009). A partial plan
is dropped as well where nothing that may still come lifts it beyond plans that are known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.compromise.engine.arrays import Floats, Indexes
from trifecta.domain.compromise.engine.fronts import BLOCK, best_of
from trifecta.domain.compromise.engine.guides import directions
from trifecta.domain.compromise.engine.outlooks import Outlooks, Values
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget

MOST_STATES: Final = 60_000
"""With more partial plans side by side than this it is given up."""

MOST_COMPARED: Final = 1_000_000_000
"""As well before so many pairs of numbers are compared, which takes two or three seconds."""

MIXES: Final = 7
LOOK_AHEAD: Final = 4
"""After every so many decisions a few partial plans are completed, to know more of the frontier."""

ROOM: Final = 1 + 1e-9
SURE: Final = 1e-9
"""What may come counts for so much more, so that rounding drops nothing."""

FAR: Final = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """Utilities on the frontier (n x P), and which value of each decision gives them (n x D)."""

    utilities: Floats
    picked: Indexes


@dataclass(frozen=True, slots=True, kw_only=True)
class _States:
    """Partial plans: use (n x C), worth (n x P), and where they came from at each decision."""

    use: Floats
    worth: Floats
    steps: tuple[tuple[Indexes, Indexes], ...] = ()

    def __len__(self) -> int:
        return len(self.use)

    def pick(self, at: NDArray[np.bool_] | Indexes) -> _States:
        """These partial plans alone."""
        came_from, value = self.steps[-1]
        steps = (*self.steps[:-1], (came_from[at], value[at]))
        return _States(use=self.use[at], worth=self.worth[at], steps=steps)


def packed(values: Values, *, budget: Budget = UNLIMITED) -> Packed | None:
    """The whole frontier of decisions that only add up, use at most 1 of each capacity.

    One plan for every Pareto-optimal combination of utilities, in falling order of the first
    party's. None where there is no plan, and where it would take too many partial plans.
    """
    order = _most_worth_first(values)
    packing = _Packing(
        Values(worth=tuple(values.worth[d] for d in order), use=tuple(values.use[d] for d in order))
    )
    found = packing.run(budget)
    if found is None:
        return None
    picked = np.empty((len(found), len(values)), dtype=np.intp)
    picked[:, order] = _traced(found)
    return Packed(utilities=found.worth, picked=picked)


def _most_worth_first(values: Values) -> list[int]:
    """Decisions by what their best value brings for its use, those that have to be made first."""
    ratios = [
        -float((worth.sum(axis=1) / (use.sum(axis=1) + SURE)).max())
        for worth, use in zip(values.worth, values.use, strict=True)
    ]
    return sorted(range(len(values)), key=ratios.__getitem__)


class _Packing:
    """Decisions in the order they are made, and the frontier as far as it is known."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.parties = values.worth[0].shape[1]
        most = np.array([use.max(axis=0) for use in values.use])
        self.coming = np.concatenate([np.cumsum(most[::-1], axis=0)[::-1], 0 * most[:1]])
        mixes = np.vstack([np.eye(self.parties), directions(self.parties, MIXES)])
        self.outlooks = Outlooks(values, mixes)
        self.known = np.zeros((0, self.parties))
        self.compared = 0

    def run(self, budget: Budget) -> _States | None:
        capacities = self.values.use[0].shape[1]
        states = _States(use=np.zeros((1, capacities)), worth=np.zeros((1, self.parties)))
        for decided in range(len(self.values)):
            if decided % LOOK_AHEAD == 0:
                self._look_ahead(decided, states)
            states = self._grown(decided, states)
            self._expect(states)
            if self.compared > MOST_COMPARED or budget.over:
                return None
            states = self._standing(states)
            if not 0 < len(states) <= MOST_STATES:
                return None
        return states.pick(best_of(states.worth))

    def _grown(self, decided: int, states: _States) -> _States:
        """Every partial plan with every value of one more decision that there is room for."""
        worth, use = self.values.worth[decided], self.values.use[decided]
        used = (states.use[:, None] + use[None]).reshape(-1, use.shape[1])
        fits = np.flatnonzero((used <= ROOM).all(axis=1))
        came_from, value = fits // len(use), fits % len(use)
        grown = _States(
            use=np.maximum(used[fits], 1.0 - self.coming[decided + 1]),
            worth=states.worth[came_from] + worth[value],
            steps=(*states.steps, (came_from, value)),
        )
        return grown.pick(self._promising(decided + 1, grown))

    def _expect(self, states: _States) -> None:
        """Count what it takes at most to say which of these stand."""
        columns = int(self._differing(states).sum()) + self.parties
        others = 4 * BLOCK if columns <= 3 else len(states) // 2
        self.compared += len(states) * others * columns // 2

    def _standing(self, states: _States) -> _States:
        """Without those that another beats or equals."""
        use = states.use[:, self._differing(states)]
        return states.pick(best_of(np.hstack([-use, states.worth])))

    def _differing(self, states: _States) -> NDArray[np.bool_]:
        """Capacities that are not used alike; one with room for all to come is not looked at."""
        if not len(states):
            return np.zeros(states.use.shape[1], dtype=np.bool_)
        return np.asarray(np.ptp(states.use, axis=0) > SURE)

    def _promising(self, decided: int, states: _States) -> NDArray[np.bool_]:
        """Which can still become a plan that no known one beats."""
        most = self._most(decided, states) + SURE
        if not len(self.known):
            return np.asarray(np.isfinite(most).all(axis=1))
        if self.parties == 2:
            return self._reaching_a_corner(most)
        alone, beaten = most[:, : self.parties], np.zeros(len(most), dtype=np.bool_)
        for row in self.known:
            beaten |= (alone < row).all(axis=1)
        return ~beaten

    def _reaching_a_corner(self, most: Floats) -> NDArray[np.bool_]:
        """Between two neighbours of the known frontier everything new lies above their minimum."""
        falling, rising = self.known.T
        corners = np.column_stack([np.append(falling, -FAR), np.append(-FAR, rising)])
        least = corners @ self.outlooks.mixes.T
        self.compared += len(most) * least.size
        reaching = np.ones((len(most), len(corners)), dtype=np.bool_)
        for place in range(least.shape[1]):
            reaching &= most[:, place, None] >= least[None, :, place]
        return np.asarray(reaching.any(axis=1))

    def _most(self, decided: int, states: _States) -> Floats:
        """What each can still become at most, in every mix (n x L)."""
        most: Floats = states.worth @ self.outlooks.mixes.T
        return most + self.outlooks.most(decided, states.use)

    def _look_ahead(self, decided: int, states: _States) -> None:
        """Complete the most promising partial plan of each mix."""
        most = self._most(decided, states)
        found = [self.known]
        for place, mix in enumerate(self.outlooks.mixes):
            row = int(most[:, place].argmax())
            ended = self._completed(decided, states.use[row], states.worth[row], mix)
            if ended is not None:
                found.append(ended[None])
        known = np.concatenate(found)
        self.known = known[best_of(known)] if len(known) else known

    def _completed(self, decided: int, use: Floats, worth: Floats, mix: Floats) -> Floats | None:
        """What a plan is worth that takes of each decision to come what fits and is worth most."""
        use, worth = use.copy(), worth.copy()
        rest = range(decided, len(self.values))
        gains = {d: self.values.worth[d] @ mix for d in rest}
        ratio = {d: float((gains[d] / (self.values.use[d].sum(axis=1) + 1e-9)).max()) for d in rest}
        for d in sorted(rest, key=lambda d: -ratio[d]):
            fits = (use + self.values.use[d] <= ROOM).all(axis=1)
            if not fits.any():
                return None
            value = int(np.where(fits, gains[d], -np.inf).argmax())
            use += self.values.use[d][value]
            worth += self.values.worth[d][value]
        return worth


def _traced(states: _States) -> Indexes:
    """Which value of each decision every plan came from."""
    at = np.arange(len(states))
    picked = []
    for came_from, value in reversed(states.steps):
        picked.append(value[at])
        at = came_from[at]
    return np.column_stack(picked[::-1])
