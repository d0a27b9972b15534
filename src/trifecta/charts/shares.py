"""How often each answer came, as far as it is said: a line an answer, and the part it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trifecta.charts.chart import Column, Table
from trifecta.charts.svg import Svg, element, percent

_HEIGHT = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """An answer whose share of all is somewhere above `low` and up to `high`, 0 to 1."""

    label: str
    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """One answer's line; `most` marks the highest part reached, if beyond the lowest."""

    label: str
    words: str
    most: bool
    svg: Svg


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """A line an answer, in their order; `share_table` says the same of several."""

    rows: tuple[ShareRow, ...]


def shares(*, answers: Sequence[Share], bounds: Sequence[float]) -> Shares:
    """The answers in their order; `bounds` are where the parts of the whole meet, 0 to 1."""
    if not all(0 <= one.low < one.high <= 1 for one in answers):
        raise ValueError("a share lies between none and all")
    highest = max((one.low for one in answers), default=0.0)
    rows = tuple(
        ShareRow(
            label=one.label,
            words=one.words,
            most=one.low == highest > 0,
            svg=_line(one, bounds, most=one.low == highest > 0),
        )
        for one in answers
    )
    return Shares(rows=rows)


def share_table(*, caption: str, figures: Sequence[tuple[str, Shares]]) -> Table:
    """Several pictures, each with its name, as one table."""
    return Table(
        caption=caption,
        columns=(Column(name="Figure"), Column(name="Answer"), Column(name="How many")),
        rows=tuple(
            (name, row.label, row.words) for name, picture in figures for row in picture.rows
        ),
    )


def _line(one: Share, bounds: Sequence[float], *, most: bool) -> Svg:
    grid = [
        element("line", class_="grid", x1=percent(100 * at), x2=percent(100 * at), y2=_HEIGHT)
        for at in (0.0, *bounds, 1.0)
    ]
    part = element(
        "rect",
        class_="bar" if most else "off",
        x=percent(100 * one.low),
        width=percent(100 * (one.high - one.low)),
        y=5,
        height=_HEIGHT - 10,
        rx=2,
        stroke_dasharray=None if most else "3 3",
    )
    return element(
        "svg",
        *grid,
        part,
        width="100%",
        height=_HEIGHT,
        overflow="visible",
        role="img",
        aria_label=f"{one.label}: {one.words}",
    )
