"""Relaxations of many draws at once, nearly solved, to say where the best plan of each may lie.

A primal-dual method of first order (Chambolle and Pock, 2011; Applegate and others, 2021) that
begins at the optimum of the problem as it was said, which is close to that of each draw. What comes
out is no bound and need not fit: it only says what is worth trying.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from trifecta.domain.compromise.engine.arrays import Arrays, Floats
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget, Program, Relaxed, Row
from trifecta.domain.compromise.engine.refitting import Bundle, Numbers
from trifecta.domain.compromise.engine.rules import EPSILON, FREE

Single = NDArray[np.float32]

STEPS: Final = 100
AVERAGED: Final = 25
"""After so many steps it goes on from their mean, which is nearer than the last of them."""

MIX_STEP: Final = 3.0
"""How fast the mix of the parties moves towards whoever keeps least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Optimum:
    """Of one goal: what part of each column is in (V), and prices of needs and capacities (Q + C)
    and of rules (M); `mix` (P) is how much each party counts."""

    part: Floats
    prices: Floats
    rules: Floats
    mix: Floats


class Relaxing:
    """Optima of a problem as it was said, the best for each party and the fairest, and from there
    those of draws. `rules` (M x V) are those of a bundle that say something."""

    def __init__(self, bundle: Bundle, arrays: Arrays, optima: list[_Optimum]) -> None:
        some = np.asarray(bundle.rules.any(axis=1))
        self._rules = csr_array(bundle.rules[some].astype(np.float32))
        self._high = bundle.high[some].astype(np.float32)
        self._equal = np.asarray(bundle.low == bundle.high)[some]
        self._columns_of_rules = np.asarray(abs(self._rules).sum(axis=0))
        self._width_of_rules = np.asarray(abs(self._rules).sum(axis=1))
        self._optima = optima
        self.parties = len(arrays.weight)

    @classmethod
    def of(cls, bundle: Bundle, arrays: Arrays, *, budget: Budget = UNLIMITED) -> Relaxing | None:
        """None where there is no time for it or nothing to say."""
        program = Program.of(arrays)
        if not arrays.placements or not budget.room_for(program.seconds * (len(arrays.weight) + 1)):
            return None
        alone = [program.relaxation(Row(y=row)) for row in arrays.weight]
        ideal = np.array([one.value for one in alone])
        if not np.isfinite(ideal).all() or (ideal <= EPSILON).any():
            return None
        share = arrays.weight / ideal[:, None]
        rows = [Row(low=0.0, y=row, extra=np.array([-1.0])) for row in share]
        fair = program.relaxation(Row(extra=np.ones(1)), rows=rows, extra=[FREE])
        if fair.chosen is None or any(one.chosen is None for one in alone):
            return None
        found = [
            _optimum(program, bundle, one, share, scale=float(best), party=party)
            for party, (one, best) in enumerate(zip(alone, ideal, strict=True))
        ]
        found.append(_optimum(program, bundle, fair, share, scale=1.0, party=None))
        return cls(bundle, arrays, found)

    def parts(
        self, numbers: Numbers, ideal: Floats, *, party: int | None, budget: Budget = UNLIMITED
    ) -> Floats:
        """What part of each column (d x V) is in a relaxed plan that is good for a party, or fair.

        Fair is by shares of `ideal` (d x P).
        """
        steps = _Steps(self, numbers, ideal, party)
        while steps.done < STEPS and not budget.over:
            steps.take(AVERAGED)
        return steps.part.astype(np.float64)


def _optimum(
    program: Program,
    bundle: Bundle,
    found: Relaxed,
    share: Floats,
    *,
    scale: float,
    party: int | None,
) -> _Optimum:
    """An optimum whose value is divided by `scale`, so that it is in shares as well."""
    arrays = program.arrays
    chosen = np.zeros(arrays.placements) if found.chosen is None else found.chosen
    rules, needs = arrays.rows.shape[0], len(arrays.gain)
    prices = found.prices / scale
    worth = prices[len(prices) - needs :]
    counts = np.divide(worth, share, out=np.zeros_like(share), where=share > 0).max(axis=1)
    mix = np.eye(len(share))[party] if party is not None else counts / max(EPSILON, counts.sum())
    some = np.asarray(bundle.rules.any(axis=1))[:-1]
    return _Optimum(
        part=bundle.members @ chosen / np.maximum(1.0, bundle.members.sum(axis=1)),
        prices=np.concatenate([worth, program.capacity_prices(prices)]),
        rules=prices[:rules][some],
        mix=mix,
    )


