"""A model as a list of steps over rows of numbers, one column a draw, for engines to run.

What a step does is in `Op`; `blocks` takes them with NumPy and `lanes` with Numba, and both come to
the same numbers. Those are what Python's own whole numbers and floats come to as long as every
number on the way is below 2^53 or has no end, which the engines watch draw by draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.errors import TrifectaError
from trifecta.domain.systems.checking import check_model
from trifecta.domain.systems.ensembles.parameters import Address, Part
from trifecta.domain.systems.formulas import order_fault
from trifecta.domain.systems.model import Flow, FlowKind, Formula, Model, Token, TokenKind

EXACT: Final = 2.0**53
"""Below this, floats hold every whole number."""


class Op(IntEnum):
    """Columns of a step: op, out, a, b, c, d; each is a row.

    Flows take from row a at the rate in row b and add to row out; where there is a maximum, row c
    is the room that is left, and row d the destination of a conversion.
    """

    COPY = 0
    ADD = 1
    SUBTRACT = 2
    MULTIPLY = 3
    DIVIDE = 4
    ROOM = 5
    """out = a - b, and a where b has no end."""
    CLEAR = 6
    RATE = 7
    LEAK = 8
    CONVERSION = 9
    RATE_INTO_ROOM = 10
    LEAK_INTO_ROOM = 11
    CONVERSION_INTO_ROOM = 12


Steps = NDArray[np.int64]
_ARITHMETIC: Final = {"+": Op.ADD, "-": Op.SUBTRACT, "*": Op.MULTIPLY, "/": Op.DIVIDE}
_FLOWS: Final = {
    FlowKind.RATE: (Op.RATE, Op.RATE_INTO_ROOM),
    FlowKind.LEAK: (Op.LEAK, Op.LEAK_INTO_ROOM),
    FlowKind.CONVERSION: (Op.CONVERSION, Op.CONVERSION_INTO_ROOM),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Rows: the stocks by name, then the varied numbers in their order, then all others."""

    rows: int
    names: tuple[str, ...]
    varied: int
    constants: tuple[tuple[int, float], ...]
    """Rows that hold one number, with it."""
    start: Steps
    """How stocks begin, once."""
    round: Steps
    """One round."""


class NoProgramError(TrifectaError):
    """Only the scalar engine can say what this model does: it has a fault, or huge numbers."""


def program(model: Model, varied: Mapping[Address, int]) -> Program:
    """The steps of a model; `varied` numbers its varied parameters from 0.

    Raises SystemsError as a run does, and NoProgramError where each draw has to be run by itself.
    """
    return _Writer(model, varied).program()


