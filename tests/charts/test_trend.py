"""A trend claims a direction from three check-ins on, and shows how sure it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charts.reading import across, names, parsed, spoken, texts
from tests.charts.samples import FALLING, RISING

from trifecta.charts.chart import Chart
from trifecta.charts.trend import Reference, TrendPoint, trend

START = date(2025, 1, 1)


def drawn(points: list[TrendPoint], **more: Any) -> Chart:
    words: dict[str, Any] = {
        "title": "You read each other better",
        "description": "",
        "label": "well",
    }
    return trend(points=points, scale=(-1, 1), **(words | more))


def classes(chart: Chart) -> list[str | None]:
    return [node.get("class") for node in parsed(chart.svg).iter()]


@st.composite
def points(draw: st.DrawFn) -> TrendPoint:
    low, value, high = sorted(draw(st.tuples(*[st.floats(-1, 1)] * 3)))
    days = draw(st.integers(0, 2000))
    return TrendPoint(on=START + timedelta(days=days), value=value, low=low, high=high)


@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_check_ins_are_dots_and_no_line(count: int) -> None:
    shown = drawn(RISING[:count])

    assert "line" not in classes(shown)
    assert "band" not in classes(shown)
    assert classes(shown).count("whisker") == count


def test_three_check_ins_make_a_line_with_its_band() -> None:
    shown = drawn(RISING[:3])

    assert classes(shown).count("line") == 1
    assert classes(shown).count("band") == 1


@given(several=st.lists(points(), min_size=1, max_size=8))
def test_line_band_dots_and_words_stay_inside_the_panel(several: list[TrendPoint]) -> None:
    root = parsed(drawn(several).svg)
    height = float(root[0].get("height", 0))

    for node in root.iter("circle"):
        assert 0 < across(node.get("cx")) < 100
        assert 0 < float(node.get("cy", 0)) < height
    for node in root.iter():
        for pair in (node.get("points") or "").split():
            x, y = map(float, pair.split(","))
            assert 0 <= x <= 100
            assert 0 <= y <= height
    assert all(10 <= float(node.get("y", 0)) <= height for node in root.iter("text"))


@given(several=st.lists(points(), min_size=3, max_size=8))
def test_check_ins_stand_in_the_order_of_their_dates(several: list[TrendPoint]) -> None:
    line = next(node for node in parsed(drawn(several).svg).iter("polyline"))

    xs = [float(pair.split(",")[0]) for pair in line.get("points", "").split()]

    assert xs == sorted(xs)


def test_the_same_check_ins_in_any_order_give_the_same_picture() -> None:
    assert drawn(RISING) == drawn(RISING[::-1])


def test_a_higher_value_stands_higher() -> None:
    line = next(node for node in parsed(drawn(RISING).svg).iter("polyline"))

    ys = [float(pair.split(",")[1]) for pair in line.get("points", "").split()]

    assert ys == sorted(ys, reverse=True)


@pytest.mark.parametrize(
    ("several", "ends"),
    [
        (RISING, {"February", "September"}),
        (FALLING, {"Nov 2025", "Sep 2026"}),
        (RISING[:1], {"10 February"}),
    ],
)
def test_the_ends_are_dated_no_longer_than_necessary(
    several: list[TrendPoint], ends: set[str]
) -> None:
    assert set(texts(drawn(several).svg)) - {"well"} == ends


def test_the_last_point_is_named_beside_it_and_in_the_spoken_sentence() -> None:
    shown = drawn(RISING, label="guessed well")

    assert "guessed well" in texts(shown.svg)
    assert spoken(shown.svg) == (
        "You read each other better. 4 check-ins from 10 February 2026 to 30 September 2026. "
        "The last one: guessed well."
    )


def test_what_chance_would_give_is_drawn_where_asked() -> None:
    assert "chance" in texts(drawn(RISING, reference=Reference(value=0, label="chance")).svg)


def test_the_table_says_how_sure_each_value_is() -> None:
    table = drawn(RISING[:1]).table

    assert table.rows == (("10 February 2026", "0.12", "−0.30", "0.50"),)


@given(words=names)
def test_whatever_the_words_are_the_picture_stays_a_picture(words: str) -> None:
    parsed(drawn(RISING, title=words, label=words).svg)


@pytest.mark.parametrize(
    "point",
    [
        TrendPoint(on=START, value=0.5, low=0.6, high=0.9),
        TrendPoint(on=START, value=1.5, low=1, high=2),
        TrendPoint(on=START, value=float("nan"), low=0, high=1),
    ],
)
def test_an_impossible_value_is_refused(point: TrendPoint) -> None:
    with pytest.raises(ValueError, match="value"):
        drawn([point])


def test_no_check_in_is_no_trend() -> None:
    with pytest.raises(ValueError, match="at least one"):
        drawn([])


def test_a_check_in_that_somebody_sees_differently_has_a_ring_and_a_name() -> None:
    seen = [replace(RISING[0], doubted_by=("Robin", "Noor")), *RISING[1:3]]

    shown = drawn(seen)

    assert classes(shown).count("a-ring") == 1
    assert "Robin and Noor see that of" in spoken(shown.svg)
    assert [row[-1] for row in shown.table.rows] == ["Robin and Noor", "–", "–"]
    assert "a-ring" not in classes(drawn(RISING[:3]))
    assert len(drawn(RISING[:3]).table.columns) == 4


def test_a_label_keeps_clear_of_a_line_that_falls_steeply() -> None:
    steep = [
        TrendPoint(on=START + timedelta(days=days), value=value, low=value, high=value)
        for days, value in ((0, 0.0), (100, 0.95), (200, -0.9))
    ]

    shown = drawn(steep, label="opposite")

    label = next(n for n in parsed(shown.svg).iter("text") if n.get("class") == "strong")
    line = next(n for n in parsed(shown.svg).iter("polyline")).get("points", "").split()
    peak, end = (tuple(map(float, pair.split(","))) for pair in line[-2:])
    start = 100 - 3.6 * len("opposite")
    height = peak[1] + (start - peak[0]) / (end[0] - peak[0]) * (end[1] - peak[1])
    assert float(label.get("y", 0)) < height
