"""What the rules look at: a text, its model as far as it can be read, and a short run of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from trifecta.domain.systems.checking import check_model
from trifecta.domain.systems.evaluating import Number, State, computation
from trifecta.domain.systems.faults import Fault, SystemsError
from trifecta.domain.systems.lexing import Line, lines_of
from trifecta.domain.systems.model import Formula, Model, Semantics
from trifecta.domain.systems.parsing import read_model
from trifecta.domain.systems.places import Place
from trifecta.domain.systems.running import Move, initial_state, moves_from, run

_MOST_ROUNDS: Final = 40
_FEWEST_ROUNDS: Final = 3
_MOST_WORK: Final = 20_000
"""Values and operations of all rounds, so that a hostile text is looked at in bounded time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The state before it and what each flow then did, in order of `Model.flows`."""

    before: State
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """`start` and `rounds` are empty where the model cannot begin, or not be read whole."""

    text: str
    lines: tuple[Line, ...]
    model: Model
    faults: tuple[Fault, ...]
    whole: bool
    """Whether every line could be read."""
    start: State
    rounds: tuple[Round, ...]
    """By the published way alone; the rules that look at moves are about that way."""
    semantics: Semantics = Semantics.PUBLISHED

    def raw(self, place: Place | None) -> str:
        """What stands there as it was typed."""
        if place is None:
            return ""
        return self.lines[place.line - 1].text[place.column - 1 : place.end - 1]

    def value(self, formula: Formula) -> Number | None:
        """What a formula comes to as the model begins; None where it fails."""
        try:
            return computation(formula)(self.start)
        except SystemsError:
            return None


def look_at(text: str, *, semantics: Semantics = Semantics.PUBLISHED) -> Look:
    """Reads a text and runs what it says for a few rounds."""
    model, faults = read_model(text)
    look = Look(
        text=text,
        lines=lines_of(text),
        model=model,
        faults=faults,
        whole=not faults,
        start={},
        rounds=(),
        semantics=semantics,
    )
    if faults:
        return look
    return _begun(look) if semantics is Semantics.PUBLISHED else _begun_sanely(look)


def _begun_sanely(look: Look) -> Look:
    """How it begins, and what a short run meets."""
    most = max(_FEWEST_ROUNDS, min(_MOST_ROUNDS, _MOST_WORK // max(1, look.model.work)))
    for rounds in (0, most):
        try:
            ran = run(look.model, rounds=rounds, semantics=look.semantics)
        except SystemsError as error:
            return replace(look, faults=error.faults)
        look = replace(look, start=ran.states[0])
    return look


def _begun(look: Look) -> Look:
    try:
        check_model(look.model)
        start = initial_state(look.model)
    except SystemsError as error:
        return replace(look, faults=error.faults)
    look = replace(look, start=start)
    if not look.model.flows:
        return look
    most = max(_FEWEST_ROUNDS, min(_MOST_ROUNDS, _MOST_WORK // look.model.work))
    try:
        states = run(look.model, rounds=most).states
    except SystemsError as error:
        look = replace(look, faults=error.faults)
        whole_rounds = (error.fault.round or 1) - 1
        states = run(look.model, rounds=whole_rounds).states if whole_rounds else ()
    if len(states) < 2:
        return look
    moves = moves_from(look.model)
    rounds = tuple(Round(before=state, moves=moves(state)) for state in states[:-1])
    return replace(look, rounds=rounds)
