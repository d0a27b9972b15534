"""Two lines that cross: their names, the mark where the reader is, and the ring."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.charts.reading import names, parsed, spoken, texts

from trifecta.charts.chart import Chart
from trifecta.charts.crossing import Axes, Line, crossing

RISING = Line(name="Shared", points=((0, 0.5), (50, 0.7), (100, 0.9)))
FLAT = Line(name="Separate", points=((0, 0.7), (50, 0.7), (100, 0.7)))
AXES = Axes(across="Own, %", up="Error")


def drawn(
    first: Line = RISING, second: Line = FLAT, *, here: float = 25.0, at: float | None = 50.0
) -> Chart:
    return crossing(
        title="They cross",
        description="At half.",
        lines=(first, second),
        axes=AXES,
        here=here,
        crosses_at=at,
    )


def marks(chart: Chart, class_: str) -> int:
    """How many marks of a class the wide picture has."""
    return sum(node.get("class") == class_ for node in parsed(chart.svg)[0].iter())


def test_it_comes_in_two_widths_with_both_names() -> None:
    shown = drawn()
    assert [picture.get("class") for picture in parsed(shown.svg)] == ["wide", "narrow"]
    for name in ("Shared", "Separate", "Own, % →", "↑ Error"):
        assert texts(shown.svg).count(name) == 2
    assert spoken(shown.svg) == "They cross. At half."


def test_where_they_cross_is_ringed_and_where_one_is_is_filled() -> None:
    assert (marks(drawn(), "a"), marks(drawn(), "off")) == (1, 1)
    assert marks(drawn(at=None), "off") == 0
    assert marks(drawn(at=140.0), "off") == 0


def test_the_table_says_the_same() -> None:
    assert drawn().table.rows[1] == ("50%", "0.70", "0.70")


def test_a_point_outside_and_a_line_that_is_none_are_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        drawn(here=101)
    with pytest.raises(ValueError, match="two points"):
        drawn(Line(name="Shared", points=((0, 1),)))


@settings(max_examples=20)
@given(name=names, height=st.floats(0.01, 50))
def test_any_name_and_height_gives_a_valid_picture(name: str, height: float) -> None:
    other = Line(name="Separate", points=((0, height), (100, height)))
    parsed(drawn(Line(name=name, points=RISING.points), other).svg)
