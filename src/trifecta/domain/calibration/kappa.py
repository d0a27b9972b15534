"""Kappa: Cohen's for two raters, plain and weighted, and Fleiss' for as many ratings a unit."""

from __future__ import annotations

from math import sqrt
from typing import Final, Literal

import numpy as np
from scipy.special import ndtri

from trifecta.domain.calibration.estimates import LEVEL, Coefficient, Estimate, Undefined
from trifecta.domain.calibration.ratings import Floats, Ratings

Weights = Literal["none", "linear", "quadratic"]

MOST_CATEGORIES: Final = 500
RESAMPLES: Final = 1_000
_NOTHING: Final = 1e-12


def cohen(ratings: Ratings, weights: Weights = "none", *, level: float = LEVEL) -> Coefficient:
    """Cohen's kappa of the two raters over units that both rated.

    `weights` count how far apart two scores are: not at all (Cohen 1960), or in linear or squared
    scale points (Cohen 1968). The interval is large-sample (Fleiss, Cohen and Everitt 1969), held
    within ±1.
    """
    if len(ratings.raters) != 2:
        return Undefined(reason="Cohen's kappa is for exactly two raters.")
    pairs = ratings.complete()
    if not len(pairs):
        return Undefined(reason="No unit was rated by both raters.")
    values, places = np.unique(pairs, return_inverse=True)
    if len(values) > MOST_CATEGORIES:
        return Undefined(reason="There are too many different scores for kappa. Alpha takes them.")
    places = places.reshape(pairs.shape)
    table = np.zeros((len(values), len(values)))
    np.add.at(table, (places[:, 0], places[:, 1]), 1.0)
    apart = np.abs(values[:, None] - values)
    distance = {"none": (apart > 0) * 1.0, "linear": apart, "quadratic": apart**2}[weights]
    return cohen_of_table(table, distance, level=level)


def cohen_of_table(counts: Floats, distance: Floats, *, level: float = LEVEL) -> Coefficient:
    """Weighted kappa of a square table of counts with disagreement weights (0 on the diagonal).

    1 − Σ v p_o / Σ v p_e for weights v (Cohen 1968, Psychological Bulletin 70:213).
    """
    total = counts.sum()
    seen = counts / total
    rows, columns = seen.sum(axis=1), seen.sum(axis=0)
    expected = float(rows @ distance @ columns)
    if expected <= _NOTHING * max(1.0, float(distance.max())):
        return Undefined(reason="Both raters gave one and the same score to every unit.")
    observed = float((distance * seen).sum())
    value = 1 - observed / expected
    agreement = 1 - distance / distance.max()
    sd = _standard_error(agreement, seen, value) / sqrt(total)
    half = float(ndtri((1 + level) / 2)) * sd
    return Estimate(
        value=value,
        low=max(-1.0, value - half),
        high=min(1.0, value + half),
        units=int(total),
    )


def _standard_error(agreement: Floats, seen: Floats, value: float) -> float:
    """Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72:323, formula 8, times √n."""
    rows, columns = seen.sum(axis=1), seen.sum(axis=0)
    expected = float(rows @ agreement @ columns)
    by_row, by_column = agreement @ columns, rows @ agreement
    terms = agreement - (by_row[:, None] + by_column) * (1 - value)
    inside = float((seen * terms**2).sum()) - (value - expected * (1 - value)) ** 2
    return sqrt(max(inside, 0.0)) / (1 - expected)


def fleiss(ratings: Ratings, *, level: float = LEVEL, seed: int = 0) -> Coefficient:
    """Fleiss' kappa of nominal scores, each unit rated equally often by whomever.

    Fleiss (1971), Psychological Bulletin 76:378. The interval draws units again, 1,000 times from
    `seed` (percentile), since the published standard error is that of no agreement.
    """
    votes = ratings.votes
    if votes.min() != votes.max() or votes[0] < 2:
        return Undefined(reason="Fleiss' kappa needs equally many ratings, two or more, a unit.")
    values, value_of = np.unique(ratings.scores, return_inverse=True)
    if len(values) < 2:
        return Undefined(reason="All scores are the same, so there is no variation to agree on.")
    if len(values) > MOST_CATEGORIES:
        return Undefined(reason="There are too many different scores for kappa. Alpha takes them.")
    table = np.zeros((len(ratings.units), len(values)))
    np.add.at(table, (ratings.unit_of, value_of), 1.0)
    units = len(table)
    value = float(_fleiss(table, np.full((1, units), 1 / units))[0])
    if units < 2:
        return Estimate(value=value, units=units)
    rng = np.random.default_rng(seed)
    draws = rng.multinomial(units, np.full(units, 1 / units), RESAMPLES)
    drawn = _fleiss(table, draws / units)
    able = drawn[np.isfinite(drawn)]
    if len(able) < 0.9 * RESAMPLES:
        return Estimate(value=value, units=units)
    low, high = np.quantile(able, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(value=value, low=float(low), high=float(high), units=units)


def _fleiss(table: Floats, shares: Floats) -> Floats:
    """Kappa with units weighted by `shares` (draws, units); NaN where nothing varies."""
    votes = table[0].sum()
    agreed = shares @ ((table * (table - 1)).sum(axis=1) / (votes * (votes - 1)))
    chance = ((shares @ table / votes) ** 2).sum(axis=1)
    missing = 1 - chance
    kappas: Floats = np.divide(
        agreed - chance, missing, out=np.full_like(missing, np.nan), where=missing > _NOTHING
    )
    return kappas
