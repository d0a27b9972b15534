"""What people are judged on: a hundred points, and how far two of them overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.checkins.criteria import CRITERIA, check_points, compare, own_key
from trifecta.domain.errors import InvalidError


@st.composite
def hundred(draw: st.DrawFn) -> dict[str, int]:
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    keys = draw(st.permutations(list(CRITERIA)))[:4]
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    return dict(zip(keys, parts, strict=True))


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ({"dates": 60, "people": 30}, "Your points add up to 90. Add 10 to come to 100."),
        ({"dates": 60, "people": 50}, "Your points add up to 110. Take away 10 to come to 100."),
    ],
)
def test_points_that_are_not_a_hundred_say_what_to_do(
    points: dict[str, int], sentence: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        check_points(points)
    assert refused.value.message == sentence


@pytest.mark.parametrize("points", [{"dates": -5, "people": 105}, {"dates": 101}])
def test_a_line_takes_nothing_below_zero_or_above_a_hundred(points: dict[str, int]) -> None:
    with pytest.raises(InvalidError) as refused:
        check_points(points)
    assert refused.value.fields == {"points": "Each line takes a number from 0 to 100."}


@given(points=hundred())
def test_a_hundred_points_or_none_are_fine(points: dict[str, int]) -> None:
    check_points(points)
    check_points({})
    check_points(dict.fromkeys(CRITERIA, 0))


def test_the_overlap_is_what_both_put_in_the_same_place() -> None:
    alice = {"people": 60, "reliability": 30, "results": 10}
    bob = {"results": 70, "people": 20, "dates": 10}
    found = compare((alice, bob), ({"people": 60, "dates": 40}, bob))
    assert found.overlap == 30
    assert found.off == (40, 0)
    assert found.largest_difference == "results"


def test_without_points_there_is_nothing_to_compare() -> None:
    found = compare(({}, {"people": 100}), ({"people": 100}, {}))
    assert (found.overlap, found.off, found.largest_difference) == (None, (None, None), None)


@given(one=hundred(), other=hundred(), of_one=hundred(), of_other=hundred())
def test_exchanging_the_two_people_exchanges_the_comparison(
    one: dict[str, int], other: dict[str, int], of_one: dict[str, int], of_other: dict[str, int]
) -> None:
    there = compare((one, other), (of_one, of_other))
    back = compare((other, one), (of_other, of_one))
    assert there.overlap == back.overlap
    assert there.off == back.off[::-1]
    assert there.largest_difference == back.largest_difference


@given(one=hundred(), other=hundred())
def test_overlap_and_distance_are_two_sides_of_one_thing(
    one: dict[str, int], other: dict[str, int]
) -> None:
    found = compare((one, other), (other, one))
    assert found.overlap is not None
    assert found.off == (100 - found.overlap, 100 - found.overlap)


def test_an_own_line_is_the_same_however_it_is_typed() -> None:
    assert own_key("  Calm  Releases ") == own_key("calm releases")
    assert own_key("dates") != "dates"
