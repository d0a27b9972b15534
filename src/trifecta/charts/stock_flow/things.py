"""What stands in a diagram: stocks and constants once, and a cloud at each end of a pipe."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from trifecta.charts.labels import text_width
from trifecta.charts.stock_flow.given import Node, Structure

LINE = 17.0
"""From one line of text to the next, in pixels."""
_WORD = r"(?:[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9.]+%?)"
_PIECES = re.compile(rf"[(\[]*{_WORD}[0-9]*[)\],]*|_+|\s+|.", re.DOTALL)
_PLAIN, _BOLD = 1.06, 1.2
"""Some sans serifs are wider than `text_width` says."""


@lru_cache(maxsize=4096)
def room_for(text: str, *, bold: bool = False) -> float:
    """Pixels for a text in any sans serif that a page may be shown in."""
    return text_width(text) * (_BOLD if bold else _PLAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One box, cloud or constant: its name and what stands below it, in lines that fit."""

    name: str
    kind: str
    title: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def width(self) -> float:
        """Of its widest line."""
        titles = [room_for(line, bold=self.kind != "cloud") for line in self.title]
        return max([*titles, *map(room_for, self.notes)], default=0.0)

    @property
    def lines(self) -> int:
        return len(self.title) + len(self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everything that has a place, and what each pipe and link runs between."""

    things: tuple[Thing, ...]
    ends: tuple[tuple[int, int], ...]
    """The things at the beginning and the end of each pipe."""
    of_name: dict[str, tuple[int, ...]]
    """Every thing of a name; several where clouds repeat."""


def cast_of(structure: Structure, *, widest: float) -> Cast:
    """The things of a diagram; no line of text is wider than `widest` pixels."""
    nodes = {node.name: node for node in structure.nodes}
    things: list[Thing] = []
    of_name: dict[str, list[int]] = {}

    def add(name: str) -> int:
        node = nodes.get(name)
        things.append(_thing(node, widest) if node else _nameless())
        of_name.setdefault(name, []).append(len(things) - 1)
        return len(things) - 1

    ended = {end for pipe in structure.pipes for end in (pipe.source, pipe.destination)}
    for node in structure.nodes:
        if node.kind != "cloud" or node.name not in ended:
            add(node.name)

    def end(name: str) -> int:
        node = nodes.get(name)
        return add(name) if node is None or node.kind == "cloud" else of_name[name][0]

    ends = tuple((end(pipe.source), end(pipe.destination)) for pipe in structure.pipes)
    return Cast(
        things=tuple(things),
        ends=ends,
        of_name={name: tuple(each) for name, each in of_name.items()},
    )


def _thing(node: Node, widest: float) -> Thing:
    notes: list[str] = []
    if node.kind == "constant":
        notes = wrapped(f"= {node.initial}", widest)
    elif node.initial not in ("", "0"):
        notes = wrapped(f"starts at {node.initial}", widest)
    if node.maximum:
        notes += wrapped(f"at most {node.maximum}", widest)
    return Thing(
        name=node.name,
        kind=node.kind,
        title=tuple(wrapped(node.name, widest, bold=node.kind != "cloud")),
        notes=tuple(notes),
    )


def _nameless() -> Thing:
    return Thing(name="", kind="cloud", title=(), notes=())


def wrapped(text: str, widest: float, *, bold: bool = False) -> list[str]:
    """The text in lines of `widest` pixels, broken where words or capitals begin.

    All of it is kept. A word may be wider by a quarter; beyond that it is broken anywhere.
    """
    lines: list[str] = []
    line = ""
    for piece in _PIECES.findall(text):
        if room_for((line + piece).rstrip(), bold=bold) <= widest:
            line += piece
            continue
        if line.strip():
            lines.append(line.strip())
        line = piece.lstrip()
        while room_for(line, bold=bold) > 1.25 * widest:
            kept = _fitting(line, widest, bold=bold)
            lines.append(line[:kept])
            line = line[kept:]
    return [*lines, line.strip()] if line.strip() else lines


def _fitting(text: str, widest: float, *, bold: bool) -> int:
    kept = len(text)
    while kept > 1 and room_for(text[:kept], bold=bold) > widest:
        kept -= 1
    return kept
