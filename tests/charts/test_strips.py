"""Plans for three and more people: a line a plan, a mark a person."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charts.reading import across, parsed, spoken
from tests.charts.samples import DANA, NOOR, ROBIN, SASHA, STRIPS

from trifecta.charts.strips import Strip, Strips, strips
from trifecta.charts.svg import Svg

PEOPLE = [ROBIN, NOOR, SASHA, DANA]


def places(line: Svg) -> dict[str, tuple[float, float]]:
    """Each mark's place, by its class."""
    return {
        str(mark.get("class")): (across(holder.get("x")), float(holder.get("y", 0)))
        for holder in parsed(line).iter("svg")
        for mark in holder
        if mark.get("class") in set("abcd")
    }


def one(*met: float) -> Strips:
    return strips(people=PEOPLE, plans=[Strip(name="Kit first", met=met)])


@given(met=st.lists(st.floats(0, 100), min_size=4, max_size=4))
def test_marks_lie_on_the_line_in_the_order_of_what_they_get(met: list[float]) -> None:
    found = places(one(*met).rows[0].svg)

    xs = [found[letter][0] for letter in "abcd"]

    assert all(0 < x < 100 for x in xs)
    assert sorted(range(4), key=lambda i: (met[i], i)) == sorted(
        range(4), key=lambda i: (xs[i], met[i], i)
    )


NARROWEST = 250


@given(met=st.lists(st.floats(0, 100), min_size=4, max_size=4))
def test_no_mark_covers_another_and_all_are_inside_the_picture(met: list[float]) -> None:
    line = one(*met).rows[0].svg
    height = float(parsed(line)[0].get("height", 0))

    found = list(places(line).values())

    for (x, y), (other_x, other_y) in combinations(found, 2):
        assert abs(x - other_x) / 100 * NARROWEST >= 15 or abs(y - other_y) >= 15
    assert all(6 <= y <= height - 6 for _, y in found)


def test_marks_alone_stay_on_the_line() -> None:
    assert {y for _, y in places(one(0, 30, 60, 90).rows[0].svg).values()} == {20}


def test_a_screen_reader_hears_what_each_gets() -> None:
    shown = strips(people=PEOPLE[:3], plans=STRIPS)

    assert spoken(shown.rows[0].svg) == (
        "Kit first, people take turns, per cent of each need met: Robin 95, Noor 95, Sasha 88."
    )
    assert shown.table.rows[0] == ("Kit first, people take turns", "95", "95", "88")


def test_a_plan_without_a_number_for_everybody_is_refused() -> None:
    with pytest.raises(ValueError, match="each person's need"):
        one(80, 80)
