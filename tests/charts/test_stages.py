"""Columns of a plan are as wide as their weeks, as far as words allow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charts.reading import across, parsed, spoken
from tests.charts.samples import NOOR

from trifecta.charts.stages import UNITS, count_bar, width_class, widths

weeks = st.lists(st.floats(0.2, 60), min_size=1, max_size=5)


@given(several=weeks)
def test_the_columns_fill_the_line_and_none_is_too_narrow(several: list[float]) -> None:
    shares = widths(several)

    assert sum(shares) == UNITS
    assert min(shares) >= 4


@given(several=weeks)
def test_a_longer_stage_is_never_narrower(several: list[float]) -> None:
    shares = dict(zip(several, widths(several), strict=True))

    assert [shares[w] for w in sorted(shares)] == sorted(shares.values())


def test_four_nine_and_seven_weeks_keep_their_proportion() -> None:
    assert widths([4, 9, 7]) == (5, 11, 8)
    assert width_class(11) == "w-11"


@pytest.mark.parametrize("count", [6, 7, 12])
def test_many_stages_share_rows_of_six(count: int) -> None:
    assert widths([2] * count) == (4,) * count


def test_a_stage_of_no_length_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than nothing"):
        widths([4, 0])


@given(reached=st.floats(0, 1000), goal=st.floats(1, 500))
def test_a_count_fills_its_bar_and_no_more(reached: float, goal: float) -> None:
    bar = count_bar(person=NOOR, reached=reached, goal=goal)

    track, filled = parsed(bar).iter("rect")

    assert across(track.get("width")) == 100
    assert across(filled.get("width")) == pytest.approx(min(100, 100 * reached / goal), abs=0.01)


def test_a_count_is_spoken() -> None:
    assert spoken(count_bar(person=NOOR, reached=7, goal=50)) == "7 of 50"
