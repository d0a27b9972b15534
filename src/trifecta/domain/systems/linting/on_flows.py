"""What single flows do: shares that lose, floors that hold, maxima that are subtracted twice."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from trifecta.domain.systems.evaluating import Number, constant
from trifecta.domain.systems.linting.findings import Finding, found
from trifecta.domain.systems.linting.looking import Look
from trifecta.domain.systems.linting.wording import countable, said
from trifecta.domain.systems.model import UNLIMITED, Flow, FlowKind, Semantics, Stock, TokenKind
from trifecta.domain.systems.places import Place
from trifecta.domain.systems.running import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A flow with its ends, the number its rate always is, if so, and its moves of a short run."""

    flow: Flow
    source: Stock
    to: Stock
    rate: Number | None
    moves: tuple[Move, ...]
    shared: bool
    """Whether other flows leave the same stock."""
    alone: bool
    """Whether no other flow fills the same stock."""
    sanely: bool
    """Whether nothing is rounded."""

    @property
    def place(self) -> Place | None:
        return self.flow.formula.place

    @property
    def most(self) -> Number | None:
        """The most its source held when its turn came, in the short run."""
        held = [move.held for move in self.moves if countable(move.held)]
        return max(held, default=None)


def on_flows(look: Look) -> Iterator[Finding]:
    """Findings about each flow by itself."""
    for one in _looked(look):
        yield from _itself(one)
        yield from _nothing(one)
        if one.flow.kind is FlowKind.RATE:
            yield from _plain_rate(one)
        if one.flow.kind is FlowKind.CONVERSION:
            yield from _conversion(one)
        if one.flow.kind is FlowKind.LEAK:
            yield from _leak(one)
        if one.flow.kind is not FlowKind.RATE:
            yield from _floors(one)
        yield from _below_zero(one)


def _looked(look: Look) -> Iterator[Looked]:
    leaving = Counter(look.model.stocks[flow.source].name for flow in look.model.flows)
    filling = Counter(flow.destination for flow in look.model.flows)
    for at, flow in enumerate(look.model.flows):
        if flow.destination is None:
            continue
        source = look.model.stocks[flow.source]
        rate = constant(flow.formula)
        yield Looked(
            flow=flow,
            source=source,
            to=look.model.stocks[flow.destination],
            rate=rate if rate is not None and countable(rate) else None,
            moves=tuple(one.moves[at] for one in look.rounds),
            shared=leaving[source.name] > 1,
            alone=filling[flow.destination] == 1,
            sanely=look.semantics is Semantics.SANE,
        )


def _itself(one: Looked) -> Iterator[Finding]:
    if one.source.name == one.to.name:
        yield found(
            "flow-into-itself",
            one.flow.place,
            f"{one.source.name} flows into itself, so what leaves comes back at the end of the "
            "round.",
            "Name the stock it goes to.",
        )


def _nothing(one: Looked) -> Iterator[Finding]:
    fails = one.flow.kind is FlowKind.CONVERSION and one.to.maximum != UNLIMITED
    if one.rate == 0 and not fails:
        yield found(
            "never-moves",
            one.place,
            f"The rate is 0, so nothing moves from {one.source.name} to {one.to.name}.",
            "Take the flow out, or give it a rate.",
        )


def _plain_rate(one: Looked) -> Iterator[Finding]:
    rate, formula = one.rate, one.flow.formula
    if rate is None:
        return
    if rate < 0:
        yield found(
            "negative-rate",
            one.place,
            f"{formula} is below zero, and such a rate moves nothing.",
            f"Turn the flow round: {one.to.name} > {one.source.name} @ {said(-rate)}.",
        )
    elif 0 < rate < 1 and not one.flow.kind_is_written and _has_decimal(one.flow):
        yield found(
            "decimal-formula-is-a-rate",
            one.place,
            f"{formula} moves {said(rate)} a round: only a decimal that stands alone is a share.",
            f"Write Leak({said(rate)}) or Conversion({said(rate)}) for a share of "
            f"{one.source.name}.",
        )
    elif rate > 0 and rate != int(rate):
        yield found(
            "moves-fractions",
            one.place,
            f"A rate is not rounded: {said(rate)} moves each round, and {one.to.name} holds parts "
            "of one.",
            "Write a whole number where the stock counts people or things.",
        )


def _has_decimal(flow: Flow) -> bool:
    return any(
        token.kind is TokenKind.DECIMAL
        or any(inner.kind is TokenKind.DECIMAL for inner in token.inner)
        for token in flow.formula.tokens
    )


