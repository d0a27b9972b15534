"""How much each of one person's needs counts: a hundred points, or swings from worst to enough.

Swing weighting is from von Winterfeldt and Edwards, Decision Analysis and Behavioral Research
(1986), as simplified in Edwards and Barron, SMARTS and SMARTER (1994): the need one would first
move from its worst to enough counts 100, and every other is judged against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.people.words import number_word

TOTAL: Final = 100
MOST: Final = 100
LEAST: Final = 1


def from_points(points: Mapping[str, int]) -> dict[str, float]:
    """Weights (0 to 1, sum 1) from whole points a need, each at least 1 and together exactly 100.

    Raises InvalidError that says how many are left or too many, or which need has none; fields are
    the keys of `points`.
    """
    _check_range(points, most=MOST)
    given = sum(points.values())
    if given < TOTAL:
        raise InvalidError(
            f"Your points come to {given}. Give out {number_word(TOTAL - given)} more."
        )
    if given > TOTAL:
        raise InvalidError(
            f"Your points come to {given}. Take {number_word(given - TOTAL)} away somewhere."
        )
    return normalise(points)


def from_swings(*, first: str, others: Mapping[str, int]) -> dict[str, float]:
    """Weights (0 to 1, sum 1) from the need to move first (100) and the others against it (1–100).

    Raises InvalidError when `first` is among `others` or a number is out of range.
    """
    if first in others:
        raise InvalidError("The need you would move first counts 100; judge the others against it.")
    _check_range(others, most=MOST)
    return normalise({first: MOST, **others})


def normalise(numbers: Mapping[str, float]) -> dict[str, float]:
    """The same proportions with sum 1; raises InvalidError unless there is something above 0."""
    total = float(sum(numbers.values()))
    if total <= 0 or any(number < 0 for number in numbers.values()):
        raise InvalidError("Give at least one need some weight.")
    return {key: number / total for key, number in numbers.items()}


def completed(weights: Mapping[str, float | None]) -> dict[str, float]:
    """Weights with sum 1, where a need added after weighing counts as the average one.

    Nobody's need is left out for want of a number; with no number at all, all count the same.
    """
    known = [weight for weight in weights.values() if weight is not None]
    average = sum(known) / len(known) if known else 1.0
    if not weights:
        return {}
    return normalise({key: average if w is None else w for key, w in weights.items()})


def as_points(weights: Mapping[str, float]) -> dict[str, int]:
    """Whole points with sum 100, by largest remainder (Hamilton's method); {} for {}.

    Equal remainders go to whoever stands first.
    """
    if not weights:
        return {}
    exact = {key: share * TOTAL for key, share in normalise(weights).items()}
    whole = {key: int(value) for key, value in exact.items()}
    order = sorted(exact, key=lambda key: whole[key] - exact[key])
    for key in order[: TOTAL - sum(whole.values())]:
        whole[key] += 1
    return whole


def _check_range(numbers: Mapping[str, int], *, most: int) -> None:
    wrong = {key: number for key, number in numbers.items() if not LEAST <= number <= most}
    if wrong:
        message = f"Write a whole number from {LEAST} to {most}."
        raise InvalidError(
            "Each need counts for something, or it is no need: remove it if it does not.",
            fields=dict.fromkeys(wrong, message),
        )
