"""How much each of one person's needs counts: a hundred points, or swings from worst to enough.

Swing weighting is from von Winterfeldt and Edwards, Decision Analysis and Behavioral Research
(1986), as simplified in Edwards and Barron, SMARTS and SMARTER (1994): the need one would first
move from its worst to enough counts 100, and every other is judged against it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.people.words import number_word

TOTAL: Final = 100
MOST: Final = 100
LEAST: Final = 1
RANGE: Final = f"Write a whole number from {LEAST} to {MOST}."


def from_points(points: Mapping[str, int]) -> dict[str, float]:
    """Weights (0 to 1, sum 1) from whole points a need, each at least 1 and together exactly 100.

    Raises InvalidError that says how many are left or too many, or which need has none; fields are
    the keys of `points`.
    """
    _check_range(points)
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


def from_swings(*, order: Sequence[str], beside: Mapping[str, int]) -> dict[str, float]:
    """Weights (0 to 1, sum 1) of needs in `order`: the first counts 100, `beside` says the others.

    Raises InvalidError, with the needs as fields, where one is missing, lies outside 1 to 100, or
    counts more than the one before it; and without any need.
    """
    if not order:
        raise InvalidError("There is no need to weigh yet. Write one first.")
    later = order[1:]
    missing = [need for need in later if need not in beside]
    if missing:
        raise InvalidError("A number is missing.", fields=dict.fromkeys(missing, RANGE))
    numbers = {need: beside[need] for need in later}
    _check_falling(order, numbers)
    _check_range(numbers)
    return normalise({order[0]: MOST, **numbers})


def _check_falling(order: Sequence[str], numbers: Mapping[str, int]) -> None:
    """No need counts more than the one it was put behind."""
    wrong, before = {}, MOST
    for need in order[1:]:
        if numbers[need] > before:
            wrong[need] = (
                f"{numbers[need]} is more than the {before} of the one before. Write {before} or "
                "less, or let it stand further up: the button below puts all in order."
            )
        before = min(before, numbers[need])
    if wrong:
        raise InvalidError("Your order and your numbers say different things.", fields=wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swings:
    """Needs in order, and what those after the first count beside its 100."""

    order: tuple[str, ...]
    beside: Mapping[str, int]


def by_numbers(*, order: Sequence[str], beside: Mapping[str, int]) -> Swings:
    """The same needs in the order of their numbers, the largest made 100 and the rest with it.

    Where two count the same they stay as they stood. What lies outside 1 and up is pulled to 1.
    """
    numbers = {need: max(LEAST, beside.get(need, LEAST)) for need in order[1:]}
    numbers[order[0]] = MOST
    sorted_order = tuple(sorted(order, key=lambda need: -numbers[need]))
    largest = numbers[sorted_order[0]]
    scaled = {need: max(LEAST, round(MOST * numbers[need] / largest)) for need in sorted_order[1:]}
    return Swings(order=sorted_order, beside=scaled)


def rank_order_centroid(count: int) -> tuple[float, ...]:
    """Weights (sum 1, falling) of `count` ranked needs when nothing else is known of them.

    The centre of all weights in that order, w_k = (1/n) Σ_{i≥k} 1/i: Barron and Barrett, Decision
    Quality Using Ranked Attribute Weights, Management Science 42 (1996). Raises ValueError below 1.
    """
    if count < 1:
        raise ValueError("there is nothing to weigh")
    return tuple(
        sum(1 / place for place in range(rank, count + 1)) / count for rank in range(1, count + 1)
    )


def suggested_swings(order: Sequence[str]) -> dict[str, int]:
    """What the needs after the first might count beside its 100, from their order alone."""
    if not order:
        return {}
    first, *others = rank_order_centroid(len(order))
    numbers = [max(LEAST, round(MOST * weight / first)) for weight in others]
    return dict(zip(order[1:], numbers, strict=True))


def as_swings(weights: Mapping[str, float]) -> Swings:
    """Weights as an order, the heaviest first, and whole numbers beside its 100.

    Needs of the same weight stay in the order of `weights`.
    """
    order = tuple(sorted(weights, key=lambda need: -weights[need]))
    if not order:
        return Swings(order=(), beside={})
    largest = weights[order[0]]
    beside = {need: max(LEAST, round(MOST * weights[need] / largest)) for need in order[1:]}
    return Swings(order=order, beside=beside)


def count_the_same(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Whether two sets of weights differ by no more than rounding on a form does."""
    return set(one) == set(other) and _whole(one) == _whole(other)


def _whole(weights: Mapping[str, float]) -> dict[str, int]:
    largest = max(weights.values(), default=1.0)
    return {need: round(MOST * weight / largest) for need, weight in weights.items()}


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


def _check_range(numbers: Mapping[str, int]) -> None:
    wrong = {key: number for key, number in numbers.items() if not LEAST <= number <= MOST}
    if wrong:
        raise InvalidError(
            "Each need counts for something, or it is no need: remove it if it does not.",
            fields=dict.fromkeys(wrong, RANGE),
        )
