"""How far raters agree: every coefficient that the ratings have, each with its interval."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.domain.calibration.alpha import alpha
from trifecta.domain.calibration.estimates import Coefficient
from trifecta.domain.calibration.icc import absolute_agreement
from trifecta.domain.calibration.kappa import cohen, fleiss
from trifecta.domain.calibration.ratings import Ratings


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Coefficients by the names the command line gives them; Cohen's kappas only for two raters.

    `by_all` is how many units every rater rated, on which ICC rests.
    """

    units: int
    raters: int
    ratings: int
    by_all: int
    coefficients: dict[str, Coefficient]


def agreement(ratings: Ratings, *, seed: int = 0) -> Agreement:
    """All coefficients with 90 % intervals; `seed` is for those whose interval is resampled.

    `icc_a1` and `icc_ak` (McGraw and Wong 1996), `alpha_ordinal`, `alpha_interval`,
    `alpha_nominal` (Krippendorff 2011), for two raters `kappa`, `kappa_linear`, `kappa_quadratic`
    (Cohen 1960, 1968), for more `fleiss_kappa` (Fleiss 1971).
    """
    one, mean = absolute_agreement(ratings)
    found: dict[str, Coefficient] = {
        "icc_a1": one,
        "icc_ak": mean,
        "alpha_ordinal": alpha(ratings, "ordinal", seed=seed),
        "alpha_interval": alpha(ratings, "interval", seed=seed),
        "alpha_nominal": alpha(ratings, "nominal", seed=seed),
    }
    if len(ratings.raters) == 2:
        found["kappa"] = cohen(ratings)
        found["kappa_linear"] = cohen(ratings, "linear")
        found["kappa_quadratic"] = cohen(ratings, "quadratic")
    else:
        found["fleiss_kappa"] = fleiss(ratings, seed=seed)
    return Agreement(
        units=len(ratings.units),
        raters=len(ratings.raters),
        ratings=ratings.size,
        by_all=len(ratings.complete()),
        coefficients=found,
    )
