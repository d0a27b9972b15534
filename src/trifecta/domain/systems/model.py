"""A model as it was written: stocks, flows between them, and formulas as their signs stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from trifecta.domain.systems.places import Place


class TokenKind(StrEnum):
    """What a part of a formula is; the values are the names the language gives them."""

    WHOLE = "whole"
    DECIMAL = "decimal"
    INFINITY = "inf"
    REFERENCE = "reference"
    OPERATION = "operation"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One part of a formula; two are equal when they say the same, wherever they stand."""

    kind: TokenKind
    text: str = ""
    inner: tuple[Token, ...] = ()
    """The parts of a formula in brackets."""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """Values and operations from left to right: 2 + 3 * 4 is 20."""

    tokens: tuple[Token, ...]
    place: Place | None = field(default=None, compare=False)

    @property
    def references(self) -> tuple[Token, ...]:
        """Names outside brackets; only these are looked up before a run begins."""
        if len(self.tokens) == 1 and self.tokens[0].kind is not TokenKind.REFERENCE:
            return ()
        return tuple([token for token in self.tokens if token.kind is TokenKind.REFERENCE])

    def __str__(self) -> str:
        return written(self.tokens)


def written(tokens: tuple[Token, ...]) -> str:
    """A formula as a person would write it, with a space on both sides of each operation."""
    return " ".join(
        f"({written(token.inner)})" if token.kind is TokenKind.FORMULA else token.text
        for token in tokens
    )


NOTHING: Final = Formula(tokens=(Token(kind=TokenKind.WHOLE, text="0"),))
"""The initial value of a stock that has none written."""
UNLIMITED: Final = Formula(tokens=(Token(kind=TokenKind.INFINITY, text="inf"),))
"""The maximum of a stock that has none written, and the value of an infinite one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What piles up; an infinite one is written in square brackets and left out of tables.

    Names repeat where an infinite stock is written more than once. State goes by name, and each
    flow keeps the maximum of the stock that was written with it, as the language has it.
    """

    name: str
    initial: Formula = NOTHING
    maximum: Formula = UNLIMITED
    shown: bool = True
    place: Place | None = field(default=None, compare=False)


class FlowKind(StrEnum):
    """Rate moves a number; Conversion empties its source at a discount; Leak moves a share."""

    RATE = "rate"
    CONVERSION = "conversion"
    LEAK = "leak"


class Semantics(StrEnum):
    """What a text means when it runs: as the language was published, or without its traps."""

    PUBLISHED = "systems"
    SANE = "sane"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """From one stock to another; `source` and `destination` are places in `Model.stocks`."""

    source: int
    destination: int | None
    """None where a line names no destination; the first round of a run refuses it."""
    kind: FlowKind
    formula: Formula
    kind_is_written: bool
    """False where the number alone decided: decimals convert, all else is a rate."""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Stocks in order of first mention and flows in order of declaration."""

    stocks: tuple[Stock, ...] = ()
    flows: tuple[Flow, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name once, in order of first mention."""
        return tuple(dict.fromkeys(stock.name for stock in self.stocks))

    @property
    def work(self) -> int:
        """How many values and operations a round computes, as a measure of the time it takes."""
        flows = sum(1 + _size(flow.formula.tokens) for flow in self.flows)
        into = {flow.destination for flow in self.flows if flow.destination is not None}
        return flows + sum(_size(self.stocks[at].maximum.tokens) for at in into)

    @property
    def shown(self) -> tuple[str, ...]:
        """Names that have a column in a table, in order of first mention."""
        return tuple(stock.name for stock in self.stocks if stock.shown)


def _size(tokens: tuple[Token, ...]) -> int:
    return sum(1 + _size(token.inner) for token in tokens)
