"""A quarter is closed a week after it ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.checkins.quarters import (
    Quarter,
    closed_quarters,
    quarter_from,
    quarter_of,
)

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))
AUTUMN = Quarter(year=2026, number=4)


def test_the_last_quarter_of_a_year() -> None:
    assert (AUTUMN.starts, AUTUMN.ends) == (date(2026, 10, 1), date(2027, 1, 1))
    assert AUTUMN.closes == date(2027, 1, 8)
    assert AUTUMN.words == "October to December 2026"
    assert AUTUMN.before == Quarter(year=2026, number=3)
    assert AUTUMN.next == Quarter(year=2027, number=1)


@given(DAYS)
def test_every_day_lies_in_its_quarter(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.starts <= day < quarter.ends
    assert quarter.next.before == quarter
    assert quarter_from(str(quarter)) == quarter


@given(DAYS, DAYS)
def test_names_stand_in_the_order_of_time(one: date, other: date) -> None:
    first, second = sorted((quarter_of(one), quarter_of(other)))
    assert str(first) <= str(second)
    assert first.starts <= second.starts


@given(DAYS)
def test_nothing_that_could_still_change_is_closed(day: date) -> None:
    found = closed_quarters(day, most=4)
    assert len(found) == 4
    assert found == sorted(found)
    assert found[-1].closes <= day < found[-1].next.closes


def test_within_the_week_the_quarter_before_is_the_last_closed_one() -> None:
    day = AUTUMN.closes - timedelta(days=1)
    assert closed_quarters(day, most=1) == [AUTUMN.before]
    assert closed_quarters(AUTUMN.closes, most=1) == [AUTUMN]


@pytest.mark.parametrize("key", ["", "2026", "2026-Q5", "26-Q1", "2026-Q1 ", "0000-Q1", "9999-Q4"])
def test_what_is_no_quarter(key: str) -> None:
    assert quarter_from(key) is None


def test_a_year_has_four() -> None:
    with pytest.raises(ValueError, match="four"):
        Quarter(year=2026, number=0)
