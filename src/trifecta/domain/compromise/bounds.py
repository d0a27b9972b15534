"""How large a problem may be: one set of bounds for pages, a wider one for files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The most of each; `needs` a party, `scores` a need, `weeks` and `points` in one place."""

    parties: int = 4
    stages: int = 6
    options: int = 40
    needs: int = 8
    choices: int = 24
    policies: int = 12
    resources: int = 8
    scores: int = 40
    weeks: float = 10_000.0
    points: float = 1_000.0
    name: int = 200
    text: int = 2_000


PAGES: Final = Bounds()
FILES: Final = Bounds(
    options=500,
    needs=60,
    choices=100,
    policies=50,
    resources=24,
    scores=2_000,
    weeks=1_000_000.0,
    points=1_000_000.0,
)

LARGEST_FILE: Final = 5_000_000
"""Bytes of a problem file, and of each file that is imported."""

MOST_FINDINGS: Final = 100
"""Of what is wrong with a file, so much is said; whoever mends it reads the rest next time."""
