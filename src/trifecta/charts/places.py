"""Finding room for boxes beside points: greedy, the same every time, and remembered."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

LINE_HEIGHT = 18.0
REMEMBERED = 256
"""How many arrangements are kept; there are no words in them."""

_CLEAR = 6.0
_LEADER_FROM = 1.5 * LINE_HEIGHT
_COST_OF_A_POINT, _COST_OF_A_LINE = 400.0, 100.0
_BESIDE_ANOTHER, _COST_OF_A_PIXEL_NEARER = 30.0, 3.0

Anchor = Literal["start", "middle", "end"]
Line = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in pixels; y goes down."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A mark, and how wide the name is that it needs beside it."""

    x: float
    y: float
    radius: float
    importance: int
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Room for a name: `x` is where `anchor` is, `y` the middle of the line of text."""

    x: float
    y: float
    anchor: Anchor
    box: Box
    needs_leader: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    x: float
    y: float
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    names: Sequence[Box]
    lines: Sequence[Box]


@lru_cache(maxsize=REMEMBERED)
def find_places(
    points: tuple[Point, ...], frame: Box, lines: tuple[Line, ...]
) -> tuple[Place, ...]:
    """A place for each point's name, in their order; none meets another or leaves the frame.

    Important points choose first, among places beside, above and below them, then further away,
    then in any free line; marks and lines are avoided where possible. Raises ValueError when the
    frame is too small.
    """
    crossed = _along(lines)
    found: dict[int, Place] = {}
    for index in sorted(range(len(points)), key=lambda i: (-points[i].importance, i)):
        taken = _Taken(names=[place.box for place in found.values()], lines=crossed)
        found[index] = _nearest(index, points, frame, taken)
    return tuple(found[index] for index in range(len(points)))


def _nearest(index: int, points: Sequence[Point], frame: Box, taken: _Taken) -> Place:
    """The cheapest free place; nearest first, so that most of the others need not be looked at."""
    point = points[index]
    others = [other for i, other in enumerate(points) if i != index and _apart(point, other)]
    places = [_place(point, spot) for spot in _spots(point, frame)]
    best, lowest = None, math.inf
    for place in sorted(places, key=lambda place: _distance(place, point)):
        distance = _distance(place, point)
        if distance >= lowest:
            break
        if not frame.holds(place.box) or any(place.box.meets(box) for box in taken.names):
            continue
        cost = distance + _penalty(place, point, others, taken.lines)
        if cost < lowest:
            best, lowest = place, cost
    if best is None:
        raise ValueError("the frame is too small for its names")
    return best


def _apart(one: Point, other: Point) -> bool:
    return (one.x, one.y) != (other.x, other.y)


def _spots(point: Point, frame: Box) -> Iterator[_Spot]:
    away = point.radius + _CLEAR
    rows = int((frame.bottom - frame.top) // LINE_HEIGHT)
    for step in sorted(range(-rows, rows + 1), key=abs):
        y = point.y + step * LINE_HEIGHT
        yield _Spot(x=point.x + away, y=y, anchor="start")
        yield _Spot(x=point.x - away, y=y, anchor="end")
        if step:
            beyond = y + (away - 4 if step > 0 else 4 - away)
            yield _Spot(x=point.x, y=beyond, anchor="middle")
            yield _Spot(x=point.x - point.radius, y=beyond, anchor="start")
            yield _Spot(x=point.x + point.radius, y=beyond, anchor="end")
    half = point.width / 2
    inside = min(max(point.x, frame.left + half), frame.right - half)
    for row in range(rows):
        yield _Spot(x=inside, y=frame.top + (row + 0.5) * LINE_HEIGHT, anchor="middle")


def _place(point: Point, spot: _Spot) -> Place:
    left = spot.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[spot.anchor] * point.width
    half = LINE_HEIGHT / 2
    return Place(
        x=spot.x,
        y=spot.y,
        anchor=spot.anchor,
        box=Box(left=left, top=spot.y - half, right=left + point.width, bottom=spot.y + half),
        needs_leader=abs(spot.y - point.y) > _LEADER_FROM + point.radius,
    )


def _distance(place: Place, point: Point) -> float:
    across = max(place.box.left - point.x, point.x - place.box.right, 0.0)
    return across + 1.6 * abs(place.y - point.y)


def _penalty(place: Place, point: Point, others: Sequence[Point], lines: Sequence[Box]) -> float:
    """As so many pixels more: for covering a mark or a line, and for standing beside another."""
    covered = sum(place.box.meets(_around(other, _CLEAR)) for other in others)
    met = any(place.box.meets(box) for box in lines)
    return (
        sum(_misleading(place, other) for other in others)
        + _COST_OF_A_POINT * (covered + place.box.meets(_around(point, 0)))
        + _COST_OF_A_LINE * met
    )


def _misleading(place: Place, other: Point) -> float:
    """How much the name looks as if it belonged to another point at its end."""
    if abs(place.y - other.y) > LINE_HEIGHT:
        return 0.0
    gap = max(place.box.left - other.x, other.x - place.box.right) - other.radius
    return _COST_OF_A_PIXEL_NEARER * max(0.0, _BESIDE_ANOTHER - max(0.0, gap))


def _around(point: Point, margin: float) -> Box:
    """The mark and as much beside it; above and below a name can come closer."""
    wide, high = point.radius + margin, point.radius + margin / 3
    return Box(left=point.x - wide, top=point.y - high, right=point.x + wide, bottom=point.y + high)


def _along(lines: Sequence[Line]) -> list[Box]:
    """Small boxes along each line, close enough that a label cannot slip between them."""
    boxes = []
    for (x1, y1), (x2, y2) in lines:
        pieces = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) // 12))
        for piece in range(pieces + 1):
            x = x1 + (x2 - x1) * piece / pieces
            y = y1 + (y2 - y1) * piece / pieces
            boxes.append(Box(left=x - 1, top=y - 1, right=x + 1, bottom=y + 1))
    return boxes
