"""From text to lines of stocks and rates, each part with its place.

The language takes every space out of a line before it looks at it, keeps tabs, and lets a comment
begin with # wherever no > or @ was read before it on its line: what stood before the # is then
part of the comment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trifecta.domain.systems.places import Piece, Place

_ENDS_A_STOCK: Final = re.compile("[#>@]")


class PartKind(StrEnum):
    """What a part of a line is."""

    STOCK = "stock"
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
        Line(number, line, parts_of(line, number))
        for number, line in enumerate(text.split("\n"), 1)
    )


def parts_of(text: str, number: int) -> tuple[Part, ...]:
    """Stocks between arrows until an @, and then the rate, which keeps every sign but > there."""
    first = _ENDS_A_STOCK.search(text)
    if first is None:
        only = piece_of(text, number, 0, len(text))
        return (Part(PartKind.STOCK, only),) if only.text else ()
    if first.group() == "#":
        return (_comment(text, number, first.start()),)
    at = text.find("@")
    parts: list[Part] = []
    start, stocks_end = 0, len(text) if at < 0 else at
    while (arrow := text.find(">", start, stocks_end)) >= 0:
        parts.append(Part(PartKind.STOCK, piece_of(text, number, start, arrow)))
        start = arrow + 1
    last = piece_of(text, number, start, stocks_end)
    if last.text or at >= 0:
        parts.append(Part(PartKind.STOCK, last))
    if at >= 0:
        rate = piece_of(text, number, at + 1, len(text), without=" >")
        if rate.text:
            parts.append(Part(PartKind.RATE, rate))
    return tuple(parts)


def _comment(text: str, number: int, sign: int) -> Part:
    """What stands before the # loses its spaces, and is part of the comment."""
    before = piece_of(text, number, 0, sign)
    after = range(sign + 1, len(text) + 1)
    columns = (*before.columns, *after) if before.text else after
    return Part(PartKind.COMMENT, Piece(before.text + text[sign:], columns, number, len(text) + 1))


def piece_of(text: str, number: int, start: int, end: int, *, without: str = " ") -> Piece:
    """Signs from `start` until before `end`, counted from 0, less those that do not count."""
    raw = text[start:end]
    signs = raw.strip(without)
    if " " not in signs and (without == " " or ">" not in signs):
        first = start + 1 + len(raw) - len(raw.lstrip(without))
        return Piece(signs, range(first, first + len(signs)), number, end + 1)
    columns = tuple(at + 1 for at in range(start, end) if text[at] not in without)
    return Piece("".join(text[column - 1] for column in columns), columns, number, end + 1)
