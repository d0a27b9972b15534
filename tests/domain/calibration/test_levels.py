"""Levels of units: model A checked by other means, and that its ranges are honest."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from benchmarks.calibration.coverage import (
    AS_PRIORS,
    BASE,
    DENSE,
    SEVERE,
    World,
    drawn,
    figures,
    milliseconds,
)
from scipy.special import ndtr
from tests.domain.calibration.published import table

from trifecta.domain.calibration.estimates import Undefined
from trifecta.domain.calibration.grid import Posterior
from trifecta.domain.calibration.levels import Adjustment, UnitLevel, adjust
from trifecta.domain.calibration.mixture import mean_of, quantile_of
from trifecta.domain.calibration.order_check import OrderCheck, order_check
from trifecta.domain.calibration.ratings import Floats, Ratings
from trifecta.domain.calibration.steps import Scale

GAPPY = table(
    [
        (3.1, 2.4, None),
        (4.2, None, 3.9),
        (None, 1.8, 2.6),
        (2.9, 2.2, 3.3),
        (4.4, 3.1, None),
        (1.7, None, 2.2),
    ]
)


def densely(ratings: Ratings, points: int = 24) -> tuple[Floats, Floats, Floats]:
    """Mean and 90 % interval of levels by whole covariance matrices on a plain grid of the sds."""
    units, raters = np.eye(len(ratings.units)), np.eye(len(ratings.raters))
    by_unit, by_rater = units[ratings.unit_of], raters[ratings.rater_of]
    one = np.ones(ratings.size)
    logs, means, variances = [], [], []
    axes = [(np.arange(points) + 0.5) / points * end for end in (4.0, 2.5, 3.0)]
    for tau in axes[0]:
        for rater_sd in axes[1]:
            shared = tau**2 * by_unit @ by_unit.T + rater_sd**2 * by_rater @ by_rater.T
            value, vector = np.linalg.eigh(shared)
            for sigma in axes[2]:
                inverse = (vector / (value + sigma**2)) @ vector.T
                total = one @ inverse @ one
                mu = one @ inverse @ ratings.scores / total
                left = ratings.scores - mu
                prior = np.log(tau) - (tau**2 + (rater_sd / 0.6) ** 2 + sigma**2) / 2
                logs.append(
                    prior
                    - (np.log(value + sigma**2).sum() + np.log(total) + left @ inverse @ left) / 2
                )
                cross = tau**2 * by_unit.T
                means.append(mu + cross @ inverse @ left)
                gain = 1 - cross @ inverse @ one
                variances.append(
                    tau**2 - np.einsum("ij,jk,ik->i", cross, inverse, cross) + gain**2 / total
                )
    weights = np.exp(np.array(logs) - max(logs))
    mixture = Posterior(
        weights=weights / weights.sum(), means=np.array(means), sds=np.sqrt(np.array(variances))
    )
    return mean_of(mixture), quantile_of(mixture, 0.05), quantile_of(mixture, 0.95)


def by_importance(ratings: Ratings, *, draws: int, seed: int) -> Floats:
    """Posterior means of levels where scores are steps 1 to 5: draws from the prior, weighted."""
    rng = np.random.default_rng(seed)
    tau, rater_sd = rng.rayleigh(1, draws), np.abs(rng.normal(0, 0.6, draws))
    sigma = np.abs(rng.normal(0, 1, draws))
    level = rng.normal(3, 2, draws)
    units = level[:, None] + tau[:, None] * rng.normal(size=(draws, len(ratings.units)))
    raters = rater_sd[:, None] * rng.normal(size=(draws, len(ratings.raters)))
    at = units[:, ratings.unit_of] + raters[:, ratings.rater_of]
    low = np.where(ratings.scores == 1, -np.inf, ratings.scores - 0.5)
    high = np.where(ratings.scores == 5, np.inf, ratings.scores + 0.5)
    inside = ndtr((high - at) / sigma[:, None]) - ndtr((low - at) / sigma[:, None])
    weights = inside.prod(axis=1)
    assert weights.sum() ** 2 / (weights**2).sum() > 300, "too few draws count"
    means: Floats = weights @ units / weights.sum()
    return means


def of(found: Adjustment, name: str) -> Floats:
    return np.array([getattr(each.level, name) for each in found.levels])


def test_levels_are_what_whole_matrices_on_a_plain_grid_give() -> None:
    mean, low, high = densely(GAPPY)
    found = adjust(GAPPY)
    assert found.as_steps is None
    assert of(found, "value") == pytest.approx(mean, abs=0.01)
    assert of(found, "low") == pytest.approx(low, abs=0.02)
    assert of(found, "high") == pytest.approx(high, abs=0.02)


@pytest.mark.parametrize("rows", [[(4, 3), (3, 2), (2, 4)], [(4, 4, 3), (3, 2, 3)]])
def test_levels_of_steps_are_what_weighted_draws_give(rows: list[tuple[float, ...]]) -> None:
    ratings = table(rows)
    found = adjust(ratings)
    assert found.as_steps == Scale(lowest=1, highest=5)
    assert of(found, "value") == pytest.approx(
        by_importance(ratings, draws=600_000, seed=3), abs=0.04
    )


def test_a_unit_with_every_vote_at_an_end_is_put_beyond_it_but_not_far_enough() -> None:
    """What Laplace's approximation cannot do: the weighted draws have their mean at 5.6."""
    ratings = table([(5, 5), (3, None), (2, 1)])
    exact = by_importance(ratings, draws=600_000, seed=3)
    assert 5 < of(adjust(ratings), "value")[0] < exact[0] < of(adjust(ratings), "high")[0]


