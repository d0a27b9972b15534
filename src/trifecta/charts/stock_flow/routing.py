"""Ways along the lines of a grid, with few turns and crossings (Dijkstra's algorithm).

Line 2c + 1 goes through the cells of column c, line 2c beside them; likewise for rows.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

Spot = tuple[int, int]
Route = tuple[Spot, ...]
_TURN, _CROSSING, _SHARED, _OVER_VALVE = 2.5, 3.5, 1.2, 25.0
_MOVES: Final = ((1, 0), (0, 1), (-1, 0), (0, -1))


def spot_of(cell: tuple[int, int]) -> Spot:
    """Where the lines through a cell meet."""
    return 2 * cell[0] + 1, 2 * cell[1] + 1


@dataclass(slots=True, kw_only=True)
class Streets:
    """The lines of a grid, what stands on them, and the ways that were laid so far."""

    columns: int
    rows: int
    stands: Collection[Spot]
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
        queue: list[tuple[float, Spot, int]] = [(0.0, spot, -1) for spot in starts]
        costs = {(spot, -1): 0.0 for spot in starts}
        came: dict[tuple[Spot, int], tuple[Spot, int]] = {}
        while queue:
            cost, at, moving = heapq.heappop(queue)
            if cost > costs[at, moving]:
                continue
            if at in goals and moving >= 0:
                return _back(came, (at, moving))
            for move, step in enumerate(_MOVES):
                to = (at[0] + step[0], at[1] + step[1])
                if not self._allows(to, move, goals) or (moving >= 0 and move == (moving + 2) % 4):
                    continue
                more = self._cost(at, to, moving, move, own)
                if cost + more < costs.get((to, move), 1e9):
                    costs[to, move] = cost + more
                    came[to, move] = (at, moving)
                    heapq.heappush(queue, (cost + more, to, move))
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

    def _allows(self, to: Spot, move: int, goals: Mapping[Spot, Collection[Spot]]) -> bool:
        if not (0 <= to[0] <= 2 * self.columns and 0 <= to[1] <= 2 * self.rows):
            return False
        if to in goals:
            return _MOVES[move] in goals[to]
        return to not in self.stands

    def _cost(
        self, at: Spot, to: Spot, moving: int, move: int, own: Collection[tuple[Spot, Spot]]
    ) -> float:
        edge = _edge(at, to)
        cost = 1.0 if edge not in own else 0.2
        turns = moving >= 0 and move != moving
        if turns:
            cost += _TURN
        if edge not in own:
            cost += _SHARED * self.used[edge]
        across = move % 2 == 0
        if moving >= 0:
            if turns:
                cost += _CROSSING * (self.crossed[True][at] + self.crossed[False][at]) / 2
            else:
                cost += _CROSSING * self.crossed[not across][at]
            if not turns and self.valves.get(at, across) != across:
                cost += _OVER_VALVE
        return cost


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