class _Steps:
    """Steps in d draws side by side: of parts x (d x V), prices of needs and capacities, prices of
    rules, and the mix. All step sizes go by the sums of absolute values (Pock and Chambolle, 2011),
    where rules count as much as what is used."""

    def __init__(
        self, relaxing: Relaxing, numbers: Numbers, ideal: Floats, party: int | None
    ) -> None:
        start = relaxing._optima[relaxing.parties if party is None else party]
        draws, _, self.needs = numbers.gain.shape
        self.relaxing, self.fair, self.done = relaxing, party is None, 0
        self.matrix = np.concatenate([numbers.gain, -numbers.use], axis=2).astype(np.float32)
        self.turned = np.ascontiguousarray(self.matrix.transpose(0, 2, 1))
        self.limits = np.ones(self.matrix.shape[2], dtype=np.float32)
        self.limits[self.needs :] = -1.0
        helped = ideal > EPSILON
        self.share = (numbers.weight / np.where(helped, ideal, 1.0)[:, :, None]).astype(np.float32)
        self.helped = helped
        self.part = _many(start.part, draws)
        self.prices = _many(start.prices, draws)
        size = np.abs(self.matrix)
        self.scale = float(size.sum() / max(1, np.count_nonzero(size)))
        self.rules = _many(start.rules / self.scale, draws)
        self.mix = _many(start.mix, draws)
        norm = np.linalg.norm(np.concatenate([start.prices, start.rules / self.scale]))
        speed = float(np.clip(norm / max(1.0, float(np.linalg.norm(start.part))), 0.01, 1.0))
        along = size.sum(axis=2) + self.scale * relaxing._columns_of_rules
        self.forth = (1 / (speed * np.maximum(along, EPSILON))).astype(np.float32)
        self.back = (speed / np.maximum(size.sum(axis=1), EPSILON)).astype(np.float32)
        self.back_rules = (speed / (self.scale * relaxing._width_of_rules)).astype(np.float32)
        self.speed = MIX_STEP * speed

    def take(self, count: int) -> None:
        """So many steps; then what there is becomes their mean."""
        sums: list[Single] = [np.zeros_like(part) for part in self._state]
        for _ in range(count):
            self._step()
            for total, part in zip(sums, self._state, strict=True):
                np.add(total, part, out=total)
        means: list[Single] = [total / np.float32(count) for total in sums]
        self.part, self.prices, self.rules, self.mix = means
        self.done += count

    @property
    def _state(self) -> tuple[Single, Single, Single, Single]:
        return self.part, self.prices, self.rules, self.mix

    def _step(self) -> None:
        relaxing = self.relaxing
        slope = np.matmul(self.matrix, self.prices[:, :, None])[:, :, 0]
        slope -= self.scale * (self.rules @ relaxing._rules)
        before, self.part = self.part, np.clip(self.part + self.forth * slope, 0.0, 1.0)
        ahead = 2 * self.part - before
        has = np.matmul(self.turned, ahead[:, :, None])[:, :, 0]
        counts = np.einsum("dp,dpq->dq", self.mix, self.share)
        prices = self.prices + self.back * (self.limits - has)
        prices[:, : self.needs] = np.minimum(prices[:, : self.needs], counts)
        self.prices = np.maximum(prices, 0.0)
        over = self.scale * (ahead @ relaxing._rules.T - relaxing._high)
        rules = self.rules + self.back_rules * over
        self.rules = np.where(relaxing._equal, rules, np.maximum(rules, 0.0))
        if self.fair:
            self._mix_again(np.minimum(1.0, has[:, : self.needs]))

    def _mix_again(self, met: Single) -> None:
        """Whoever keeps less than the mean counts more."""
        kept = np.einsum("dpq,dq->dp", self.share, met)
        mean = (kept * self.mix).sum(axis=1, keepdims=True)
        mix = np.where(self.helped, np.maximum(0.0, self.mix + self.speed * (mean - kept)), 0.0)
        total = mix.sum(axis=1, keepdims=True)
        self.mix = np.where(total > EPSILON, mix / np.maximum(total, EPSILON), self.mix).astype(
            np.float32
        )


def _many(row: Floats, count: int) -> Single:
    return np.tile(row.astype(np.float32), (count, 1))