def test_quantiles_of_a_mixture_have_the_probability_asked_for() -> None:
    rng = np.random.default_rng(1)
    mixture = Posterior(
        weights=rng.dirichlet(np.ones(50)),
        means=rng.normal(0, 3, (50, 7)),
        sds=rng.uniform(0.01, 2, (50, 7)),
    )
    for probability in (0.001, 0.05, 0.5, 0.95, 0.999):
        at = quantile_of(mixture, probability)
        assert mixture.weights @ ndtr((at - mixture.means) / mixture.sds) == pytest.approx(
            np.full(7, probability), abs=1e-6
        )


@pytest.mark.parametrize(
    "world",
    [BASE, replace(BASE, steps=True), AS_PRIORS, replace(AS_PRIORS, steps=True), SEVERE],
    ids=["numbers", "steps", "wide", "wide steps", "severe"],
)
def test_ranges_hold_the_truth_nine_times_in_ten(world: World) -> None:
    found = figures(world, runs=120, seed=11)
    assert 0.87 <= found.covered <= 0.93


@pytest.mark.parametrize("world", [BASE, replace(BASE, steps=True), SEVERE])
def test_levels_are_a_tenth_closer_than_raw_means_where_votes_are_few(world: World) -> None:
    assert figures(world, runs=60, seed=12).better >= 0.10


def test_where_everybody_rates_everything_there_is_little_to_gain_and_nothing_to_lose() -> None:
    assert -0.01 <= figures(DENSE, runs=20, seed=13).better <= 0.10


@pytest.mark.parametrize("world", [DENSE, replace(DENSE, steps=True)])
def test_forty_units_and_eight_raters_take_a_moment(world: World) -> None:
    """200 ms on a free machine; six times that here, where others may be at work."""
    assert milliseconds(world, seed=1, times=5) < 1200


