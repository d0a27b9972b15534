"""A stock over a run: the line, its end, and what was observed."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from trifecta.charts.chart import Chart
from trifecta.charts.runs import run_panel


def panel(values: list[float], **more: object) -> Chart:
    said = [f"{value:g}" for value in values]
    return run_panel(name="Hires", unit="week", values=values, said=said, **more)  # type: ignore[arg-type]


def test_it_says_where_it_begins_and_ends_and_has_every_round_as_numbers() -> None:
    chart = panel([0, 2, 5])
    assert chart.title == "Hires: 0 to 5"
    assert "over 2 weeks: it begins at 0 and ends at 5" in chart.svg
    assert chart.table.rows == (("0", "0"), ("1", "2"), ("2", "5"))


def test_what_was_observed_is_a_ring_at_its_round_and_a_column() -> None:
    chart = panel([0, 2, 5], observed={1: 3.0, 9: 4.0})
    assert chart.svg.count("b-ring") == 1
    assert chart.table.rows[1] == ("1", "2", "3")


@pytest.mark.parametrize(
    "values",
    [[3.0], [0.0, 0.0], [-5.0, 5.0], [float("inf"), 1.0], [float("nan")] * 2, [10**400, 1]],
)
def test_every_run_can_be_drawn(values: list[float]) -> None:
    chart = run_panel(name="<A & B>", unit="round", values=values, said=["x"] * len(values))
    assert ElementTree.fromstring(chart.svg) is not None  # noqa: S314 - ours
    assert "inf" not in chart.svg


def test_a_run_needs_a_round_and_words_for_each() -> None:
    with pytest.raises(ValueError, match="at least one round"):
        run_panel(name="A", unit="week", values=[], said=[])
    with pytest.raises(ValueError, match="words for each value"):
        run_panel(name="A", unit="week", values=[1], said=[])
