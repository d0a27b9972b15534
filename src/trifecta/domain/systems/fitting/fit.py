"""Numbers that fit counts best, how sure each is, and which the counts cannot tell apart.

Rounding down makes the misfit piecewise constant, so that nothing here uses slopes: differential
evolution (Storn and Price 1997) finds the best numbers, and a differential evolution Markov chain
(ter Braak 2006) with flat priors over the given ranges says what else would do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from scipy.optimize import differential_evolution
from scipy.stats import chi2

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.ensembles.parameters import Parameter, parameter
from trifecta.domain.systems.fitting.likelihood import misfit, prepared, with_values
from trifecta.domain.systems.model import Model
from trifecta.domain.systems.observing.observations import Observations

Floats = npt.NDArray[np.float64]

LEVEL: Final = 0.90
MOST_NUMBERS: Final = 6
FEWEST_TRIES: Final = 500
MOST_TRIES: Final = 200_000
TRIES: Final = 4_000
ACROSS: Final = 7
"""Values of one number that are tried at a time while the others stay."""
_KEPT: Final = 0.7
"""Of the chain, so much at its end is kept."""
_FLAT: Final = 0.75
"""An interval as wide as this part of what the range alone would give says next to nothing."""
_TIED: Final = 0.5
"""Numbers are known only together where that is surer than each alone by this factor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """One number: what fits best, and nine tenths of what else would do."""

    name: str
    parameter: Parameter
    before: float
    best: float
    low: float
    high: float
    range: tuple[float, float]
    told: bool
    """Whether the counts narrow the range down to speak of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Numbers that are known only as a product, or as the first over the second."""

    names: tuple[str, ...]
    kind: Literal["product", "ratio"]
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The best numbers, ties among them, and how well the model explains the counts then."""

    numbers: tuple[Fitted, ...]
    ties: tuple[Tie, ...]
    model: Model
    counts: int
    misfit_before: float
    misfit: float
    """Half the deviance; smaller is better."""
    dispersion: float
    """How much more counts vary than chance makes them; intervals are wider by its root."""
    tries: int


def fit(
    model: Model,
    observed: Observations,
    ranges: Mapping[str, tuple[float, float]],
    *,
    tries: int = TRIES,
    seed: int = 0,
) -> Fit:
    """Fits up to MOST_NUMBERS numbers within `ranges` by name.

    A third of `tries` look for the best, the rest for what else would do; the same seed gives the
    same answer. Raises InvalidError for names the model does not have and for too few counts.
    """
    numbers, ends = _checked(model, ranges, tries)
    whole = prepared(model, observed)
    start = misfit(model, whole)
    if start.counts <= len(numbers):
        raise InvalidError(
            f"There are {start.counts} counts with a week before them, and {len(numbers)} numbers "
            "to find. Count more, or fit fewer."
        )
    space = _Space(model, numbers, ends, whole)
    best, tried = _search(space, tries // 3, seed)
    found = misfit(space.model_at(best), whole)
    dispersion = max(1.0, found.chi_squared / (found.counts - len(numbers)))
    chain = _chain(space, best, tried, dispersion, tries=tries - tries // 3, seed=seed)
    return Fit(
        numbers=tuple(
            _fitted(one, float(best[at]), chain[:, at], ends[at]) for at, one in enumerate(numbers)
        ),
        ties=_ties(numbers, chain),
        model=space.model_at(best),
        counts=found.counts,
        misfit_before=start.deviance,
        misfit=found.deviance,
        dispersion=dispersion,
        tries=tries,
    )


@dataclass(frozen=True, slots=True)
class _Space:
    """What is fitted: numbers within ends, and the counts they have to explain."""

    model: Model
    numbers: Sequence[Parameter]
    ends: Floats
    observed: Observations

    def model_at(self, values: Floats) -> Model:
        return with_values(self.model, self.numbers, values)

    def misfit_at(self, values: Floats) -> float:
        return misfit(self.model_at(values), self.observed).deviance


def _checked(
    model: Model, ranges: Mapping[str, tuple[float, float]], tries: int
) -> tuple[list[Parameter], Floats]:
    if not 1 <= len(ranges) <= MOST_NUMBERS:
        raise InvalidError(
            f"Name one to {MOST_NUMBERS} numbers to fit, each with a range, such as "
            "“Screens > Offers=uniform(0.05, 0.6)”."
        )
    if not FEWEST_TRIES <= tries <= MOST_TRIES:
        raise InvalidError(f"From {FEWEST_TRIES} to {MOST_TRIES:,} tries can be made.")
    for name, (low, high) in ranges.items():
        if not 0 <= low < high < float("inf"):
            raise InvalidError(f"{name}: a range goes from 0 or more up to a larger number.")
    numbers = [parameter(model, name) for name in ranges]
    return numbers, np.array(list(ranges.values()), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class _Tried:
    """Everything that a search has tried, and how well it fits."""

    values: Floats
    misfits: Floats

    def near_best(self, dispersion: float) -> Floats:
        """What chance does not tell from the best nine times in ten: chi-squared of misfits."""
        within = chi2.ppf(LEVEL, self.values.shape[1]) / 2 * dispersion
        found: Floats = self.values[self.misfits <= self.misfits.min() + within]
        return found


def _search(space: _Space, tries: int, seed: int) -> tuple[Floats, _Tried]:
    """The best of all that was tried: one number after the other, then all of them together."""
    values: list[Floats] = []
    misfits: list[float] = []

    def misfit_at(drawn: Floats) -> float:
        values.append(np.array(drawn))
        misfits.append(space.misfit_at(drawn))
        return misfits[-1]

    start = _one_by_one(space, misfit_at, tries // 2)
    _along_ties(space, misfit_at, start)
    left = tries - len(values)
    most = max(10, min(15 * len(space.numbers), left // 8))
    size = 1 << (most.bit_length() - 1)  # Sobol' points come in powers of two
    differential_evolution(
        misfit_at,
        bounds=[tuple(one) for one in space.ends],
        popsize=max(1, size // len(space.numbers)),
        maxiter=max(1, left // size - 1),
        init="sobol",
        polish=False,
        x0=start,
        rng=np.random.default_rng(seed),
    )
    found = _Tried(np.array(values), np.array(misfits))
    return found.values[found.misfits.argmin()], found


def _one_by_one(space: _Space, misfit_at: Callable[[Floats], float], tries: int) -> Floats:
    """From what is written, each number over its whole range in turn, then closer and closer."""
    low, high = space.ends.T
    best = np.clip([float(one.value) for one in space.numbers], low, high)
    level, step = misfit_at(best), (high - low) / 2
    while tries >= len(space.numbers) * ACROSS:
        for at in range(len(best)):
            for value in np.linspace(best[at] - step[at], best[at] + step[at], ACROSS):
                drawn = best.copy()
                drawn[at] = min(max(value, low[at]), high[at])
                if (found := misfit_at(drawn)) < level:
                    best, level = drawn, found
        tries -= len(best) * ACROSS
        step = step * 2 / ACROSS
    return best


def _along_ties(space: _Space, misfit_at: Callable[[Floats], float], best: Floats) -> None:
    """Tries pairs with the same product, and with the same ratio, for ties not to be missed."""
    low, high = space.ends.T
    factors = (0.5, 0.7, 1.4, 2.0) if len(best) > 3 else (0.25, 0.35, 0.5, 0.7, 1.4, 2.0, 2.8, 4.0)
    for first, second in combinations(range(len(best)), 2):
        for factor in factors:
            for other in (factor, 1 / factor):
                drawn = best.copy()
                drawn[first] *= factor
                drawn[second] *= other
                if (low <= drawn).all() and (drawn <= high).all():
                    misfit_at(drawn)


def _chain(
    space: _Space, best: Floats, tried: _Tried, dispersion: float, *, tries: int, seed: int
) -> Floats:
    """Samples by differences of other chains, which fit ridges of any direction.

    Chains begin spread over all that fits about as well as the best: a search ends closer together
    than what would do, and chains that begin there take long to spread.
    """
    rng = np.random.default_rng(seed + 1)
    size = max(2 * len(space.numbers) + 2, 10)
    low, high = space.ends.T
    chains = _spread(tried.near_best(dispersion), best, high - low, size)
    while len(chains) < size:
        chains = np.vstack([chains, rng.uniform(low, high)])
    levels = np.array([space.misfit_at(one) for one in chains]) / dispersion
    scale = 2.38 / np.sqrt(2 * len(space.numbers))
    kept = []
    steps = max(20, tries // size)
    for step in range(steps):
        for at in range(size):
            others = [one for one in range(size) if one != at]
            first, second = rng.choice(others, 2, replace=False)
            stride = 1.0 if step % 10 == 9 else scale
            drawn = chains[at] + stride * (chains[first] - chains[second])
            drawn = drawn + rng.normal(0, 1e-3, len(low)) * (high - low)
            if (drawn < low).any() or (drawn > high).any():
                continue
            level = space.misfit_at(drawn) / dispersion
            if np.log(rng.random()) < levels[at] - level:
                chains[at], levels[at] = drawn, level
        if step >= steps * (1 - _KEPT):
            kept.append(chains.copy())
    return np.concatenate(kept)


def _spread(starts: Floats, best: Floats, widths: Floats, size: int) -> Floats:
    """The best, and so many others that each is as far as can be from those before it."""
    found = [best]
    away = np.linalg.norm((starts - best) / widths, axis=1)
    while len(found) < min(size, len(starts)) and away.max() > 0:
        found.append(starts[away.argmax()])
        away = np.minimum(away, np.linalg.norm((starts - found[-1]) / widths, axis=1))
    return np.array(found)


def _fitted(one: Parameter, best: float, samples: Floats, ends: Floats) -> Fitted:
    whole = isinstance(one.value, int)
    drawn = np.round(samples) if whole else samples
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Fitted(
        name=one.name,
        parameter=one,
        before=float(one.value),
        best=float(round(best)) if whole else best,
        low=float(low),
        high=float(high),
        range=(float(ends[0]), float(ends[1])),
        told=bool(high - low < _FLAT * LEVEL * (ends[1] - ends[0])),
    )


def _ties(numbers: Sequence[Parameter], chain: Floats) -> tuple[Tie, ...]:
    """Pairs and triples whose product, and pairs whose ratio, is surer than each by itself."""
    logs = np.log(np.maximum(chain, 1e-9))
    alone = logs.std(axis=0)
    found: list[Tie] = []
    for size in (3, 2):
        for group in combinations(range(len(numbers)), size):
            if any({numbers[at].name for at in group} <= set(tie.names) for tie in found):
                continue
            kinds: tuple[Literal["product", "ratio"], ...] = ("product", "ratio")
            for kind in kinds[: 1 if size == 3 else 2]:
                signs = np.array([1.0, -1.0]) if kind == "ratio" else np.ones(size)
                together = logs[:, group] @ signs
                if together.std() < _TIED * alone[list(group)].min() and _needed(logs, group, kind):
                    low, high = np.exp(np.quantile(together, [0.05, 0.95]))
                    names = tuple(numbers[at].name for at in group)
                    found.append(Tie(names=names, kind=kind, low=float(low), high=float(high)))
    return tuple(found)


def _needed(logs: Floats, group: Sequence[int], kind: str) -> bool:
    """A triple is a tie of its own only where no pair in it is surer still."""
    if len(group) < 3 or kind == "ratio":
        return True
    whole = logs[:, list(group)].sum(axis=1).std()
    pairs = [logs[:, list(pair)].sum(axis=1).std() for pair in combinations(group, 2)]
    return bool(whole < _TIED * min(pairs))
