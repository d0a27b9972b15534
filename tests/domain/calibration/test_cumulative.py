"""Cumulative-link models: several groupings, known answers, and what cannot be fitted."""

from __future__ import annotations

import numpy as np
import pytest
from tests.domain.calibration.published import wine

from trifecta.domain.calibration.cumulative import Fit, fit
from trifecta.domain.calibration.estimates import Undefined


def test_two_categories_without_effects_are_logistic_regression() -> None:
    """Two groups, 30 of 40 and 10 of 40: the log odds ratio is 2 log 3."""
    scores = np.array([1] * 30 + [0] * 10 + [1] * 10 + [0] * 30)
    group = np.array([1.0] * 40 + [0.0] * 40)[:, None]
    found = fit(scores, group)
    assert isinstance(found, Fit)
    assert found.coefficients == pytest.approx([2 * np.log(3)], abs=1e-4)
    assert found.thresholds == pytest.approx([np.log(3)], abs=1e-4)


def test_effects_that_cross_are_found_again() -> None:
    rng = np.random.default_rng(3)
    units, raters = (each.ravel() for each in np.meshgrid(range(40), range(10), indexing="ij"))
    at = rng.normal(0, 2.0, 40)[units] + rng.normal(0, 0.8, 10)[raters] + rng.logistic(size=400)
    found = fit(np.digitize(at, [-2, 0, 2]), np.zeros((400, 0)), groups=(units, raters))
    assert isinstance(found, Fit)
    assert found.sds[0] == pytest.approx(2.0, abs=0.6)
    assert found.sds[1] == pytest.approx(0.8, abs=0.5)
    assert len(found.effects[0]) == 40


def test_a_grouping_that_explains_nothing_is_estimated_at_nothing() -> None:
    scores, fixed, _ = wine()
    found = fit(scores, fixed, groups=(np.tile(np.arange(8), 9),))
    assert isinstance(found, Fit)
    assert found.at_zero == (True,)


def test_quadrature_with_one_point_more_comes_close_to_laplace() -> None:
    scores, fixed, judge = wine()
    one, three = (fit(scores, fixed, groups=(judge,), nodes=nodes) for nodes in (1, 3))
    assert isinstance(one, Fit)
    assert isinstance(three, Fit)
    assert one.coefficients == pytest.approx(three.coefficients, abs=0.01)


@pytest.mark.parametrize(
    ("scores", "column", "reason"),
    [
        ([2, 2, 2, 2], [0, 1, 0, 1], "All scores are the same"),
        (range(25), range(25), "more than 20 different scores"),
        ([0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 1], "separates"),
    ],
)
def test_what_cannot_be_fitted_says_why(scores: list[int], column: list[int], reason: str) -> None:
    found = fit(np.array(scores), np.array(column, dtype=np.float64)[:, None])
    assert isinstance(found, Undefined)
    assert reason in found.reason


def test_a_grouping_with_one_member_cannot_vary() -> None:
    found = fit(np.array([0, 1, 2]), np.zeros((3, 0)), groups=(np.zeros(3, dtype=np.int64),))
    assert isinstance(found, Undefined)


def test_sizes_have_to_go_together() -> None:
    scores, fixed, judge = wine()
    with pytest.raises(ValueError, match="exactly one grouping"):
        fit(scores, fixed, groups=(judge, judge), nodes=5)
    with pytest.raises(ValueError, match="different lengths"):
        fit(scores[1:], fixed)
