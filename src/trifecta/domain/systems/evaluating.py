"""Formulas, made ready to be computed many times with Python's own whole numbers and floats.

Whole numbers stay whole whatever their size, division gives a float, and a formula that comes to
zero gives the whole number 0: all as the language has it, so that every value is the same.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from trifecta.domain.systems.bounds import MOST_DIGITS
from trifecta.domain.systems.faults import Fault, FaultKind, SystemsError, shortened
from trifecta.domain.systems.formulas import order_fault
from trifecta.domain.systems.model import Formula, Token, TokenKind

Number: TypeAlias = int | float
State: TypeAlias = dict[str, Number]
Computation: TypeAlias = Callable[[State], Number]
Operation: TypeAlias = Callable[[Number, Number], Number]

_MOST_BITS: Final = int(MOST_DIGITS * 3.32)


def computation(formula: Formula) -> Computation:
    """A function from a state to a number; it raises SystemsError where the formula fails."""
    return _computation(formula.tokens, formula)


def constant(formula: Formula) -> Number | None:
    """What a formula without names always gives; None where it has one, brackets, or fails."""
    if any(token.kind not in _CONSTANT for token in formula.tokens):
        return None
    try:
        return computation(formula)({})
    except SystemsError:
        return None


def _computation(tokens: tuple[Token, ...], whole: Formula) -> Computation:
    if len(tokens) == 1:
        return _alone(tokens[0], whole)
    first, *steps = _operands(tokens, whole)
    compute = _in_turn(first[1], [(_OPERATIONS[sign], value) for sign, value in steps], whole)
    if all(token.kind in _CONSTANT for token in tokens):
        return _folded(compute)
    return compute


def _alone(token: Token, whole: Formula) -> Computation:
    value = _value(token, whole)
    if token.kind is TokenKind.REFERENCE:
        return lambda state: value(state) or 0
    return value if token.kind is TokenKind.FORMULA else _always(value({}) or 0)


def _operands(tokens: tuple[Token, ...], whole: Formula) -> list[tuple[str, Computation]]:
    operands = []
    sign = ""
    for token in tokens:
        if token.kind is TokenKind.OPERATION:
            sign = token.text
        else:
            operands.append((sign, _value(token, whole)))
    return operands


def _value(token: Token, whole: Formula) -> Computation:
    match token.kind:
        case TokenKind.WHOLE:
            return _always(int(token.text))
        case TokenKind.DECIMAL:
            return _always(float(token.text))
        case TokenKind.INFINITY:
            return _always(float("inf"))
        case TokenKind.REFERENCE:
            return _looked_up(token)
        case _:
            return _in_brackets(token, whole)


def _always(number: Number) -> Computation:
    return lambda _: number


def _looked_up(token: Token) -> Computation:
    name = token.text

    def look_up(state: State) -> Number:
        try:
            return state[name]
        except KeyError:
            raise SystemsError(unknown_name(token, state)) from None

    return look_up


def _in_brackets(token: Token, whole: Formula) -> Computation:
    fault = order_fault(token.inner, token.place)
    if fault is None:
        return _computation(token.inner, whole)

    def refuse(_: State) -> Number:
        raise SystemsError(fault)

    return refuse


def _in_turn(
    first: Computation, steps: list[tuple[Operation, Computation]], whole: Formula
) -> Computation:
    if len(steps) == 1:
        (operation, second) = steps[0]

        def compute_two(state: State) -> Number:
            try:
                return operation(first(state), second(state)) or 0
            except ArithmeticError as error:
                raise SystemsError(_arithmetic_fault(error, whole)) from error

        return compute_two

    def compute(state: State) -> Number:
        number = first(state)
        try:
            for operation, value in steps:
                number = operation(number, value(state))
        except ArithmeticError as error:
            raise SystemsError(_arithmetic_fault(error, whole)) from error
        return number or 0

    return compute


def _folded(compute: Computation) -> Computation:
    """Computed once where nothing can change it, unless it fails: then each time, where it does."""
    try:
        return _always(compute({}))
    except SystemsError:
        return compute


def _times(left: Number, right: Number) -> Number:
    number = left * right
    if type(number) is int and number.bit_length() > _MOST_BITS:
        raise OverflowError
    return number


_CONSTANT: Final = frozenset(
    {TokenKind.WHOLE, TokenKind.DECIMAL, TokenKind.INFINITY, TokenKind.OPERATION}
)
_OPERATIONS: Final[Mapping[str, Operation]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": _times,
    "/": operator.truediv,
}


def _arithmetic_fault(error: ArithmeticError, whole: Formula) -> Fault:
    if isinstance(error, ZeroDivisionError):
        return Fault(
            kind=FaultKind.DIVISION_BY_ZERO,
            place=whole.place,
            problem=f"{shortened(str(whole))} divides by zero.",
            remedy="Add 1 below the line, as in Work / (Queue + 1), or begin with more than zero.",
        )
    return too_large(whole)


def too_large(whole: Formula) -> Fault:
    """A formula that Python's floats cannot hold, or whole numbers of more than MOST_DIGITS."""
    return Fault(
        kind=FaultKind.TOO_LARGE,
        place=whole.place,
        problem=f"{shortened(str(whole))} gives a number that is too large to go on with.",
        remedy="Look for a stock that is multiplied by itself or by one that grows.",
    )


def unknown_name(token: Token, known: Mapping[str, object]) -> Fault:
    """A name that no stock has, with the nearest that one has."""
    from difflib import get_close_matches

    near = get_close_matches(token.text, list(known), n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    return Fault(
        kind=FaultKind.UNKNOWN_NAME,
        place=token.place,
        problem=f'No stock called "{token.text}" is known here.',
        remedy=f"{hint}Write the stock on a line of its own, such as Name(5), or correct the name.",
    )


def initial_alone(formula: Formula) -> Number:
    """The value of a formula that may look at no stock; raises SystemsError where it has to."""
    return computation(formula)({})
