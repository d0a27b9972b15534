"""The frontier as a Vega-Lite specification: axes, points, and names where they found room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from trifecta.charts.chart import Person
from trifecta.charts.labels import Label, shortened

Spec = dict[str, Any]

CLASSES = {
    "front": "front",
    "leaders": "leader",
    "rest": "off",
    "unnamed": "a",
    "best": "a",
    "suggested": "a",
    "suggested_names": "strong",
}
"""The class of the marks in each layer."""

_FIRST_AXIS, _SECOND_AXIS = "first-axis", "second-axis"

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_SMALL_RADIUS, _RADIUS, _SUGGESTED_RADIUS = 3.0, 6.0, 9.0
_QUIET_AXIS: Spec = {
    "values": [0, 50, 100],
    "domain": False,
    "ticks": False,
    "labelFontSize": 14,
    "titleBaseline": "alphabetic",
}
_ACROSS_AXIS: Spec = _QUIET_AXIS | {
    "title": _SECOND_AXIS,
    "titleAnchor": "end",
    "titleY": 46,
    "labelPadding": 10,
    "labelFlush": False,
    "grid": False,
}
_ALIGN = {"start": "left", "middle": "center", "end": "right"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan and how much of each person's need it meets, 0 to 100.

    `best` plans cannot be made better for one person without costing the other. One without a name
    is a small point on the way between those that have one.
    """

    name: str
    first: float
    second: float
    best: bool = False
    suggested: bool = False

    def __post_init__(self) -> None:
        if not (0 <= self.first <= 100 and 0 <= self.second <= 100):
            raise ValueError("a need is met from 0 to 100 per cent")

    @property
    def radius(self) -> float:
        """Of its mark, in pixels."""
        if not self.name:
            return _SMALL_RADIUS
        return _SUGGESTED_RADIUS if self.suggested else _RADIUS


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """The size of one picture in pixels: the frame of the points, and the space around it."""

    class_: str
    width: float
    height: float
    left: float
    right: float
    widest_name: float

    @property
    def frame(self) -> float:
        """How wide the part between 0 and 100 is."""
        return self.width - self.left - self.right

    def at_height(self, height: float) -> Canvas:
        """The same canvas, higher."""
        return replace(self, height=height)

    def place(self, plan: Plan) -> tuple[float, float]:
        """Pixels from the left and from the top of the frame."""
        return plan.second / 100 * self.frame, (1 - plan.first / 100) * self.height

    def in_needs(self, x: float, y: float) -> dict[str, float]:
        """A place in pixels as the two needs it stands for, which is what the renderer asks for."""
        return {"x": round(x / self.frame * 100, 3), "y": round(100 - y / self.height * 100, 3)}


def along_the_front(plans: Sequence[Plan]) -> list[int]:
    """The best plans, from good for the first person to good for the second."""
    best = [index for index, plan in enumerate(plans) if plan.best]
    return sorted(best, key=lambda index: (plans[index].second, -plans[index].first, index))


def words(canvas: Canvas, first: Person, second: Person, labels: Sequence[Label]) -> dict[str, str]:
    """What stands where the specification has a placeholder."""
    names = {_placeholder(index): label.text for index, label in enumerate(labels)}
    return names | {
        _FIRST_AXIS: f"↑ {_axis_title(canvas, first)}",
        _SECOND_AXIS: f"{_axis_title(canvas, second)} →",
    }


def spec(canvas: Canvas, plans: Sequence[Plan], labels: Sequence[Label]) -> Spec:
    """Everything the renderer needs, with placeholders for names; see `words`.

    `labels` are those of the plans that have a name, in their order.
    """
    with_names = [plan for plan in plans if plan.name]
    named = [
        (plan, _name(canvas, label, _placeholder(index)))
        for index, (plan, label) in enumerate(zip(with_names, labels, strict=True))
    ]
    return {
        "$schema": _SCHEMA,
        "width": canvas.frame,
        "height": canvas.height,
        "autosize": "none",
        "padding": {"left": canvas.left, "right": canvas.right, "top": 44, "bottom": 54},
        "config": {"view": {"stroke": None}, "aria": False},
        "layer": [
            _front(canvas, plans),
            _leaders(canvas, with_names, labels),
            _points("rest", [p for p in plans if p.name and not (p.best or p.suggested)]),
            _points("unnamed", [p for p in plans if not p.name]),
            _points("best", [p for p in plans if p.best and p.name and not p.suggested]),
            _points("suggested", [p for p in plans if p.suggested]),
            _names("names", [v for p, v in named if not p.suggested]),
            _names("suggested_names", [v for p, v in named if p.suggested]),
        ],
    }


def _layer(name: str, mark: Spec, values: list[Spec], **encoding: Spec) -> Spec:
    channels = {"x": _channel("x"), "y": _channel("y")} | encoding
    return {"name": name, "mark": mark, "data": {"values": values}, "encoding": channels}


def _channel(field: str, **more: Any) -> Spec:
    scale = {"domain": [0, 100], "nice": False}
    return {"field": field, "type": "quantitative", "scale": scale, **more}


def _placeholder(index: int) -> str:
    return f"name-{index}"


def _front(canvas: Canvas, plans: Sequence[Plan]) -> Spec:
    values = [
        {"x": plans[index].second, "y": plans[index].first, "turn": turn}
        for turn, index in enumerate(along_the_front(plans))
    ]
    return _layer(
        "front",
        {"type": "line"},
        values,
        x=_channel("x", axis=_ACROSS_AXIS),
        y=_channel("y", axis=_up_axis(canvas)),
        order={"field": "turn", "type": "quantitative"},
    )


def _up_axis(canvas: Canvas) -> Spec:
    return _QUIET_AXIS | {
        "title": _FIRST_AXIS,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleX": -canvas.left,
        "titleY": -24,
        "labelPadding": 8,
        "grid": True,
    }


def _axis_title(canvas: Canvas, person: Person) -> str:
    ending = "’s need met, %"
    return shortened(person.name, canvas.frame * 0.5, bold=True) + ending


def _points(name: str, plans: Sequence[Plan]) -> Spec:
    values: list[Spec] = [{"x": plan.second, "y": plan.first} for plan in plans]
    area = 4 * plans[0].radius ** 2 if plans else 0
    return _layer(name, {"type": "circle", "size": area}, values)


def _name(canvas: Canvas, label: Label, placeholder: str) -> Spec:
    align = _ALIGN[label.anchor]
    return {**canvas.in_needs(label.x, label.y), "text": placeholder, "align": align}


def _names(layer: str, values: list[Spec]) -> Spec:
    mark = {
        "type": "text",
        "baseline": "alphabetic",
        "dy": 5,
        "limit": 0,
        "align": {"expr": "datum.align"},
    }
    return _layer(layer, mark, values, text={"field": "text", "type": "nominal"})


def _leaders(canvas: Canvas, plans: Sequence[Plan], labels: Sequence[Label]) -> Spec:
    """A thin line from a name to its point where the two stand apart."""
    pairs = zip(plans, labels, strict=True)
    values = [_leader(canvas, plan, label) for plan, label in pairs if label.needs_leader]
    mark = {"type": "rule"}
    return _layer("leaders", mark, values, x2={"field": "x2"}, y2={"field": "y2"})


def _leader(canvas: Canvas, plan: Plan, label: Label) -> Spec:
    x, y = canvas.place(plan)
    box = label.box
    edge = box.bottom if label.y < y else box.top
    end = canvas.in_needs(min(max(x, box.left), box.right), edge)
    return {"x": plan.second, "y": plan.first, "x2": end["x"], "y2": end["y"]}
