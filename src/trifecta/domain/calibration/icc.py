"""Intraclass correlations of a complete table: the six of Shrout and Fleiss, McGraw and Wong's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import fdtri

from trifecta.domain.calibration.estimates import LEVEL, Coefficient, Estimate, Undefined
from trifecta.domain.calibration.ratings import Floats, Ratings

_NOTHING: Final = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class IntraclassCorrelations:
    """The six by the names of Shrout and Fleiss (1979); `icc_2_1` is ICC(A,1), `icc_2_k` ICC(A,k).

    ICC(1): each unit has raters of its own. ICC(2): raters are a sample and their levels count
    (absolute agreement). ICC(3): these raters only, their levels do not count (consistency). With
    1, of one rater; with k, of the mean of all.
    """

    icc_1_1: Coefficient
    icc_2_1: Coefficient
    icc_3_1: Coefficient
    icc_1_k: Coefficient
    icc_2_k: Coefficient
    icc_3_k: Coefficient


@dataclass(frozen=True, slots=True, kw_only=True)
class _Squares:
    """Mean squares of a two-way table without replication, and its shape."""

    units: int
    raters: int
    between: float
    within: float
    judges: float
    rest: float


def intraclass(ratings: Ratings, *, level: float = LEVEL) -> IntraclassCorrelations | Undefined:
    """All six with intervals from F, of the units that every rater rated.

    Two-way analysis of variance; Shrout and Fleiss (1979), Psychological Bulletin 86:420, and
    McGraw and Wong (1996), Psychological Methods 1:30, table 7 for the intervals of ICC(A,·).
    """
    table = ratings.complete()
    reason = _why_not(ratings, table)
    if reason:
        return Undefined(reason=reason)
    s = _squares(table)
    k, highest = s.raters, (1 + level) / 2
    one_way = _ratio(s.between, s.within, s.units - 1, s.units * (k - 1), highest)
    fixed = _ratio(s.between, s.rest, s.units - 1, (s.units - 1) * (k - 1), highest)
    absolute = _absolute(s)
    low, high = _absolute_ends(s, absolute, highest) if np.isfinite(absolute) else (-np.inf, 1.0)
    singles = {
        "icc_1_1": [_single(f, k) for f in one_way],
        "icc_2_1": [absolute, low, high],
        "icc_3_1": [_single(f, k) for f in fixed],
    }
    made: dict[str, Coefficient] = {}
    for name, figures in singles.items():
        made[name] = _estimate(figures, s.units)
        made[name[:-1] + "k"] = _estimate([_stepped(figure, k) for figure in figures], s.units)
    return IntraclassCorrelations(**made)


def _why_not(ratings: Ratings, table: Floats) -> str:
    if len(ratings.raters) < 2:
        return "Agreement needs at least two raters."
    if len(ratings.units) < 2:
        return "Agreement needs at least two units that were rated."
    if len(table) < 2:
        return "Fewer than two units were rated by every rater; alpha works with gaps."
    if np.ptp(table) <= _NOTHING * max(1.0, float(np.abs(table).max())):
        return "All scores are the same, so there is no variation to agree on."
    return ""


def _squares(table: Floats) -> _Squares:
    units, raters = table.shape
    centred = table - table.mean()
    by_unit, by_rater = centred.mean(axis=1), centred.mean(axis=0)
    within = centred - by_unit[:, None]
    rest = within - by_rater
    floor = _NOTHING * float((centred**2).sum())
    between, judges, left, inside = (
        float(total) if total > floor else 0.0
        for total in (
            raters * (by_unit**2).sum(),
            units * (by_rater**2).sum(),
            (rest**2).sum(),
            (within**2).sum(),
        )
    )
    return _Squares(
        units=units,
        raters=raters,
        between=between / (units - 1),
        within=inside / (units * (raters - 1)),
        judges=judges / (raters - 1),
        rest=left / ((units - 1) * (raters - 1)),
    )


def _ratio(
    above: float, below: float, df1: int, df2: int, highest: float
) -> tuple[float, float, float]:
    """The ratio of two mean squares and its ends, infinite where nothing is left over."""
    ratio = above / below if below else np.inf
    return ratio, ratio / fdtri(df1, df2, highest), ratio * fdtri(df2, df1, highest)


def _single(ratio: float, k: int) -> float:
    return 1.0 if np.isinf(ratio) else (ratio - 1) / (ratio + k - 1)


def _stepped(single: float, k: int) -> float:
    """The reliability of a mean of k from that of one (Spearman 1910, Brown 1910)."""
    below = 1 + (k - 1) * single
    return k * single / below if below > _NOTHING else -np.inf


def _absolute(s: _Squares) -> float:
    below = s.between + (s.raters - 1) * s.rest + s.raters * (s.judges - s.rest) / s.units
    return (s.between - s.rest) / below if below > _NOTHING * (s.between + s.rest) else -np.inf


def _absolute_ends(s: _Squares, value: float, highest: float) -> tuple[float, float]:
    """McGraw and Wong (1996), table 7, case 2 absolute agreement; Satterthwaite's df."""
    n, k = s.units, s.raters
    if not s.rest and not s.judges:
        return 1.0, 1.0
    a = k * value / (n * (1 - value))
    b = 1 + k * value * (n - 1) / (n * (1 - value))
    pooled = (a * s.judges) ** 2 / (k - 1) + (b * s.rest) ** 2 / ((n - 1) * (k - 1))
    df = (a * s.judges + b * s.rest) ** 2 / pooled if pooled else 1.0
    upper, lower = fdtri(n - 1, df, highest), fdtri(df, n - 1, highest)
    spread = k * s.judges + (k * n - k - n) * s.rest
    low = n * (s.between - upper * s.rest) / (upper * spread + n * s.between)
    high = n * (lower * s.between - s.rest) / (spread + n * lower * s.between)
    return float(low), float(high)


def _estimate(figures: Sequence[float], units: int) -> Coefficient:
    value, low, high = figures
    if not np.isfinite(value):
        return Undefined(reason="Raters contradict each other so far that this has no value.")
    ends = [float(end) if np.isfinite(end) else None for end in (low, high)]
    return Estimate(value=float(value), low=ends[0], high=ends[1], units=units)


def absolute_agreement(
    ratings: Ratings, *, level: float = LEVEL
) -> tuple[Coefficient, Coefficient]:
    """ICC(A,1) of one rater and ICC(A,k) of the mean of all (McGraw and Wong 1996)."""
    found = intraclass(ratings, level=level)
    return (found, found) if isinstance(found, Undefined) else (found.icc_2_1, found.icc_2_k)
