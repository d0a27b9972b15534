"""What can be wrong with a model: each fault with its place, what is wrong and what to write."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.places import Place

LONGEST_QUOTE: Final = 40


class FaultKind(StrEnum):
    """One id for each thing that keeps a model from being read or run."""

    ILLEGAL_NAME = "illegal-name"
    NO_NAME = "no-name"
    UNOPENED_BRACKET = "unopened-bracket"
    EMPTY_FORMULA = "empty-formula"
    OPERATOR_FIRST = "operator-first"
    OPERATOR_TWICE = "operator-twice"
    OPERATOR_LAST = "operator-last"
    OPERATOR_MISSING = "operator-missing"
    UNKNOWN_FLOW_KIND = "unknown-flow-kind"
    SEVERAL_RATES = "several-rates"
    CONFLICTING_VALUE = "conflicting-value"
    INFINITE_SOURCE = "infinite-source"
    INITIAL_NOT_KNOWN_YET = "initial-not-known-yet"
    UNKNOWN_NAME = "unknown-name"
    CIRCULAR_INITIALS = "circular-initials"
    NO_DESTINATION = "no-destination"
    DIVISION_BY_ZERO = "division-by-zero"
    NOT_A_NUMBER = "not-a-number"
    SHARE_ABOVE_ONE = "share-above-one"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`problem` and `remedy` are whole sentences; `round` says when a run met it."""

    kind: FaultKind
    place: Place | None
    problem: str
    remedy: str
    round: int | None = None

    def __str__(self) -> str:
        where = f"{str(self.place).capitalize()}: " if self.place else ""
        when = "" if self.round is None else f" This happened in round {self.round}."
        return f"{where}{self.problem}{when} {self.remedy}".rstrip()


def shortened(text: str) -> str:
    """At most LONGEST_QUOTE characters of a text, for a sentence that quotes it."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"


class SystemsError(InvalidError):
    """A model cannot be read or run; `faults` are all the reasons that were met, at least one."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(str(faults[0]))
        self.faults = faults

    @property
    def fault(self) -> Fault:
        return self.faults[0]
