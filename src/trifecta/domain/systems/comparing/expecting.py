"""What a model expects of the next week, from what was counted in the week before."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.evaluating import Number, State
from trifecta.domain.systems.model import FlowKind, Model, Token, TokenKind
from trifecta.domain.systems.observing.observations import Observations
from trifecta.domain.systems.running import Move, initial_state, moves_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One flow in one week: what the model moves from the week before, and what moved."""

    week: int
    predicted: float
    """What the model moves, rounded down as the language does."""
    mean: float
    """The same without rounding: what many such weeks would average to."""
    held: float
    """What the source held; infinite for a stock without end."""
    is_share: bool
    """Whether a share of the source moves; else a number."""
    observed: float | None
    testable: bool
    """Whether the source was known, and no limit decided in place of the rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockAhead:
    """A counted stock, and what the week before leads to."""

    week: int
    stock: str
    predicted: float
    observed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectations:
    """For each flow of the model, the weeks after the first; and the states they start from."""

    start: int
    flows: tuple[tuple[Expected, ...], ...]
    states: tuple[State, ...]
    """The state at the end of each week from `start`, counted where somebody counted."""
    stocks: tuple[StockAhead, ...]


def expectations(model: Model, observed: Observations) -> Expectations:
    """One step ahead, week by week, from counted states.

    A stock that was not counted is carried on: what was in it, plus flows that came in, less those
    that went out, counted where they were and the model's else; it begins as the model says. A
    conversion whose arrivals were counted has emptied its source. A flow can be tested where all it
    depends on was counted, or follows from what was. Raises SystemsError where the model cannot go
    on from such a state, and InvalidError without any counts.
    """
    if not len(observed):
        raise InvalidError("Nothing was counted, so there is nothing to compare with.")
    start = _start(observed)
    moves = moves_from(model)
    state = initial_state(model)
    known = set(state)
    _look(observed, start, state, known)
    states, found = [state.copy()], []
    stocks: list[StockAhead] = []
    depends = [_depends_on(model, at) for at in range(len(model.flows))]
    for week in range(start + 1, observed.last_week + 1):
        moved = moves(state)
        found.append(
            [
                _expected(
                    model,
                    at,
                    move,
                    week=week,
                    observed=observed,
                    known=depends[at] <= known,
                )
                for at, move in enumerate(moved)
            ]
        )
        known = _carry(model, moved, state, known=known, observed=observed, week=week)
        stocks += _ahead(observed, week, state)
        _look(observed, week, state, known)
        states.append(state.copy())
    flows = tuple(zip(*found, strict=True)) if found else tuple(() for _ in model.flows)
    return Expectations(start=start, flows=flows, states=tuple(states), stocks=tuple(stocks))


def _start(observed: Observations) -> int:
    first = observed.first_week
    with_stock = any(first in counts for counts in observed.stocks.values())
    return first if with_stock else first - 1


def _ahead(observed: Observations, week: int, state: State) -> list[StockAhead]:
    return [
        StockAhead(week=week, stock=name, predicted=float(state[name]), observed=counts[week])
        for name, counts in observed.stocks.items()
        if week in counts and name in state
    ]


def _look(observed: Observations, week: int, state: State, known: set[str]) -> None:
    """Counted stocks take the place of carried ones."""
    for name, counts in observed.stocks.items():
        if week in counts and name in state:
            state[name] = _whole(counts[week])
            known.add(name)


def _carry(
    model: Model,
    moved: tuple[Move, ...],
    state: State,
    *,
    known: set[str],
    observed: Observations,
    week: int,
) -> set[str]:
    """Moves the state on by a week, in place; says which stocks are still known."""
    lost: set[str] = set()
    for at, (flow, move) in enumerate(zip(model.flows, moved, strict=True)):
        counted = observed.flows.get(at, {}).get(week)
        source = model.stocks[flow.source].name
        to = model.stocks[flow.destination or 0].name
        arrives: Number = move.arrives if counted is None else _whole(counted)
        left: Number = arrives
        if flow.kind is FlowKind.CONVERSION:
            left = move.left if counted is None else move.held
        if counted is None:
            lost |= {source, to}
        state[source] = max(0, state[source] - left) if math.isfinite(left) else state[source]
        state[to] += arrives
    return {name for name in known if name not in lost or math.isinf(state[name])}


def _expected(
    model: Model, at: int, move: Move, *, week: int, observed: Observations, known: bool
) -> Expected:
    flow = model.flows[at]
    counted: Mapping[int, float] = observed.flows.get(at, {})
    share = flow.kind is not FlowKind.RATE and math.isfinite(move.held)
    mean = float(move.held * move.rate) if share else float(move.rate)
    limit = min(move.held, move.room) if not share else move.room
    free = mean <= limit and math.isfinite(mean) and mean >= 0
    return Expected(
        week=week,
        predicted=float(move.arrives),
        mean=mean,
        held=float(move.held),
        is_share=share and 0 <= move.rate <= 1,
        observed=counted.get(week),
        testable=known and free and week in counted,
    )


def _depends_on(model: Model, at: int) -> set[str]:
    """Stocks that decide how much a flow moves."""
    flow = model.flows[at]
    names = {model.stocks[flow.source].name, *_names_in(flow.formula.tokens)}
    if flow.destination is not None:
        maximum = model.stocks[flow.destination].maximum
        if maximum.tokens and maximum.tokens[0].kind is not TokenKind.INFINITY:
            names |= {model.stocks[flow.destination].name, *_names_in(maximum.tokens)}
    return names


def _names_in(tokens: tuple[Token, ...]) -> set[str]:
    found = {token.text for token in tokens if token.kind is TokenKind.REFERENCE}
    for token in tokens:
        found |= _names_in(token.inner)
    return found


def _whole(value: float) -> Number:
    """As a whole number where it is one, so that formulas behave as in a run."""
    return int(value) if float(value).is_integer() else value
