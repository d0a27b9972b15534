"""Putting one's needs in order: moving one up or down, taking moves back, beginning again.

A form carries the order and the moves that led to it, so that a page without a script can take
them back as well; nothing of it is kept before it is saved.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

MOST_MOVES: Final = 200
"""More than these are forgotten, the earliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A need was moved away from a place, counted from 0."""

    need: str
    came_from: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Needs (ids), the first to be lifted first, and how they came to stand like this."""

    order: tuple[str, ...]
    moves: tuple[Move, ...] = ()

    def move(self, need: str, *, by: int) -> Ranking:
        """`need` `by` places further down (up below 0); the same where there is no such place."""
        if need not in self.order:
            return self
        start = self.order.index(need)
        if not 0 <= start + by < len(self.order) or by == 0:
            return self
        moves = (*self.moves, Move(need=need, came_from=start))[-MOST_MOVES:]
        return Ranking(order=_placed(self.order, need, start + by), moves=moves)

    def undo(self) -> Ranking:
        """As before the last move; the same where nothing was moved."""
        if not self.moves:
            return self
        *kept, last = self.moves
        order = self.order
        if last.need in order:
            order = _placed(order, last.need, last.came_from)
        return Ranking(order=order, moves=tuple(kept))

    def start_over(self) -> Ranking:
        """As before the first move that is remembered."""
        ranking = self
        while ranking.moves:
            ranking = ranking.undo()
        return ranking

    def fitted(self, needs: Sequence[str]) -> Ranking:
        """The same for `needs`: those that have gone are left out, new ones come last.

        Moves count places, so those of another set of needs are forgotten.
        """
        if set(self.order) == set(needs) and len(self.order) == len(needs):
            return self
        order = kept_order(self.order, needs)
        return replace(self, order=order, moves=())


def kept_order(order: Sequence[str], needs: Collection[str]) -> tuple[str, ...]:
    """`needs` as far as possible in `order`; those that are not in it come last, as they stand."""
    known = dict.fromkeys(need for need in order if need in needs)
    return (*known, *(need for need in needs if need not in known))


def _placed(order: Sequence[str], need: str, place: int) -> tuple[str, ...]:
    others = [other for other in order if other != need]
    return (*others[:place], need, *others[place:])
