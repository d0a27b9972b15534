"""Equations of XMILE: read into trees, compared, and written in our language where it has words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.xmile.names import canonical

LONGEST: Final = 5_000
DEEPEST: Final = 60
_SIGNS: Final = re.compile(
    r"""(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<name>"(?:[^"\\]|\\.)*"|[^\W\d](?:\w|\$)*)
    |(?P<sign><>|<=|>=|[-+*/^(),<>=])
    |(?P<blank>\s+|\{[^}]*\})
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_LEVELS: Final = (
    ("or",),
    ("and",),
    ("=", "<>", "<", ">", "<=", ">="),
    ("+", "-"),
    ("*", "/", "mod"),
)


@dataclass(frozen=True, slots=True)
class Tree:
    """A number, a name, an operation or a function, and what it is of.

    `head` is "number", "name", "call" or a sign; `word` says which number, name or function.
    """

    head: str
    word: str = ""
    parts: tuple[Tree, ...] = ()

    def names(self) -> set[str]:
        """Every name in it, in canonical form."""
        if self.head == "name":
            return {self.word}
        return set().union(*(part.names() for part in self.parts)) if self.parts else set()

    def replaced(self, trees: Mapping[str, Tree]) -> Tree:
        """With trees in the place of names."""
        if self.head == "name":
            return trees.get(self.word, self)
        return Tree(self.head, self.word, tuple(part.replaced(trees) for part in self.parts))

    def size(self) -> int:
        """How many numbers, names, signs and functions."""
        return 1 + sum(part.size() for part in self.parts)


ZERO: Final = Tree("number", "0")


def tree_of(equation: str) -> Tree:
    """The tree of an equation with XMILE's precedence; raises InvalidError with what is wrong."""
    if len(equation) > LONGEST:
        raise InvalidError(f"this equation has more than {LONGEST:,} signs")
    return _Parser(equation).whole()


class _Parser:
    """Goes through an equation from left to right, the loosest operations first."""

    def __init__(self, equation: str) -> None:
        self.signs: list[tuple[str, str]] = []
        for match in _SIGNS.finditer(equation):
            kind = match.lastgroup or "other"
            if kind == "other":
                raise InvalidError(f'"{match.group()}" cannot be read in an equation')
            if kind != "blank":
                self.signs.append((kind, match.group()))
        self.at = 0
        self.depth = 0

    def whole(self) -> Tree:
        tree = self._level(0)
        if self.at < len(self.signs):
            raise InvalidError(f'"{self.signs[self.at][1]}" is not expected where it stands')
        return tree

    def _peek(self) -> str:
        if self.at >= len(self.signs):
            return ""
        kind, text = self.signs[self.at]
        return text.lower() if kind != "number" else ""

    def _take(self, expected: str) -> None:
        if self._peek() != expected:
            raise InvalidError(f'"{expected}" is missing in an equation')
        self.at += 1

    def _level(self, level: int) -> Tree:
        if level == len(_LEVELS):
            return self._signed()
        left = self._level(level + 1)
        while self._peek() in _LEVELS[level] and self._peek():
            sign = self._peek()
            self.at += 1
            left = Tree(sign, "", (left, self._level(level + 1)))
        return left

    def _signed(self) -> Tree:
        self.depth += 1
        if self.depth > DEEPEST:
            raise InvalidError(f"more than {DEEPEST} brackets or signs stand inside each other")
        try:
            if self._peek() == "+":
                self.at += 1
                return self._signed()
            if self._peek() == "-":
                self.at += 1
                return Tree("-", "", (ZERO, self._signed()))
            if self._peek() == "not":
                self.at += 1
                return Tree("not", "", (self._signed(),))
            return self._power()
        finally:
            self.depth -= 1

    def _power(self) -> Tree:
        base = self._value()
        if self._peek() == "^":
            self.at += 1
            return Tree("^", "", (base, self._signed()))
        return base

    def _value(self) -> Tree:
        if self.at >= len(self.signs):
            raise InvalidError("an equation ends where a number or a name is missing")
        kind, text = self.signs[self.at]
        self.at += 1
        if kind == "number":
            return Tree("number", _number(text))
        if text == "(":
            inside = self._level(0)
            self._take(")")
            return inside
        if kind == "sign":
            raise InvalidError(f'a number or a name is missing before "{text}"')
        if text.lower() == "if":
            return self._choice()
        name = canonical(text.strip('"'))
        if self._peek() == "(" and not text.startswith('"'):
            return Tree("call", name, self._arguments())
        return Tree("name", name)

    def _choice(self) -> Tree:
        condition = self._level(0)
        self._take("then")
        yes = self._level(0)
        self._take("else")
        return Tree("call", "if", (condition, yes, self._level(0)))

    def _arguments(self) -> tuple[Tree, ...]:
        self._take("(")
        found = []
        while self._peek() != ")":
            found.append(self._level(0))
            if self._peek() == ",":
                self.at += 1
            elif self._peek() != ")":
                raise InvalidError('")" is missing in an equation')
        self.at += 1
        return tuple(found)


def _number(text: str) -> str:
    """The same text for the same number: whole where it is whole, else with a point."""
    value = float(text)
    if value == float("inf"):
        raise InvalidError("a number in an equation is too large")
    if value.is_integer():
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def formula_of(tree: Tree, names: Mapping[str, str]) -> str:
    """In our language, which computes from left to right; raises InvalidError for what it lacks."""
    if tree.head == "number":
        return tree.word
    if tree.head == "name":
        if tree.word not in names:
            raise InvalidError(f"{tree.word} is not a stock, a flow or an auxiliary of this file")
        return names[tree.word]
    if tree.head not in ("+", "-", "*", "/"):
        what = f"{tree.word.upper()}()" if tree.head == "call" else tree.head
        raise InvalidError(f"{what} has no counterpart in the language of models")
    left, right = (formula_of(part, names) for part in tree.parts)
    if tree.parts[0].parts:
        left = f"({left})"
    if tree.parts[1].parts:
        right = f"({right})"
    return f"{left} {tree.head} {right}"
