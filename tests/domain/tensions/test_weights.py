"""Weights are proportions of one person's hundred, however they were given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.errors import InvalidError
from trifecta.domain.tensions.weights import (
    as_points,
    as_swings,
    by_numbers,
    completed,
    count_the_same,
    from_points,
    from_swings,
    normalise,
    rank_order_centroid,
    suggested_swings,
)

KEYS = st.text("abcdefgh", min_size=1, max_size=3)
FALLING = st.lists(st.integers(1, 100), max_size=5).map(lambda n: sorted(n, reverse=True))
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


def test_swings_are_judged_against_the_need_to_lift_first() -> None:
    """Edwards and Barron's form: 100 for the first, then 60 and 40 of it, divided by their sum."""
    weights = from_swings(order=("calm", "proof", "growth"), beside={"proof": 60, "growth": 40})
    assert weights == pytest.approx({"calm": 0.5, "proof": 0.3, "growth": 0.2})


def test_a_need_that_counts_more_than_the_one_before_is_named_with_what_to_do() -> None:
    with pytest.raises(InvalidError) as caught:
        from_swings(order=("calm", "proof", "growth"), beside={"proof": 40, "growth": 60})
    assert set(caught.value.fields) == {"growth"}
    assert "60 is more than the 40" in caught.value.fields["growth"]
    with pytest.raises(InvalidError) as caught:
        from_swings(order=("calm", "proof"), beside={"proof": 120})
    assert "120 is more than the 100" in caught.value.fields["proof"]


@pytest.mark.parametrize("beside", [{}, {"growth": 40}, {"proof": 0, "growth": 0}])
def test_a_need_without_a_number_of_its_own_is_named(beside: dict[str, int]) -> None:
    with pytest.raises(InvalidError) as caught:
        from_swings(order=("calm", "proof", "growth"), beside=beside)
    assert "proof" in caught.value.fields


def test_one_need_alone_has_all() -> None:
    assert from_swings(order=("calm",), beside={}) == {"calm": 1.0}


@given(FALLING)
def test_swings_keep_the_order_and_sum_to_one(numbers: list[int]) -> None:
    order = [str(place) for place in range(len(numbers) + 1)]
    beside = dict(zip(order[1:], numbers, strict=True))
    weights = from_swings(order=order, beside=beside)
    assert sum(weights.values()) == pytest.approx(1)
    found = [weights[need] for need in order]
    assert found == sorted(found, reverse=True)
    assert weights["0"] * beside.get("1", 100) == pytest.approx(
        100 * weights.get("1", weights["0"])
    )


@given(FALLING)
def test_weights_become_the_swings_they_came_from(numbers: list[int]) -> None:
    order = [str(place) for place in range(len(numbers) + 1)]
    beside = dict(zip(order[1:], numbers, strict=True))
    again = as_swings(from_swings(order=order, beside=beside))
    assert again.beside == beside
    assert list(again.order) == order
    assert count_the_same(
        from_swings(order=order, beside=beside), from_swings(order=again.order, beside=again.beside)
    )


@given(st.lists(st.integers(-5, 900), min_size=1, max_size=6))
def test_numbers_that_say_another_order_can_always_be_followed(numbers: list[int]) -> None:
    order = [str(place) for place in range(len(numbers) + 1)]
    typed = dict(zip(order[1:], numbers, strict=True))
    followed = by_numbers(order=order, beside=typed)
    weights = from_swings(order=followed.order, beside=followed.beside)
    asked = {"0": 100, **{need: max(1, number) for need, number in typed.items()}}
    assert [asked[need] for need in followed.order] == sorted(asked.values(), reverse=True)
    assert set(weights) == set(order)


def test_needs_of_the_same_number_stay_as_they_stood() -> None:
    followed = by_numbers(order=("a", "b", "c", "d"), beside={"b": 50, "c": 200, "d": 50})
    assert followed.order == ("c", "a", "b", "d")
    assert followed.beside == {"a": 50, "b": 25, "d": 25}


def test_the_centroid_of_an_order_is_as_published() -> None:
    """Barron and Barrett (1996), table of ROC weights, three digits."""
    assert rank_order_centroid(2) == pytest.approx((0.75, 0.25))
    assert rank_order_centroid(3) == pytest.approx((0.6111, 0.2778, 0.1111), abs=5e-5)
    assert rank_order_centroid(4) == pytest.approx((0.5208, 0.2708, 0.1458, 0.0625), abs=5e-5)
    assert rank_order_centroid(5) == pytest.approx((0.4567, 0.2567, 0.1567, 0.09, 0.04), abs=5e-5)
    with pytest.raises(ValueError, match="nothing to weigh"):
        rank_order_centroid(0)


@given(st.integers(1, 12))
def test_what_an_order_suggests_can_be_saved_as_it_is(count: int) -> None:
    order = [str(place) for place in range(count)]
    centroid = rank_order_centroid(count)
    assert sum(centroid) == pytest.approx(1)
    assert list(centroid) == sorted(centroid, reverse=True)
    weights = from_swings(order=order, beside=suggested_swings(order))
    assert [weights[need] for need in order] == pytest.approx(centroid, abs=0.01)


@given(st.integers(1, 5), st.data())
def test_the_centroid_is_the_mean_of_all_weights_in_that_order(
    count: int, data: st.DataObject
) -> None:
    """Weights in a given order are mixtures of its corners (1), (1, 1)/2, …; it is their middle."""
    corners = [[1 / k] * k + [0.0] * (count - k) for k in range(1, count + 1)]
    middle = [sum(corner[i] for corner in corners) / count for i in range(count)]
    assert rank_order_centroid(count) == pytest.approx(middle)
    mix = data.draw(st.lists(st.integers(0, 9), min_size=count, max_size=count).filter(any))
    mixed = [sum(m * c[i] for m, c in zip(mix, corners, strict=True)) for i in range(count)]
    assert mixed == sorted(mixed, reverse=True)


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


def test_without_a_need_there_is_nothing_to_weigh() -> None:
    with pytest.raises(InvalidError, match="no need to weigh yet"):
        from_swings(order=(), beside={})
