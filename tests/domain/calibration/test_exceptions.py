"""An exception takes two blind flags that agree, below, and an own rating that is far enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.calibration.exceptions import (
    Flag,
    agreeing,
    far_enough,
    may_be_excepted,
    standing,
)

flags = st.lists(
    st.builds(
        Flag,
        calibrator=st.sampled_from(["kim", "dana", "ines"]),
        function=st.sampled_from(["engineering", "product"]),
        gaps=st.tuples(*[st.integers(-4, 4)] * 4),
    ),
    max_size=5,
)


def flag(calibrator: str, function: str, *gaps: int) -> Flag:
    return Flag(calibrator=calibrator, function=function, gaps=gaps)


def test_two_flags_below_allow_an_exception() -> None:
    both = [flag("kim", "engineering", -2, -1, -1, -1), flag("dana", "product", -2, -2, -2, -2)]

    assert [one.calibrator for one in agreeing(both)] == ["kim", "dana"]
    assert may_be_excepted(both)


def test_two_flags_above_do_not() -> None:
    both = [flag("kim", "engineering", 2, 1, 1, 1), flag("dana", "product", 2, 2, 2, 2)]

    assert standing(both) == "may_be_discussed"
    assert not may_be_excepted(both)


@given(flags)
def test_only_flags_that_may_be_discussed_allow_anything(given_flags: list[Flag]) -> None:
    together = agreeing(given_flags)

    assert bool(together) == (standing(given_flags) == "may_be_discussed")
    if may_be_excepted(given_flags):
        assert len({one.function for one in together}) > 1
        assert all(one.gap < -1 for one in together)


@pytest.mark.parametrize(
    ("own", "enough"),
    [((1, 2, 1, 2), True), ((2, 2, 1, 2), False), ((0, 3, 1, 2), True), ((3, 4, 3, 4), False)],
)
def test_an_own_rating_is_lower_by_a_step_on_the_mean(
    own: tuple[int, ...], *, enough: bool
) -> None:
    assert far_enough(shared=(2, 3, 2, 3), own=own) is enough
