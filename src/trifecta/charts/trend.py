"""A trend over check-ins, small enough for three beside each other: line, 90 % band, one label."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trifecta.charts import dates
from trifecta.charts.chart import Chart, Column, Table, listed, plain
from trifecta.charts.svg import Svg, element, number, percent

FEWEST_FOR_A_LINE = 3
"""With fewer check-ins a line would claim a direction that nobody can know."""

_HEIGHT = 152
_TOP, _BOTTOM = 26, 120
_LEFT, _RIGHT = 4.0, 96.0
_LABEL_REACH = 55.0
_LETTER = 3.6
"""How far one letter of a label reaches in a narrow panel, in hundredths of its width."""
_LINE_HEIGHT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """One check-in: the value and the interval that holds the true one nine times in ten.

    `doubted_by` are the names of those who do not find themselves in what it says.
    """

    on: date
    value: float
    low: float
    high: float
    doubted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A value worth comparing with, such as what chance alone would give."""

    value: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    across: float
    value: float
    low: float
    high: float
    doubted: bool


def trend(
    *,
    title: str,
    description: str,
    points: Sequence[TrendPoint],
    scale: tuple[float, float],
    label: str,
    reference: Reference | None = None,
    decimals: int = 2,
) -> Chart:
    """Dots for one or two points, a line with its band from three on.

    `scale` is the lowest and the highest value there can be; intervals are cut off there. `label`
    says in words where the last point stands. Raises ValueError for no points, for a value outside
    its interval or the scale, and for numbers that are not finite.
    """
    ordered = sorted(points, key=lambda point: point.on)
    _check(ordered, scale)
    places = _places(ordered, scale)
    parts = [_baseline()]
    parts += _line(places) if len(places) >= FEWEST_FOR_A_LINE else _dots(places)
    if reference is not None:
        parts += [_reference_line(reference, scale), _reference_label(reference, scale, places)]
    parts += [_last(places[-1]), *_doubts(places), _label(places, label), *_ends(ordered, places)]
    spoken = f"{title}. {_sentence(ordered, label)}"
    svg = element(
        "svg",
        *parts,
        class_="trend",
        width="100%",
        height=_HEIGHT,
        overflow="visible",
        role="img",
        aria_label=spoken,
    )
    table = _table(title, ordered, decimals)
    return Chart(title=title, description=description, svg=svg, table=table)


def _check(points: Sequence[TrendPoint], scale: tuple[float, float]) -> None:
    if not points:
        raise ValueError("a trend needs at least one check-in")
    lowest, highest = scale
    for point in points:
        if not all(map(math.isfinite, (point.value, point.low, point.high))):
            raise ValueError("a trend has finite values only")
        if not (point.low <= point.value <= point.high and lowest <= point.value <= highest):
            raise ValueError("a value lies inside its interval and on the scale")


def _places(points: Sequence[TrendPoint], scale: tuple[float, float]) -> list[_Place]:
    return [
        _Place(
            across=_across(point.on, points),
            value=_down(point.value, scale),
            low=_down(point.low, scale),
            high=_down(point.high, scale),
            doubted=bool(point.doubted_by),
        )
        for point in points
    ]


def _across(on: date, points: Sequence[TrendPoint]) -> float:
    first, last = points[0].on, points[-1].on
    if first == last:
        return 50.0
    return _LEFT + (on - first).days / (last - first).days * (_RIGHT - _LEFT)


def _down(value: float, scale: tuple[float, float]) -> float:
    lowest, highest = scale
    inside = min(max(value, lowest), highest)
    return _BOTTOM - (inside - lowest) / (highest - lowest) * (_BOTTOM - _TOP)


def _baseline() -> Svg:
    return element("line", class_="axis", x1=0, x2="100%", y1=_BOTTOM, y2=_BOTTOM)


def _reference_line(reference: Reference, scale: tuple[float, float]) -> Svg:
    top = _down(reference.value, scale)
    return element("line", class_="axis", x1=0, x2="100%", y1=top, y2=top, stroke_dasharray="2 4")


def _reference_label(
    reference: Reference, scale: tuple[float, float], places: Sequence[_Place]
) -> Svg:
    """At the end where the band is further from it."""
    top = _down(reference.value, scale)
    first, last = (_distance(place, top) for place in (places[0], places[-1]))
    at_end = last > first
    return element(
        "text",
        reference.label,
        x="100%" if at_end else 0,
        y=top - 6 if top > _BOTTOM - _LINE_HEIGHT - 4 else top + _LINE_HEIGHT,
        text_anchor="end" if at_end else None,
    )


