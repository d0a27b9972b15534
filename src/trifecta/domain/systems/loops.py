"""Feedback loops: circles of stocks and flows that act on each other, and their polarity."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import Final, TypeAlias

from trifecta.domain.systems.influences import Sign

MOST_LOOPS: Final = 40
"""How many loops are listed; there can be more than anybody could count."""
_MOST_STEPS: Final = 20_000

Thing: TypeAlias = str | int
Effect: TypeAlias = tuple[Thing, Thing, Sign]


class LoopKind(StrEnum):
    """A change comes back larger, comes back turned round, or nobody can tell from signs alone."""

    REINFORCING = "R"
    BALANCING = "B"
    UNKNOWN = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """One circle: the stocks and the numbers of the flows it goes through, in order."""

    label: str
    """R1, B1 and so on; "?" and a number where its kind cannot be told."""
    kind: LoopKind
    stocks: tuple[str, ...]
    flows: tuple[int, ...]


def loops_among(
    effects: Iterable[Effect], written: Collection[tuple[Thing, Thing]]
) -> tuple[tuple[Loop, ...], bool]:
    """Loops through at least two flows or two stocks, shortest first, and whether there are more.

    A flow that drains its own source, or fills up its own destination, is no loop of this list: it
    is said of the flow. A stock that a formula of its own flow looks at is one; such effects are
    `written`. At most MOST_LOOPS.
    A loop reinforces when the number of its minus signs is even (Sterman 2000, p. 144).
    """
    ways = _ways(effects)
    circles, more = _circles(ways)
    found = [circle for circle in circles if len(circle) > 2 or circle in written]
    return _labelled(found[:MOST_LOOPS], ways), more or len(found) > MOST_LOOPS


def _ways(effects: Iterable[Effect]) -> dict[Thing, dict[Thing, Sign]]:
    ways: dict[Thing, dict[Thing, Sign]] = {}
    for cause, effect, sign in effects:
        there = ways.setdefault(cause, {})
        there[effect] = there.get(effect, Sign.NONE).and_(sign)
        ways.setdefault(effect, {})
    return ways


def _circles(ways: dict[Thing, dict[Thing, Sign]]) -> tuple[list[tuple[Thing, ...]], bool]:
    """Every circle once, from its first thing; shortest first, within a bound of steps."""
    order = {thing: at for at, thing in enumerate(ways)}
    reached = {thing: _reached(thing, ways) for thing in ways}
    waiting: deque[tuple[Thing, ...]] = deque((thing,) for thing in ways if isinstance(thing, str))
    circles: list[tuple[Thing, ...]] = []
    steps = 0
    while waiting:
        path = waiting.popleft()
        for after in ways[path[-1]]:
            steps += 1
            if after == path[0]:
                circles.append(path)
            elif (
                after not in path
                and path[0] in reached[after]
                and (isinstance(after, int) or order[after] > order[path[0]])
            ):
                waiting.append((*path, after))
        if steps > _MOST_STEPS or len(circles) > 8 * MOST_LOOPS:
            return circles, True
    return circles, False


def _reached(thing: Thing, ways: dict[Thing, dict[Thing, Sign]]) -> set[Thing]:
    reached: set[Thing] = set()
    waiting = [thing]
    while waiting:
        for after in ways[waiting.pop()]:
            if after not in reached:
                reached.add(after)
                waiting.append(after)
    return reached


def _labelled(
    circles: list[tuple[Thing, ...]], ways: dict[Thing, dict[Thing, Sign]]
) -> tuple[Loop, ...]:
    counts = dict.fromkeys(LoopKind, 0)
    loops = []
    for circle in circles:
        kind = _kind(circle, ways)
        counts[kind] += 1
        loops.append(
            Loop(
                label=f"{kind}{counts[kind]}",
                kind=kind,
                stocks=tuple(thing for thing in circle if isinstance(thing, str)),
                flows=tuple(thing for thing in circle if isinstance(thing, int)),
            )
        )
    return tuple(loops)


def _kind(circle: tuple[Thing, ...], ways: dict[Thing, dict[Thing, Sign]]) -> LoopKind:
    signs = [
        ways[cause][effect] for cause, effect in zip(circle, (*circle[1:], circle[0]), strict=True)
    ]
    whole = reduce(Sign.times, signs)
    kinds = {Sign.MORE: LoopKind.REINFORCING, Sign.LESS: LoopKind.BALANCING}
    return kinds.get(whole, LoopKind.UNKNOWN)
