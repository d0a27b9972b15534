"""What every chart is: a finding, its picture, and the same facts as a table."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.charts.svg import Svg

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a chart's table; numbers stand at the right."""

    name: str
    numeric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The facts of a picture; a row begins with its heading, and `picked` is the row to stress."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    picked: int | None = None

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row needs one cell a column")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture with the finding as title; `description` says in words what the picture shows."""

    title: str
    description: str
    svg: Svg
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in a picture; `place` 0 to 3 is the order of joining and decides the mark."""

    name: str
    place: int

    def __post_init__(self) -> None:
        if not 0 <= self.place <= 3:
            raise ValueError("a partnership has two to four members")


def signed(value: float, *, decimals: int = 0) -> str:
    """A number with its sign, as people read it: +3, 0, −2."""
    text = f"{value:+.{decimals}f}"
    if float(text) == 0:
        return text[1:]
    return text.replace("-", MINUS)


def plain(value: float, *, decimals: int = 0) -> str:
    """A number with a proper minus."""
    text = f"{value:.{decimals}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", MINUS)


def listed(parts: list[str]) -> str:
    """One, two and three."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