def _distance(place: _Place, top: float) -> float:
    return max(place.high - top, top - place.low)


def _line(places: Sequence[_Place]) -> list[Svg]:
    """Band and line in a box of their own that stretches with the panel; text does not stretch."""
    upper = [f"{number(p.across)},{number(p.high)}" for p in places]
    lower = [f"{number(p.across)},{number(p.low)}" for p in reversed(places)]
    middle = [f"{number(p.across)},{number(p.value)}" for p in places]
    return [
        element(
            "svg",
            element("polygon", class_="band", points=" ".join(upper + lower)),
            element("polyline", class_="line", points=" ".join(middle)),
            viewBox=f"0 0 100 {_HEIGHT}",
            width="100%",
            height=_HEIGHT,
            preserveAspectRatio="none",
        )
    ]


def _dots(places: Sequence[_Place]) -> list[Svg]:
    return [
        part
        for place in places
        for part in (
            element(
                "line",
                class_="whisker",
                x1=percent(place.across),
                x2=percent(place.across),
                y1=place.low,
                y2=place.high,
            ),
            _last(place),
        )
    ]


def _last(place: _Place) -> Svg:
    return element("circle", class_="a", cx=percent(place.across), cy=place.value, r=4.5)


def _doubts(places: Sequence[_Place]) -> list[Svg]:
    """A ring at each check-in that somebody sees differently."""
    return [
        element("circle", class_="a-ring", cx=percent(place.across), cy=place.value, r=5)
        for place in places
        if place.doubted
    ]


def _label(places: Sequence[_Place], label: str) -> Svg:
    """Above the band where it ends, or below it where there is no room above."""
    last = places[-1]
    near = _near(places, last.across - min(_LABEL_REACH, _LETTER * len(label)))
    above = min(p.high for p in near) - 9
    below = max(p.low for p in near) + _LINE_HEIGHT
    top = above if above >= _LINE_HEIGHT - 4 or below > _BOTTOM - 4 else below
    anchor = "end" if last.across > 60 else "middle"
    return element(
        "text",
        label,
        class_="strong",
        x=percent(last.across if anchor == "middle" else 100),
        y=top,
        text_anchor=anchor,
    )


def _near(places: Sequence[_Place], start: float) -> list[_Place]:
    """The places from `start` on, and where the band stands at `start` itself."""
    near = [place for place in places if place.across >= start]
    before = [place for place in places if place.across < start]
    if not before:
        return near
    one, other = before[-1], near[0]
    share = (start - one.across) / (other.across - one.across)
    at = _Place(
        across=start,
        value=one.value + share * (other.value - one.value),
        low=one.low + share * (other.low - one.low),
        high=one.high + share * (other.high - one.high),
        doubted=False,
    )
    return [at, *near]


def _ends(points: Sequence[TrendPoint], places: Sequence[_Place]) -> list[Svg]:
    first, last = dates.ends([point.on for point in points])
    if first == last:
        return [_date(places[-1].across, first, "middle")]
    return [_date(0, first, "start"), _date(100, last, "end")]


def _date(across: float, text: str, anchor: str) -> Svg:
    return element("text", text, x=percent(across), y=_BOTTOM + 22, text_anchor=anchor)


def _sentence(points: Sequence[TrendPoint], label: str) -> str:
    last = dates.in_full(points[-1].on)
    doubts = "".join(
        f" {_doubters(point)} {'see' if len(point.doubted_by) > 1 else 'sees'} that of "
        f"{dates.in_full(point.on)} differently."
        for point in points
        if point.doubted_by
    )
    if len(points) == 1:
        return f"One check-in, {last}: {label}.{doubts}"
    first = dates.in_full(points[0].on)
    return f"{len(points)} check-ins from {first} to {last}. The last one: {label}.{doubts}"


def _doubters(point: TrendPoint) -> str:
    return listed(list(point.doubted_by))


def _table(title: str, points: Sequence[TrendPoint], decimals: int) -> Table:
    doubted = any(point.doubted_by for point in points)
    rows = tuple(
        (
            dates.in_full(point.on),
            *(plain(v, decimals=decimals) for v in (point.value, point.low, point.high)),
            *([_doubters(point) or "–"] if doubted else []),
        )
        for point in points
    )
    columns = (
        Column(name="Check-in"),
        Column(name="Value", numeric=True),
        Column(name="At least", numeric=True),
        Column(name="At most", numeric=True),
        *([Column(name="Seen differently by", numeric=True)] if doubted else []),
    )
    caption = f"{title}. The true value lies between “at least” and “at most” nine times in ten"
    return Table(caption=caption, columns=columns, rows=rows)
