"""From text to lines of stocks, arrows and rates, each part with its place.

The language takes every space out of a line before it looks at it, keeps tabs, and lets a comment
begin with # wherever no > or @ was read before it on its line: what stood before the # is then
part of the comment.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trifecta.domain.systems.places import Piece, Place


class PartKind(StrEnum):
    """What a part of a line is."""

    STOCK = "stock"
    ARROW = "arrow"
    AT = "at"
    RATE = "rate"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line as it stands, not yet read any further."""

    kind: PartKind
    piece: Piece


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a model; `parts` is empty where it is blank."""

    number: int
    text: str
    parts: tuple[Part, ...]

    @property
    def place(self) -> Place:
        """From its first sign to its last, blank ones left out."""
        start = len(self.text) - len(self.text.lstrip())
        return Place(self.number, start + 1, max(start, len(self.text.rstrip())) + 1)


def lines_of(text: str) -> tuple[Line, ...]:
    """Every line of a text, counted from 1."""
    return tuple(
        Line(number, line, _Parts(line, number).read())
        for number, line in enumerate(text.split("\n"), 1)
    )


class _Parts:
    """Goes through one line sign by sign, in one of three moods: stock, rate or comment."""

    def __init__(self, text: str, number: int) -> None:
        self.text = text
        self.number = number
        self.parts: list[Part] = []
        self.signs: list[int] = []
        self.mood = PartKind.STOCK

    def read(self) -> tuple[Part, ...]:
        for at, sign in enumerate(self.text):
            if sign == "#" and not self.parts:
                self.mood = PartKind.COMMENT
            if self.mood is PartKind.COMMENT:
                self.signs.append(at)
            elif self.mood is PartKind.STOCK and sign in ">@":
                self._stock_ends(at, sign)
            elif sign not in " >":
                self.signs.append(at)
        if self.signs:
            self._end(self.mood, len(self.text))
        return tuple(self.parts)

    def _stock_ends(self, at: int, sign: str) -> None:
        self._end(PartKind.STOCK, at)
        kind = PartKind.ARROW if sign == ">" else PartKind.AT
        self.signs = [at]
        self._end(kind, at)
        self.mood = PartKind.STOCK if sign == ">" else PartKind.RATE

    def _end(self, kind: PartKind, after: int) -> None:
        text = "".join(self.text[at] for at in self.signs)
        columns = tuple(at + 1 for at in self.signs)
        self.parts.append(Part(kind, Piece(text, columns, self.number, after + 1)))
        self.signs = []
