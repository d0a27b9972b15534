"""Runs a model by sane semantics: the same grammar, with nothing made, lost or decided unsaid.

All of a round is computed from how it begins. Each flow asks for an amount; a source that has less
than is asked of it gives each the same part of what it asked, and so does a destination with its
room. Sums are rounded once (`math.fsum`, after Shewchuk 1997): no order of lines changes a value.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from typing import Final

from trifecta.domain.systems.checking import circle_fault
from trifecta.domain.systems.evaluating import (
    Computation,
    Number,
    State,
    computation,
    too_large,
    unknown_name,
)
from trifecta.domain.systems.faults import Fault, FaultKind, SystemsError
from trifecta.domain.systems.model import Flow, FlowKind, Formula, Model, Stock, Token, TokenKind
from trifecta.domain.systems.precedence import products_first

INFINITE: Final = float("inf")
_LARGEST: Final = 1e300
_MOST_PASSES: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stream:
    """A flow, ready to be asked."""

    flow: Flow
    source: str
    to: str
    rate: Computation


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """A model, ready to be run; `maxima` has the stocks that have one."""

    streams: tuple[_Stream, ...]
    maxima: Mapping[str, Computation]
    stocks: Mapping[str, Stock]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaneState:
    """Every stock, and what conversions out of each have lost so far."""

    state: State
    lost: State


def sane_states(model: Model, rounds: int) -> Iterator[SaneState]:
    """How a model begins, and every round after; raises SystemsError with the round it fails in."""
    ready = _ready(model)
    now = SaneState(state=_initial(ready), lost={})
    yield now
    for number in range(1, rounds + 1):
        try:
            now = _after(ready, now)
        except SystemsError as error:
            raise SystemsError(*(replace(fault, round=number) for fault in error.faults)) from error
        yield now


def _ready(model: Model) -> _Ready:
    stocks: dict[str, Stock] = {}
    for stock in model.stocks:  # infinite in one place is infinite in all
        if stock.name not in stocks or not stock.shown:
            stocks[stock.name] = stock
    faults = [fault for formula in _formulas(model) for fault in _unknown(formula, stocks)]
    if faults:
        raise SystemsError(*faults)
    return _Ready(
        streams=tuple(_stream(model, flow) for flow in model.flows),
        maxima={
            name: _computed(stock.maximum)
            for name, stock in stocks.items()
            if stock.shown and stock.maximum.tokens[0].kind is not TokenKind.INFINITY
        },
        stocks=stocks,
    )


def _computed(formula: Formula) -> Computation:
    return computation(products_first(formula))


def _formulas(model: Model) -> Iterator[Formula]:
    for stock in model.stocks:
        yield stock.initial
        yield stock.maximum
    for flow in model.flows:
        yield flow.formula


def _unknown(formula: Formula, known: Mapping[str, object]) -> Iterator[Fault]:
    for token in _references(formula.tokens):
        if token.text not in known:
            yield unknown_name(token, known)


def _references(tokens: tuple[Token, ...]) -> Iterator[Token]:
    for token in tokens:
        if token.kind is TokenKind.REFERENCE:
            yield token
        yield from _references(token.inner)


def _stream(model: Model, flow: Flow) -> _Stream:
    source = model.stocks[flow.source].name
    if flow.destination is None:
        raise SystemsError(
            Fault(
                kind=FaultKind.NO_DESTINATION,
                place=flow.place,
                problem=f"This flow out of {source} goes nowhere.",
                remedy=f"Write where it goes, as in {source} > Done @ {flow.formula}; [Done] if it "
                "need not be counted.",
            )
        )
    to = model.stocks[flow.destination].name
    return _Stream(flow=flow, source=source, to=to, rate=_computed(flow.formula))


def _initial(ready: _Ready) -> State:
    """Each stock after those its initial value looks at, in brackets or not."""
    looks_at = {
        name: [token.text for token in _references(stock.initial.tokens)]
        for name, stock in ready.stocks.items()
    }
    try:
        order = tuple(TopologicalSorter(looks_at).static_order())
    except CycleError as error:
        circle: list[str] = error.args[1]
        raise SystemsError(circle_fault(ready.stocks[circle[-1]], circle[::-1])) from error
    state: State = {}
    for name in order:
        stock = ready.stocks[name]
        number = _computed(stock.initial)(state)
        if not (abs(number) < _LARGEST or number == INFINITE):  # nan is neither
            raise SystemsError(too_large(stock.initial))
        state[name] = number
    return {name: state[name] for name in ready.stocks}


def _after(ready: _Ready, now: SaneState) -> SaneState:
    """One round: what is asked, what sources have, what destinations take, and the sums."""
    state = now.state
    shares = [_share(stream, state) for stream in ready.streams]
    asked = _given(ready, state, [_asked(stream, state) for stream in ready.streams])
    arriving = [amount * share for amount, share in zip(asked, shares, strict=True)]
    taken = _taken(ready, state, asked, arriving)
    changes: dict[str, list[float]] = {name: [] for name in state}
    lost: dict[str, list[float]] = {}
    for stream, amount, share in zip(ready.streams, taken, shares, strict=True):
        arrives = amount * share
        changes[stream.source].append(-amount)
        changes[stream.to].append(arrives)
        if arrives != amount:
            lost.setdefault(stream.source, []).append(amount - arrives)
    after = {
        name: _summed(ready, state, name, several) if several else state[name]
        for name, several in changes.items()
    }
    so_far = {name: math.fsum([now.lost.get(name, 0), *several]) for name, several in lost.items()}
    return SaneState(state=after, lost={**now.lost, **so_far})


def _share(stream: _Stream, state: State) -> Number:
    """How much of what leaves arrives: all of it, but in a conversion."""
    if stream.flow.kind is not FlowKind.CONVERSION:
        return 1
    return max(0, _at_most_one(stream, stream.rate(state)))


def _asked(stream: _Stream, state: State) -> Number:
    """What a flow asks for, 0 or more; without end is all there is."""
    held = max(0, state[stream.source])
    if stream.flow.kind is FlowKind.RATE:
        asked = stream.rate(state)
    elif stream.flow.kind is FlowKind.LEAK:
        share = _at_most_one(stream, stream.rate(state))
        asked = held * share if share > 0 else 0
    else:
        asked = held if stream.rate(state) > 0 else 0
    if not asked <= INFINITE or (asked == INFINITE == held):  # nan, or without end
        raise SystemsError(_endless(stream))
    amount = held if asked == INFINITE else max(0, asked)
    if amount > _LARGEST:
        raise SystemsError(too_large(stream.flow.formula))
    return amount


def _at_most_one(stream: _Stream, share: Number) -> Number:
    if share <= 1:
        return share
    if not share > 1:  # nan
        raise SystemsError(_endless(stream))
    raise SystemsError(
        Fault(
            kind=FaultKind.SHARE_ABOVE_ONE,
            place=stream.flow.formula.place,
            problem=f"{stream.flow.formula} is more than 1 here, and a {stream.flow.kind} moves no "
            f"more than all of {stream.source}.",
            remedy="Write a share from 0 to 1, or a rate such as @ 5 for five a round.",
        )
    )


def _endless(stream: _Stream) -> Fault:
    return Fault(
        kind=FaultKind.NOT_A_NUMBER,
        place=stream.flow.place,
        problem=f"This {stream.flow.kind} would move a number without end, or none that can be "
        "counted.",
        remedy="Take a number out of an infinite stock, and use none in a formula.",
    )


def _given(ready: _Ready, state: State, asked: list[Number]) -> list[Number]:
    """Where a source is asked for more than it has, the same part of each."""
    asked_of: dict[str, list[Number]] = {}
    for stream, amount in zip(ready.streams, asked, strict=True):
        asked_of.setdefault(stream.source, []).append(amount)
    parts = {}
    for name, amounts in asked_of.items():
        total, held = math.fsum(amounts), max(0, state[name])
        if total > held:
            parts[name] = held / total
    if not parts:
        return asked
    return [
        amount * parts.get(stream.source, 1)
        for stream, amount in zip(ready.streams, asked, strict=True)
    ]


def _taken(
    ready: _Ready, state: State, asked: list[Number], arriving: list[Number]
) -> list[Number]:
    """Where more would arrive than there is room for, the same part of each.

    Room is what is free as the round begins and what leaves in it. What leaves may depend on room
    further on, so this goes in passes from nothing upwards: after each pass all of it fits, and
    without a circle of full stocks it ends when no part grows any more.
    """
    into: dict[str, list[int]] = {}
    out_of: dict[str, list[int]] = {}
    for at, stream in enumerate(ready.streams):
        into.setdefault(stream.to, []).append(at)
        out_of.setdefault(stream.source, []).append(at)
    free = {name: _maximum(ready, state, name) - state[name] for name in ready.maxima.keys() & into}
    parts = dict.fromkeys(free, 0.0)
    waiting = set(free)
    for _ in range(len(parts) + _MOST_PASSES):
        fresh = {}
        for name in waiting:
            room = free[name] + _leaving(ready, out_of.get(name, []), asked, parts)
            fresh[name] = _part(room, math.fsum(arriving[at] for at in into[name]))
        grown = [name for name, part in fresh.items() if part != parts[name]]
        if not grown:
            break
        parts |= fresh
        waiting = {ready.streams[at].source for name in grown for at in into[name]} & free.keys()
    return [
        amount * parts[stream.to] if parts.get(stream.to, 1) < 1 else amount
        for stream, amount in zip(ready.streams, asked, strict=True)
    ]


def _maximum(ready: _Ready, state: State, name: str) -> Number:
    """Beyond what floats hold, and where it is no number, there is none."""
    most = ready.maxima[name](state)
    if not most < _LARGEST:
        return INFINITE
    return max(most, -_LARGEST)


def _leaving(
    ready: _Ready, flows: list[int], asked: list[Number], parts: Mapping[str, float]
) -> float:
    return math.fsum(asked[at] * parts.get(ready.streams[at].to, 1) for at in flows)


def _part(room: Number, wanted: float) -> float:
    if not wanted or math.isnan(room) or room >= wanted:
        return 1.0
    return max(0.0, room / wanted)


def _summed(ready: _Ready, state: State, name: str, changes: list[float]) -> Number:
    """What a stock then holds; where rounding alone takes it below 0 or above room, just that."""
    before = state[name]
    if before == INFINITE:
        return before
    try:
        after = math.fsum([before, *changes])
    except (OverflowError, ValueError) as error:
        raise SystemsError(too_large(ready.stocks[name].initial)) from error
    if not abs(after) < _LARGEST:
        raise SystemsError(too_large(ready.stocks[name].initial))
    if after < 0 <= before:
        after = 0.0
    if name in ready.maxima:
        most = _maximum(ready, state, name)
        if before <= most < after:
            after = float(most)
    return int(after) if after.is_integer() and abs(after) < 2**53 else after
