"""What may come of a model, from as many runs as somebody has time for who waits for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.ensembles.batches import Floats, TooManyReplaysError, prepare
from trifecta.domain.systems.ensembles.distributions import Distribution
from trifecta.domain.systems.ensembles.drawing import Ensemble, ensemble
from trifecta.domain.systems.ensembles.draws import drawn
from trifecta.domain.systems.model import Model

DRAWS: Final = 2_000
"""Of an outlook, where there is time for them; a share of them is right to 2 in 100 or so."""
FEWEST: Final = 100
"""Draws below which percentiles say nothing."""
MOST_STEPS: Final = 20_000
"""Rounds times the work of one: above it an outlook would take too long."""
_MOST_REPLAYED_STEPS: Final = 200_000
"""The same for all draws together that are run one by one, which is far slower."""
_MOST_NUMBERS: Final = 3_000_000
"""Draws times stocks times rounds that are put in order."""
_MOST_SERIES: Final = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """In how many of the draws that came to a result something was so."""

    so: int
    draws: int


def look_ahead(
    model: Model, vary: Mapping[str, Distribution], *, rounds: int, seed: int = 0
) -> Ensemble:
    """An ensemble of at most DRAWS draws, with NumPy alone, in a second or less.

    Draws are fewer where many have to be run one by one, but not below FEWEST; rounds shown are
    every second or so where there are many stocks. Raises as `ensemble` does, and InvalidError for
    more rounds than MOST_STEPS allow and where even FEWEST draws take too long.
    """
    steps = max(1, rounds) * max(1, model.work)
    if steps > MOST_STEPS:
        raise InvalidError(
            "This model is too large to be run so often here. Look fewer rounds ahead."
        )
    slow = max(1, _MOST_REPLAYED_STEPS // steps)
    fewer = max(FEWEST, min(DRAWS, slow))
    sizes = (fewer,) if prepare(model, vary).program is None else (DRAWS, fewer)
    for draws in sizes:
        try:
            return ensemble(
                model,
                vary,
                draws=draws,
                rounds=rounds,
                seed=seed,
                every=_every(model, rounds, draws),
                engine="numpy",
                most_replayed=slow,
            )
        except TooManyReplaysError:
            continue
    raise InvalidError(
        "Too many runs of this model leave what can be computed quickly: a stock grows without "
        "end, or something is divided by zero. Look fewer rounds ahead, or change the number that "
        "does it."
    )


def _every(model: Model, rounds: int, draws: int) -> int:
    """Every how many rounds are shown, so that what has to be put in order stays little."""
    most = min(_MOST_SERIES, _MOST_NUMBERS // draws)
    return max(1, -(-rounds * len(model.shown) // most))


def ends(model: Model, found: Ensemble, *, stock: str) -> Floats:
    """Where a shown stock ends in every draw of `found` that came to a result, smallest first.

    `found` is an ensemble of `model`; the same draws are run again. nan where a stock is no number.
    """
    values = drawn(found.vary, draws=found.draws, seed=found.seed)
    again = prepare(model, found.vary).run(
        values, wanted=[found.rounds[-1]], names=[stock], engine="numpy"
    )
    last: Floats = again[stock][0]
    return np.sort(last[~np.isnan(last)])


def chance(last: Floats, *, at_least: float | None = None, at_most: float | None = None) -> Chance:
    """How many of the values that `ends` gives are so large, so small, or both."""
    low = -np.inf if at_least is None else at_least
    high = np.inf if at_most is None else at_most
    return Chance(so=int(((last >= low) & (last <= high)).sum()), draws=len(last))
