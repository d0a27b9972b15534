"""Where stocks would be if the model were right and each step left to chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from trifecta.domain.systems.comparing.arrays import values
from trifecta.domain.systems.evaluating import State
from trifecta.domain.systems.model import Flow, FlowKind, Model
from trifecta.domain.systems.observing.observations import Observations

Floats = npt.NDArray[np.float64]

DRAWS: Final = 1_000
LEVEL: Final = 0.90
MOST_NUMBERS: Final = 20_000_000
"""Stocks times weeks times draws; there are fewer draws where that would be more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockBand:
    """One stock from week `start` on: what nine in ten runs give, and what was counted."""

    stock: str
    start: int
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]
    observed: tuple[float | None, ...]

    @property
    def outside(self) -> tuple[int, ...]:
        """Weeks after the first whose count is outside."""
        ends = zip(self.low, self.high, self.observed, strict=True)
        return tuple(
            self.start + at
            for at, (low, high, seen) in enumerate(ends)
            if at and seen is not None and not low <= seen <= high
        )

    @property
    def counted(self) -> int:
        """Weeks after the first that were counted."""
        return sum(seen is not None for seen in self.observed[1:])


def bands(
    models: Sequence[Model], *, first: State, start: int, observed: Observations, seed: int
) -> tuple[StockBand, ...]:
    """A band for each shown stock, over draws shared out among `models`, which differ in numbers.

    A share moves each of a source's units by chance (binomial), a number a round is Poisson; a
    limit limits. The band holds the middle nine tenths of draws in each week by itself, so that
    one week in ten is outside by chance. `first` is the state at the end of week `start`.
    """
    weeks = max(observed.last_week - start, 0)
    shown = models[0].shown
    draws = max(len(models), min(DRAWS, MOST_NUMBERS // max(1, (weeks + 1) * len(shown))))
    rng = np.random.default_rng(seed)
    each = -(-draws // len(models))
    runs = np.concatenate(
        [_noisy_runs(model, first, weeks=weeks, draws=each, rng=rng) for model in models], axis=2
    )
    ends = np.quantile(runs, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2], axis=2)
    return tuple(
        StockBand(
            stock=name,
            start=start,
            low=tuple(ends[0, :, at].tolist()),
            middle=tuple(ends[1, :, at].tolist()),
            high=tuple(ends[2, :, at].tolist()),
            observed=tuple(
                observed.stocks.get(name, {}).get(start + week) for week in range(weeks + 1)
            ),
        )
        for at, name in enumerate(shown)
    )


def _noisy_runs(
    model: Model, first: State, *, weeks: int, draws: int, rng: np.random.Generator
) -> Floats:
    """Weeks by shown stocks by draws."""
    state = {name: np.full(draws, float(value)) for name, value in first.items()}
    found = np.empty((weeks + 1, len(model.shown), draws))
    for week in range(weeks + 1):
        if week:
            _advance(model, state, rng)
        for at, name in enumerate(model.shown):
            found[week, at] = state[name]
    return found


def _advance(model: Model, state: dict[str, Floats], rng: np.random.Generator) -> None:
    arriving = []
    for flow in reversed(model.flows):
        if flow.destination is None:
            continue
        source = model.stocks[flow.source].name
        to = model.stocks[flow.destination]
        room = values(to.maximum, state) - np.where(np.isinf(state[to.name]), 0, state[to.name])
        left, arrives = _moved(flow, state[source], room, values(flow.formula, state), rng)
        infinite = np.isinf(state[source])
        state[source] = np.where(infinite, state[source], state[source] - left)
        arriving.append((to.name, arrives))
    for name, arrives in arriving:
        state[name] = state[name] + arrives


def _moved(
    flow: Flow, held: Floats, room: Floats, rate: Floats, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    room = np.maximum(room, 0)
    infinite = np.isinf(held)
    limit = np.minimum(room, np.maximum(np.where(infinite, np.inf, held), 0))
    if flow.kind is FlowKind.RATE:
        drawn = rng.poisson(np.minimum(np.clip(rate, 0, 1e9), 1e9) * np.ones(len(held)))
        moved = np.minimum(drawn, limit)
        return moved, moved
    whole = np.floor(np.clip(np.where(infinite, 0, held), 0, 1e9)).astype(np.int64)
    share = np.clip(rate, 0, 1) * np.ones(len(held))
    drawn = np.where(
        rate > 1, rng.poisson(whole * np.clip(rate, 0, 1e3)), rng.binomial(whole, share)
    )
    arrives = np.minimum(drawn, room).astype(np.float64)
    if flow.kind is FlowKind.LEAK:
        moved = np.minimum(arrives, limit)
        return moved, moved
    left = np.where((whole * rate >= 1) | (arrives > 0), held, 0.0)
    return left, arrives
