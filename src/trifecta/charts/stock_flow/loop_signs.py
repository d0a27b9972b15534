"""Where the sign of each feedback loop goes: near its middle, where nothing else is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from trifecta.charts.stock_flow.given import Structure
from trifecta.charts.stock_flow.shapes import Box, Layout, Tube
from trifecta.charts.stock_flow.strokes import LOOP_REACH, loop_sign
from trifecta.charts.stock_flow.things import LINE, room_for
from trifecta.charts.svg import Svg

_MOST_LOOP_SIGNS: Final = 12


@dataclass(slots=True)
class Taken:
    """Rectangles that are drawn on: left, top, right, bottom."""

    areas: list[tuple[float, float, float, float]] = field(default_factory=list)

    def near(self, x: float, y: float, reach: float) -> Taken:
        """Those within a square around a point."""
        return Taken(
            [
                area
                for area in self.areas
                if area[0] < x + reach
                and x - reach < area[2]
                and area[1] < y + reach
                and y - reach < area[3]
            ]
        )

    def is_free(self, x: float, y: float, reach: float) -> bool:
        """Whether a square around a point touches none of them."""
        return not any(
            left < x + reach and x - reach < right and top < y + reach and y - reach < bottom
            for left, top, right, bottom in self.areas
        )


def loop_signs(structure: Structure, layout: Layout) -> Iterator[list[Svg]]:
    """A sign for each of the shortest loops, near its middle, where nothing else is drawn."""
    taken = Taken(list(_areas(layout)))
    boxes = {shape.thing.name: shape for shape in layout.boxes if shape.thing.kind != "cloud"}
    tubes = dict(zip(_numbers(structure, layout), layout.tubes, strict=True))
    for loop in structure.loops[:_MOST_LOOP_SIGNS]:
        spots = [(boxes[name].x, boxes[name].y) for name in loop.stocks if name in boxes]
        spots += [tubes[flow].valve for flow in loop.flows if flow in tubes]
        if not spots:
            continue
        x = sum(spot[0] for spot in spots) / len(spots)
        y = sum(spot[1] for spot in spots) / len(spots)
        spot = _free_spot(taken, layout, x, y)
        if spot is not None:
            taken.areas.append(
                (
                    spot[0] - LOOP_REACH,
                    spot[1] - LOOP_REACH,
                    spot[0] + LOOP_REACH,
                    spot[1] + LOOP_REACH,
                )
            )
            yield loop_sign(loop.label, *spot)


def _numbers(structure: Structure, layout: Layout) -> list[int]:
    """Which pipe each tube is; tubes stand in the order of pipes."""
    places = {id(each): at for at, each in enumerate(structure.pipes)}
    return [places[id(tube.pipe)] for tube in layout.tubes]


def _free_spot(taken: Taken, layout: Layout, x: float, y: float) -> tuple[float, float] | None:
    near = taken.near(x, y, 200.0 + LOOP_REACH + 2)
    for reach in range(0, 200, 8):
        ring = [
            (x + dx, y + dy)
            for dx in range(-reach, reach + 1, 8)
            for dy in range(-reach, reach + 1, 8)
            if max(abs(dx), abs(dy)) == reach
        ]
        for spot in sorted(ring, key=lambda at: (abs(at[0] - x) + abs(at[1] - y), at)):
            inside = (
                LOOP_REACH <= spot[0] <= layout.width - LOOP_REACH
                and LOOP_REACH <= spot[1] <= layout.height - LOOP_REACH
            )
            if inside and near.is_free(*spot, LOOP_REACH + 2):
                return spot
    return None


def _areas(layout: Layout) -> Iterator[tuple[float, float, float, float]]:
    """Everything that a loop sign must not cover."""
    for shape in layout.boxes:
        yield _box_area(shape)
    for tube in layout.tubes:
        yield _rate_area(tube)
    for points, reach in (
        *((tube.points, 8.0) for tube in layout.tubes),
        *((shape.points, 4.0) for shape in layout.wires),
    ):
        for (x0, y0), (x1, y1) in pairwise(points):
            yield min(x0, x1) - reach, min(y0, y1) - reach, max(x0, x1) + reach, max(y0, y1) + reach
    for one in layout.wires:
        x, y = one.points[-1]
        yield x - 10, y - 22, x + 22 + 8 * len(one.words), y + 20


def _box_area(shape: Box) -> tuple[float, float, float, float]:
    half = max(shape.width, shape.thing.width) / 2
    words = LINE * shape.thing.lines + 4 if shape.thing.kind == "cloud" else 0.0
    above, below = (words, 0.0) if shape.title_above else (0.0, words)
    return (
        shape.x - half,
        shape.y - shape.height / 2 - above,
        shape.x + half,
        shape.y + shape.height / 2 + below,
    )


def _rate_area(tube: Tube) -> tuple[float, float, float, float]:
    """The valve, its rate and its marks."""
    x, y = tube.valve
    width = max((room_for(line) for line in tube.rate), default=0.0)
    if tube.across:
        half = max(width / 2, 32.0)
        return x - half, y - 26, x + half, y + 16 + LINE * len(tube.rate)
    half = max(LINE * len(tube.rate) / 2, 32.0)
    return x - 22, y - half, x + 16 + width, y + half
