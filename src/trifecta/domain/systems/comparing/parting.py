"""From which week on a flow moved otherwise than the model says, tested over all weeks at once.

The statistic is the generalised likelihood ratio for a change from a known rate to an unknown one
at an unknown time (Willsky and Jones 1976; Siegmund and Venkatraman 1995; Basseville and Nikiforov
1993, chapter 2), binomial for shares and Poisson for numbers. How large it gets by chance is found
by simulation of the model's own rate over the same weeks, as noisy as these, so that trying every
week is paid for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from trifecta.domain.systems.comparing.expecting import Expected

Floats = npt.NDArray[np.float64]

FALSE_ALARMS: Final = 0.05
"""How often something is said to part although nothing does, over all flows together."""
SIMULATIONS: Final = 2_000
POWER_SIMULATIONS: Final = 400
ENOUGH_POWER: Final = 0.5
"""A flow whose rate could halve without being noticed more often than not has too few counts."""
FEWEST_WEEKS: Final = 3
FEWEST_TO_SEE_NOISE: Final = 6
_EDGE: Final = 0.01
"""A share of 0 or 1 allows no exception at all; it is tested as 1 or 99 in a hundred."""
_CLOSE: Final = 3.84


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The weeks of one flow that can be tested; `amounts` are sources of shares, else means."""

    weeks: tuple[int, ...]
    counts: Floats
    amounts: Floats
    share: float | None
    """The share that the model moves, averaged where it changes; None for numbers."""
    means: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """How one flow compares; rates are shares of the source, or numbers a week."""

    weeks: int
    p_value: float
    since: int
    """The week from which on the counts fit the model least."""
    earliest: int
    latest: int
    """Weeks that fit nearly as well as the one when it began."""
    from_the_start: bool
    expected_rate: float
    rate_since: float
    rate_before: float | None
    rate_overall: float
    moved: float
    """What moved since then, in sum."""
    amount: float
    """What could have moved since then (the sum of the sources), or what the model moves."""
    is_share: bool
    dispersion: float
    power: float
    """How often a rate that halves in the middle would be noticed."""


def series_of(weeks: Sequence[Expected]) -> Series | None:
    """What can be tested of one flow; None with fewer than three weeks or nothing to move."""
    tested = [one for one in weeks if one.testable and one.observed is not None and one.mean > 0]
    if len(tested) < FEWEST_WEEKS:
        return None
    counts = np.array([one.observed for one in tested], dtype=np.float64)
    held = np.array([one.held for one in tested], dtype=np.float64)
    means = np.array([one.mean for one in tested], dtype=np.float64)
    shares = all(one.is_share for one in tested) and bool((counts <= held).all())
    return Series(
        weeks=tuple(one.week for one in tested),
        counts=counts,
        amounts=held if shares else means,
        share=float(means.sum() / held.sum()) if shares else None,
        means=means,
    )


def parting(series: Series, *, flows: int, seed: int) -> Parting:
    """The test of one flow of `flows` that are tested together; `seed` makes it repeatable."""
    rng = np.random.default_rng(seed)
    ratios = _ratios(series, series.counts[None, :])[0]
    plain = _drawn(series, rng, SIMULATIONS)
    usual = float(_variation(series, plain).mean())
    dispersion = max(1.0, float(_variation(series, series.counts[None, :])[0]) / usual)
    shaken = plain if dispersion == 1 else _drawn(series, rng, SIMULATIONS, dispersion=dispersion)
    simulated = _statistics(series, shaken, usual)
    best = float(ratios.max() / dispersion)
    p_value = (1 + int((simulated >= best - 1e-9).sum())) / (1 + SIMULATIONS)
    critical = float(np.quantile(simulated, 1 - FALSE_ALARMS / flows))
    since = int(ratios.argmax())
    near = np.flatnonzero(ratios >= ratios[since] - _CLOSE * dispersion)
    before = float(series.counts[:since].sum()), float(series.amounts[:since].sum())
    moved, amount = float(series.counts[since:].sum()), float(series.amounts[since:].sum())
    weeks = 1 if series.share is not None else len(series.weeks) - since
    return Parting(
        weeks=len(series.weeks),
        p_value=p_value,
        since=series.weeks[since],
        earliest=series.weeks[int(near[0])],
        latest=series.weeks[int(near[-1])],
        from_the_start=since == 0,
        expected_rate=series.share if series.share is not None else amount / weeks,
        rate_since=moved / amount if series.share is not None else moved / weeks,
        rate_before=_rate_before(series, since, *before),
        rate_overall=float(series.counts.sum())
        / (float(series.amounts.sum()) if series.share is not None else len(series.weeks)),
        moved=moved,
        amount=amount,
        is_share=series.share is not None,
        dispersion=dispersion,
        power=_power(series, rng, critical, usual=usual, dispersion=dispersion),
    )


