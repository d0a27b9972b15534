"""Best–worst scaling over one person's needs: which of a few they would lift first, which last.

The questions are balanced incomplete block designs: each need is asked as often as every other, and
beside each other one as often. The answers are read by the MaxDiff model (Marley and Louviere, Some
Probabilistic Models of Best, Worst, and Best–Worst Choices, Journal of Mathematical Psychology 49,
2005): of a set, first i and last j with a probability proportional to exp(u_i − u_j). Where u lies
is what the weights say that were given before, give or take a factor of e: a normal prior on each u
around the logarithm of its weight, so that a few answers move the weights and replace none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.errors import InvalidError

DESIGNS: Final[Mapping[int, tuple[tuple[int, ...], ...]]] = {
    4: ((0, 1, 2), (0, 1, 3), (0, 2, 3), (1, 2, 3)),
    5: ((0, 1, 2, 3), (0, 1, 2, 4), (0, 1, 3, 4), (0, 2, 3, 4), (1, 2, 3, 4)),
}
"""By the number of needs; people have five at most, and with two or three an order says it all."""

LEAST: Final = 1e-3
STEPS: Final = 60
CLOSE: Final = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Of the needs `among` (ids), the one to lift first and the one to lift last."""

    among: tuple[str, ...]
    first: str
    last: str


def can_be_asked(needs: Collection[object]) -> bool:
    """Whether there are enough needs, and not too many, for questions of this kind."""
    return len(needs) in DESIGNS


def sets_of(needs: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The needs of each question, in the order of `needs`; () where it cannot be asked."""
    design = DESIGNS.get(len(needs), ())
    return tuple(tuple(needs[place] for place in places) for places in design)


def counts_of(choices: Sequence[Choice]) -> dict[str, int]:
    """How much more often each need was first than last, for needs that were asked."""
    counts = dict.fromkeys((need for choice in choices for need in choice.among), 0)
    for choice in choices:
        counts[choice.first] += 1
        counts[choice.last] -= 1
    return counts


def weights_from(before: Mapping[str, float], choices: Sequence[Choice]) -> dict[str, float]:
    """Weights (sum 1) after `choices`, where `before` (sum 1, above 0) is what was said before.

    The most likely ones given both. Without choices they are `before`; the order in which choices
    come says nothing. Raises InvalidError for a choice of a need it does not ask about, or of one
    as both.
    """
    needs = list(before)
    at = {need: place for place, need in enumerate(needs)}
    for choice in choices:
        _check(choice, at)
    prior = np.log(np.maximum([before[need] for need in needs], LEAST))
    found = prior.copy()
    for _ in range(STEPS):
        slope, curve = _slope(found, prior, choices, at)
        step = np.linalg.solve(curve, slope)
        found = found + step * min(1.0, 1.0 / max(float(np.abs(step).max()), CLOSE))
        if np.abs(step).max() < CLOSE:
            break
    shares = np.exp(found - found.max())
    return {need: float(share) for need, share in zip(needs, shares / shares.sum(), strict=True)}


def _check(choice: Choice, known: Mapping[str, Any]) -> None:
    inside = {choice.first, choice.last} <= set(choice.among) <= set(known)
    if not inside or choice.first == choice.last:
        raise InvalidError("Choose one to lift first, and another one to lift last.")


def _slope(
    found: NDArray[np.float64],
    prior: NDArray[np.float64],
    choices: Sequence[Choice],
    at: Mapping[str, int],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of the logarithm of the posterior: its gradient, and its curvature with the sign changed."""
    slope = prior - found
    curve = np.eye(len(found))
    for choice in choices:
        pairs = [(at[i], at[j]) for i in choice.among for j in choice.among if i != j]
        apart = np.zeros((len(pairs), len(found)))
        rows = np.arange(len(pairs))
        apart[rows, [i for i, _ in pairs]] += 1.0
        apart[rows, [j for _, j in pairs]] -= 1.0
        odds = np.exp(apart @ found - (apart @ found).max())
        odds /= odds.sum()
        mean = odds @ apart
        slope[at[choice.first]] += 1.0
        slope[at[choice.last]] -= 1.0
        slope -= mean
        curve += (apart * odds[:, None]).T @ apart - np.outer(mean, mean)
    return slope, curve
