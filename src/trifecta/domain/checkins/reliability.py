"""How repeatable single answers are, pooled over an organisation from the questions asked twice."""

from __future__ import annotations

from collections.abc import Iterable

DEFAULT = 0.75
LOWEST, HIGHEST = 0.4, 0.95
WEIGHT_OF_DEFAULT = 40


def pooled_reliability(pairs: Iterable[tuple[int, int]]) -> float:
    """Reliability ρ of one answer, 0.40 to 0.95, from (first, second) answers to the same items.

    ρ is the one-way intraclass correlation ICC(1) (Shrout and Fleiss 1979) of the pairs: the
    variance between them over the whole. It is averaged with 0.75, the usual size for one question
    asked twice in a sitting, weighted as 40 pairs, so a few careless answers move it little.
    """
    seen = list(pairs)
    if len(seen) < 2:
        return DEFAULT
    flat = [value for pair in seen for value in pair]
    grand = sum(flat) / len(flat)
    within = sum((first - second) ** 2 for first, second in seen) / (2 * len(seen))
    between = 2 * sum(((a + b) / 2 - grand) ** 2 for a, b in seen) / (len(seen) - 1)
    if between + within == 0:
        return DEFAULT
    icc = (between - within) / (between + within)
    weighted = (icc * len(seen) + DEFAULT * WEIGHT_OF_DEFAULT) / (len(seen) + WEIGHT_OF_DEFAULT)
    return min(max(weighted, LOWEST), HIGHEST)
