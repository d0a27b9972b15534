"""Where the names beside points go, so that no two of them overlap."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

LINE_HEIGHT = 18.0

_AVERAGE, _NARROW, _BROAD, _FULL = 7.7, 4.4, 11.5, 15.0
_BOLD = 1.07
_CLEAR = 6.0
_LEADER_FROM = 1.5 * LINE_HEIGHT
_COST_OF_A_POINT, _COST_OF_A_LINE = 400.0, 100.0
_BESIDE_ANOTHER, _COST_OF_A_PIXEL_NEARER = 30.0, 3.0

Anchor = Literal["start", "middle", "end"]


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
class Named:
    """A point that needs its name beside it; the most important ones choose first."""

    name: str
    x: float
    y: float
    radius: float
    importance: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name in its place: `x` is where `anchor` is, `y` the middle of the line of text."""

    text: str
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
    labels: Sequence[Box]
    lines: Sequence[Box]


def text_width(text: str, *, bold: bool = False) -> float:
    """About how wide a text of 14 px is, on the generous side, whichever sans serif draws it."""
    return sum(map(_character_width, text)) * (_BOLD if bold else 1.0)


def shortened(text: str, width: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits, with an ellipsis."""
    if text_width(text, bold=bold) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept}…", bold=bold) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def height_for(count: int, *, least: float) -> float:
    """A frame at least this high has a free line for each of `count` names."""
    return max(least, LINE_HEIGHT * (2 * count + 2))


def place_labels(
    points: Sequence[Named],
    *,
    frame: Box,
    lines: Sequence[tuple[tuple[float, float], tuple[float, float]]] = (),
    widest: float,
) -> list[Label]:
    """A label for each point, in their order; none overlaps another or leaves the frame.

    Greedy: important points choose first among places beside, above and below them, then further
    away, then in any free line; marks and lines are avoided where possible. `widest` is the most
    pixels a name may take. The frame is at least `height_for(len(points))` high and `widest` wide.
    """
    crossed = _along(lines)
    placed: dict[int, Label] = {}
    for index in sorted(range(len(points)), key=lambda i: (-points[i].importance, i)):
        taken = [label.box for label in placed.values()]
        placed[index] = _nearest(
            points[index], points, frame, widest, _Taken(labels=taken, lines=crossed)
        )
    return [placed[index] for index in range(len(points))]


def _nearest(
    point: Named, points: Sequence[Named], frame: Box, widest: float, taken: _Taken
) -> Label:
    """The cheapest free label; nearest first, so that most of the others need not be looked at."""
    text = shortened(point.name, widest, bold=point.bold)
    width = text_width(text, bold=point.bold)
    labels = [_label(point, text, width, spot) for spot in _spots(point, frame, width)]
    best, lowest = None, math.inf
    for label in sorted(labels, key=lambda label: _distance(label, point)):
        distance = _distance(label, point)
        if distance >= lowest:
            break
        if not frame.holds(label.box) or any(label.box.meets(box) for box in taken.labels):
            continue
        cost = distance + _penalty(label, point, points, taken.lines)
        if cost < lowest:
            best, lowest = label, cost
    if best is None:
        raise ValueError("the frame is too small for its names")
    return best


def _spots(point: Named, frame: Box, width: float) -> Iterator[_Spot]:
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
    inside = min(max(point.x, frame.left + width / 2), frame.right - width / 2)
    for row in range(rows):
        yield _Spot(x=inside, y=frame.top + (row + 0.5) * LINE_HEIGHT, anchor="middle")


def _label(point: Named, text: str, width: float, spot: _Spot) -> Label:
    left = spot.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[spot.anchor] * width
    half = LINE_HEIGHT / 2
    return Label(
        text=text,
        x=spot.x,
        y=spot.y,
        anchor=spot.anchor,
        box=Box(left=left, top=spot.y - half, right=left + width, bottom=spot.y + half),
        needs_leader=abs(spot.y - point.y) > _LEADER_FROM + point.radius,
    )


def _distance(label: Label, point: Named) -> float:
    across = max(label.box.left - point.x, point.x - label.box.right, 0.0)
    return across + 1.6 * abs(label.y - point.y)


def _penalty(label: Label, point: Named, points: Sequence[Named], lines: Sequence[Box]) -> float:
    """As so many pixels more: for covering a mark or a line, and for standing beside another."""
    others = [other for other in points if other != point]
    covered = sum(label.box.meets(_around(other, _CLEAR)) for other in others)
    met = any(label.box.meets(box) for box in lines)
    return (
        sum(_misleading(label, other) for other in others)
        + _COST_OF_A_POINT * (covered + label.box.meets(_around(point, 0)))
        + _COST_OF_A_LINE * met
    )


def _misleading(label: Label, other: Named) -> float:
    """How much the label looks as if it belonged to another point at its end."""
    if abs(label.y - other.y) > LINE_HEIGHT:
        return 0.0
    gap = max(label.box.left - other.x, other.x - label.box.right) - other.radius
    return _COST_OF_A_PIXEL_NEARER * max(0.0, _BESIDE_ANOTHER - max(0.0, gap))


def _around(point: Named, margin: float) -> Box:
    """The mark and as much beside it; above and below a name can come closer."""
    wide, high = point.radius + margin, point.radius + margin / 3
    return Box(left=point.x - wide, top=point.y - high, right=point.x + wide, bottom=point.y + high)


def _along(lines: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> list[Box]:
    """Small boxes along each line, close enough that a label cannot slip between them."""
    boxes = []
    for (x1, y1), (x2, y2) in lines:
        pieces = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) // 12))
        for piece in range(pieces + 1):
            x = x1 + (x2 - x1) * piece / pieces
            y = y1 + (y2 - y1) * piece / pieces
            boxes.append(Box(left=x - 1, top=y - 1, right=x + 1, bottom=y + 1))
    return boxes


def _character_width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL
    if character in "iljtfrI.,:;'’‘!|()[] ":
        return _NARROW
    if character in "mwMW@%…—" or ord(character) > 0x2FFF:
        return _BROAD
    return 9.6 if character.isupper() else _AVERAGE
