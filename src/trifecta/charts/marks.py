"""The mark of each person: circle, diamond, square, triangle; filled, open, or around another."""

from __future__ import annotations

from typing import Literal

from trifecta.charts.chart import Person
from trifecta.charts.svg import Svg, element, percent

Kind = Literal["filled", "ring", "around"]

LETTERS = "abcd"
_SIZES: dict[Kind, float] = {"filled": 8, "ring": 7, "around": 12}
_TRIANGLE = (0.0, -1.1, 1.05, 0.75, -1.05, 0.75)


def shape(person: Person, kind: Kind) -> Svg:
    """The mark around the origin, about `_SIZES[kind]` pixels in radius."""
    letter = LETTERS[person.place]
    class_ = letter if kind == "filled" else f"{letter}-ring"
    size = _SIZES[kind]
    if letter == "a":
        return element("circle", class_=class_, r=size)
    if letter == "d":
        points = " ".join(f"{value * size:.2f}" for value in _TRIANGLE)
        return element("polygon", class_=class_, points=points)
    side = size * (1.7 if letter == "b" else 1.65)
    turn = "rotate(45)" if letter == "b" else None
    return element(
        "rect", class_=class_, x=-side / 2, y=-side / 2, width=side, height=side, transform=turn
    )


def mark_at(person: Person, kind: Kind, *, left: float, top: float) -> Svg:
    """The mark `left` percent across and `top` pixels down."""
    return element("svg", shape(person, kind), x=percent(left), y=top, overflow="visible")


def key_mark(person: Person, kind: Kind) -> Svg:
    """The mark by itself, for the list of marks above a picture; said in words beside it."""
    return element("svg", shape(person, kind), viewBox="-10 -10 20 20", aria_hidden="true")
