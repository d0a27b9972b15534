"""Runs a model round by round, exactly as the `systems` package 0.1.0 (Larson) does.

Flows go in reverse order of declaration. Each takes from its source at once, so that those after it
see what is left; what arrives is added when all flows are through.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.bounds import MOST_ROUNDS, MOST_VALUES
from trifecta.domain.systems.checking import check_model
from trifecta.domain.systems.evaluating import (
    Computation,
    Number,
    State,
    computation,
    constant,
    too_large,
)
from trifecta.domain.systems.faults import Fault, FaultKind, SystemsError
from trifecta.domain.systems.model import (
    NOTHING,
    UNLIMITED,
    Flow,
    FlowKind,
    Formula,
    Model,
    Semantics,
)
from trifecta.domain.systems.sane import sane_states
from trifecta.domain.systems.stepping import QuickStep, constant_step, limited_rate, unlimited_step

INFINITE: Final = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Every stock at the end of every round; round 0 is how it begins."""

    names: tuple[str, ...]
    """Stocks that have a column, in order of first mention."""
    states: tuple[State, ...]
    lost: tuple[State, ...] = ()
    """By sane semantics: what conversions out of each stock have lost until then."""

    def __getitem__(self, name: str) -> tuple[Number, ...]:
        """One stock over all rounds, infinite ones included; raises KeyError for others."""
        return tuple(state[name] for state in self.states)

    def __len__(self) -> int:
        """Rounds, the first state not counted."""
        return len(self.states) - 1

    def rows(self) -> Iterator[tuple[Number, ...]]:
        """The shown stocks, a row for each round from round 0."""
        for state in self.states:
            yield tuple(state[name] for name in self.names)


def run(
    model: Model, *, rounds: int = 10, semantics: Semantics | Literal["systems", "sane"] = "systems"
) -> Run:
    """All rounds of a model; raises SystemsError with line, column and round where it fails.

    `semantics` is "systems" for exactly what the language gives, or "sane" for arithmetic with
    precedence and flows that conserve, share and do not depend on the order of lines. `rounds` is
    from 0 to MOST_ROUNDS, and rounds times stocks at most MOST_VALUES.
    """
    if not 0 <= rounds <= MOST_ROUNDS or rounds * len(model.stocks) > MOST_VALUES:
        raise InvalidError(
            f"A run has from 0 to {MOST_ROUNDS:,} rounds, and rounds times stocks are at most "
            f"{MOST_VALUES:,}. Ask for fewer rounds."
        )
    if semantics == Semantics.SANE:
        sane = tuple(sane_states(model, rounds))
        names = tuple(name for name in model.names if name in model.shown)
        states = tuple(one.state for one in sane)
        return Run(names=names, states=states, lost=tuple(one.lost for one in sane))
    return Run(names=model.shown, states=tuple(_states(model, rounds)))


def _states(model: Model, rounds: int) -> Iterator[State]:
    state = initial_state(model)
    yield state.copy()
    if not rounds:
        return
    steps = [_Step.of(model, flow) for flow in reversed(model.flows)]
    pairs = [(step.quick(), step.destination) for step in steps]
    for number in range(1, rounds + 1):
        before = state.copy()
        try:
            _advance_quickly(pairs, state)
        except (ArithmeticError, ValueError):
            _advance_carefully(steps, before, number)
            state = before
        except SystemsError as error:
            raise SystemsError(*(_in_round(fault, number) for fault in error.faults)) from error
        yield state.copy()


def _advance_quickly(pairs: list[tuple[QuickStep, str]], state: State) -> None:
    arriving = [(destination, step(state)) for step, destination in pairs]
    for destination, arrives in arriving:
        state[destination] += arrives


def _advance_carefully(steps: list[_Step], state: State, number: int) -> None:
    """The same round once more, for what is wrong in it."""
    try:
        advance(steps, state)
    except SystemsError as error:
        raise SystemsError(*(_in_round(fault, number) for fault in error.faults)) from error


def _in_round(fault: Fault, number: int) -> Fault:
    return Fault(
        kind=fault.kind,
        place=fault.place,
        problem=fault.problem,
        remedy=fault.remedy,
        round=number,
    )


def initial_state(model: Model) -> State:
    """How each stock begins, those that look at others after those; raises SystemsError."""
    order = check_model(model)
    state: State = {}
    for stock in model.stocks:
        if stock.name not in order:
            state[stock.name] = 0 if stock.initial is NOTHING else computation(stock.initial)(state)
    firsts = {stock.name: stock for stock in reversed(model.stocks)}
    for name in order:
        state[name] = computation(firsts[name].initial)(state)
    return state


def _no_maximum(_: State) -> Number:
    return INFINITE


