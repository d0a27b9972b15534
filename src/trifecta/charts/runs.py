"""A stock over the rounds of a run: a line, where it ends, and what was observed beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from trifecta.charts.chart import Chart, Column, Table
from trifecta.charts.svg import Svg, element, number, percent

_HEIGHT = 132
_TOP, _BOTTOM = 26.0, 104.0
_LEFT, _RIGHT = 1.0, 99.0
_MOST_DRAWN = 10.0**15


def run_panel(
    *,
    name: str,
    unit: str,
    values: Sequence[float],
    said: Sequence[str],
    observed: Mapping[int, float] | None = None,
) -> Chart:
    """One panel among several; `values` and `said` (as words) are one a round, from round 0.

    `unit` is what a round stands for, `observed` what was counted by round. Values that no picture
    can hold (endless, none) are left out of the line. Raises ValueError for no values, and where
    `said` is not as long.
    """
    if not values or len(values) != len(said):
        raise ValueError("a run has at least one round, and words for each value")
    seen = {
        at: value for at, value in (observed or {}).items() if _drawable(value) and at < len(values)
    }
    scale = _scale([*filter(_drawable, values), *seen.values()])
    places = [
        (_across(at, len(values)), _down(value, scale))
        for at, value in enumerate(values)
        if _drawable(value)
    ]
    parts = [_axis(scale), *_line(places), *_points(seen, len(values), scale)]
    parts += [*_end(places, said[-1]), _round(0, "start"), _round(len(values) - 1, "end")]
    title = f"{name}: {said[-1]}" if said[0] == said[-1] else f"{name}: {said[0]} to {said[-1]}"
    svg = _picture(parts, _sentence(name, unit, said, seen))
    return Chart(
        title=title, description="", svg=svg, table=_table(name, unit, said, observed or {})
    )


def _picture(parts: Sequence[Svg], sentence: str) -> Svg:
    return element(
        "svg",
        *parts,
        class_="trend",
        width="100%",
        height=_HEIGHT,
        overflow="visible",
        role="img",
        aria_label=sentence,
    )


def _drawable(value: float) -> bool:
    return abs(value) < _MOST_DRAWN and not math.isnan(value)


def _scale(values: Sequence[float]) -> tuple[float, float]:
    """From nothing, or from below it, to the largest."""
    lowest, highest = min([0.0, *map(float, values)]), max([0.0, *map(float, values)])
    return (lowest, highest) if highest > lowest else (lowest, lowest + 1.0)


def _across(at: int, rounds: int) -> float:
    return _LEFT if rounds == 1 else _LEFT + at / (rounds - 1) * (_RIGHT - _LEFT)


def _down(value: float, scale: tuple[float, float]) -> float:
    lowest, highest = scale
    return _BOTTOM - (float(value) - lowest) / (highest - lowest) * (_BOTTOM - _TOP)


def _axis(scale: tuple[float, float]) -> Svg:
    top = _down(0.0, scale)
    return element("line", class_="axis", x1=0, x2="100%", y1=top, y2=top)


def _line(places: Sequence[tuple[float, float]]) -> list[Svg]:
    """In a box of its own that stretches with the panel; text does not stretch."""
    if len(places) < 2:
        return []
    points = " ".join(f"{number(x)},{number(y)}" for x, y in places)
    return [
        element(
            "svg",
            element("polyline", class_="line", points=points),
            viewBox=f"0 0 100 {_HEIGHT}",
            width="100%",
            height=_HEIGHT,
            preserveAspectRatio="none",
        )
    ]


def _points(seen: Mapping[int, float], rounds: int, scale: tuple[float, float]) -> list[Svg]:
    return [
        element(
            "circle",
            class_="b-ring",
            cx=percent(_across(at, rounds)),
            cy=_down(value, scale),
            r=4,
        )
        for at, value in sorted(seen.items())
    ]


def _end(places: Sequence[tuple[float, float]], words: str) -> list[Svg]:
    """A mark where the line ends, and its value above or below it."""
    if not places:
        return []
    x, y = places[-1]
    return [
        element("circle", class_="a", cx=percent(x), cy=y, r=4),
        element("text", words, class_="strong", x="100%", y=y - 9, text_anchor="end"),
    ]


def _round(at: int, anchor: str) -> Svg:
    return element(
        "text", str(at), x=0 if anchor == "start" else "100%", y=_BOTTOM + 20, text_anchor=anchor
    )


def _sentence(name: str, unit: str, said: Sequence[str], seen: Mapping[int, float]) -> str:
    words = f"{name} over {len(said) - 1} {unit}s: it begins at {said[0]} and ends at {said[-1]}."
    if seen:
        words += f" Observed in {len(seen)} of them."
    return words


def _table(name: str, unit: str, said: Sequence[str], observed: Mapping[int, float]) -> Table:
    columns = [Column(name=unit.capitalize()), Column(name=name, numeric=True)]
    if observed:
        columns.append(Column(name="Observed", numeric=True))
    rows = []
    for at, words in enumerate(said):
        row = [str(at), words]
        if observed:
            row.append(f"{observed[at]:g}" if at in observed else "–")
        rows.append(tuple(row))
    return Table(caption=f"{name} by {unit}", columns=tuple(columns), rows=tuple(rows))
