"""From text to a model, or to every fault of the text with its place.

The language is that of the `systems` package 0.1.0 (Larson), followed to the value: what it accepts
is accepted here, and what it refuses is refused with a place and what to write instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from trifecta.domain.systems.bounds import LARGEST_TEXT, MOST_LINES
from trifecta.domain.systems.evaluating import initial_alone
from trifecta.domain.systems.faults import Fault, FaultKind, SystemsError
from trifecta.domain.systems.formulas import formula_in, ordered
from trifecta.domain.systems.lexing import Line, Part, PartKind, lines_of
from trifecta.domain.systems.model import (
    NOTHING,
    UNLIMITED,
    Flow,
    FlowKind,
    Formula,
    Model,
    Stock,
    TokenKind,
)
from trifecta.domain.systems.places import Piece, Place

_NAME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9_]*")
_KINDS: Final = {kind.value: kind for kind in FlowKind}


def parse(text: str) -> Model:
    """The model a text describes; raises SystemsError with every fault of its lines.

    A text of at most LARGEST_TEXT characters and MOST_LINES lines. Names that no stock has and
    initial values in a circle are found by `check_model`, which each run begins with.
    """
    model, faults = read_model(text)
    if faults:
        raise SystemsError(*faults)
    return model


def read_model(text: str) -> tuple[Model, tuple[Fault, ...]]:
    """As much of the model as its lines say, and what is wrong with the others."""
    too_large = _size_fault(text)
    if too_large is not None:
        return Model(), (too_large,)
    faults: list[Fault] = []
    builder = _Builder()
    for line in lines_of(text):
        try:
            builder.add_line(line)
        except SystemsError as error:
            faults.extend(error.faults)
    return builder.model(), tuple(faults)


def _size_fault(text: str) -> Fault | None:
    if len(text) <= LARGEST_TEXT and text.count("\n") < MOST_LINES:
        return None
    return Fault(
        kind=FaultKind.TOO_LONG,
        place=None,
        problem=f"A model has at most {LARGEST_TEXT:,} characters in {MOST_LINES:,} lines.",
        remedy="Leave out what the question at hand does not need.",
    )


class _Builder:
    """A model while its lines are read."""

    def __init__(self) -> None:
        self.stocks: list[Stock] = []
        self.flows: list[Flow] = []
        self.first_of: dict[str, int] = {}

    def model(self) -> Model:
        return Model(stocks=tuple(self.stocks), flows=tuple(self.flows))

    def add_line(self, line: Line) -> None:
        """Read all of a line before anything of it counts, as the language does."""
        said = [_stock_said(part.piece) for part in line.parts if part.kind is PartKind.STOCK]
        rates = [_rate_said(part) for part in line.parts if part.kind is PartKind.RATE]
        ends = [self._stock(one) for one in said[:2]]
        for rate in rates:
            self._flow(ends, rate, line.place)

    def _stock(self, said: _StockSaid) -> int:
        if said.infinite:
            return self._new(
                Stock(name=said.name, initial=UNLIMITED, shown=False, place=said.place)
            )
        initial = ordered(said.formulas[0]) if said.formulas else NOTHING
        maximum = ordered(said.formulas[1]) if len(said.formulas) > 1 else UNLIMITED
        at = self.first_of.get(said.name)
        if at is None:
            return self._new(
                Stock(name=said.name, initial=initial, maximum=maximum, place=said.place)
            )
        if not said.formulas:
            return at
        before = self.stocks[at]
        self.stocks[at] = replace(before, initial=_kept(before, said, "value", initial))
        self.stocks[at] = replace(self.stocks[at], maximum=_kept(before, said, "maximum", maximum))
        return at

    def _new(self, stock: Stock) -> int:
        self.stocks.append(stock)
        self.first_of.setdefault(stock.name, len(self.stocks) - 1)
        return len(self.stocks) - 1

    def _flow(self, ends: list[int], rate: _RateSaid, place: Place) -> None:
        source, destination = ends[0], ends[1] if len(ends) > 1 else None
        kind = rate.kind()
        if len(rate.formulas) > 1:
            raise SystemsError(
                Fault(
                    kind=FaultKind.SEVERAL_RATES,
                    place=rate.formulas[1].place,
                    problem="A flow has one rate, and here are several with a comma between them.",
                    remedy="Write one number or formula; decimals have a point, as in 0.5.",
                )
            )
        formula = ordered(rate.formulas[0])
        if kind is not FlowKind.RATE:
            _refuse_infinite(self.stocks[source], kind, rate.place)
        self.flows.append(
            Flow(
                source=source,
                destination=destination,
                kind=kind,
                formula=formula,
                kind_is_written=rate.word != "",
                place=place,
            )
        )


def _kept(before: Stock, said: _StockSaid, which: str, formula: Formula) -> Formula:
    """What stays of a value that was said before: the one that says something, if only one does."""
    silent, old = (NOTHING, before.initial) if which == "value" else (UNLIMITED, before.maximum)
    if formula == silent:
        return old
    if old == silent:
        return formula
    repeated = formula == old
    was_on = "" if old.place is None else f" on line {old.place.line}"
    problem = (
        f"{said.name} was given its {which} {old}{was_on}, and it is given again here."
        if repeated
        else f"{said.name} has the {which} {old}{was_on} and {formula} here."
    )
    remedy = f"Give the {which} in one place alone, and write the bare name in all others."
    raise SystemsError(
        Fault(
            kind=FaultKind.CONFLICTING_VALUE,
            place=formula.place or said.place,
            problem=problem,
            remedy=remedy,
        )
    )


def _refuse_infinite(source: Stock, kind: FlowKind, place: Place) -> None:
    """Only a rate can take from a stock without end; a share of it would be without end too."""
    if source.initial is NOTHING:
        return
    try:
        initial = initial_alone(source.initial)
    except SystemsError as error:
        raise SystemsError(
            Fault(
                kind=FaultKind.INITIAL_NOT_KNOWN_YET,
                place=place,
                problem=f"A {kind} needs to know how {source.name} begins, and that is a formula "
                f"({source.initial}) that cannot be computed here.",
                remedy=f"Write the line that gives {source.name} its value below this one.",
            )
        ) from error
    if initial == float("inf"):
        raise SystemsError(
            Fault(
                kind=FaultKind.INFINITE_SOURCE,
                place=place,
                problem=f"{source.name} is infinite, and a {kind} would move all or a share of it.",
                remedy="Take a whole number a round out of it, such as @ 25, or give it a value.",
            )
        )


@dataclass(frozen=True, slots=True)
class _StockSaid:
    name: str
    formulas: tuple[Formula, ...]
    infinite: bool
    place: Place


def _stock_said(piece: Piece) -> _StockSaid:
    stripped = piece.stripped()
    text = stripped.text
    if text.startswith("[") and text.endswith("]"):
        return _StockSaid(text[1:-1], (), infinite=True, place=stripped.place)
    name, formulas = _name_and_formulas(stripped)
    return _StockSaid(name, formulas, infinite=False, place=stripped.place)


@dataclass(frozen=True, slots=True)
class _RateSaid:
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


def _rate_said(part: Part) -> _RateSaid:
    stripped = part.piece.stripped()
    text = stripped.text
    match = _NAME.match(text)
    if match and text.startswith("(", match.end()) and text.endswith(")"):
        word, formulas = _name_and_formulas(stripped)
        return _RateSaid(word, formulas, stripped.place)
    return _RateSaid("", _formulas_between_commas(stripped), stripped.place)


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
        problem=f'"{_short(piece.text)}" is no name of a stock: "{sign}" cannot stand there.',
        remedy=_name_remedy(piece.text, sign),
    )


def _name_remedy(text: str, sign: str) -> str:
    if sign == "#":
        return "Put the comment on a line of its own; here it is read as part of the name."
    if text.startswith("["):
        return 'Close the bracket with "]".'
    if sign == "<":
        return 'Flows are written from left to right: turn the line round and use ">".'
    if sign == "(":
        return 'Close the bracket with ")".'
    return "A name begins with a letter and has letters, digits and _ alone; no spaces or dashes."


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
