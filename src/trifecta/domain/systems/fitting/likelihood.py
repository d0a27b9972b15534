"""How well numbers explain counts: each week from the one before, binomial or Poisson."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from trifecta.domain.systems.comparing.expecting import Expected, expectations
from trifecta.domain.systems.comparing.inferring import with_inferred_flows
from trifecta.domain.systems.ensembles.parameters import Address, Parameter, with_numbers
from trifecta.domain.systems.evaluating import Number
from trifecta.domain.systems.faults import SystemsError
from trifecta.domain.systems.model import Model
from trifecta.domain.systems.observing.observations import Observations

Floats = npt.NDArray[np.float64]

IMPOSSIBLE: Final = 1e12
_LEAST_MEAN: Final = 0.05
"""Where a model expects nothing and something came, that is unlikely and not impossible."""
_EDGE: Final = 0.005


@dataclass(frozen=True, slots=True)
class Misfit:
    """Half the deviance and Pearson's chi-squared of counts, and how many there were."""

    deviance: float
    chi_squared: float
    counts: int


def prepared(model: Model, observed: Observations) -> Observations:
    """The observations with flows that follow from stocks."""
    return with_inferred_flows(model, observed)[0]


def with_values(model: Model, numbers: Sequence[Parameter], values: Floats) -> Model:
    """The model with other numbers; what was whole is rounded and stays whole."""
    changed: dict[Address, Number] = {
        one.address: round(value) if isinstance(one.value, int) else value
        for one, value in zip(numbers, values.tolist(), strict=True)
    }
    return with_numbers(model, changed)


def misfit(model: Model, observed: Observations) -> Misfit:
    """Of every count that has a week before it; IMPOSSIBLE where the model cannot go on.

    A share of a known source is binomial, all else Poisson; a stock counts where a flow that
    touches it was not counted. Rounding down acts where sources were not counted.
    """
    try:
        found = expectations(model, observed)
    except SystemsError:
        return Misfit(IMPOSSIBLE, IMPOSSIBLE, 1)
    parts = [_of_flow(one) for weeks in found.flows for one in weeks if one.observed is not None]
    touching = {name: _touching(model, name) for name in observed.stocks}
    for ahead in found.stocks:
        if not _follows(touching[ahead.stock], ahead.week, observed):
            parts.append(_poisson(ahead.observed, ahead.predicted))
    deviance, chi_squared = (math.fsum(part[at] for part in parts) for at in (0, 1))
    return Misfit(deviance / 2, chi_squared, len(parts))


def _touching(model: Model, stock: str) -> tuple[int, ...]:
    """Flows into a stock and out of it."""
    return tuple(
        at
        for at, flow in enumerate(model.flows)
        if stock in (model.stocks[flow.source].name, model.stocks[flow.destination or 0].name)
    )


def _follows(touching: Sequence[int], week: int, observed: Observations) -> bool:
    """Whether every flow that touches a stock was counted, so that it says nothing new."""
    return all(week in observed.flows.get(at, {}) for at in touching)


def _of_flow(one: Expected) -> tuple[float, float]:
    seen = one.observed or 0.0
    if one.testable and one.is_share and seen <= one.held:
        return _binomial(seen, one.held, one.mean)
    mean = one.mean if one.testable else min(one.mean, max(one.predicted, 0.0))
    return _poisson(seen, mean if math.isfinite(mean) else one.predicted)


def _poisson(seen: float, mean: float) -> tuple[float, float]:
    mean = max(mean, _LEAST_MEAN)
    deviance = 2 * (seen * math.log(seen / mean) - seen + mean) if seen > 0 else 2 * mean
    return deviance, (seen - mean) ** 2 / mean


def _binomial(seen: float, of: float, mean: float) -> tuple[float, float]:
    if of <= 0:
        return 0.0, 0.0
    share = min(max(mean / of, _EDGE), 1 - _EDGE)
    expected, left = of * share, of - seen
    deviance = 2 * (
        (seen * math.log(seen / expected) if seen > 0 else 0.0)
        + (left * math.log(left / (of - expected)) if left > 0 else 0.0)
    )
    return deviance, (seen - expected) ** 2 / (expected * (1 - share))
