"""How agreement, understanding and the pulse move over rounds, with 90 % bands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final, Literal

from trifecta.domain.checkins.estimator import Correlation
from trifecta.domain.checkins.pulse import ANSWER_SD, HIGHEST, LOWEST

Direction = Literal["too_early", "unclear", "rising", "falling"]

FEWEST_FOR_A_SLOPE = 3
NINETY = 1.6449
"""Half-width of the central 90 % of a normal distribution, in standard deviations."""
_DAYS_PER_MONTH = 30.44
_KEPT: Final = 1024
"""How many trends are remembered: the same rounds give the same trend. They are figures alone."""

Correlated = tuple[datetime, tuple[tuple[float | None, int], ...]]
"""When a round was opened, and r with the number of its items of each of its correlations."""

Answered = tuple[datetime, tuple[int, ...]]
"""When a round was opened, and the answers 1..5 that were given to a pulse question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A value of one round on an unbounded scale, with its sampling variance (> 0)."""

    at: datetime
    value: float
    variance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A round in a picture: the value, and the interval that holds the true one with 90 %."""

    at: datetime
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Points in order of time; `slope` is per month with its band, None below three rounds."""

    points: tuple[Point, ...]
    direction: Direction
    slope: float | None = None
    band: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What is believed before any answer, in units of the measured value.

    Rounds scatter around their line with sd `wander` beyond sampling; the level is around `centre`
    with sd `spread`; the slope per month is around 0 with sd `slope`, which is the shrinkage.
    """

    centre: float
    spread: float
    wander: float
    slope: float


PROFILE = Scale(centre=0.0, spread=1.0, wander=0.15, slope=0.1)
PULSE = Scale(centre=3.0, spread=1.0, wander=0.25, slope=0.2)


@lru_cache(maxsize=_KEPT)
def correlation_trend(rounds: tuple[Correlated, ...]) -> Trend:
    """The trend of one kind of correlation; rounds in which one is missing are left out."""
    measured = (
        agreement_at(at, [Correlation(r=r, items=items) for r, items in found])
        for at, found in rounds
    )
    return profile_trend([one for one in measured if one is not None])


@lru_cache(maxsize=_KEPT)
def answers_trend(rounds: tuple[Answered, ...]) -> Trend:
    """The trend of a pulse question; rounds in which nobody answered it are left out."""
    measured = (pulse_at(at, answers) for at, answers in rounds)
    return pulse_trend([one for one in measured if one is not None])


def agreement_at(at: datetime, correlations: Sequence[Correlation]) -> Measured | None:
    """The mean Fisher z of one or more correlations of a round; None where one is missing."""
    if not correlations or any(correlation.r is None for correlation in correlations):
        return None
    count = len(correlations)
    return Measured(
        at=at,
        value=math.fsum(c.z for c in correlations) / count,
        variance=math.fsum(c.variance for c in correlations) / count**2,
    )


def pulse_at(at: datetime, answers: Sequence[int]) -> Measured | None:
    """The mean of the answers 1..5 of one round; None where nobody answered."""
    if not answers:
        return None
    return Measured(at=at, value=sum(answers) / len(answers), variance=ANSWER_SD**2 / len(answers))


def profile_trend(rounds: Sequence[Measured]) -> Trend:
    """The trend of a correlation; points come back as correlations −1..1, the slope stays in z."""
    trend = _trend(rounds, PROFILE)
    points = tuple(
        Point(at=p.at, value=math.tanh(p.value), low=math.tanh(p.low), high=math.tanh(p.high))
        for p in trend.points
    )
    return Trend(points=points, direction=trend.direction, slope=trend.slope, band=trend.band)


def pulse_trend(rounds: Sequence[Measured]) -> Trend:
    """The trend of a pulse question; points and bands are held within 1..5."""
    trend = _trend(rounds, PULSE)
    points = tuple(
        Point(at=p.at, value=_held(p.value), low=_held(p.low), high=_held(p.high))
        for p in trend.points
    )
    return Trend(points=points, direction=trend.direction, slope=trend.slope, band=trend.band)


def _trend(rounds: Sequence[Measured], scale: Scale) -> Trend:
    ordered = sorted(rounds, key=lambda measured: measured.at)
    points = tuple(_shrunk(measured, scale) for measured in ordered)
    if len(ordered) < FEWEST_FOR_A_SLOPE or ordered[0].at == ordered[-1].at:
        return Trend(points=points, direction="too_early")
    slope, sd = _slope(ordered, scale)
    band = (slope - NINETY * sd, slope + NINETY * sd)
    direction: Direction = "rising" if band[0] > 0 else "falling" if band[1] < 0 else "unclear"
    return Trend(points=points, direction=direction, slope=slope, band=band)


def _shrunk(measured: Measured, scale: Scale) -> Point:
    """Normal–normal posterior of one round: the value pulled to the centre by its own noise."""
    weight = scale.spread**2 / (scale.spread**2 + measured.variance)
    value = scale.centre + weight * (measured.value - scale.centre)
    half = NINETY * math.sqrt(weight * measured.variance)
    return Point(at=measured.at, value=value, low=value - half, high=value + half)


def _slope(rounds: Sequence[Measured], scale: Scale) -> tuple[float, float]:
    """Posterior mean and sd of the slope per month: Bayesian linear regression, normal priors.

    Known variances (sampling plus wander) and independent priors on the level at the mean time and
    on the slope; see Gelman et al., Bayesian Data Analysis, 3rd edition, section 14.8.
    """
    start = rounds[0].at
    months = [(r.at - start).total_seconds() / 86_400 / _DAYS_PER_MONTH for r in rounds]
    precision = [1 / (r.variance + scale.wander**2) for r in rounds]
    mean = math.fsum(p * t for p, t in zip(precision, months, strict=True)) / math.fsum(precision)
    times = [t - mean for t in months]
    values = [r.value - scale.centre for r in rounds]
    level = math.fsum(precision) + 1 / scale.spread**2
    cross = math.fsum(p * t for p, t in zip(precision, times, strict=True))
    steep = math.fsum(p * t * t for p, t in zip(precision, times, strict=True))
    steep += 1 / scale.slope**2
    sum_y = math.fsum(p * y for p, y in zip(precision, values, strict=True))
    sum_ty = math.fsum(p * t * y for p, t, y in zip(precision, times, values, strict=True))
    determinant = level * steep - cross**2
    slope = (level * sum_ty - cross * sum_y) / determinant
    return slope, math.sqrt(level / determinant)


def _held(value: float) -> float:
    return min(max(value, float(LOWEST)), float(HIGHEST))
