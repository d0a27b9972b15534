"""What parties bargain for: issues to settle, and what each value of them is worth to each."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

Numbers = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bargain:
    """P parties who settle I issues, one value each; there is nothing else between them.

    `weights` (P x I) sum to 1 for each party, `scores` (P x I x values) lie between 0 and 1. A
    party's utility is the sum of weight times score over the values that are agreed on. `file` is
    where it was read, to name in what is wrong with it.
    """

    file: str
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    weights: tuple[Numbers, ...]
    scores: tuple[tuple[Numbers, ...], ...]

    @property
    def outcomes(self) -> int:
        """How many ways there are to settle everything."""
        return prod(map(len, self.values))
