"""What the people of the story marked in their check-ins, for themselves and for each other.

Marks go from -3 (strongly the first pole of a question) to +3 (strongly the second).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Marks = Mapping[str, int]

OF_A_PAIR: Final = (
    *("first-part", "sales-promise", "rewrite", "experiments", "launch", "debt"),
    *("night-calls", "hiring", "evidence", "custom", "late", "learning"),
    *("faults", "requests", "research", "breadth", "tools", "details"),
    *("security", "customers", "retiring", "pace", "shared", "yardstick"),
)
"""The questions put to an engineering and a product lead, in the order of the rows below."""

OF_THREE: Final = (
    *("first-part", "sales-promise", "old-system", "experiments", "launch", "debt"),
    *("night-calls", "hiring", "evidence", "custom", "late", "learning"),
    *("faults", "requests", "research", "breadth", "terms", "sold-first"),
    *("legal", "customers", "retiring", "pace", "buying", "yardstick"),
)
"""The questions put to engineering, product and business."""


def _pair(*marks: int) -> Marks:
    return dict(zip(OF_A_PAIR, marks, strict=True))


def _three(*marks: int) -> Marks:
    return dict(zip(OF_THREE, marks, strict=True))


# fmt: off
ROBIN: Final = _pair(
    +1, -2, +2, -2, +2, -3,  -2, +1, +2, -2, -1, -3,
    +2, +2, +1, +2, +1, -1,  -1, +1, +3, -3,  0, -2,
)
NOOR: Final = _pair(
    -3, -1, -1, +3, -2, +1,  -1, -2, +3, -1, -3, -2,
    -2, +1, -1, -2, -2, +2,  +1, -2, +2,  0, +2, +2,
)
NOOR_ABOUT_ROBIN_AT_FIRST: Final = _pair(
    +3, +1, -2, +1, +3, +3,  +2, -2, -1, +2, +2, -3,
    -1, -2, -2, -1, +3, +2,  +1, -1, -3, +1, +3, +2,
)
ROBIN_ABOUT_NOOR_AT_FIRST: Final = _pair(
    -3, +3, +2, +1, -3, -2,  +2, -1, -2, +3, -1, +3,
    -3, -3, +2, +2, +2, -2,  +2, -1, -3, +3, +1, -1,
)

JULES: Final = _three(
    +1, -3, +3, -1, +2, -2,  -3, +2, +1, -2, -1, -1,
    +2, +2, +1, +1, +2, -3,  -1, +2, +3, -2, +1, -1,
)
NOOR_ON_PRICES: Final = _three(
    -2, -1, +1, +2, -1,  0,  -1, -2, +3, -1, -3,  0,
    -1, +1, -2, -2, +3, -1,  +1, +1, +2, -1, +2, +2,
)
SASHA: Final = _three(
    -3, +2, -2,  0, -3, +2,   0, -1, -2, +2, -2, +2,
    -2, -3, -1, -1, -1, +3,  +2, +3, -3, +1, +3, +3,
)
JULES_ABOUT_NOOR: Final = _three(
    -2, -2, +2, +3, -2, +1,  -1, -1, +3, -1, -2, +1,
    -1, +1, -1, -3, +2, -2,  +1, +1, +2, +1, +1, +3,
)
JULES_ABOUT_SASHA: Final = _three(
    -3, +3, -3, -2, -3, -1,  +3, -3, -3, +3, +2, -2,
    -3, +1, +3, +3, -3, +3,  +3, -3, +2, +3, -2, +3,
)
NOOR_ABOUT_JULES: Final = _three(
    +2, -2, +2, -2, +2, -3,  -2, +1, +1, -2, -1, -2,
    +2, +3, +1, +2, +1, -2,   0, +2, +2, -3,  0, -2,
)
NOOR_ABOUT_SASHA: Final = _three(
    -3, +3, -1, +1, -2, +2,  +1, -1, -2, +3, -2, +2,
    -1, -2, -2, -1, -2, +3,  +2, +2, -2, +2, +2, +3,
)
SASHA_ABOUT_JULES: Final = _three(
    +3, -3, +3, -3, +3, +1,  +2, -2, -2, -1, +3, -3,
    -2, +3, -2, +3, +3, -2,  +2, -2, -2, +1, -3, -3,
)
SASHA_ABOUT_NOOR: Final = _three(
    -1, -2, +2, +1, +1, -1,  -2, +1, +2, -2, +1, -2,
    +1, +2, -1,  0, +2, -2,  +1, -1, +1, -2, +1, +1,
)
# fmt: on

LEARNT_BY_THE_SECOND: Final = frozenset({"rewrite", "requests", "debt"})
LEARNT_BY_THE_THIRD: Final = LEARNT_BY_THE_SECOND | {"custom", "details", "retiring"}
"""The questions on which Robin and Noor had come to read each other by then."""

EARLIER_IN_THE_YEAR: Final[Marks] = {"late": +1, "hiring": +1, "shared": -1, "security": +1}
SPRING: Final[Marks] = {"hiring": +1, "research": -1}
"""How far Robin's and Noor's own marks stood from where they stand now."""


def before(marks: Marks, shifts: Marks) -> Marks:
    """The marks of an earlier round."""
    return {key: max(-3, min(3, mark + shifts.get(key, 0))) for key, mark in marks.items()}


def after_learning(at_first: Marks, truth: Marks, learnt: frozenset[str]) -> Marks:
    """The guesses of a round: near the truth where it had been learnt, else as at first."""
    return {key: _nearly(truth[key], key) if key in learnt else at_first[key] for key in at_first}


def _nearly(mark: int, key: str) -> int:
    """One step short of it in every third question."""
    if OF_A_PAIR.index(key) % 3 or mark == 0:
        return mark
    return mark - (1 if mark > 0 else -1)
