"""Agreement: laws that coefficients keep to, and ratings that have none."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.domain.calibration.published import fleiss_1971, krippendorff, table

from trifecta.domain.calibration.agreement import agreement
from trifecta.domain.calibration.alpha import Metric, alpha
from trifecta.domain.calibration.estimates import Estimate, Undefined
from trifecta.domain.calibration.icc import IntraclassCorrelations, absolute_agreement, intraclass
from trifecta.domain.calibration.kappa import cohen, fleiss
from trifecta.domain.calibration.ratings import Rating, Ratings, ratings_from
from trifecta.domain.calibration.report import agreement_data
from trifecta.domain.errors import InvalidError

cells = st.one_of(st.none(), st.integers(1, 5).map(float))
tables = st.lists(st.tuples(cells, cells, cells), min_size=2, max_size=8)
pairs = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=12)


def by_hand(rows: list[tuple[float | None, ...]], metric: Metric) -> float | None:
    """Alpha from all ordered pairs, as its definition reads."""
    units = [[value for value in row if value is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    everything = [value for unit in units for value in unit]
    count = {value: everything.count(value) for value in set(everything)}

    def distance(a: float, b: float) -> float:
        if metric == "nominal":
            return float(a != b)
        if metric == "interval":
            return (a - b) ** 2
        low, high = min(a, b), max(a, b)
        between = sum(n for value, n in count.items() if low <= value <= high)
        return (between - (count[a] + count[b]) / 2) ** 2

    n = len(everything)
    seen = sum(
        distance(a, b) / (len(unit) - 1)
        for unit in units
        for i, a in enumerate(unit)
        for j, b in enumerate(unit)
        if i != j
    )
    chance = sum(distance(a, b) for a in everything for b in everything) / max(n - 1, 1)
    return None if chance == 0 else 1 - seen / chance


@given(rows=tables, metric=st.sampled_from(["nominal", "ordinal", "interval"]))
@settings(max_examples=60, deadline=None)
def test_alpha_is_what_its_definition_says(
    rows: list[tuple[float | None, ...]], metric: Metric
) -> None:
    assume(any(value is not None for row in rows for value in row))
    found, expected = alpha(table(rows), metric), by_hand(rows, metric)
    if expected is None:
        assert isinstance(found, Undefined)
    else:
        assert isinstance(found, Estimate)
        assert found.value == pytest.approx(expected, abs=1e-9)


@given(rows=pairs)
@settings(max_examples=60, deadline=None)
def test_kappa_does_not_depend_on_who_is_named_first(rows: list[tuple[int, int]]) -> None:
    one = cohen(table(rows), "quadratic")
    other = cohen(table([(b, a) for a, b in rows]), "quadratic")
    assert isinstance(one, Undefined) == isinstance(other, Undefined)
    if isinstance(one, Estimate) and isinstance(other, Estimate):
        assert one.value == pytest.approx(other.value)
        assert one.value <= 1


def test_weights_change_nothing_where_there_are_two_scores() -> None:
    rows = table([(1, 1), (1, 2), (2, 2), (2, 2), (1, 1), (2, 1)])
    values = [cohen(rows, weights) for weights in ("none", "linear", "quadratic")]
    assert len({round(v.value, 12) for v in values if isinstance(v, Estimate)}) == 1


def test_raters_who_always_agree_reach_one_everywhere() -> None:
    found = agreement(table([(1, 1), (3, 3), (5, 5), (2, 2)]))
    for name, coefficient in found.coefficients.items():
        assert isinstance(coefficient, Estimate), name
        assert coefficient.value == pytest.approx(1), name


def test_a_constant_severity_lowers_absolute_agreement_and_not_consistency() -> None:
    found = intraclass(table([(1, 2), (2, 3), (3, 4), (4, 5)]))
    assert isinstance(found, IntraclassCorrelations)
    assert isinstance(found.icc_3_1, Estimate)
    assert isinstance(found.icc_2_1, Estimate)
    assert found.icc_3_1.value == pytest.approx(1)
    assert found.icc_2_1.value < 0.9


@pytest.mark.parametrize(
    ("rows", "names", "reason"),
    [
        ([(3,), (4,)], ("icc_a1", "alpha_ordinal", "fleiss_kappa"), "two"),
        ([(3, 3), (3, 3)], ("icc_a1", "alpha_ordinal", "alpha_nominal"), "All scores are the same"),
        ([(3, 3), (3, 3)], ("kappa", "kappa_linear"), "one and the same score"),
        ([(3, 4)], ("icc_a1", "icc_ak"), "two units"),
        ([(3, None, 2), (None, 4, 4), (1, 2, None)], ("icc_a1",), "every rater"),
        ([(1, 2), (2, 1)], ("icc_a1", "icc_ak"), "contradict"),
    ],
)
def test_what_cannot_be_told_says_why(
    rows: list[tuple[float | None, ...]], names: tuple[str, ...], reason: str
) -> None:
    found = agreement(table(rows))
    for name in names:
        coefficient = found.coefficients[name]
        assert isinstance(coefficient, Undefined), name
        assert reason in coefficient.reason
    data = json.dumps(agreement_data(found, {"": found}, missing=0), allow_nan=False)
    assert json.loads(data)[names[0]] is None


def test_the_same_seed_gives_the_same_range() -> None:
    one, same, other = (alpha(krippendorff(), "ordinal", seed=seed) for seed in (1, 1, 2))
    assert one == same
    assert isinstance(one, Estimate)
    assert isinstance(other, Estimate)
    assert one.low != other.low


@pytest.mark.parametrize("level", [0.8, 0.9, 0.99])
def test_a_wider_level_gives_a_wider_range(level: float) -> None:
    narrow, wide = (fleiss(fleiss_1971(), level=each) for each in (level - 0.1, level))
    assert isinstance(narrow, Estimate)
    assert isinstance(wide, Estimate)
    assert narrow.low is not None
    assert wide.low is not None
    assert wide.low < narrow.low


def test_ranges_of_absolute_agreement_hold_the_truth_as_often_as_they_say() -> None:
    """Units 1, raters 0.5, error 0.7: the true ICC(A,1) is 1 / 1.74."""
    rng = np.random.default_rng(5)
    inside = []
    for _ in range(250):
        scores = (
            rng.normal(0, 1, (15, 1)) + rng.normal(0, 0.5, (1, 5)) + rng.normal(0, 0.7, (15, 5))
        )
        found, _ = absolute_agreement(table(scores.tolist()))
        assert isinstance(found, Estimate)
        assert found.low is not None
        assert found.high is not None
        inside.append(found.low <= 1 / 1.74 <= found.high)
    assert 0.86 <= np.mean(inside) <= 0.95


def test_ratings_refuse_what_cannot_be_counted() -> None:
    with pytest.raises(InvalidError, match="no ratings"):
        ratings_from([])
    with pytest.raises(InvalidError, match="twice"):
        ratings_from([Rating(unit="Tern", rater="Ana", score=s) for s in (1, 2)])
    for score in (float("nan"), float("inf"), 1e7):
        with pytest.raises(InvalidError, match="not a number"):
            ratings_from([Rating(unit="Tern", rater="Ana", score=score)])
    with pytest.raises(InvalidError, match="At most 300 raters"):
        ratings_from([Rating(unit="Tern", rater=str(place), score=1) for place in range(301)])


def test_names_do_not_matter_and_neither_does_the_order_of_rows() -> None:
    def renamed(ratings: Ratings) -> Ratings:
        rows = zip(ratings.unit_of, ratings.rater_of, ratings.scores, strict=True)
        return ratings_from(
            [
                Rating(unit=f"u{unit}", rater=f"r{rater}", score=float(score))
                for unit, rater, score in rows
            ][::-1]
        )

    one, other = krippendorff(), renamed(krippendorff())
    for metric in ("nominal", "ordinal", "interval", "ratio"):
        first, second = alpha(one, metric), alpha(other, metric)
        assert isinstance(first, Estimate)
        assert isinstance(second, Estimate)
        assert first.value == pytest.approx(second.value, abs=1e-12)
