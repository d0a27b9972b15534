"""Flows made ready for many rounds: what never changes is looked at once.

Exactly what `running` does, without its care for what goes wrong: what fails is left to it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, TypeAlias

from trifecta.domain.systems.evaluating import Computation, Number, State
from trifecta.domain.systems.model import FlowKind

QuickStep: TypeAlias = Callable[[State], Number]
"""Takes from its source at once, and gives what will arrive."""

_FAR: Final = 1e300
"""Whole numbers beyond floats cannot be taken from infinity; these are far from there."""


def unlimited_step(
    kind: FlowKind, source: str, destination: str, rate: Computation, careful: QuickStep
) -> QuickStep:
    """A flow into a stock that has no maximum; `careful` does it where a number is far out."""
    make = {FlowKind.RATE: _rate, FlowKind.LEAK: _leak, FlowKind.CONVERSION: _conversion}[kind]
    return make(source, destination, rate, careful)


def constant_step(
    kind: FlowKind, source: str, destination: str, rate: Number, careful: QuickStep
) -> QuickStep:
    """The same where the rate is one number throughout."""
    make = {
        FlowKind.RATE: _constant_rate,
        FlowKind.LEAK: _constant_leak,
        FlowKind.CONVERSION: _constant_conversion,
    }[kind]
    return make(source, destination, rate, careful)


def limited_rate(
    source: str, destination: str, rate: Computation, maximum: Number, careful: QuickStep
) -> QuickStep:
    """A rate into a stock with a maximum that is one number."""
    if not -_FAR < maximum < _FAR:
        return careful

    def step(state: State) -> Number:
        there = state[destination]
        if not -_FAR < there < _FAR:
            return careful(state)
        room, number, held = maximum - there, rate(state), state[source]
        if not held > 0:
            return 0
        change = number if held - number >= 0 else held
        if not change > 0:
            change = 0
        if not change < room:
            change = room
        state[source] = held - change
        return change

    return step


def _rate(source: str, destination: str, rate: Computation, careful: QuickStep) -> QuickStep:
    def step(state: State) -> Number:
        if not -_FAR < state[destination] < _FAR:
            return careful(state)
        number, held = rate(state), state[source]
        if not held > 0:
            return 0
        change = number if held - number >= 0 else held
        if not change > 0:
            change = 0
        state[source] = held - change
        return change

    return step


def _constant_rate(source: str, destination: str, rate: Number, careful: QuickStep) -> QuickStep:
    def step(state: State) -> Number:
        if not -_FAR < state[destination] < _FAR:
            return careful(state)
        held = state[source]
        if not held > 0:
            return 0
        change = rate if held - rate >= 0 else held
        if not change > 0:
            change = 0
        state[source] = held - change
        return change

    return step


def _leak(source: str, destination: str, rate: Computation, careful: QuickStep) -> QuickStep:
    def step(state: State) -> Number:
        if not -_FAR < state[destination] < _FAR:
            return careful(state)
        held = state[source]
        change = math.floor(held * rate(state))
        state[source] = held - change
        return change

    return step


def _constant_leak(source: str, destination: str, rate: Number, careful: QuickStep) -> QuickStep:
    floor = math.floor

    def step(state: State) -> Number:
        if not -_FAR < state[destination] < _FAR:
            return careful(state)
        held = state[source]
        change = floor(held * rate)
        state[source] = held - change
        return change

    return step


def _conversion(source: str, destination: str, rate: Computation, careful: QuickStep) -> QuickStep:
    def step(state: State) -> Number:
        if not -_FAR < state[destination] < _FAR:
            return careful(state)
        held = state[source]
        arrives = math.floor(held * rate(state))
        if arrives:
            state[source] = held - held
        return arrives

    return step


def _constant_conversion(
    source: str, destination: str, rate: Number, careful: QuickStep
) -> QuickStep:
    floor = math.floor

    def step(state: State) -> Number:
        if not -_FAR < state[destination] < _FAR:
            return careful(state)
        held = state[source]
        arrives = floor(held * rate)
        if arrives:
            state[source] = held - held
        return arrives

    return step
