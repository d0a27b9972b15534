"""A second opinion on model A that takes steps of the scale as ordered and not as equally wide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.stats import spearmanr

from trifecta.domain.calibration.cumulative import fit
from trifecta.domain.calibration.estimates import Undefined
from trifecta.domain.calibration.levels import Adjustment
from trifecta.domain.calibration.ratings import Ratings

FEWEST_UNITS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCheck:
    """How alike the two models order the units: Spearman's ρ (−1..1), over `units`."""

    rank_correlation: float
    units: int


def order_check(ratings: Ratings, adjustment: Adjustment) -> OrderCheck | Undefined:
    """Compares levels with the modes of units in a cumulative-link mixed model (Laplace).

    score ~ (1 | unit) + (1 | rater), logit link. A correlation well below 0.9 says that what stands
    in the middle of a scale is not half way, and that levels are to be read with care.
    """
    if len(ratings.units) < FEWEST_UNITS or len(ratings.raters) < 2:
        return Undefined(reason="The check needs five units and two raters.")
    found = fit(
        np.unique(ratings.scores, return_inverse=True)[1],
        np.zeros((ratings.size, 0)),
        groups=(ratings.unit_of, ratings.rater_of),
    )
    if isinstance(found, Undefined):
        return found
    if found.at_zero[0]:
        return Undefined(reason="Units do not differ enough to be put in order.")
    levels = [each.level.value for each in adjustment.levels]
    correlation = float(spearmanr(found.effects[0], levels).statistic)
    return OrderCheck(rank_correlation=correlation, units=len(levels))
