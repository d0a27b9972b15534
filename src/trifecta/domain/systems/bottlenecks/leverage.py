"""Which number of a model moves its goal most: elasticities, and Sobol' indices over ranges."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy import stats

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.ensembles.parameters import Parameter, parameter, with_numbers
from trifecta.domain.systems.ensembles.variance import total_shares
from trifecta.domain.systems.evaluating import Number
from trifecta.domain.systems.faults import SystemsError
from trifecta.domain.systems.model import FlowKind, Model

Floats = npt.NDArray[np.float64]
Goal = Callable[[Model], float]

FACTORS: Final = tuple(round(0.5 + 0.1 * at, 1) for at in range(11))
"""From half of a number to one and a half of it: wide, so that rounding down evens out."""
FEW_LEVELS: Final = 4
"""A goal that takes no more values than this moves in steps of whole units, not by shares."""
WIDTH: Final = 0.2
"""Where no range is given, a number may be a fifth lower or higher."""
MOST_PARAMETERS: Final = 12
MOST_REACHED: Final = 1e150
"""A goal beyond this is as good as without end; logarithms and squares of it can be taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elasticity:
    """What the goal does when one number is lower, and when it is higher."""

    name: str
    value: float
    lower: float
    higher: float
    """The ends that were tried: half and one and a half of it, a share at most 1."""
    at_lower: float
    at_higher: float
    elasticity: float
    """Per cent of the goal for each per cent of the number, the slope over the whole width."""
    in_steps: bool
    """Whether the goal took so few values that the slope is rough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The share of the goal's variance that goes with one number, alone or with others."""

    name: str
    low: float
    high: float
    total: float
    total_from: float
    total_to: float


def elasticities(
    model: Model, numbers: Sequence[Parameter], *, goal: Goal
) -> tuple[Elasticity, ...]:
    """Each number above 0 by itself, the strongest first, in steps that are wider than floors."""
    found = [_elasticity(model, one, goal) for one in numbers if one.value > 0]
    return tuple(sorted(found, key=lambda one: -abs(one.elasticity)))


def _elasticity(model: Model, one: Parameter, goal: Goal) -> Elasticity:
    values = list(dict.fromkeys(_stepped(model, one, factor) for factor in FACTORS))
    reached = [_safely(goal, with_numbers(model, {one.address: value})) for value in values]
    moves = len(values) > 1 and max(reached) > min(reached)
    return Elasticity(
        name=one.name,
        value=float(one.value),
        lower=float(values[0]),
        higher=float(values[-1]),
        at_lower=reached[0],
        at_higher=reached[-1],
        elasticity=_slope(values, reached) if moves else 0.0,
        in_steps=moves and len(set(reached)) <= FEW_LEVELS,
    )


def _slope(values: Sequence[Number], reached: Sequence[float]) -> float:
    """Least squares on logarithms; a goal of nothing counts as half a unit."""
    goals = np.log(np.maximum(np.array(reached), 0.5))
    return float(np.polyfit(np.log(np.array(values, dtype=np.float64)), goals, 1)[0])


def _stepped(model: Model, one: Parameter, factor: float) -> Number:
    """A whole number stays whole and above 0; a share is at most 1."""
    if isinstance(one.value, int):
        return max(1, round(one.value * factor))
    value = one.value * factor
    return min(1.0, value) if is_share(model, one) and one.value <= 1 else value


def is_share(model: Model, one: Parameter) -> bool:
    """Whether a number is the rate of a conversion or leak."""
    at = one.address
    return at.part == "rate" and model.flows[at.index].kind is not FlowKind.RATE


def _safely(goal: Goal, model: Model) -> float:
    """What fails to run reaches no goal: a number that breaks a model is no way to it."""
    try:
        reached = goal(model)
    except SystemsError:
        return 0.0
    except OverflowError:
        return MOST_REACHED
    return 0.0 if math.isnan(reached) else min(reached, MOST_REACHED)


def ranges_of(
    model: Model, numbers: Sequence[Parameter], given: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """The ranges given by name; without any, a fifth around each number above 0.

    Raises InvalidError for names that the model does not have, and ends that are no range.
    """
    if not given:
        every = {
            one.name: (one.value * (1 - WIDTH), one.value * (1 + WIDTH))
            for one in numbers[:MOST_PARAMETERS]
            if one.value > 0
        }
        return {
            name: (low, min(high, 1.0) if is_share(model, parameter(model, name)) else high)
            for name, (low, high) in every.items()
        }
    found = {}
    for name, (low, high) in given.items():
        if not 0 <= low < high < math.inf:
            raise InvalidError(f"{name}: a range goes from 0 or more up to a larger number.")
        found[parameter(model, name).name] = (low, high)
    if len(found) > MOST_PARAMETERS:
        raise InvalidError(f"At most {MOST_PARAMETERS} numbers can be looked at together.")
    return found


def sobol_totals(
    model: Model,
    ranges: Mapping[str, tuple[float, float]],
    *,
    goal: Goal,
    points: int,
    seed: int,
) -> tuple[Total, ...]:
    """Total-order indices, the largest first, from Sobol' points by Jansen's estimator.

    (Saltelli et al. 2010, Comput. Phys. Commun. 181:259, table 2 f.) `points` is a power of two;
    the goal is computed points × (numbers + 2) times. Intervals are 90% percentiles of RESAMPLES
    bootstrap samples of the points. Empty where the goal is the same everywhere.
    """
    numbers = [parameter(model, name) for name in ranges]
    if len(numbers) < 2:
        return ()
    rng = np.random.default_rng(seed)
    ends = np.array(list(ranges.values()))
    unit = stats.qmc.Sobol(d=2 * len(numbers), rng=rng).random(points)
    first, second = (
        ends[:, 0] + part * (ends[:, 1] - ends[:, 0]) for part in np.split(unit, 2, axis=1)
    )

    def goals(drawn: Floats) -> Floats:
        return np.array([_safely(goal, _with(model, numbers, row)) for row in drawn])

    base = np.stack([goals(first), goals(second)])
    swapped = np.stack([goals(_swapped(first, second, at)) for at in range(len(numbers))])
    if not base.var() > 0:
        return ()
    every = _totals(base, swapped, ranges, rng)
    return tuple(sorted(every, key=lambda one: -one.total))


def _totals(
    base: Floats,
    swapped: Floats,
    ranges: Mapping[str, tuple[float, float]],
    rng: np.random.Generator,
) -> list[Total]:
    shares = total_shares(base, swapped, rng=rng)
    return [
        Total(
            name=name,
            low=bounds[0],
            high=bounds[1],
            total=float(shares.totals[at]),
            total_from=float(shares.low[at]),
            total_to=float(shares.high[at]),
        )
        for at, (name, bounds) in enumerate(ranges.items())
    ]


def _swapped(first: Floats, second: Floats, at: int) -> Floats:
    mixed = first.copy()
    mixed[:, at] = second[:, at]
    return mixed


def _with(model: Model, numbers: Sequence[Parameter], values: Floats) -> Model:
    changed: dict[Any, Number] = {}
    for one, value in zip(numbers, values.tolist(), strict=True):
        changed[one.address] = round(value) if isinstance(one.value, int) else value
    return with_numbers(model, changed)
