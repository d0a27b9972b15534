"""The signs of a diagram as shapes: boxes, clouds, pipes with valves, dashed links, loop signs."""

from __future__ import annotations

import math
from collections.abc import Sequence

from trifecta.charts.stock_flow.layout import VALVE
from trifecta.charts.stock_flow.shapes import Box, Point, Tube, Wire
from trifecta.charts.stock_flow.things import LINE
from trifecta.charts.svg import Svg, element, number

_HEAD = 9.0
_ROUND = 9.0
LOOP_REACH = 15.0
"""How far a loop sign reaches from its middle, in pixels."""
_CLOUD = (
    "M-18,12 C-30,12 -31,-3 -20,-5 C-20,-16 -5,-19 0,-11 C6,-19 21,-15 20,-4 C31,-2 29,12 18,12 Z"
)


def box(shape: Box) -> list[Svg]:
    """A stock as a box, a constant in a round outline, a cloud with its name beside it."""
    thing = shape.thing
    if thing.kind == "cloud":
        titles_height = LINE * len(thing.title)
        top = shape.y - shape.height / 2 - 3 - titles_height
        if not shape.title_above:
            top = shape.y + shape.height / 2 + 1
        picture = element(
            "path",
            class_="cloud",
            d=_CLOUD,
            transform=f"translate({number(shape.x)} {number(shape.y)})",
        )
        return [picture, *lines_of(thing.title, shape.x, top, None)]
    rounded = min(shape.height / 2, 15.0) if thing.kind == "constant" else 2.0
    picture = element(
        "rect",
        class_=thing.kind,
        x=shape.x - shape.width / 2,
        y=shape.y - shape.height / 2,
        width=shape.width,
        height=shape.height,
        rx=rounded,
    )
    top = shape.y - LINE * thing.lines / 2
    return [
        picture,
        *lines_of(thing.title, shape.x, top, "strong inside"),
        *lines_of(thing.notes, shape.x, top + LINE * len(thing.title), "inside"),
    ]


def lines_of(
    lines: Sequence[str], x: float, top: float, class_: str | None, anchor: str = "middle"
) -> list[Svg]:
    """Lines of text below each other."""
    return [
        element("text", line, class_=class_, x=x, y=top + LINE * at + 12.5, text_anchor=anchor)
        for at, line in enumerate(lines)
    ]


def pipe(tube: Tube) -> list[Svg]:
    """Two walls with the flow between them, and the arrow at its end."""
    *before, last, end = tube.points
    back = _towards(end, last, _HEAD)
    d = _path([*before, last, back])
    return [
        element("path", class_="wall", d=d),
        element("path", class_="pipe", d=d),
        _arrow(end, last, class_="head", size=_HEAD + 2, half=7.0),
    ]


def valve(tube: Tube) -> list[Svg]:
    """A bow tie across the pipe, its rate below it or at its right, and B where it balances."""
    x, y = tube.valve
    size = VALVE
    if tube.across:
        corners = [(x - size, y - size), (x + size, y + size), (x + size, y - size)]
        corners.append((x - size, y + size))
        words = lines_of(tube.rate, x, y + 15, None)
    else:
        corners = [(x - size, y - size), (x + size, y + size), (x - size, y + size)]
        corners.append((x + size, y - size))
        top = y - LINE * len(tube.rate) / 2
        words = lines_of(tube.rate, x + 15, top, None, anchor="start")
    points = " ".join(f"{number(a)},{number(b)}" for a, b in corners)
    return [element("polygon", class_="valve", points=points), *words, *_marks(tube)]


def _marks(tube: Tube) -> list[Svg]:
    """B before a valve that drains its source, and behind one that fills up to a maximum."""
    marks = []
    for holds, side in ((tube.pipe.drains, -1), (tube.pipe.limited, 1)):
        if holds:
            far = (22.0 if tube.across else 21.0) * side * (-1 if tube.backwards else 1)
            x, y = tube.valve
            spot = (x + far, y - 10) if tube.across else (x - 14, y + far + 5)
            marks.append(
                element("text", "B", class_="balance", x=spot[0], y=spot[1], text_anchor="middle")
            )
    return marks


def wire(shape: Wire) -> list[Svg]:
    """A thin dashed arrow with its sign at the head."""
    *before, last, end = shape.points
    back = _towards(end, last, 6.0)
    across = abs(end[0] - last[0]) > abs(end[1] - last[1])
    x, y = end
    if across:
        ahead = 1 if end[0] > last[0] else -1
        below = -6 if shape.words_before else 15
        words = (x - ahead * 5, y + below, "end" if ahead > 0 else "start")
    else:
        ahead = 1 if end[1] > last[1] else -1
        aside = -7 if shape.words_before else 7
        down = y - ahead * 8 + (0 if ahead > 0 else 8)
        words = (x + aside, down, "end" if aside < 0 else "start")
    return [
        element("path", class_="link", d=_path([*before, last, back])),
        _arrow(end, last, class_="link-head", size=8.0, half=4.0),
        element("text", shape.words, class_="sign", x=words[0], y=words[1], text_anchor=words[2]),
    ]


def loop_sign(label: str, x: float, y: float) -> list[Svg]:
    """The label of a loop with an arrow going round it."""
    reach = LOOP_REACH - 2
    start, stop = math.radians(-60), math.radians(210)
    a = (x + reach * math.cos(start), y + reach * math.sin(start))
    b = (x + reach * math.cos(stop), y + reach * math.sin(stop))
    d = f"M{_spot(a)} A{number(reach)},{number(reach)} 0 1 1 {_spot(b)}"
    along = (-math.sin(stop), math.cos(stop))
    tip = (b[0] + 6 * along[0], b[1] + 6 * along[1])
    return [
        element("path", class_="round", d=d),
        _arrow(tip, b, class_="round-head", size=7.0, half=3.5),
        element("text", label, class_="loop", x=x, y=y + 5, text_anchor="middle"),
    ]


def _arrow(end: Point, back: Point, *, class_: str, size: float, half: float) -> Svg:
    length = math.dist(end, back) or 1.0
    dx, dy = (end[0] - back[0]) / length, (end[1] - back[1]) / length
    base = (end[0] - size * dx, end[1] - size * dy)
    corners = [end, (base[0] - half * dy, base[1] + half * dx)]
    corners.append((base[0] + half * dy, base[1] - half * dx))
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    return element("polygon", class_=class_, points=points)


def _towards(point: Point, other: Point, far: float) -> Point:
    length = math.dist(point, other)
    share = min(far / length, 1.0) if length else 0.0
    return (
        point[0] + (other[0] - point[0]) * share,
        point[1] + (other[1] - point[1]) * share,
    )


def _path(points: Sequence[Point]) -> str:
    """Straight lines with round corners."""
    said = [f"M{_spot(points[0])}"]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        one = _towards(at, before, min(_ROUND, math.dist(at, before) / 2))
        other = _towards(at, after, min(_ROUND, math.dist(at, after) / 2))
        said.append(f"L{_spot(one)} Q{_spot(at)} {_spot(other)}")
    said.append(f"L{_spot(points[-1])}")
    return " ".join(said)


def _spot(point: Point) -> str:
    return f"{number(point[0])},{number(point[1])}"
