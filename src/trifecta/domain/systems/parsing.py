"""From text to a model, or to every fault of the text with its place.

The language is that of the `systems` package 0.1.0 (Larson), followed to the value: what it accepts
is accepted here, and what it refuses is refused with a place and what to write instead.
"""

from __future__ import annotations

from dataclasses import replace

from trifecta.domain.systems.bounds import LARGEST_TEXT, MOST_LINES
from trifecta.domain.systems.evaluating import initial_alone
from trifecta.domain.systems.faults import Fault, FaultKind, SystemsError
from trifecta.domain.systems.formulas import ordered
from trifecta.domain.systems.model import (
    NOTHING,
    UNLIMITED,
    Flow,
    FlowKind,
    Formula,
    Model,
    Stock,
)
from trifecta.domain.systems.places import Place
from trifecta.domain.systems.saying import RateSaid, Said, StockSaid, said_in


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
    for number, line in enumerate(text.split("\n"), 1):
        try:
            said = said_in(line, number)
            if said is not None:
                builder.add(said)
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

    def add(self, said: Said) -> None:
        """What a line says, which was read whole before anything of it counts."""
        ends = [self._stock(one) for one in said.stocks[:2]]
        for rate in said.rates:
            self._flow(ends, rate, said.place)

    def _stock(self, said: StockSaid) -> int:
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

    def _flow(self, ends: list[int], rate: RateSaid, place: Place) -> None:
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


def _kept(before: Stock, said: StockSaid, which: str, formula: Formula) -> Formula:
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