@dataclass(frozen=True, slots=True)
class _Step:
    """A flow, made ready to be taken many times."""

    flow: Flow
    source: str
    destination: str
    rate: Computation
    maximum: Computation
    to_maximum: Formula

    @property
    def limited(self) -> bool:
        """Whether the destination has a maximum."""
        return self.to_maximum is not UNLIMITED and self.to_maximum != UNLIMITED

    @classmethod
    def of(cls, model: Model, flow: Flow) -> _Step:
        source = model.stocks[flow.source]
        if flow.destination is None:
            raise SystemsError(
                Fault(
                    kind=FaultKind.NO_DESTINATION,
                    place=flow.place,
                    problem=f"This flow out of {source.name} goes nowhere.",
                    remedy=f"Write where it goes, as in {source.name} > Done @ {flow.formula}; "
                    "[Done] if it need not be counted.",
                    round=1,
                )
            )
        to = model.stocks[flow.destination]
        maximum = _no_maximum if to.maximum is UNLIMITED else computation(to.maximum)
        return cls(flow, source.name, to.name, computation(flow.formula), maximum, to.maximum)

    def quick(self) -> QuickStep:
        """The same, less careful: it fails with Python's own errors."""

        def careful(state: State) -> Number:
            left, arrives = _moved(self, state)
            state[self.source] -= left
            return arrives

        if self.limited:
            most = constant(self.to_maximum)
            if most is None or self.flow.kind is not FlowKind.RATE:
                return careful
            return limited_rate(self.source, self.destination, self.rate, most, careful)
        rate = constant(self.flow.formula)
        ends = (self.flow.kind, self.source, self.destination)
        if rate is None:
            return unlimited_step(*ends, self.rate, careful)
        return constant_step(*ends, rate, careful)


def advance(steps: list[_Step], state: State) -> None:
    """One round, in place."""
    arriving = []
    for step in steps:
        try:
            left, arrives = _moved(step, state)
            state[step.source] -= left
        except (ArithmeticError, ValueError) as error:
            raise SystemsError(_move_fault(step.flow, error)) from error
        arriving.append((step, arrives))
    for step, arrives in arriving:
        try:
            state[step.destination] += arrives
        except OverflowError as error:
            raise SystemsError(too_large(step.flow.formula)) from error


def _moved(step: _Step, state: State) -> tuple[Number, Number]:
    """What leaves the source, and what will arrive."""
    source, destination = state[step.source], state[step.destination]
    capacity = step.maximum(state)
    if destination != INFINITE:
        capacity -= destination
    rate = step.rate(state)
    match step.flow.kind:
        case FlowKind.RATE:
            change = _rate(rate, source, capacity)
            return change, change
        case FlowKind.LEAK:
            change = _leak(rate, source, capacity)
            return change, change
        case _:
            return _conversion(rate, source, destination, capacity)


def _rate(rate: Number, source: Number, capacity: Number) -> Number:
    """A number a round, as far as the source has it and the destination has room."""
    if source > 0:
        change = rate if source - rate >= 0 else source
        return min(capacity, max(0, change))
    return 0


def _leak(rate: Number, source: Number, capacity: Number) -> Number:
    """A share of the source, rounded down."""
    change = math.floor(source * rate)
    return change if math.isnan(capacity) else min(capacity, change)


def _conversion(
    rate: Number, source: Number, destination: Number, capacity: Number
) -> tuple[Number, Number]:
    """Empties its source at a discount, and not at all where nothing whole would arrive.

    Under a maximum it takes what would fill the room less the destination once more, whatever
    the source holds: so does the language.
    """
    if INFINITE in (destination, capacity):
        taken = source
    else:
        taken = max(0, math.floor((capacity - destination) / rate))
    arrives = math.floor(taken * rate)
    return (taken, arrives) if arrives != 0 else (0, 0)


def _move_fault(flow: Flow, error: ArithmeticError | ValueError) -> Fault:
    if isinstance(error, ZeroDivisionError):
        return Fault(
            kind=FaultKind.DIVISION_BY_ZERO,
            place=flow.formula.place,
            problem=f"A conversion into a stock with a maximum divides by its rate, and "
            f"{flow.formula} is zero.",
            remedy="Leave the flow out, give it a rate above zero, or use a Leak.",
        )
    if isinstance(error, OverflowError) and "infinity" not in str(error):
        return too_large(flow.formula)
    return Fault(
        kind=FaultKind.NOT_A_NUMBER,
        place=flow.place,
        problem=f"This {flow.kind} would move a number without end, or none that can be counted.",
        remedy="Look at which stock of it became infinite, and take a whole number out of that.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What one flow does in one round, and what decided it."""

    left: Number
    arrives: Number
    rate: Number
    held: Number
    """What its source held when its turn came."""
    room: Number
    """What its destination could still take; infinite where it has no maximum."""


def moves_from(model: Model) -> Callable[[State], tuple[Move, ...]]:
    """A function from a state, which it leaves as it is, to the moves of the round after it.

    Moves come in order of `Model.flows`. Raises SystemsError, then and now, as `run` does.
    """
    steps = [_Step.of(model, flow) for flow in reversed(model.flows)]

    def moves(before: State) -> tuple[Move, ...]:
        state = before.copy()
        return tuple(reversed([_move(step, state) for step in steps]))

    return moves


def _move(step: _Step, state: State) -> Move:
    held, there, maximum = state[step.source], state[step.destination], step.maximum(state)
    rate = step.rate(state)
    try:
        left, arrives = _moved(step, state)
        state[step.source] -= left
    except (ArithmeticError, ValueError) as error:
        raise SystemsError(_move_fault(step.flow, error)) from error
    room = INFINITE if maximum == INFINITE else maximum - there
    return Move(left=left, arrives=arrives, rate=rate, held=held, room=room)
