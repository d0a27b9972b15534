"""Two lines over one quantity, and where they cross: one is lower below there, the other above.

Rendered by Vega-Lite in two widths, of which the stylesheet shows one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from trifecta.charts.chart import Chart, Column, Table, plain
from trifecta.charts.svg import join
from trifecta.charts.vega import draw

Spec = dict[str, Any]
Points = Sequence[tuple[float, float]]

CLASSES: Final = {
    "first": "line",
    "second": "front",
    "here_rule": "leader",
    "here": "a",
    "names": "strong",
    "crossing": "off",
}
_FIRST, _SECOND, _ACROSS, _UP, _HERE = "first-name", "second-name", "across", "up", "here"
_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A name, and (across, up) from left to right."""

    name: str
    points: tuple[tuple[float, float], ...]

    def at(self, x: float) -> float:
        """The height at `x`, on the straight line between the two points around it."""
        for (x0, y0), (x1, y1) in zip(self.points, self.points[1:], strict=False):
            if x0 <= x <= x1:
                return y0 if x1 == x0 else y0 + (y1 - y0) * (x - x0) / (x1 - x0)
        raise ValueError("outside of the line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """What the two axes are called; `across` runs from 0 to 100, in per cent."""

    across: str
    up: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Canvas:
    class_: str
    width: int
    height: int
    right: int


_WIDE: Final = _Canvas(class_="wide", width=1000, height=300, right=24)
_NARROW: Final = _Canvas(class_="narrow", width=320, height=260, right=12)


def crossing(
    *,
    title: str,
    description: str,
    lines: tuple[Line, Line],
    axes: Axes,
    here: float,
    crosses_at: float | None = None,
) -> Chart:
    """Both lines with their names, a mark on the first at `here`, and a ring where they cross.

    Raises ValueError for a line of fewer than two points, or where `here` lies outside of them.
    """
    if any(len(line.points) < 2 for line in lines):
        raise ValueError("a line has two points or more")
    spoken = f"{title}. {description}"
    pictures = [
        draw(
            _spec(canvas, lines, here, crosses_at),
            classes=CLASSES,
            words={
                _FIRST: lines[0].name,
                _SECOND: lines[1].name,
                _ACROSS: f"{axes.across} →",
                _UP: f"↑ {axes.up}",
            },
            class_=canvas.class_,
            spoken=spoken,
        )
        for canvas in (_WIDE, _NARROW)
    ]
    return Chart(
        title=title, description=description, svg=join(*pictures), table=_table(title, lines, axes)
    )


def _spec(canvas: _Canvas, lines: tuple[Line, Line], here: float, crosses_at: float | None) -> Spec:
    top = max(y for line in lines for _, y in line.points) * 1.15
    marks: list[Spec] = [
        _layer("first", {"type": "line"}, lines[0].points, top),
        _layer("second", {"type": "line"}, lines[1].points, top),
        _rule(here, lines[0].at(here), top),
        _layer("here", {"type": "circle", "size": 140}, [(here, lines[0].at(here))], top),
        _names(lines, top),
    ]
    if crosses_at is not None and 0 <= crosses_at <= 100:
        ring = {"type": "circle", "size": 80}
        marks.append(_layer("crossing", ring, [(crosses_at, lines[1].at(crosses_at))], top))
    return {
        "$schema": _SCHEMA,
        "width": canvas.width - 40 - canvas.right,
        "height": canvas.height - 98,
        "autosize": "none",
        "padding": {"left": 40, "right": canvas.right, "top": 44, "bottom": 54},
        "config": {"view": {"stroke": None}, "aria": False},
        "layer": marks,
    }


def _layer(name: str, mark: Spec, points: Points, top: float, **more: Spec) -> Spec:
    values = [{"x": round(x, 4), "y": round(y, 4)} for x, y in points]
    return {
        "name": name,
        "mark": mark,
        "data": {"values": values},
        "encoding": {"x": _across(), "y": _up(top), **more},
    }


def _names(lines: tuple[Line, Line], top: float) -> Spec:
    """Each above or below its line, at the end where the two are further apart."""
    at_left = _gap(lines, 0) >= _gap(lines, -1)
    ends = [line.points[0 if at_left else -1][1] for line in lines]
    values = [
        {
            "x": 1 if at_left else 99,
            "y": round(end + (0.06 if end >= max(ends) else -0.12) * top, 4),
            "text": text,
        }
        for end, text in zip(ends, (_FIRST, _SECOND), strict=True)
    ]
    mark = {
        "type": "text",
        "align": "left" if at_left else "right",
        "baseline": "alphabetic",
        "limit": 0,
    }
    text = {"field": "text", "type": "nominal"}
    return {
        "name": "names",
        "mark": mark,
        "data": {"values": values},
        "encoding": {"x": _across(), "y": _up(top), "text": text},
    }


def _gap(lines: tuple[Line, Line], place: int) -> float:
    return abs(lines[0].points[place][1] - lines[1].points[place][1])


def _rule(here: float, height: float, top: float) -> Spec:
    value = {"x": here, "y": 0, "y2": round(height, 4)}
    return {
        "name": "here_rule",
        "mark": {"type": "rule"},
        "data": {"values": [value]},
        "encoding": {"x": _across(), "y": _up(top), "y2": {"field": "y2"}},
    }


def _across() -> Spec:
    return {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [0, 100], "nice": False},
        "axis": {
            "values": [0, 50, 100],
            "domain": False,
            "ticks": False,
            "grid": False,
            "labelFontSize": 14,
            "labelPadding": 10,
            "labelFlush": False,
            "title": _ACROSS,
            "titleAnchor": "end",
            "titleY": 46,
            "titleBaseline": "alphabetic",
        },
    }


def _up(top: float) -> Spec:
    return {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [0, round(top, 4)], "nice": False},
        "axis": {
            "tickCount": 3,
            "domain": False,
            "ticks": False,
            "grid": True,
            "labelFontSize": 14,
            "labelPadding": 8,
            "title": _UP,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleX": -40,
            "titleY": -24,
            "titleBaseline": "alphabetic",
        },
    }


def _table(title: str, lines: tuple[Line, Line], axes: Axes) -> Table:
    columns = (
        Column(name=axes.across, numeric=True),
        *(Column(name=line.name, numeric=True) for line in lines),
    )
    rows = tuple(
        (f"{x:.0f}%", plain(y, decimals=2), plain(lines[1].at(x), decimals=2))
        for x, y in lines[0].points
    )
    return Table(caption=f"{title}: {axes.up}", columns=columns, rows=rows)
