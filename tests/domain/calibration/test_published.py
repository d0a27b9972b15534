"""Coefficients and models give the figures that were published for published ratings."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.domain.calibration.published import (
    COHEN_1968,
    COHEN_1968_WEIGHTS,
    FLEISS_1971,
    SHROUT_FLEISS_1979,
    WINE,
    fleiss_1971,
    krippendorff,
    table,
    wine,
)

from trifecta.domain.calibration.alpha import Metric, alpha
from trifecta.domain.calibration.cumulative import Fit, fit
from trifecta.domain.calibration.estimates import Coefficient, Estimate
from trifecta.domain.calibration.icc import IntraclassCorrelations, absolute_agreement, intraclass
from trifecta.domain.calibration.kappa import cohen_of_table, fleiss

SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[4] / "shared/data"))
FOLDER = SHARED / "calibration"
MISSING = "set SHARED_DATA to the folder that has calibration/oracles.json"

SIX = {
    "icc_1_1": (0.165742, -0.132932, 0.722560),
    "icc_2_1": (0.289764, 0.018787, 0.761084),
    "icc_3_1": (0.714841, 0.342466, 0.945858),
    "icc_1_k": (0.442798, -0.884439, 0.912416),
    "icc_2_k": (0.620051, 0.071137, 0.927232),
    "icc_3_k": (0.909316, 0.675676, 0.985892),
}
"""Value and 95 % interval, as R's psych has them; the paper gives two places of the values."""


def value_of(found: Coefficient) -> float:
    assert isinstance(found, Estimate)
    return found.value


def fitted(nodes: int = 1, *, judges: bool = True) -> Fit:
    scores, fixed, judge = wine()
    found = fit(scores, fixed, groups=(judge,) if judges else (), nodes=nodes)
    assert isinstance(found, Fit)
    return found


@pytest.mark.parametrize("name", SIX)
def test_the_six_intraclass_correlations_of_shrout_and_fleiss(name: str) -> None:
    found = intraclass(table(SHROUT_FLEISS_1979), level=0.95)
    assert isinstance(found, IntraclassCorrelations)
    one = getattr(found, name)
    assert (one.value, one.low, one.high) == pytest.approx(SIX[name], abs=1e-4)


def test_absolute_agreement_is_the_second_of_the_six() -> None:
    one, mean = absolute_agreement(table(SHROUT_FLEISS_1979))
    assert value_of(one) == pytest.approx(0.289764, abs=1e-4)
    assert value_of(mean) == pytest.approx(0.620051, abs=1e-4)


@pytest.mark.parametrize(
    ("metric", "published"),
    [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)],
)
def test_krippendorffs_alpha_with_gaps(metric: Metric, published: float) -> None:
    found = alpha(krippendorff(), metric)
    assert value_of(found) == pytest.approx(published, abs=1e-4)
    assert isinstance(found, Estimate)
    assert found.units == 11, "the unit that one observer saw is left out"


def test_fleiss_kappa_of_his_diagnoses() -> None:
    assert value_of(fleiss(fleiss_1971())) == pytest.approx(0.430245, abs=1e-4)


def test_cohens_kappa_plain_and_weighted() -> None:
    counts = np.array(COHEN_1968, dtype=np.float64)
    weights = np.array(COHEN_1968_WEIGHTS, dtype=np.float64)
    assert value_of(cohen_of_table(counts, 1 - np.eye(3))) == pytest.approx(0.4915254, abs=1e-4)
    assert value_of(cohen_of_table(counts, weights)) == pytest.approx(0.3478261, abs=1e-4)


def test_a_cumulative_link_model_of_the_wine() -> None:
    found = fitted(judges=False)
    assert found.coefficients == pytest.approx([2.5031, 1.5278], abs=1e-3)
    assert found.thresholds == pytest.approx([-1.3444, 1.2508, 3.4669, 5.0064], abs=1e-3)
    assert found.log_likelihood == pytest.approx(-86.4919, abs=1e-3)


def test_a_mixed_model_of_the_wine_by_laplace() -> None:
    found = fitted()
    assert found.coefficients == pytest.approx([3.062993, 1.834883], abs=1e-3)
    assert found.thresholds == pytest.approx([-1.62367, 1.51337, 4.22853, 6.08877], abs=1e-3)
    assert found.sds**2 == pytest.approx([1.279455], abs=1e-3)
    assert found.log_likelihood == pytest.approx(-81.56541, abs=1e-3)
    assert found.effects[0][[0, 6]] == pytest.approx([1.696178, -1.910973], abs=1e-3)


def test_a_mixed_model_of_the_wine_by_quadrature() -> None:
    found = fitted(nodes=10)
    assert found.coefficients == pytest.approx([3.0619, 1.8334], abs=1e-3)
    assert found.sds**2 == pytest.approx([1.287741], abs=1e-3)
    assert found.log_likelihood == pytest.approx(-81.53, abs=0.005)


@pytest.mark.skipif(not FOLDER.exists(), reason=MISSING)
def test_what_was_retyped_is_what_was_published() -> None:
    def rows(name: str) -> list[list[str]]:
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    assert [tuple(map(int, row[1:])) for row in rows("sf_icc/shrout_fleiss.csv")[1:]] == list(
        SHROUT_FLEISS_1979
    )
    assert ["".join(row) for row in rows("fleiss/diagnoses.csv")] == list(FLEISS_1971)
    tasted = {(int(row[5]), int(row[4])): row[1] for row in rows("wine/wine.csv")[1:]}
    assert [
        "".join(tasted[judge, bottle] for bottle in range(1, 9)) for judge in range(1, 10)
    ] == list(WINE)


@pytest.mark.skipif(not FOLDER.exists(), reason=MISSING)
def test_the_reference_answers_are_met() -> None:
    known: dict[str, Any] = json.loads((FOLDER / "oracles.json").read_text(encoding="utf-8"))
    six = intraclass(table(SHROUT_FLEISS_1979))
    assert isinstance(six, IntraclassCorrelations)
    assert [getattr(six, name).value for name in SIX] == pytest.approx(
        known["shrout_fleiss_1979"]["exact"], abs=1e-4
    )
    model = fitted()
    reference = known["wine_clmm"]
    assert [*model.coefficients, model.sds[0], model.log_likelihood] == pytest.approx(
        [reference[name] for name in ("temp", "contact", "sd", "logLik")], abs=1e-3
    )
