"""Names beside points: as long as there is room for them, and where none covers another."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from trifecta.charts.places import LINE_HEIGHT, Anchor, Box, Line, Point, find_places

_AVERAGE, _NARROW, _BROAD, _FULL = 7.7, 4.4, 11.5, 15.0
_BOLD = 1.07


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
    points: Sequence[Named], *, frame: Box, lines: Sequence[Line] = (), widest: float
) -> list[Label]:
    """A label for each point, in their order; none overlaps another or leaves the frame.

    `widest` is the most pixels a name may take. The frame is at least `height_for(len(points))`
    high and `widest` wide; ValueError otherwise.
    """
    texts = [shortened(point.name, widest, bold=point.bold) for point in points]
    places = find_places(
        tuple(_sized(point, text) for point, text in zip(points, texts, strict=True)),
        frame,
        tuple(lines),
    )
    return [
        Label(
            text=text,
            x=place.x,
            y=place.y,
            anchor=place.anchor,
            box=place.box,
            needs_leader=place.needs_leader,
        )
        for text, place in zip(texts, places, strict=True)
    ]


def _sized(point: Named, text: str) -> Point:
    return Point(
        x=point.x,
        y=point.y,
        radius=point.radius,
        importance=point.importance,
        width=text_width(text, bold=point.bold),
    )


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
