"""Krippendorff's alpha, with gaps: nominal, ordinal, interval and ratio."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np

from trifecta.domain.calibration.estimates import LEVEL, Coefficient, Estimate, Undefined
from trifecta.domain.calibration.ratings import Floats, Ints, Ratings

Metric = Literal["nominal", "ordinal", "interval", "ratio"]

RESAMPLES: Final = 1_000
MOST_RESAMPLED: Final = 20_000
"""Above so many ratings, no interval is drawn: it would be narrower than anybody reads."""
MOST_VALUES: Final = 2_000
_NOTHING: Final = 1e-12


def alpha(ratings: Ratings, metric: Metric, *, level: float = LEVEL, seed: int = 0) -> Coefficient:
    """1 − D_o/D_e over all pairs of scores in a unit (Krippendorff 2011, Computing Alpha).

    Units with one score are left out. The interval draws whole units again, 1,000 times from
    `seed` (Efron and Tibshirani 1993, percentile; units as in Zapf et al. 2016, BMC Med. Res.
    Methodol. 16:93); there is none for ratio, or where resampling has nothing to vary.
    """
    paired = ratings.votes >= 2
    if len(ratings.raters) < 2 or not paired.any():
        return Undefined(reason="No unit was rated by two raters, so nobody can agree.")
    inside = paired[ratings.unit_of]
    units, unit_of = np.unique(ratings.unit_of[inside], return_inverse=True)
    values, value_of = np.unique(ratings.scores[inside], return_inverse=True)
    if len(values) < 2:
        return Undefined(reason="All scores are the same, so there is no variation to agree on.")
    if metric == "ratio":
        return _ratio(values, value_of, unit_of, units=len(units))
    whole = np.ones((1, len(units)))
    point = _alphas(values, value_of, unit_of, whole, metric)[0]
    low, high = None, None
    if len(units) > 1 and len(value_of) <= MOST_RESAMPLED:
        rng = np.random.default_rng(seed)
        draws = rng.multinomial(len(units), np.full(len(units), 1 / len(units)), size=RESAMPLES)
        low, high = _ends(
            np.concatenate(
                [
                    _alphas(values, value_of, unit_of, part.astype(np.float64), metric)
                    for part in np.array_split(draws, 20)
                ]
            ),
            level,
        )
    return Estimate(value=float(point), low=low, high=high, units=len(units))


def _ends(drawn: Floats, level: float) -> tuple[float | None, float | None]:
    able = drawn[np.isfinite(drawn)]
    if len(able) < 0.9 * len(drawn):
        return None, None
    low, high = np.quantile(able, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _alphas(
    values: Floats, value_of: Ints, unit_of: Ints, weights: Floats, metric: Metric
) -> Floats:
    """Alpha with each unit counted `weights` (draws, units) times; NaN where nothing varies."""
    units = weights.shape[1]
    sizes = np.bincount(unit_of, minlength=units).astype(np.float64)
    by_rating = weights[:, unit_of]
    totals: Floats = np.array(
        [np.bincount(value_of, weights=row, minlength=len(values)) for row in by_rating],
        dtype=np.float64,
    )
    count = totals.sum(axis=1)
    if metric == "nominal":
        observed = weights @ _mismatches(value_of, unit_of, sizes)
        expected = count**2 - (totals**2).sum(axis=1)
    else:
        places = _midranks(totals) if metric == "ordinal" else np.broadcast_to(values, totals.shape)
        places = places - (totals * places).sum(axis=1, keepdims=True) / count[:, None]
        observed = (weights * _spreads(places[:, value_of], unit_of, sizes)).sum(axis=1)
        expected = 2 * count * (totals * places**2).sum(axis=1)
    able = expected > _NOTHING * count**2
    ratio = np.divide(observed * (count - 1), expected, out=np.full_like(count, np.nan), where=able)
    result: Floats = 1 - ratio
    return result


def _midranks(totals: Floats) -> Floats:
    """Ranks whose squared distance is Krippendorff's ordinal metric."""
    ranks: Floats = totals.cumsum(axis=1) - totals / 2
    return ranks


def _mismatches(value_of: Ints, unit_of: Ints, sizes: Floats) -> Floats:
    """Ordered pairs in a unit that differ, over its size less 1, (units,)."""
    cells, counts = np.unique(np.stack([unit_of, value_of]), axis=1, return_counts=True)
    same = np.bincount(cells[0], weights=counts.astype(np.float64) ** 2, minlength=len(sizes))
    pairs: Floats = (sizes**2 - same) / (sizes - 1)
    return pairs


def _spreads(places: Floats, unit_of: Ints, sizes: Floats) -> Floats:
    """Squared distances of ordered pairs in a unit, over its size less 1, (draws, units)."""
    order = np.argsort(unit_of, kind="stable")
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    mean = np.add.reduceat(places[:, order], starts, axis=1) / sizes
    apart = (places - mean[:, unit_of]) ** 2
    spreads: Floats = 2 * sizes * np.add.reduceat(apart[:, order], starts, axis=1) / (sizes - 1)
    return spreads


def _ratio(values: Floats, value_of: Ints, unit_of: Ints, *, units: int) -> Coefficient:
    """With squared differences over squared sums, point value only; scores are 0 or more."""
    if values.min() < 0 or len(values) > MOST_VALUES:
        return Undefined(reason="Alpha for ratios needs scores of 0 or more, at most 2,000 values.")
    sums = values[:, None] + values
    distance = ((values[:, None] - values) / np.where(sums > 0, sums, 1.0)) ** 2
    table = np.zeros((units, len(values)))
    np.add.at(table, (unit_of, value_of), 1.0)
    observed = (((table @ distance) * table).sum(axis=1) / (table.sum(axis=1) - 1)).sum()
    totals = table.sum(axis=0)
    expected = totals @ distance @ totals / (totals.sum() - 1)
    return Estimate(value=float(1 - observed / expected), units=units)
