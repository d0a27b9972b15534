"""How much somebody's needs count while they are at it: an order, and numbers when there are some.

It is theirs alone until it is sealed, and afterwards too; only that it was sealed is told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from trifecta.domain.errors import ConflictError, InvalidError
from trifecta.domain.tensions.best_worst import Choice, sets_of, weights_from
from trifecta.domain.tensions.ranking import kept_order
from trifecta.domain.tensions.weights import (
    MOST,
    Swings,
    as_points,
    as_swings,
    from_points,
    from_swings,
    normalise,
    suggested_swings,
)

Way = Literal["swings", "points", "choices"]
CHANGED: Final = (
    "Your needs have changed since this page was opened. What you had said of those that are still "
    "there stands below; look at it once more, then save it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """Needs (ids), the most important first; `numbers` are in proportion to what each counts.

    Without numbers it is an order alone, which is not enough to be sealed.
    """

    order: tuple[str, ...]
    numbers: Mapping[str, float] = field(default_factory=dict)
    way: Way = "swings"

    @property
    def as_data(self) -> dict[str, Any]:
        return {"order": list(self.order), "numbers": dict(self.numbers), "way": self.way}

    @property
    def complete(self) -> bool:
        return bool(self.order) and set(self.numbers) == set(self.order)

    def shares(self) -> dict[str, float]:
        """Weights (0 to 1, sum 1), the heaviest first; raises InvalidError without numbers."""
        if not self.complete:
            raise InvalidError("First say how much each of your needs counts.")
        shares = normalise(self.numbers)
        return dict(sorted(shares.items(), key=lambda one: -one[1]))

    def fits(self, needs: Collection[str]) -> bool:
        return set(self.order) == set(needs)

    def swings(self, needs: Sequence[str]) -> Swings:
        """What to begin the comparison with: what was said, or what the order suggests.

        What was said is kept as far as it goes on falling; what follows it is suggested.
        """
        if self.complete and self.fits(needs):
            return as_swings({need: self.numbers[need] for need in self.order})
        order = kept_order(self.order, needs)
        return Swings(order=order, beside=suggested_swings(order))

    def points(self, needs: Sequence[str]) -> dict[str, int]:
        """What was said as points of a hundred; {} where there is nothing for these needs."""
        return as_points(self.numbers) if self.complete and self.fits(needs) else {}


def weighing_from(data: Mapping[str, Any]) -> Weighing:
    """As `as_data` gave it."""
    return Weighing(order=tuple(data["order"]), numbers=data["numbers"], way=data["way"])


def ranked(order: Sequence[str], *, needs: Collection[str]) -> Weighing:
    """An order of exactly `needs`; raises ConflictError where they have changed meanwhile."""
    _check_same(order, needs)
    return Weighing(order=tuple(order))


def compared(
    *, order: Sequence[str], beside: Mapping[str, int], needs: Collection[str]
) -> Weighing:
    """Swings of exactly `needs`; raises ConflictError, and InvalidError as `from_swings` does."""
    _check_same(order, needs)
    from_swings(order=order, beside=beside)
    numbers = {order[0]: float(MOST), **{need: float(beside[need]) for need in order[1:]}}
    return Weighing(order=tuple(order), numbers=numbers)


def pointed(points: Mapping[str, int], *, needs: Collection[str]) -> Weighing:
    """A hundred points over exactly `needs`; raises ConflictError and as `from_points` does."""
    _check_same(tuple(points), needs)
    from_points(points)
    order = tuple(sorted(points, key=lambda need: -points[need]))
    return Weighing(
        order=order, numbers={need: float(points[need]) for need in order}, way="points"
    )


def chosen(choices: Sequence[Choice], *, before: Mapping[str, float]) -> Weighing:
    """What best–worst `choices` make of the weights `before` (sum 1); they ask for all of `before`.

    Raises ConflictError where the needs have changed, and InvalidError as `weights_from` does.
    """
    asked = {frozenset(choice.among) for choice in choices}
    if not choices or asked != {frozenset(one) for one in sets_of(tuple(before))}:
        raise ConflictError(CHANGED)
    after = weights_from(before, choices)
    numbers = {need: MOST * share for need, share in after.items()}
    order = tuple(sorted(numbers, key=lambda need: -numbers[need]))
    return Weighing(order=order, numbers=numbers, way="choices")


def of_shares(shares: Mapping[str, float]) -> Weighing:
    """What was sealed, to begin again with."""
    return Weighing(order=as_swings(shares).order, numbers=dict(shares))


def _check_same(order: Sequence[str], needs: Collection[str]) -> None:
    if len(set(order)) != len(order) or set(order) != set(needs):
        raise ConflictError(CHANGED)