class _Writer:
    def __init__(self, model: Model, varied: Mapping[Address, int]) -> None:
        self.model = model
        self.stocks = {name: row for row, name in enumerate(model.names)}
        self.varied = {at: len(self.stocks) + number for at, number in varied.items()}
        self.rows = len(self.stocks) + len(varied)
        self.free: list[int] = []
        self.lent: list[int] = []
        self.constants: dict[float, int] = {}
        self.steps: list[tuple[int, ...]] = []
        self.known: set[str] = set()

    def program(self) -> Program:
        order = check_model(self.model)
        self._begin(order)
        start, self.steps = self.steps, []
        self._go_round()
        return Program(
            rows=self.rows,
            names=self.model.names,
            varied=len(self.varied),
            constants=tuple((row, number) for number, row in self.constants.items()),
            start=_array(start),
            round=_array(self.steps),
        )

    def _begin(self, order: tuple[str, ...]) -> None:
        """Stocks in the order in which a run gives them their first value."""
        later = set(order)
        first = {stock.name: index for index, stock in reversed([*enumerate(self.model.stocks)])}
        at_once = [i for i, stock in enumerate(self.model.stocks) if stock.name not in later]
        for index in (*at_once, *(first[name] for name in order)):
            stock = self.model.stocks[index]
            row = self._formula(stock.initial, "initial", index)
            self._step(Op.COPY, self.stocks[stock.name], row)
            self.known.add(stock.name)
            self._give_back()

    def _go_round(self) -> None:
        order = [*reversed([*enumerate(self.model.flows)])]
        later: list[set[str]] = [set() for _ in order]
        for at in range(len(order) - 2, -1, -1):
            later[at] = later[at + 1] | self._looked_at(order[at + 1][1])
        waiting: list[tuple[str, int]] = []  # what arrives later, where that makes a difference
        for (index, flow), touched in zip(order, later, strict=True):
            if flow.destination is None:
                raise NoProgramError("A flow goes nowhere.")
            to = self.model.stocks[flow.destination].name
            itself = to == self.model.stocks[flow.source].name
            if itself or to in touched or any(to == name for name, _ in waiting):
                arrives = self._row()
                self._step(Op.CLEAR, arrives)
                waiting.append((to, arrives))
                self._flow(index, flow, flow.destination, arrives)
            else:
                self._flow(index, flow, flow.destination, self.stocks[to])
            self._give_back()
        for to, arrives in waiting:
            self._step(Op.ADD, self.stocks[to], self.stocks[to], arrives)

    def _looked_at(self, flow: Flow) -> set[str]:
        """Stocks whose value a flow needs or takes from."""
        names = {self.model.stocks[flow.source].name} | _names(flow.formula.tokens)
        if flow.destination is not None:
            to = self.model.stocks[flow.destination]
            if not _is_endless(to.maximum):
                names |= {to.name} | _names(to.maximum.tokens)
        return names

    def _flow(self, index: int, flow: Flow, at: int, out: int) -> None:
        free, bound = _FLOWS[flow.kind]
        to = self.model.stocks[at]
        source = self.stocks[self.model.stocks[flow.source].name]
        if _is_endless(to.maximum):
            self._step(free, out, source, self._formula(flow.formula, "rate", index))
            return
        room = self._lend()
        maximum = self._formula(to.maximum, "maximum", at)
        self._step(Op.ROOM, room, maximum, self.stocks[to.name])
        rate = self._formula(flow.formula, "rate", index)
        self._step(bound, out, source, rate, room, self.stocks[to.name])

    def _formula(self, formula: Formula, part: Part, index: int) -> int:
        """The row where the value of a formula is, once the steps so far are taken."""
        return self._tokens(formula.tokens, Address(part, index, ()))

    def _tokens(self, tokens: tuple[Token, ...], where: Address) -> int:
        row, op = -1, Op.COPY
        for at, token in enumerate(tokens):
            if token.kind is TokenKind.OPERATION:
                op = _ARITHMETIC[token.text]
                continue
            value = self._value(token, Address(where.part, where.index, (*where.path, at)))
            if row < 0:
                row = value
                continue
            out = self._lend()
            self._step(op, out, row, value)
            row = out
        return row

    def _value(self, token: Token, where: Address) -> int:
        match token.kind:
            case TokenKind.WHOLE | TokenKind.DECIMAL:
                if where in self.varied:
                    return self.varied[where]
                return self._constant(_exact(token))
            case TokenKind.INFINITY:
                return self._constant(float("inf"))
            case TokenKind.REFERENCE:
                if token.text not in self.known:
                    raise NoProgramError("A name is looked up before it has a value.")
                return self.stocks[token.text]
            case _:
                if order_fault(token.inner, token.place) is not None:
                    raise NoProgramError("A formula in brackets has no order.")
                return self._tokens(token.inner, where)

    def _constant(self, number: float) -> int:
        if number not in self.constants:
            self.constants[number] = self.rows
            self.rows += 1
        return self.constants[number]

    def _step(self, op: Op, *rows: int) -> None:
        self.steps.append((op, *rows, *(0,) * (5 - len(rows))))

    def _row(self) -> int:
        self.rows += 1
        return self.rows - 1

    def _lend(self) -> int:
        """A row for a number on the way, given back after the flow or the stock."""
        row = self.free.pop() if self.free else self._row()
        self.lent.append(row)
        return row

    def _give_back(self) -> None:
        self.free += self.lent
        self.lent = []


def _exact(token: Token) -> float:
    number = int(token.text) if token.kind is TokenKind.WHOLE else float(token.text)
    if abs(number) >= EXACT:
        raise NoProgramError("A number is too large for floats to hold every whole one near it.")
    return float(number)


def _is_endless(formula: Formula) -> bool:
    return len(formula.tokens) == 1 and formula.tokens[0].kind is TokenKind.INFINITY


def _names(tokens: tuple[Token, ...]) -> set[str]:
    names = {token.text for token in tokens if token.kind is TokenKind.REFERENCE}
    return names.union(*(_names(token.inner) for token in tokens if token.inner))


def _array(steps: list[tuple[int, ...]]) -> Steps:
    return np.array(steps, dtype=np.int64).reshape(-1, 6)
