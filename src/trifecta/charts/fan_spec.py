"""A fan as a Vega-Lite specification: bands, median and points, each named at its end."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from trifecta.charts.labels import shortened

Spec = dict[str, Any]
Bands = Sequence[Sequence[float]]
_LAYERS: Final = {
    "outer": "band",
    "inner": "inner-band",
    "median": "line",
    "seen": "b",
    "names": "",
    "said": "",
    "heading": "strong",
}
CLASSES: Final[Mapping[str, str]] = {
    f"{layer}{panel}": mark for layer, mark in _LAYERS.items() for panel in (0, 1) if mark
}
"""The class of the marks in each layer of each panel."""
_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
_NAMES: Final = ("9 in 10", "half", "median")
_LINE: Final = 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """One picture in pixels; `beside` says whether two panels stand beside or below each other."""

    class_: str
    width: int
    height: int
    beside: bool
    left: int = 48
    right: int = 66

    def panel(self, count: int) -> float:
        """How wide the frame of one of so many panels is."""
        room = self.width / count if self.beside else self.width
        return room - self.left - self.right


WIDE: Final = Canvas(class_="wide", width=1000, height=260, beside=True)
NARROW: Final = Canvas(class_="narrow", width=350, height=220, beside=False)


def words(canvas: Canvas, stock: str, models: Sequence[str], unit: str) -> dict[str, str]:
    """What stands where the specification has a placeholder."""
    width = canvas.panel(len(models)) + canvas.right
    headings = {f"model-{at}": shortened(name, width, bold=True) for at, name in enumerate(models)}
    return headings | {"up": f"↑ {shortened(stock, width, bold=True)}", "across": f"{unit} →"}


def spec(
    canvas: Canvas,
    fans: Sequence[tuple[Sequence[float], Bands]],
    observed: Sequence[tuple[float, float]],
) -> Spec:
    """Everything the renderer needs, with placeholders for names; see `words`."""
    values = [value for _, bands in fans for band in bands for value in band]
    values += [value for _, value in observed]
    rounds = [number for some, _ in fans for number in some] + [at for at, _ in observed]
    scale = _Scale(
        low=min(0.0, *values),
        high=max(values) * 1.05 or 1.0,
        first=min(rounds),
        last=max(rounds) if max(rounds) > min(rounds) else min(rounds) + 1,
    )
    panels = [
        _panel(canvas, at, fan, observed, scale, count=len(fans)) for at, fan in enumerate(fans)
    ]
    return {
        "$schema": _SCHEMA,
        "padding": {"left": 4, "right": 16, "top": 4, "bottom": 4},
        "config": {"view": {"stroke": None}, "aria": False, "concat": {"spacing": 28}},
        "hconcat" if canvas.beside else "vconcat": panels,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    low: float
    high: float
    first: float
    last: float

    def across(self) -> Spec:
        return {
            "field": "x",
            "type": "quantitative",
            "scale": {"domain": [self.first, self.last], "nice": False},
            "axis": _axis(
                title="across",
                titleAnchor="end",
                titleY=46,
                grid=False,
                values=self._ticks(),
                labelOverlap=False,
                format="d",
            ),
        }

    def _ticks(self) -> list[int]:
        """Whole rounds, five at most."""
        first, last = math.ceil(self.first), math.floor(self.last)
        return list(range(first, last + 1, max(1, math.ceil((last - first) / 4))))

    def up(self) -> Spec:
        return {
            "field": "y",
            "type": "quantitative",
            "scale": {"domain": [round(self.low, 6), round(self.high, 6)], "nice": False},
            "axis": _axis(
                title="up",
                titleAngle=0,
                titleAlign="left",
                titleX=-44,
                titleY=-20,
                grid=True,
                format="~s",
            ),
        }


def _axis(**more: Any) -> Spec:
    return {
        "tickCount": 4,
        "domain": False,
        "ticks": False,
        "labelFontSize": 14,
        "labelPadding": 8,
        "titleBaseline": "alphabetic",
        **more,
    }


def _panel(
    canvas: Canvas,
    at: int,
    fan: tuple[Sequence[float], Bands],
    observed: Sequence[tuple[float, float]],
    scale: _Scale,
    *,
    count: int,
) -> Spec:
    rounds, bands = fan
    layers = [
        _band(f"outer{at}", rounds, bands[0], bands[4], scale),
        _band(f"inner{at}", rounds, bands[1], bands[3], scale),
        _layer(f"median{at}", {"type": "line"}, zip(rounds, bands[2], strict=True), scale),
        _layer(f"seen{at}", {"type": "circle", "size": 50}, observed, scale),
        _names(canvas, at, rounds, bands, scale),
    ]
    if observed:
        layers.append(_observed_name(at, fan, observed, scale))
    if count > 1:
        layers.append(_heading(at, scale))
    return {"width": canvas.panel(count), "height": canvas.height, "layer": layers}


def _layer(name: str, mark: Spec, points: Any, scale: _Scale) -> Spec:
    return {
        "name": name,
        "mark": mark,
        "data": {"values": [{"x": _exact(x), "y": _exact(y)} for x, y in points]},
        "encoding": {"x": scale.across(), "y": scale.up()},
    }


def _band(
    name: str, rounds: Sequence[float], low: Sequence[float], high: Sequence[float], scale: _Scale
) -> Spec:
    rows = zip(rounds, low, high, strict=True)
    values = [{"x": _exact(x), "y": _exact(a), "y2": _exact(b)} for x, a, b in rows]
    return {
        "name": name,
        "mark": {"type": "area"},
        "data": {"values": values},
        "encoding": {"x": scale.across(), "y": scale.up(), "y2": {"field": "y2"}},
    }


def _names(canvas: Canvas, at: int, rounds: Sequence[float], bands: Bands, scale: _Scale) -> Spec:
    """At the right end, the outer band above, far enough apart to be read."""
    pixel = (scale.high - scale.low) / canvas.height
    heights = [bands[4][-1], bands[3][-1], bands[2][-1]]
    for place in (1, 2):
        heights[place] = min(heights[place], heights[place - 1] - _LINE * pixel)
    short = scale.low - heights[2]
    heights = [height + max(short, 0.0) for height in heights]
    values = [
        {"x": _exact(rounds[-1]), "y": _exact(height), "text": text}
        for height, text in zip(heights, _NAMES, strict=True)
    ]
    mark = {"type": "text", "align": "left", "dx": 8, "baseline": "middle", "limit": 0}
    text = {"field": "text", "type": "nominal"}
    encoding = {"x": scale.across(), "y": scale.up(), "text": text}
    return {"name": f"names{at}", "mark": mark, "data": {"values": values}, "encoding": encoding}


def _observed_name(
    at: int,
    fan: tuple[Sequence[float], Bands],
    observed: Sequence[tuple[float, float]],
    scale: _Scale,
) -> Spec:
    """At the last point, on the side where the median is not."""
    x, y = max(observed)
    rounds, bands = fan
    nearest = min(range(len(rounds)), key=lambda place: abs(rounds[place] - x))
    above = y >= bands[2][nearest]
    late = x - scale.first > (scale.last - scale.first) * 0.8
    mark = {
        "type": "text",
        "align": "right" if late else "center",
        "baseline": "middle",
        "dy": -16 if above else 18,
        "limit": 0,
    }
    text = {"field": "text", "type": "nominal"}
    return {
        "name": f"said{at}",
        "mark": mark,
        "data": {"values": [{"x": _exact(x), "y": _exact(y), "text": "observed"}]},
        "encoding": {"x": scale.across(), "y": scale.up(), "text": text},
    }


def _heading(at: int, scale: _Scale) -> Spec:
    mark = {"type": "text", "align": "left", "dx": -44, "dy": -44, "limit": 0}
    value = {"x": _exact(scale.first), "y": _exact(scale.high), "text": f"model-{at}"}
    text = {"field": "text", "type": "nominal"}
    return {
        "name": f"heading{at}",
        "mark": mark,
        "data": {"values": [value]},
        "encoding": {"x": scale.across(), "y": scale.up(), "text": text},
    }


def _exact(value: float) -> float:
    return round(float(value), 6)
