"""A figure with its interval, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LEVEL: Final = 0.90
"""Coverage of the intervals that the product gives, unless a caller asks for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A coefficient, at most 1; `low` and `high` are None where no interval is worked out.

    `units` is how many units it rests on.
    """

    value: float
    low: float | None = None
    high: float | None = None
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undefined:
    """A coefficient that these ratings do not have; `reason` is a sentence for the reader."""

    reason: str


Coefficient = Estimate | Undefined
