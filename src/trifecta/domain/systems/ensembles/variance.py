"""How much of a spread goes with each number that is varied: total-order Sobol' indices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from trifecta.domain.systems.ensembles.batches import Floats, TooManyReplaysError, prepare
from trifecta.domain.systems.ensembles.drawing import Ensemble
from trifecta.domain.systems.ensembles.draws import PAGE, drawn
from trifecta.domain.systems.model import Model

LEVEL: Final = 0.90
RESAMPLES: Final = 200
DRAWS: Final = 1_000
MOST_NUMBERS: Final = 12
_MOST_STEPS: Final = 40_000
_MOST_REPLAYED: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """A share of the variance for each number, and the ends of an interval of LEVEL around it."""

    totals: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The share of a stock's variance that goes with one number, alone or with others: 0 to 1."""

    name: str
    share: float
    low: float
    high: float


def total_shares(base: Floats, swapped: Floats, *, rng: np.random.Generator) -> Shares:
    """Total-order indices by Jansen's estimator, intervals from RESAMPLES bootstrap samples.

    (Saltelli et al. 2010, Comput. Phys. Commun. 181:259, table 2 f.) `base` are 2 x points, goals
    of two independent samples; `swapped` numbers x points, those of the first sample with one
    number from the second. All finite, and not all the same.
    """
    points = base.shape[1]
    picks = rng.integers(points, size=(RESAMPLES, points))
    tried = np.array([_jansen(base[:, pick], swapped[:, pick]) for pick in picks])
    low, high = np.quantile(tried, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return Shares(totals=_jansen(base, swapped), low=low, high=high)


def _jansen(base: Floats, swapped: Floats) -> Floats:
    """Half the mean squared change when one number alone is drawn anew, over the variance."""
    totals: Floats = ((base[0] - swapped) ** 2).mean(axis=1) / 2 / max(float(base.var()), 1e-300)
    return totals


def parts_of(model: Model, found: Ensemble, *, stock: str) -> tuple[Part, ...]:
    """Which of the ranges of `found` move the end of `stock` most, the largest first.

    `found` is an ensemble of `model`, `stock` one of its names. Empty where fewer than two numbers
    are varied or more than MOST_NUMBERS, where nothing differs, where a draw comes to no finite
    number, and where it would take too long.
    """
    names, rounds = list(found.vary), found.rounds[-1]
    if not 2 <= len(names) <= MOST_NUMBERS:
        return ()
    if rounds * max(1, model.work) * (len(names) + 2) > _MOST_STEPS:
        return ()
    first, second = (
        drawn(found.vary, draws=DRAWS, seed=found.seed, first=page * PAGE) for page in (0, 1)
    )
    samples = [first, second, *({**first, name: second[name]} for name in names)]
    values = {name: np.concatenate([one[name] for one in samples]) for name in names}
    try:
        ran = prepare(model, names).run(
            values, wanted=[rounds], names=[stock], engine="numpy", most_replayed=_MOST_REPLAYED
        )
    except TooManyReplaysError:
        return ()
    goals = ran[stock][0].reshape(len(samples), DRAWS)
    if not np.isfinite(goals).all() or not goals[:2].var() > 0:
        return ()
    shares = total_shares(goals[:2], goals[2:], rng=np.random.default_rng(found.seed))
    rows = zip(names, shares.totals, shares.low, shares.high, strict=True)
    every = [
        Part(name=name, share=float(one), low=float(low), high=float(high))
        for name, one, low, high in rows
    ]
    return tuple(sorted(every, key=lambda one: -one.share))