def _conversion(one: Looked) -> Iterator[Finding]:
    if one.to.maximum != UNLIMITED and not one.sanely:
        if one.rate != 0:  # which is an error of the first round
            yield from _conversion_into_maximum(one)
        return
    rate, source = one.rate, one.source.name
    if rate is None or rate == 1 or rate <= 0:
        return
    held = one.most if one.most else 10
    arrives = held * rate if one.sanely else math.floor(held * rate)
    if rate > 1:
        instead = f"Write {int(rate)}, without a point, for {int(rate)} a round."
        what = f"{said(rate)} multiplies: {said(held)} of {source} become {said(arrives)}."
        yield found("conversion-multiplies", one.place, what, instead)
        return
    gone = held - arrives
    there = f"{said(held)} there" if one.most else f"{held}, say"
    what = (
        f"A conversion empties {source}: of {there}, {_verb(arrives, 'arrive')} and "
        f"{said(gone)} {'is' if gone == 1 else 'are'} gone."
        if arrives
        else f"A conversion empties {source} once a whole one arrives, and all others are gone."
    )
    instead = f"Write Leak({one.flow.formula}) to leave the others in {source}."
    if one.shared and not one.flow.kind_is_written:
        others = f" It takes all of {source}, and other flows leave {source} too."
        yield found("conversion-takes-all", one.place, what + others, instead)
    elif not one.flow.kind_is_written:
        yield found("conversion-loses", one.place, what, instead)


def _verb(number: Number, verb: str) -> str:
    return f"{said(number)} {verb}{'s' if number == 1 else ''}"


def _conversion_into_maximum(one: Looked) -> Iterator[Finding]:
    to, source = one.to.name, one.source.name
    moves = list(enumerate(one.moves, 1))
    odd = next((pair for pair in moves if pair[1].left > max(pair[1].held, 0)), None)
    some = odd or next((pair for pair in moves if pair[1].left), None)
    seen = ""
    if some is not None:
        number, move = some
        seen = (
            f" In round {number} it takes {said(move.left)} out of {source}, which holds "
            f"{said(move.held)}."
        )
    yield found(
        "conversion-under-maximum",
        one.place,
        f"Into a stock with a maximum, a conversion takes (room − {to}) / {one.flow.formula}, with "
        f"{to} taken off the room once more, whatever {source} holds.{seen}",
        f"Write Leak({one.flow.formula}), or leave the maximum of {to} out. Sane semantics count "
        "the room once.",
    )


def _leak(one: Looked) -> Iterator[Finding]:
    rate, source = one.rate, one.source.name
    if rate is None:
        return
    if rate > 1:
        yield found(
            "leak-above-one",
            one.place,
            f"{said(rate)} of {source} is more than {source} has: 10 would become "
            f"{said(10 - math.floor(10 * rate))}.",
            "Write a share from 0 to 1, or a rate such as @ 5 for five a round.",
        )
    elif rate < 0:
        yield found(
            "leak-below-zero",
            one.place,
            f"A share below zero moves from {one.to.name} back to {source}.",
            f"Turn the flow round: {one.to.name} > {source}.",
        )


def _floors(one: Looked) -> Iterator[Finding]:
    rate = one.rate
    if rate is None or not 0 < rate < 1 or one.to.maximum != UNLIMITED:
        return
    held = one.most
    if held and held > 0 and not any(move.left for move in one.moves):
        needed = math.ceil(1 / rate)
        yield found(
            "rounded-to-nothing",
            one.place,
            f"{one.flow.formula} of {said(held)} is {said(held * rate)}, which is rounded down to "
            f"0: nothing has moved in {len(one.moves)} rounds. {one.source.name} would need "
            f"{needed}.",
            "Count in smaller units, or give the rate as a number.",
        )
    tokens = one.flow.formula.tokens
    if len(tokens) == 1 and tokens[0].kind is TokenKind.DECIMAL:
        yield from _float_floor(one, Fraction(tokens[0].text), rate)


def _float_floor(one: Looked, share: Fraction, rate: Number) -> Iterator[Finding]:
    for move in one.moves:
        held = move.held
        if not isinstance(held, int) or not 0 < held < 10**9:
            continue
        exact = share * held
        if exact.denominator == 1 and math.floor(held * rate) != exact:
            yield found(
                "float-rounded-down",
                one.place,
                f"{held} * {one.flow.formula} is {held * rate!r} in binary fractions, which is "
                f"rounded down to {math.floor(held * rate)} and not {exact}.",
                "Expect one less now and then, or write the share a little larger.",
            )
            return


def _below_zero(one: Looked) -> Iterator[Finding]:
    told = one.flow.kind is FlowKind.CONVERSION and one.to.maximum != UNLIMITED
    if told or (one.flow.kind is FlowKind.LEAK and one.rate is not None and one.rate > 1):
        return
    for number, move in enumerate(one.moves, 1):
        if move.held >= 0 > move.held - move.left:
            yield found(
                "goes-negative",
                one.place,
                f"In round {number}, this takes {said(move.left)} of {one.source.name}, which "
                f"holds {said(move.held)}: it goes below zero.",
                "Take no more than there is, as a rate does.",
            )
            return
        if move.left < 0 <= move.held and number > 1 and one.alone and move.rate >= 0:
            yield found(
                "pushes-back",
                one.place,
                f"In round {number}, {one.to.name} has {said(-move.room)} more than its maximum, "
                f"and this moves {said(-move.left)} back to {one.source.name}.",
                f"Keep the maximum of {one.to.name} above what it holds.",
            )
            return
