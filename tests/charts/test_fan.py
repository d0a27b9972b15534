"""A fan shows what may come, on one scale for two models, with what was observed on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.reading import HOSTILE, parsed, spoken, texts

from trifecta.charts.chart import Chart
from trifecta.charts.fan import Fan, fan

PLAN = Fan(
    model="Plan",
    rounds=[0, 1, 2],
    p05=[0, 1, 2],
    p25=[0, 2, 4],
    p50=[0, 3, 6],
    p75=[0, 4, 8],
    p95=[0, 5, 10.5],
)
FASTER = replace(PLAN, model="Faster", p95=[0, 9, 20])


def drawn(*fans: Fan, **more: Any) -> Chart:
    words: dict[str, Any] = {"title": "Hires", "description": "", "stock": "Hires"}
    return fan(fans=fans or [PLAN], **(words | more))


def classes(chart: Chart) -> list[str | None]:
    return [node.get("class") for node in parsed(chart.svg).iter()]


def test_there_are_two_bands_a_median_and_the_points() -> None:
    shown = classes(drawn(observed=[(1, 3), (2, 11)]))

    assert [shown.count(each) for each in ("band", "inner-band", "line", "b")] == [2, 2, 2, 4]


def test_without_points_nothing_says_observed() -> None:
    assert "observed" not in texts(drawn().svg)
    assert "observed" in texts(drawn(observed=[(1, 3)]).svg)


def test_two_models_stand_on_one_scale_under_their_names() -> None:
    said = texts(drawn(PLAN, FASTER).svg)

    assert {"Plan", "Faster", "median", "half", "9 in 10"} <= set(said)
    assert said.count("20") == 4


def test_the_sentence_says_the_end_and_how_many_points_lie_in_the_band() -> None:
    assert spoken(drawn(observed=[(1, 3), (2, 11)]).svg) == (
        "Hires. Plan: in round 2 half of all runs have 6 Hires or less, and nine in ten from 2 to "
        "10.5. 1 of 2 observed points lie in that band."
    )


def test_the_table_has_every_round_and_every_point() -> None:
    table = drawn(PLAN, FASTER, observed=[(1, 3), (3, 7)]).table

    assert table.rows[1] == ("1", "3", "1", "2", "3", "4", "5", "1", "2", "3", "4", "9")
    assert table.rows[3] == ("3", "7", *["–"] * 10)
    assert table.columns[-1].name == "Faster: 95%"


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_the_words_are_the_picture_stays_a_picture(words: str) -> None:
    parsed(drawn(replace(PLAN, model=words), FASTER, stock=words, title=words).svg)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.lists(st.floats(-1e9, 1e9), min_size=5, max_size=5).map(sorted), min_size=1, max_size=5
    )
)
def test_any_ordered_percentiles_can_be_drawn(columns: list[list[float]]) -> None:
    bands = [list(band) for band in zip(*columns, strict=True)]
    names = ("p05", "p25", "p50", "p75", "p95")
    some = Fan(model="m", rounds=range(len(columns)), **dict(zip(names, bands, strict=True)))

    parsed(drawn(some, observed=[(0, columns[0][0])]).svg)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"rounds": []}, "from 1 to"),
        ({"p50": [0, 3]}, "one value a round"),
        ({"p50": [0, 3, float("nan")]}, "finite"),
        ({"p50": [0, 9, 9]}, "not above"),
    ],
)
def test_what_is_no_fan_is_refused(change: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        replace(PLAN, **change)


def test_three_models_are_too_many_for_one_picture() -> None:
    with pytest.raises(ValueError, match="one or two"):
        drawn(PLAN, PLAN, PLAN)
