"""Ways along the lines of a grid, with few turns and crossings.

The cheapest is found by A* (Hart, Nilsson and Raphael 1968).

Line 2c + 1 goes through the cells of column c, line 2c beside them; likewise for rows.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

Spot = tuple[int, int]
Route = tuple[Spot, ...]
_TURN, _CROSSING, _SHARED, _OVER_VALVE, _OWN = 2.5, 3.5, 1.2, 25.0, 0.2
_MOVES: Final = ((1, 0), (0, 1), (-1, 0), (0, -1))


def spot_of(cell: tuple[int, int]) -> Spot:
    """Where the lines through a cell meet."""
    return 2 * cell[0] + 1, 2 * cell[1] + 1


class TooTangledError(ValueError):
    """Drawing this would take more steps than there is patience for."""


@dataclass(slots=True)
class Patience:
    """How many spots may still be looked at, over all ways of a drawing."""

    left: float = math.inf

    def spend(self, spots: int) -> None:
        """Raises TooTangledError where there is none left."""
        self.left -= spots
        if self.left < 0:
            raise TooTangledError("there are too many ways that cross each other")


@dataclass(slots=True)
class _Left:
    """What it costs at least from a spot to the nearest goal."""

    goals: tuple[Spot, ...]
    least: float
    """Of one step."""
    known: dict[Spot, float] = field(default_factory=dict)

    def from_(self, spot: Spot) -> float:
        found = self.known.get(spot)
        if found is None:
            x, y = spot
            apart = min((abs(x - a) + abs(y - b) for a, b in self.goals), default=0)
            found = self.known[spot] = self.least * apart
        return found


@dataclass(slots=True, kw_only=True)
class Streets:
    """The lines of a grid, what stands on them, and the ways that were laid so far."""

    columns: int
    rows: int
    stands: Collection[Spot]
    patience: Patience = field(default_factory=Patience)
    crossed: dict[bool, Counter[Spot]] = field(
        default_factory=lambda: {True: Counter(), False: Counter()}
    )
    """How many ways go through a spot across (True) and up or down (False)."""
    used: Counter[tuple[Spot, Spot]] = field(default_factory=Counter)
    valves: dict[Spot, bool] = field(default_factory=dict)
    """Where a valve with its name is, and whether its pipe goes across there."""

    def lay(self, route: Route) -> None:
        """Count a way, so that those after it keep clear of it where they can."""
        for one, other in pairwise(route):
            self.used[_edge(one, other)] += 1
        for before, at, after in zip(route, route[1:], route[2:], strict=False):
            across = [a[1] == b[1] for a, b in ((before, at), (at, after))]
            for way in set(across):
                self.crossed[way][at] += 1

    def way(
        self,
        starts: Sequence[Spot],
        goals: Mapping[Spot, Collection[Spot]],
        own: Collection[tuple[Spot, Spot]] = (),
    ) -> Route | None:
        """The cheapest way from any start to any goal, entered by one of the moves it names.

        `own` are pieces of ways that this one may go along with at no cost.
        """
        if len(starts) == 1 and (straight := self._straight(starts[0], goals)):
            return straight
        left = _Left(tuple(goals), least=_OWN if own else 1.0)
        queue = [(left.from_(spot), spot, -1) for spot in starts]
        heapq.heapify(queue)
        costs = {(spot, -1): 0.0 for spot in starts}
        came: dict[tuple[Spot, int], tuple[Spot, int]] = {}
        done: set[tuple[Spot, int]] = set()
        while queue:
            _, at, moving = heapq.heappop(queue)
            if (at, moving) in done:
                continue
            done.add((at, moving))
            if at in goals and moving >= 0:
                self.patience.spend(len(done))
                return _back(came, (at, moving))
            cost = costs[at, moving]
            for to, move, more in self._steps(at, moving, goals, own):
                if cost + more < costs.get((to, move), 1e9):
                    costs[to, move] = cost + more
                    came[to, move] = (at, moving)
                    heapq.heappush(queue, (cost + more + left.from_(to), to, move))
        self.patience.spend(len(done))
        return None

    def _straight(self, start: Spot, goals: Mapping[Spot, Collection[Spot]]) -> Route | None:
        """Along one line to the only goal, where nothing is in between; nothing can be cheaper."""
        goal = next(iter(goals), start)
        dx, dy = goal[0] - start[0], goal[1] - start[1]
        length = abs(dx) + abs(dy)
        if len(goals) != 1 or (dx and dy) or not length:
            return None
        step = (dx // length, dy // length)
        route = [(start[0] + step[0] * at, start[1] + step[1] * at) for at in range(length + 1)]
        clear = step in goals[goal] and not any(
            at in self.stands
            or self.valves.get(at, dy == 0) != (dy == 0)
            or self.crossed[dx == 0][at]
            for at in route[1:-1]
        )
        unused = not any(self.used[edge] for edge in edges_of(route))
        return tuple(route) if clear and unused else None

    def _steps(
        self,
        at: Spot,
        moving: int,
        goals: Mapping[Spot, Collection[Spot]],
        own: Collection[tuple[Spot, Spot]],
    ) -> Iterator[tuple[Spot, int, float]]:
        """Where one can go on from a spot, by which move, and at what cost.

        In one piece, since most of the time of a drawing goes here.
        """
        x, y = at
        through = self.crossed[True].get(at, 0), self.crossed[False].get(at, 0)
        for move, step in enumerate(_MOVES):
            to = (x + step[0], y + step[1])
            if moving >= 0 and move == (moving + 2) % 4:
                continue
            if not (0 <= to[0] <= 2 * self.columns and 0 <= to[1] <= 2 * self.rows):
                continue
            if to in goals:
                if step not in goals[to]:
                    continue
            elif to in self.stands:
                continue
            edge = (at, to) if at < to else (to, at)
            turns = moving >= 0 and move != moving
            is_own = edge in own
            cost = _OWN if is_own else 1.0
            if turns:
                cost += _TURN
            if not is_own:
                cost += _SHARED * self.used.get(edge, 0)
            if turns:
                cost += _CROSSING * (through[0] + through[1]) / 2
            elif moving >= 0:
                across = move % 2 == 0
                cost += _CROSSING * through[across]
                if self.valves.get(at, across) != across:
                    cost += _OVER_VALVE
            yield to, move, cost


ANY: Final[tuple[Spot, ...]] = _MOVES


def edges_of(route: Iterable[Spot]) -> set[tuple[Spot, Spot]]:
    """The pieces of a way, whichever way they are walked."""
    spots = list(route)
    return {_edge(one, other) for one, other in pairwise(spots)}


def _edge(one: Spot, other: Spot) -> tuple[Spot, Spot]:
    return (one, other) if one < other else (other, one)


def _back(came: dict[tuple[Spot, int], tuple[Spot, int]], state: tuple[Spot, int]) -> Route:
    route = [state[0]]
    while state in came:
        state = came[state]
        route.append(state[0])
    return tuple(reversed(route))