def _rate_before(series: Series, since: int, moved: float, amount: float) -> float | None:
    if not since or not amount:
        return None
    return moved / (amount if series.share is not None else since)


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Values adjusted for testing all of them at once (Holm 1979), in the order given."""
    order = sorted(range(len(p_values)), key=lambda at: p_values[at])
    adjusted = [0.0] * len(p_values)
    largest = 0.0
    for rank, at in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[at]))
        adjusted[at] = largest
    return tuple(adjusted)


def _edged(share: Floats) -> Floats:
    edged: Floats = np.clip(share, _EDGE, 1 - _EDGE)
    return edged


def _ratios(series: Series, counts: Floats) -> Floats:
    """Twice the log likelihood ratio for a change at each week; rows are runs, columns weeks."""
    moved = counts[:, ::-1].cumsum(axis=1)[:, ::-1]
    means = _means(series)[::-1].cumsum()[::-1]
    ratio: Floats = moved * _log(moved / means)
    if series.share is None:
        ratio = ratio - (moved - means)
    else:
        amount = series.amounts[::-1].cumsum()[::-1]
        stayed = np.maximum(amount - moved, 0.0)
        ratio = ratio + stayed * _log(stayed / (amount - means))
    return 2 * np.maximum(ratio, 0.0)


def _means(series: Series) -> Floats:
    if series.share is None:
        return series.means
    means: Floats = _edged(series.means / series.amounts) * series.amounts
    return means


def _log(ratio: Floats) -> Floats:
    logs: Floats = np.log(np.maximum(ratio, 1e-300))
    return logs


def _variation(series: Series, counts: Floats) -> Floats:
    """How much weeks vary, about 1 where only chance makes them.

    From differences between weeks that follow each other (Rice 1984), the largest left out, so that
    one change of level does not count as noise.
    """
    if counts.shape[1] < FEWEST_TO_SEE_NOISE:
        return np.ones(counts.shape[0])
    overall = counts.sum(axis=1, keepdims=True) / _means(series).sum()
    means = np.maximum(overall * _means(series), 1e-9)
    variance = means
    if series.share is not None:
        variance = np.maximum(means * (1 - np.minimum(means / series.amounts, 1 - _EDGE)), 1e-9)
    steps = np.diff((counts - means) / np.sqrt(variance), axis=1) ** 2 / 2
    found: Floats = np.sort(steps, axis=1)[:, :-1].mean(axis=1)
    return found


def _statistics(series: Series, counts: Floats, usual: float) -> Floats:
    """The largest ratio of each run, over how much its weeks vary beyond chance."""
    beyond = np.maximum(_variation(series, counts) / usual, 1.0)
    largest: Floats = _ratios(series, counts).max(axis=1) / beyond
    return largest


def _drawn(
    series: Series,
    rng: np.random.Generator,
    runs: int,
    *,
    dispersion: float = 1.0,
    second_half: float = 1.0,
) -> Floats:
    """Runs of the model's own rates, or of others by a factor in the second half.

    Weeks that vary beyond chance are negative binomial, or beta-binomial for shares.
    """
    size = (runs, len(series.weeks))
    factors = np.ones(len(series.weeks))
    factors[len(series.weeks) // 2 :] = second_half
    beyond = dispersion - 1
    if series.share is None:
        means = np.broadcast_to(series.means * factors, size)
        if beyond > 0:
            means = rng.gamma(means / beyond) * beyond
        return rng.poisson(means).astype(np.float64)
    whole = np.maximum(np.round(series.amounts), 1).astype(np.int64)
    shares = np.broadcast_to(_edged(series.means / series.amounts) * factors, size)
    if beyond > 0:
        alike = np.clip(beyond / np.maximum(whole - 1, 1), 1e-9, 0.9)
        rest = (1 - alike) / alike
        shares = rng.beta(shares * rest, (1 - shares) * rest)
    return np.minimum(rng.binomial(whole, shares), series.amounts)


def _power(
    series: Series, rng: np.random.Generator, critical: float, *, usual: float, dispersion: float
) -> float:
    halved = _drawn(series, rng, POWER_SIMULATIONS, dispersion=dispersion, second_half=0.5)
    return float((_statistics(series, halved, usual) > critical).mean())
