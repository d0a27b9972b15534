"""What one line says: stocks and a rate, most of them read in one go."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from trifecta.domain.systems.faults import Fault, FaultKind, SystemsError, shortened
from trifecta.domain.systems.formulas import formula_in, plain_formula, word_formula
from trifecta.domain.systems.lexing import Line, PartKind, parts_of, piece_of
from trifecta.domain.systems.model import FlowKind, Formula, TokenKind
from trifecta.domain.systems.places import Piece, Place

_NAME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9_]*")
_KINDS: Final = {kind.value: kind for kind in FlowKind}
_WORD: Final = r"[a-zA-Z0-9_.]{1,99}"
_PLAIN: Final = rf"{_WORD}(?: *[-+*/] *{_WORD})*"
_STOCK: Final = (
    r"(?:\[([a-zA-Z][a-zA-Z0-9_]*)\]"
    rf"|([a-zA-Z][a-zA-Z0-9_]*)(?:\( *({_PLAIN}) *(?:, *({_PLAIN}) *)?\))?) *"
)
_RATE: Final = rf"(?:([a-zA-Z]+)\( *({_PLAIN}) *\)|({_PLAIN})) *"
_ONE_WORD: Final = re.compile(_WORD)
_SHORT: Final = 400
"""Fewer signs than a formula may have parts."""
_PLAIN_LINE: Final = re.compile(rf" *{_STOCK}(?:> *{_STOCK}(?:@ *{_RATE})?)?")
"""Lines of the usual form; any other is read sign by sign, to the same end."""


class Said(NamedTuple):
    """All of a line that counts, in order."""

    stocks: tuple[StockSaid, ...]
    rates: tuple[RateSaid, ...]
    place: Place


def said_in(text: str, number: int) -> Said | None:
    """What line `number` says, None for nothing; raises SystemsError where it cannot be read."""
    match = _PLAIN_LINE.fullmatch(text)
    if match is not None:
        return _plainly_said(match, number)
    if text[:1] == "#" or not text.strip(" "):
        return None
    line = Line(number, text, parts_of(text, number))
    pieces = [(part.kind, part.piece) for part in line.parts]
    stocks = tuple([stock_said(piece) for kind, piece in pieces if kind is PartKind.STOCK])
    rates = tuple([rate_said(piece) for kind, piece in pieces if kind is PartKind.RATE])
    return Said(stocks, rates, line.place)


def _plainly_said(match: re.Match[str], number: int) -> Said:
    text = match.string
    end = len(text) if text[-1] != " " else len(text.rstrip(" "))
    place = Place(number, 1 if text[0] != " " else len(text) - len(text.lstrip(" ")) + 1, end + 1)
    stock = _plain_stock(match, 1, number)
    if match.start(5) < 0 and match.start(6) < 0:
        return Said((stock,), (), place)
    stocks = (stock, _plain_stock(match, 5, number))
    rate = _plain_rate(match, number, end)
    return Said(stocks, () if rate is None else (rate,), place)


def _plain_rate(match: re.Match[str], number: int, end: int) -> RateSaid | None:
    word, in_brackets, bare = match.group(9, 10, 11)
    if word:
        place = Place(number, match.start(9) + 1, end + 1)
        return RateSaid(word, (_plain_formula(match, 10, in_brackets, number),), place)
    if not bare:
        return None
    start, stop = match.span(11)
    formula = _plain_formula(match, 11, bare, number)
    return RateSaid("", (formula,), Place(number, start + 1, stop + 1))


def _plain_stock(match: re.Match[str], first: int, number: int) -> StockSaid:
    infinite, name, initial, maximum = match.group(first, first + 1, first + 2, first + 3)
    if infinite:
        start, end = match.span(first)
        return StockSaid(infinite, (), True, Place(number, start, end + 2))
    start, end = match.span(first + 1)
    if not initial:
        return StockSaid(name, (), False, Place(number, start + 1, end + 1))
    formulas = [_plain_formula(match, first + 2, initial, number)]
    if maximum:
        formulas.append(_plain_formula(match, first + 3, maximum, number))
    end = match.string.index(")", match.end(first + 2))
    return StockSaid(name, tuple(formulas), False, Place(number, start + 1, end + 2))


def _plain_formula(match: re.Match[str], group: int, text: str, number: int) -> Formula:
    start, end = match.span(group)
    if not _ONE_WORD.fullmatch(text):
        if len(text) > _SHORT:
            return formula_in(piece_of(match.string, number, start, end))
        return plain_formula(text, number, start + 1)
    return word_formula(text, Place(number, start + 1, end + 1))


class StockSaid(NamedTuple):
    """A stock as a line says it; `formulas` are its initial value and its maximum, if any."""

    name: str
    formulas: tuple[Formula, ...]
    infinite: bool
    place: Place


def stock_said(piece: Piece) -> StockSaid:
    """Raises SystemsError where this is no stock."""
    stripped = piece.stripped()
    text = stripped.text
    if text.startswith("[") and text.endswith("]"):
        return StockSaid(text[1:-1], (), infinite=True, place=stripped.place)
    name, formulas = _name_and_formulas(stripped)
    return StockSaid(name, formulas, infinite=False, place=stripped.place)


class RateSaid(NamedTuple):
    """A rate as a line says it; `word` is the kind before its bracket, or nothing."""

    word: str
    formulas: tuple[Formula, ...]
    place: Place

    def kind(self) -> FlowKind:
        """By its word, in any case; without one, by whether it is a single decimal."""
        if self.word:
            kind = _KINDS.get(self.word.lower())
            if kind is None:
                raise SystemsError(
                    Fault(
                        kind=FaultKind.UNKNOWN_FLOW_KIND,
                        place=self.place,
                        problem=f"There is no flow of the kind {self.word}.",
                        remedy="Write Rate(5), Conversion(0.5) or Leak(0.1).",
                    )
                )
            return kind
        tokens = self.formulas[0].tokens
        is_decimal = len(tokens) == 1 and tokens[0].kind is TokenKind.DECIMAL
        return FlowKind.CONVERSION if is_decimal else FlowKind.RATE


def rate_said(piece: Piece) -> RateSaid:
    """Raises SystemsError where this is no rate."""
    stripped = piece.stripped()
    text = stripped.text
    match = _NAME.match(text)
    if match and text.startswith("(", match.end()) and text.endswith(")"):
        word, formulas = _name_and_formulas(stripped)
        return RateSaid(word, formulas, stripped.place)
    return RateSaid("", _formulas_between_commas(stripped), stripped.place)


def _name_and_formulas(piece: Piece) -> tuple[str, tuple[Formula, ...]]:
    text = piece.text
    match = _NAME.match(text)
    rest = text[match.end() :] if match else text
    if not match or (rest and not (rest.startswith("(") and rest.endswith(")") and len(rest) > 1)):
        raise SystemsError(_name_fault(piece))
    if not rest:
        return match.group(), ()
    inside = piece.part(match.end() + 1, len(text) - 1)
    return match.group(), _formulas_between_commas(inside)


def _formulas_between_commas(piece: Piece) -> tuple[Formula, ...]:
    formulas = []
    start = 0
    for text in piece.text.split(","):
        formulas.append(formula_in(piece.part(start, start + len(text))))
        start += len(text) + 1
    return tuple(formulas)


def _name_fault(piece: Piece) -> Fault:
    if not piece.text:
        return Fault(
            kind=FaultKind.NO_NAME,
            place=piece.place,
            problem="The name of a stock is missing here.",
            remedy="Write one, or take out the tab, > or @ on this line.",
        )
    match = _NAME.match(piece.text)
    at = match.end() if match else 0
    sign = piece.text[at]
    return Fault(
        kind=FaultKind.ILLEGAL_NAME,
        place=piece.part(at, len(piece.text)).place,
        problem=f'"{shortened(piece.text)}" is no name of a stock: "{sign}" cannot stand there.',
        remedy=_name_remedy(piece.text, sign),
    )


def _name_remedy(text: str, sign: str) -> str:
    if sign == "#":
        return "Put the comment on a line of its own; here it is read as part of the name."
    if "<" in text:
        return 'Flows are written from left to right: turn the line round and use ">".'
    if text.startswith("["):
        return 'Close the bracket with "]".'
    if sign == "(":
        return 'Close the bracket with ")".'
    return "A name begins with a letter and has letters, digits and _ alone; no spaces or dashes."
