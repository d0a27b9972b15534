"""Which way a formula goes when one of its stocks goes up, as far as its signs alone can tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from trifecta.domain.systems.model import Formula, Token, TokenKind


class Sign(StrEnum):
    """Link polarity: more of the cause makes more, or less, of the effect; or nobody can tell."""

    MORE = "+"
    LESS = "\N{MINUS SIGN}"
    UNKNOWN = "?"
    NONE = "0"

    def __neg__(self) -> Sign:
        return _OPPOSITE.get(self, self)

    def and_(self, other: Sign) -> Sign:
        """Both at once: two ways that differ leave it open."""
        if Sign.NONE in (self, other):
            return other if self is Sign.NONE else self
        return self if self is other else Sign.UNKNOWN

    def times(self, other: Sign) -> Sign:
        """One after the other, as signs multiply."""
        if Sign.NONE in (self, other):
            return Sign.NONE
        if Sign.UNKNOWN in (self, other):
            return Sign.UNKNOWN
        return Sign.MORE if self is other else Sign.LESS


_OPPOSITE: Final = {Sign.MORE: Sign.LESS, Sign.LESS: Sign.MORE}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A value so far: where it lies from zero, and which way each stock moves it."""

    value: Sign = Sign.NONE
    moved: dict[str, Sign] = field(default_factory=dict)

    def way(self, name: str) -> Sign:
        return self.moved.get(name, Sign.NONE)


def influences(formula: Formula) -> dict[str, Sign]:
    """Every stock a formula looks at, in order, and the sign of its derivative by it.

    Left to right, as the language computes (Sterman 2000, ch. 5, for polarity). Stocks are taken to
    be zero or more, which holds unless a model overdraws one. Names in brackets count.
    """
    return _seen(formula.tokens).moved


def _seen(tokens: tuple[Token, ...]) -> _Seen:
    seen: _Seen | None = None
    sign = ""
    for token in tokens:
        if token.kind is TokenKind.OPERATION:
            sign = token.text
        elif seen is None:
            seen = _of_one(token)
        else:
            seen = _COMBINED[sign](seen, _of_one(token))
    return seen or _Seen()


def _of_one(token: Token) -> _Seen:
    match token.kind:
        case TokenKind.REFERENCE:
            return _Seen(Sign.MORE, {token.text: Sign.MORE})
        case TokenKind.FORMULA:
            return _seen(token.inner)
        case TokenKind.INFINITY:
            return _Seen(Sign.MORE)
        case _:
            number = float(token.text)
            return _Seen(Sign.MORE if number > 0 else Sign.LESS if number < 0 else Sign.NONE)


def _names(one: _Seen, other: _Seen) -> Iterable[str]:
    return dict.fromkeys([*one.moved, *other.moved])


def _added(one: _Seen, other: _Seen) -> _Seen:
    moved = {name: one.way(name).and_(other.way(name)) for name in _names(one, other)}
    return _Seen(one.value.and_(other.value), moved)


def _subtracted(one: _Seen, other: _Seen) -> _Seen:
    turned = _Seen(-other.value, {name: -way for name, way in other.moved.items()})
    return _added(one, turned)


def _multiplied(one: _Seen, other: _Seen) -> _Seen:
    moved = {
        name: one.way(name).times(other.value).and_(other.way(name).times(one.value))
        for name in _names(one, other)
    }
    return _Seen(one.value.times(other.value), moved)


def _divided(one: _Seen, other: _Seen) -> _Seen:
    turned = _Seen(other.value, {name: -way for name, way in other.moved.items()})
    return _multiplied(one, turned)


_COMBINED: Final = {"+": _added, "-": _subtracted, "*": _multiplied, "/": _divided}
