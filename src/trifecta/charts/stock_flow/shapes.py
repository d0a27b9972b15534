"""A diagram with everything in its place, in pixels."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.charts.stock_flow.given import Link, Pipe
from trifecta.charts.stock_flow.things import Thing

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A thing around its middle; `title_above` where a cloud's pipe leaves below it."""

    thing: Thing
    x: float
    y: float
    width: float
    height: float
    title_above: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tube:
    """A pipe from its source to its destination, its valve, and its rate in lines."""

    points: tuple[Point, ...]
    valve: Point
    across: bool
    backwards: bool
    rate: tuple[str, ...]
    pipe: Pipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """An information link, and the words at its head."""

    points: tuple[Point, ...]
    words: str
    words_before: bool
    """Whether the words stand at the left of the head (above it where it points right)."""
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Everything in its place."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    tubes: tuple[Tube, ...]
    wires: tuple[Wire, ...]
