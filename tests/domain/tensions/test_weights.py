"""Weights are proportions of one person's hundred, however they were given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.errors import InvalidError
from trifecta.domain.tensions.weights import (
    as_points,
    completed,
    from_points,
    from_swings,
    normalise,
)

KEYS = st.text("abcdefgh", min_size=1, max_size=3)
SWINGS = st.dictionaries(KEYS, st.integers(1, 100), min_size=1, max_size=5)


def test_points_become_shares() -> None:
    assert from_points({"calm": 60, "proof": 40}) == {"calm": 0.6, "proof": 0.4}


def test_points_that_do_not_add_up_say_how_many_are_missing_or_too_many() -> None:
    with pytest.raises(InvalidError, match=r"come to 90\. Give out ten more"):
        from_points({"calm": 60, "proof": 30})
    with pytest.raises(InvalidError, match=r"come to 104\. Take four away"):
        from_points({"calm": 64, "proof": 40})


@pytest.mark.parametrize("number", [0, -5, 101])
def test_a_need_with_points_out_of_range_is_named(number: int) -> None:
    with pytest.raises(InvalidError) as caught:
        from_points({"calm": 100, "proof": number})
    assert set(caught.value.fields) == {"proof"}


def test_swings_are_judged_against_the_need_to_move_first() -> None:
    """Edwards and Barron's form: 100 for the first, then 60 and 40 of it, divided by their sum."""
    weights = from_swings(first="calm", others={"proof": 60, "growth": 40})
    assert weights == pytest.approx({"calm": 0.5, "proof": 0.3, "growth": 0.2})


def test_the_first_need_cannot_be_judged_against_itself() -> None:
    with pytest.raises(InvalidError):
        from_swings(first="calm", others={"calm": 50})


@given(SWINGS)
def test_swings_keep_the_order_and_sum_to_one(others: dict[str, int]) -> None:
    weights = from_swings(first="the first", others=others)
    assert sum(weights.values()) == pytest.approx(1)
    assert all(weights["the first"] >= weights[key] for key in others)
    by_swing = sorted(others, key=lambda key: others[key])
    assert sorted(by_swing, key=lambda key: weights[key]) == by_swing


@given(SWINGS)
def test_points_shown_always_sum_to_a_hundred_and_are_off_by_less_than_one(
    numbers: dict[str, int],
) -> None:
    weights = normalise(numbers)
    points = as_points(weights)
    assert sum(points.values()) == 100
    assert all(abs(points[key] - 100 * weights[key]) < 1 for key in weights)


@given(st.permutations([10, 20, 30, 40]))
def test_points_survive_being_stored_and_shown_again(numbers: list[int]) -> None:
    given_points = dict(zip("abcd", numbers, strict=True))
    assert as_points(from_points(given_points)) == given_points


def test_a_need_added_after_weighing_counts_as_the_average_one() -> None:
    assert completed({"calm": 0.6, "proof": 0.4, "new": None}) == pytest.approx(
        {"calm": 0.4, "proof": 0.8 / 3, "new": 1 / 3}
    )


def test_needs_nobody_has_weighed_count_the_same() -> None:
    assert completed({"calm": None, "proof": None}) == {"calm": 0.5, "proof": 0.5}
    assert completed({}) == {}
    assert as_points({}) == {}


def test_nothing_to_share_out_is_refused() -> None:
    with pytest.raises(InvalidError):
        normalise({"calm": 0})