def test_a_lenient_rater_is_allowed_for() -> None:
    """Ana gives everybody one more; who was rated by her and Ben is no better than others."""
    rows: list[tuple[float | None, ...]] = [(4.0, 3.0, None), (4.1, 3.1, None), (None, 3.0, 3.0)]
    found = adjust(table(rows * 4))
    raw_gap = found.levels[0].raw - found.levels[2].raw
    gap = found.levels[0].level.value - found.levels[2].level.value
    assert raw_gap == pytest.approx(0.5)
    assert abs(gap) < 0.15


def test_raters_are_named_nowhere_in_what_comes_out() -> None:
    assert {field.name for field in fields(Adjustment)} == {"levels", "as_steps", "groups"}
    assert {field.name for field in fields(UnitLevel)} == {
        "unit", "votes", "raw", "level", "relative",
    }  # fmt: skip


def test_moving_all_scores_moves_all_levels_and_no_width() -> None:
    moved = replace(GAPPY, scores=GAPPY.scores + 10)
    one, other = adjust(GAPPY), adjust(moved)
    assert of(other, "value") == pytest.approx(of(one, "value") + 10, abs=1e-6)
    assert of(other, "high") == pytest.approx(of(one, "high") + 10, abs=1e-5)


def test_a_longer_scale_is_the_same_with_longer_steps() -> None:
    long = replace(GAPPY, scores=(GAPPY.scores - 1) * 25)
    found = adjust(long, scale=Scale(lowest=0, highest=100))
    assert of(found, "value") == pytest.approx((of(adjust(GAPPY), "value") - 1) * 25, abs=1e-4)


def test_fewer_votes_make_wider_ranges() -> None:
    rows: list[tuple[float | None, ...]] = [(3.0, 3.4, 2.9), (3.0, None, None), (4.5, 4.0, 4.4)]
    found = adjust(table([*rows, (2.0, 2.2, 1.7), (1.2, 1.4, 1.6)]))
    width = of(found, "high") - of(found, "low")
    assert width[1] == max(width)


def test_ratings_without_a_common_rater_are_noticed() -> None:
    rows: list[tuple[float | None, ...]] = [(3, 4, None, None), (None, None, 2, 5)]
    assert adjust(table(rows)).groups == 2
    assert adjust(table([*rows, (None, 3, 3, None)])).groups == 1


@pytest.mark.parametrize(
    "rows",
    [
        [(3,)],
        [(5,)],
        [(3, 3), (3, 3)],
        [(5, 5, 5), (5, 5, 5)],
        [(1, 1), (1, 1), (1, 1)],
        [(1, 5), (5, 1)],
        [(3.5, 3.5), (3.5, 3.5)],
        [(0.0, 1e6), (1e6, 0.0)],
        [(1,), (2,), (5,)],
        [(None, 3), (4, None)],
    ],
)
def test_odd_ratings_still_get_a_finite_range(rows: list[tuple[float | None, ...]]) -> None:
    found = adjust(table(rows))
    for name in ("low", "value", "high"):
        assert np.isfinite(of(found, name)).all()
    assert (of(found, "low") < of(found, "value")).all()
    assert (of(found, "value") < of(found, "high")).all()


def test_the_same_ratings_give_the_same_levels() -> None:
    ratings, _ = drawn(replace(BASE, steps=True), np.random.default_rng(2))
    assert adjust(ratings) == adjust(ratings)


# ---------------------------------------------------------------- the check by order


def test_a_model_of_order_alone_agrees_on_even_steps() -> None:
    ratings, _ = drawn(replace(BASE, steps=True, votes=(4, 4)), np.random.default_rng(4))
    found = order_check(ratings, adjust(ratings))
    assert isinstance(found, OrderCheck)
    assert found.rank_correlation > 0.9
    assert found.units == 20


def test_the_check_says_when_it_cannot_be_made() -> None:
    few = table([(1, 2), (3, 4)])
    same = table([(3, 3)] * 6)
    for ratings, reason in ((few, "five units"), (same, "All scores are the same")):
        found = order_check(ratings, adjust(ratings))
        assert isinstance(found, Undefined)
        assert reason in found.reason
