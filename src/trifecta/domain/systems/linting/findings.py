"""What a linter says of a line, and the rules it says it by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trifecta.domain.systems.places import Place


class Level(StrEnum):
    """An error will not run; a trap runs and means something else than it seems; a note is true."""

    ERROR = "error"
    TRAP = "trap"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`what` says what happens, with the numbers of this line; `instead` says what to write."""

    rule: str
    level: Level
    place: Place
    what: str
    instead: str

    def __str__(self) -> str:
        return f"{self.what} {self.instead}".rstrip()


_TRAPS: Final = (
    "left-to-right",
    "joined-number",
    "joined-name",
    "number-and-bracket",
    "unclosed-bracket",
    "decimal-formula-is-a-rate",
    "infinite-in-formula",
    "comment-after-stock",
    "flow-without-rate",
    "empty-rate",
    "third-stock",
    "arrow-after-rate",
    "negative-rate",
    "conversion-takes-all",
    "conversion-multiplies",
    "conversion-under-maximum",
    "leak-above-one",
    "leak-below-zero",
    "rounded-to-nothing",
    "float-rounded-down",
    "goes-negative",
    "pushes-back",
    "flow-into-itself",
    "begins-above-maximum",
    "overfilled-maximum",
    "zero-does-not-count",
    "becomes-infinite",
    "names-differ-by-case",
    "never-fed",
)
_NOTES: Final = (
    "conversion-loses",
    "never-moves",
    "moves-fractions",
    "one-after-another",
    "served-last",
    "sees-what-is-left",
    "infinite-twice",
    "unused-stock",
    "begins-below-zero",
    "zero-is-whole",
)
NOT_WHEN_SANE: Final = frozenset(
    {
        "left-to-right",
        "moves-fractions",
        "conversion-multiplies",
        "conversion-under-maximum",
        "leak-above-one",
        "leak-below-zero",
        "rounded-to-nothing",
        "float-rounded-down",
        "begins-above-maximum",
        "unchecked-name",
    }
)
"""What sane semantics do otherwise, refuse, or mean to do."""
_ERRORS: Final = ("misread-number", "comment-after-flow", "unchecked-name")
LEVELS: Final = {
    **dict.fromkeys(_ERRORS, Level.ERROR),
    **dict.fromkeys(_TRAPS, Level.TRAP),
    **dict.fromkeys(_NOTES, Level.NOTE),
}
"""Every rule by its id, those that are faults of reading or running apart."""


def found(rule: str, place: Place | None, what: str, instead: str) -> Finding:
    """A finding at the level of its rule; KeyError for a rule that there is none of."""
    where = place or Place(1, 1, 1)
    return Finding(rule=rule, level=LEVELS[rule], place=where, what=what, instead=instead)
