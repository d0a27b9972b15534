"""How repeatable answers are, from the questions asked twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.checkins.reliability import DEFAULT, HIGHEST, LOWEST, pooled_reliability

marks = st.integers(-3, 3)


def test_with_too_little_to_go_on_the_usual_value_holds() -> None:
    assert pooled_reliability([]) == DEFAULT
    assert pooled_reliability([(3, 3)]) == DEFAULT
    assert pooled_reliability([(1, 1)] * 50) == DEFAULT


def test_many_people_who_answer_the_same_twice_raise_it() -> None:
    pairs = [(mark, mark) for mark in (-3, -2, -1, 0, 1, 2, 3)] * 60
    assert pooled_reliability(pairs) == pytest.approx(HIGHEST)


def test_many_people_who_answer_at_random_lower_it() -> None:
    pairs = [(a, b) for a in range(-3, 4) for b in range(-3, 4)] * 6
    assert pooled_reliability(pairs) == LOWEST


def test_it_is_the_intraclass_correlation_of_shrout_and_fleiss_pulled_to_the_usual() -> None:
    """By hand: mean squares 16/3 between and 1 within, so ICC(1) is (16/3 − 1)/(16/3 + 1)."""
    pairs = [(-2, -2), (2, 2), (-1, 1), (1, -1)]
    assert pooled_reliability(pairs) == pytest.approx((13 / 19 * 4 + DEFAULT * 40) / 44)


@given(pairs=st.lists(st.tuples(marks, marks), max_size=200))
def test_it_always_stays_within_its_bounds(pairs: list[tuple[int, int]]) -> None:
    assert LOWEST <= pooled_reliability(pairs) <= HIGHEST


@given(pairs=st.lists(st.tuples(marks, marks), max_size=50))
def test_which_answer_came_first_and_how_poles_were_turned_does_not_matter(
    pairs: list[tuple[int, int]],
) -> None:
    expected = pytest.approx(pooled_reliability(pairs))
    assert pooled_reliability([(b, a) for a, b in pairs]) == expected
    assert pooled_reliability([(-a, -b) for a, b in pairs]) == expected
