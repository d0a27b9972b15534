"""Where something stands in a text: a line and the columns of its first and last sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self


class Place(NamedTuple):
    """Line and columns count from 1; `end` is the column after the last sign."""

    line: int
    column: int
    end: int

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of one line, each sign with the column it stood in before spaces were taken out."""

    text: str
    columns: Sequence[int]
    """A range where nothing was taken out between its signs."""
    line: int
    after: int
    """The column to point at where nothing is left to point at."""

    @property
    def place(self) -> Place:
        if not self.columns:
            return Place(self.line, self.after, self.after)
        return Place(self.line, self.columns[0], self.columns[-1] + 1)

    def part(self, start: int, end: int) -> Self:
        """The signs from `start` until before `end`, both counted from 0."""
        after = self.columns[start] if start < len(self.columns) else self.place.end
        return type(self)(self.text[start:end], self.columns[start:end], self.line, after)

    def stripped(self) -> Self:
        """Without blank signs at its ends; tabs count as blank, as `str.strip` has it."""
        if self.text == self.text.strip():
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))
