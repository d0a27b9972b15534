"""Formulas: from signs to tokens, and what is wrong with the order they stand in."""

from __future__ import annotations

import re
from typing import Final

from trifecta.domain.systems.bounds import DEEPEST, MOST_DIGITS, MOST_TOKENS
from trifecta.domain.systems.faults import Fault, FaultKind, SystemsError
from trifecta.domain.systems.model import Formula, Token, TokenKind, written
from trifecta.domain.systems.places import Piece, Place

OPERATIONS: Final = frozenset("/+-*")
_WHOLE: Final = re.compile(r"-?[0-9]+")
_ONE_WORD: Final = re.compile(r"[a-zA-Z0-9_.]+")
_PARTS: Final = re.compile(r"[a-zA-Z0-9_.]+|[-+*/]")
_DECIMAL: Final = re.compile(r"[0-9]+\.[0-9]+")


def formula_in(piece: Piece) -> Formula:
    """What a piece of a line says, in any order; raises SystemsError where its brackets fail."""
    stripped = piece.stripped()
    place = stripped.place
    if _ONE_WORD.fullmatch(stripped.text):
        return word_formula(stripped.text, place)
    return Formula(tokens=_Tokens(stripped).read(), place=place)


def word_formula(text: str, place: Place) -> Formula:
    """A single number or name; raises SystemsError where a number has too many digits."""
    token = Token(kind=_kind_of(text, place), text=text, place=place)
    return Formula(tokens=(token,), place=place)


def plain_formula(text: str, line: int, column: int) -> Formula:
    """Words with an operation between each two, and no brackets; `column` is that of its start."""
    tokens = []
    for match in _PARTS.finditer(text):
        part = match.group()
        place = Place(line, column + match.start(), column + match.end())
        kind = TokenKind.OPERATION if part in OPERATIONS else _kind_of(part, place)
        tokens.append(Token(kind=kind, text=part, place=place))
    return Formula(tokens=tuple(tokens), place=Place(line, column, column + len(text)))


def ordered(formula: Formula) -> Formula:
    """The same formula; raises SystemsError where values and operations stand in no order.

    Order inside brackets is looked at by whoever computes them, as the language has it.
    """
    fault = order_fault(formula.tokens, formula.place)
    if fault is not None:
        raise SystemsError(fault)
    return formula


class _Tokens:
    """Reads signs one after another.

    An opening bracket does not end the word before it, so that 3(4) says (34); a bracket that is
    never closed drops what stands before it.
    """

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.outer: list[tuple[list[Token], int]] = []
        self.tokens: list[Token] = []
        self.word: list[int] = []
        self.count = 0

    def read(self) -> tuple[Token, ...]:
        for at, sign in enumerate(self.piece.text):
            if sign == "(":
                self._open(at)
            elif sign == ")":
                self._close(at)
            elif sign in " \n":
                self._end_word()
            elif sign in OPERATIONS:
                self._end_word()
                self._add(Token(kind=TokenKind.OPERATION, text=sign, place=self._place(at, at + 1)))
            else:
                self.word.append(at)
        self._end_word()
        return tuple(self.tokens)

    def _open(self, at: int) -> None:
        if len(self.outer) >= DEEPEST:
            raise SystemsError(
                Fault(
                    kind=FaultKind.TOO_DEEP,
                    place=self._place(at, at + 1),
                    problem=f"More than {DEEPEST} brackets stand inside each other.",
                    remedy="Give a part of the formula a stock of its own, and use its name.",
                )
            )
        self.outer.append((self.tokens, at))
        self.tokens = []

    def _close(self, at: int) -> None:
        self._end_word()
        if not self.outer:
            raise SystemsError(
                Fault(
                    kind=FaultKind.UNOPENED_BRACKET,
                    place=self._place(at, at + 1),
                    problem="A bracket is closed here that was never opened.",
                    remedy='Write "(" where the part in brackets begins, or take this ")" out.',
                )
            )
        inner = tuple(self.tokens)
        self.tokens, opened = self.outer.pop()
        self._add(Token(kind=TokenKind.FORMULA, inner=inner, place=self._place(opened, at + 1)))

    def _end_word(self) -> None:
        if not self.word:
            return
        text = "".join(self.piece.text[at] for at in self.word).strip()
        place = self._place(self.word[0], self.word[-1] + 1)
        self.word = []
        self._add(Token(kind=_kind_of(text, place), text=text, place=place))

    def _add(self, token: Token) -> None:
        self.count += 1
        if self.count > MOST_TOKENS:
            raise SystemsError(
                Fault(
                    kind=FaultKind.TOO_LONG,
                    place=token.place,
                    problem=f"This formula has more than {MOST_TOKENS} parts.",
                    remedy="Give a part of it a stock of its own, and use its name.",
                )
            )
        self.tokens.append(token)

    def _place(self, start: int, end: int) -> Place:
        columns = self.piece.columns
        return Place(self.piece.line, columns[start], columns[end - 1] + 1)


def _kind_of(text: str, place: Place) -> TokenKind:
    if text == "inf":
        return TokenKind.INFINITY
    if _WHOLE.fullmatch(text):
        if len(text) > MOST_DIGITS:
            raise SystemsError(
                Fault(
                    kind=FaultKind.TOO_LARGE,
                    place=place,
                    problem=f"This number has more than {MOST_DIGITS:,} digits.",
                    remedy="Write a smaller one, or inf for no end.",
                )
            )
        return TokenKind.WHOLE
    if _DECIMAL.fullmatch(text):
        return TokenKind.DECIMAL
    return TokenKind.REFERENCE


def order_fault(tokens: tuple[Token, ...], place: Place | None) -> Fault | None:
    """What is wrong with values and operations in this order, or None."""
    if len(tokens) == 1 and tokens[0].kind is not TokenKind.OPERATION:
        return None
    if not tokens:
        return Fault(
            kind=FaultKind.EMPTY_FORMULA,
            place=place,
            problem="A number or a name is missing here.",
            remedy="Write one, such as 5, 0.5 or the name of a stock.",
        )
    before: Token | None = None
    for token in tokens:
        fault = _step_fault(before, token)
        if fault is not None:
            return fault
        before = token
    if before is not None and before.kind is TokenKind.OPERATION:
        return Fault(
            kind=FaultKind.OPERATOR_LAST,
            place=before.place,
            problem=f'The formula ends with "{before.text}".',
            remedy=f'Write a number or a name after "{before.text}", or take it out.',
        )
    return None


def _step_fault(before: Token | None, token: Token) -> Fault | None:
    is_operation = token.kind is TokenKind.OPERATION
    if before is None:
        if not is_operation:
            return None
        remedy = "Write 0-5 for minus five." if token.text == "-" else "Write a value before it."
        return Fault(
            kind=FaultKind.OPERATOR_FIRST,
            place=token.place,
            problem=f'A formula cannot begin with "{token.text}".',
            remedy=remedy,
        )
    before_is_operation = before.kind is TokenKind.OPERATION
    if is_operation and before_is_operation:
        return Fault(
            kind=FaultKind.OPERATOR_TWICE,
            place=token.place,
            problem=f'"{before.text}" and "{token.text}" stand next to each other.',
            remedy="Write a value between them, or take one out.",
        )
    if not is_operation and not before_is_operation:
        return Fault(
            kind=FaultKind.OPERATOR_MISSING,
            place=token.place,
            problem=f"Nothing says what to do with {written((before,))} and {written((token,))}.",
            remedy="Write one of + - * / between them.",
        )
    return None
