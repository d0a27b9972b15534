"""Published ratings, retyped from the papers, with the figures that were published for them.

Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: four observers, twelve
units, gaps. Shrout and Fleiss (1979), Psychological Bulletin 86:420, table 2. Fleiss (1971),
Psychological Bulletin 76:378, table 1: 30 patients, six psychiatrists, five diagnoses; each string
is a patient. Cohen (1968), Psychological Bulletin 70:213, table 1: proportions of 200. Randall
(1989), Biometrical Journal 31:781, as in the R package ordinal: nine judges, eight bottles. Data
as published are facts and carry no licence of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from trifecta.domain.calibration.ratings import Floats, Ints, Rating, Ratings, ratings_from

KRIPPENDORFF_2011: Final = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
SHROUT_FLEISS_1979: Final = (
    (9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7),
)  # fmt: skip
FLEISS_1971: Final = (
    "444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334", "114444",
    "555555", "144444", "124444", "222333", "144444", "224445", "333335", "111455", "111112",
    "224444", "133555", "555555", "244444", "224555", "114444", "144445", "222224", "111155",
    "224444", "133333", "555555",
)  # fmt: skip
COHEN_1968: Final = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
COHEN_1968_WEIGHTS: Final = ((0, 1, 3), (1, 0, 6), (3, 6, 0))
WINE: Final = (
    "23344455", "12132354", "23325544", "32323253", "23433333",
    "32322454", "11222323", "22233334", "12323244",
)  # fmt: skip
"""A string a judge, a character a bottle: cold, then warm; of each two without skins, then two."""


def table(rows: Sequence[Sequence[float | None]]) -> Ratings:
    """Ratings from rows of units and columns of raters; None is a gap."""
    return ratings_from(
        Rating(unit=f"unit {unit}", rater=f"rater {rater}", score=float(score))
        for unit, row in enumerate(rows)
        for rater, score in enumerate(row)
        if score is not None
    )


def krippendorff() -> Ratings:
    units = zip(*KRIPPENDORFF_2011, strict=True)
    return table([[None if sign == "." else float(sign) for sign in unit] for unit in units])


def fleiss_1971() -> Ratings:
    return table([[float(sign) for sign in patient] for patient in FLEISS_1971])


def wine() -> tuple[Ints, Floats, Ints]:
    """Scores 0..4, columns warm and with skins, and the judge, each over 72 tastings."""
    scores = np.array([int(sign) - 1 for judge in WINE for sign in judge])
    bottle = np.tile(np.arange(8), 9)
    fixed = np.stack([bottle >= 4, bottle % 4 >= 2], axis=1).astype(np.float64)
    return scores, fixed, np.repeat(np.arange(9), 8)
