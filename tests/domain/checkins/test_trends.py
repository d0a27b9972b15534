"""Trends over rounds: bands, no slope too early, and "no clear change" said readily."""

from __future__ import annotations

import math
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.checkins.estimator import Correlation
from trifecta.domain.checkins.trends import (
    Measured,
    agreement_at,
    answers_trend,
    correlation_trend,
    profile_trend,
    pulse_at,
    pulse_trend,
)

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def month(number: float) -> datetime:
    return START + timedelta(days=30.44 * number)


def rounds(*values: float, variance: float = 0.02) -> list[Measured]:
    return [Measured(at=month(i), value=v, variance=variance) for i, v in enumerate(values)]


@pytest.mark.parametrize("count", [1, 2])
def test_fewer_than_three_rounds_have_no_slope(count: int) -> None:
    trend = profile_trend(rounds(*[0.1, 0.9][:count]))
    assert trend.direction == "too_early"
    assert trend.slope is None
    assert len(trend.points) == count


def test_a_steady_rise_over_many_rounds_is_a_rise() -> None:
    trend = profile_trend(rounds(-0.4, -0.1, 0.2, 0.5, 0.8, 1.1, 1.4))
    assert trend.direction == "rising"
    assert trend.slope is not None
    assert 0 < trend.slope < 0.3, "the slope is pulled towards none"


def test_ups_and_downs_are_no_clear_change() -> None:
    assert profile_trend(rounds(0.2, 0.6, 0.1, 0.5, 0.3)).direction == "unclear"


def test_three_noisy_rounds_say_little() -> None:
    trend = profile_trend(rounds(0.1, 0.3, 0.5, variance=0.05))
    assert trend.direction == "unclear"
    assert trend.band is not None
    assert trend.band[0] < 0 < trend.band[1]


def test_trust_that_falls_is_seen() -> None:
    falling = [pulse_at(month(2 * i), [value, value]) for i, value in enumerate([5, 5, 4, 3, 2, 1])]
    trend = pulse_trend([measured for measured in falling if measured])
    assert trend.direction == "falling"


def test_rounds_on_the_same_day_make_no_slope() -> None:
    same = [Measured(at=START, value=v, variance=0.02) for v in (0.1, 0.5, 0.9)]
    assert profile_trend(same).direction == "too_early"


def test_the_band_holds_the_true_value_nine_times_in_ten() -> None:
    draw = random.Random(20261121)  # noqa: S311
    inside = 0
    for _ in range(2000):
        true = draw.gauss(0, 1)
        seen = Measured(at=START, value=draw.gauss(true, 0.22), variance=0.22**2)
        point = profile_trend([seen]).points[0]
        inside += point.low <= math.tanh(true) <= point.high
    assert 0.88 <= inside / 2000 <= 0.92


def test_no_change_is_seldom_called_a_change() -> None:
    """Nine bands in ten include zero where nothing moves, so at most about one in ten alarms."""
    draw = random.Random(7)  # noqa: S311
    alarms = 0
    for _ in range(600):
        level = draw.gauss(0, 0.6)
        values = [draw.gauss(level, (0.15**2 + 0.05) ** 0.5) for _ in range(6)]
        alarms += profile_trend(rounds(*values, variance=0.05)).direction != "unclear"
    assert alarms / 600 <= 0.1


values = st.lists(
    st.tuples(st.floats(-2, 2), st.floats(0.01, 0.5), st.integers(0, 60)), min_size=1, max_size=8
)


@given(drawn=values)
def test_the_order_in_which_rounds_are_given_does_not_matter(
    drawn: list[tuple[float, float, int]],
) -> None:
    measured = {
        at: Measured(at=month(at), value=value, variance=variance) for value, variance, at in drawn
    }
    there = profile_trend(list(measured.values()))
    assert profile_trend(list(measured.values())[::-1]) == there
    for point in there.points:
        assert -1 <= point.low <= point.value <= point.high <= 1


@given(answers=st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_a_pulse_stays_on_its_scale(answers: list[int]) -> None:
    measured = pulse_at(START, answers)
    assert measured is not None
    point = pulse_trend([measured]).points[0]
    assert 1 <= point.low <= point.value <= point.high <= 5


def test_a_round_without_answers_is_left_out() -> None:
    assert pulse_at(START, []) is None
    missing = Correlation(r=None, items=4)
    assert agreement_at(START, [Correlation(r=0.5, items=24), missing]) is None
    assert agreement_at(START, []) is None


def test_two_accuracies_count_as_their_mean() -> None:
    one, other = Correlation(r=0.5, items=24), Correlation(r=0.1, items=24)
    measured = agreement_at(START, [one, other])
    assert measured is not None
    assert measured.value == pytest.approx((one.z + other.z) / 2)
    assert measured.variance == pytest.approx(1 / 42)


def test_a_trend_of_correlations_leaves_out_rounds_in_which_one_is_missing() -> None:
    whole = ((month(0), ((0.5, 24), (0.1, 22))), (month(2), ((0.4, 24), (0.2, 24))))
    measured = [
        agreement_at(at, [Correlation(r=r, items=items) for r, items in found])
        for at, found in whole
    ]
    assert correlation_trend(whole) == profile_trend([one for one in measured if one])
    torn = (*whole, (month(3), ((None, 4), (0.9, 24))))
    assert correlation_trend(torn) == correlation_trend(whole) != correlation_trend(whole[:1])


def test_a_trend_of_answers_leaves_out_rounds_in_which_nobody_gave_one() -> None:
    answered = [(month(i), (value, value)) for i, value in enumerate([4, 3, 2])]
    measured = [pulse_at(at, answers) for at, answers in answered]
    expected = pulse_trend([one for one in measured if one])
    assert answers_trend((*answered, (month(4), ()))) == expected
    assert answers_trend(tuple(answered[:2])) != expected
