"""Which pieces of ways run along which line, and where beside each other they run there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trifecta.charts.stock_flow.routing import Route, Spot

_PORT = 0.45
"""How far from the middle of a thing a piece ends, in lines; so pieces at both sides are apart."""


@dataclass(slots=True, kw_only=True, eq=False)
class Piece:
    """A straight part of one way: along `line` from `low` to `high`, across or down.

    `before` and `after` are the pixels it needs above and below it (or left and right of it);
    `offset` is where it runs, in pixels from the middle of its line.
    """

    owner: str
    across: bool
    line: int
    low: int
    high: int
    turns: tuple[int, int]
    """For its low and its high end: -1 where the way goes on up (or left), 1 down, 0 at its end."""
    before: float = 8.0
    after: float = 8.0
    offset: float = 0.0

    @property
    def left(self) -> float:
        return self.low + (0.0 if self.turns[0] else _PORT)

    @property
    def right(self) -> float:
        return self.high - (0.0 if self.turns[1] else _PORT)

    def inside(self) -> list[Spot]:
        """The spots between its ends."""
        along = range(self.low + 1, self.high)
        return [(at, self.line) if self.across else (self.line, at) for at in along]


def pieces_of(route: Route, owner: str) -> list[Piece]:
    """The straight parts of a way in its order."""
    corners = [0]
    for at in range(1, len(route) - 1):
        if _is_across(route, at - 1) != _is_across(route, at):
            corners.append(at)
    corners.append(len(route) - 1)
    pieces = []
    for number, (start, stop) in enumerate(pairwise(corners)):
        first, last = number == 0, number == len(corners) - 2
        pieces.append(
            _piece(
                route,
                owner,
                (start, stop),
                before=None if first else route[corners[number - 1]],
                after=None if last else route[corners[number + 2]],
            )
        )
    return pieces


def _piece(
    route: Route,
    owner: str,
    span: tuple[int, int],
    *,
    before: Spot | None,
    after: Spot | None,
) -> Piece:
    start, stop = route[span[0]], route[span[1]]
    across = _is_across(route, span[0])
    along, line = (0, 1) if across else (1, 0)
    turns = [_turn(start[line], before, line), _turn(stop[line], after, line)]
    if start[along] > stop[along]:
        turns.reverse()
    return Piece(
        owner=owner,
        across=across,
        line=start[line],
        low=min(start[along], stop[along]),
        high=max(start[along], stop[along]),
        turns=(turns[0], turns[1]),
    )


def _turn(line: int, other: Spot | None, axis: int) -> int:
    if other is None:
        return 0
    return 1 if other[axis] > line else -1


def _is_across(route: Route, at: int) -> bool:
    return route[at][1] == route[at + 1][1]


@dataclass(slots=True, kw_only=True)
class Line:
    """How far a line reaches to both sides of its middle, in pixels."""

    before: float = 0.0
    after: float = 0.0

    def hold(self, before: float, after: float) -> None:
        """Be at least so wide."""
        self.before = max(self.before, before)
        self.after = max(self.after, after)


@dataclass(slots=True, eq=False)
class _Bundle:
    """Pieces of one owner that run over each other, as the branches of one link do."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def left(self) -> float:
        return min(piece.left for piece in self.pieces)

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)

    def meets(self, other: _Bundle) -> bool:
        return self.left <= other.right and other.left <= self.right

    def rank(self) -> tuple[float, ...]:
        """Those that go on upwards stand above; the shorter the nearer to where they go."""
        lean = sum(sum(piece.turns) for piece in self.pieces)
        length = self.right - self.left
        return (lean, length if lean < 0 else -length if lean > 0 else 0, self.left)

    @property
    def before(self) -> float:
        return max(piece.before for piece in self.pieces)

    @property
    def after(self) -> float:
        return max(piece.after for piece in self.pieces)


def spread(pieces: Iterable[Piece], lines: dict[int, Line]) -> None:
    """Give each piece of one direction its offset, and make its line wide enough for all of them.

    Pieces that overlap get tracks of their own; a piece alone runs in the middle.
    """
    of_line: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        of_line[piece.line].append(piece)
    for line, some in of_line.items():
        for group in _groups(_bundled(some)):
            before, after = _stacked(group)
            lines[line].hold(before, after)


def _bundled(pieces: Sequence[Piece]) -> list[_Bundle]:
    bundles: list[_Bundle] = []
    for piece in pieces:
        mine = _Bundle([piece])
        meeting = [
            bundle
            for bundle in bundles
            if bundle.pieces[0].owner == piece.owner and bundle.meets(mine)
        ]
        for bundle in meeting:
            mine.pieces += bundle.pieces
            bundles.remove(bundle)
        bundles.append(mine)
    return bundles


def _groups(bundles: list[_Bundle]) -> list[list[_Bundle]]:
    groups: list[list[_Bundle]] = []
    reach = float("-inf")
    for bundle in sorted(bundles, key=lambda bundle: (bundle.left, bundle.right)):
        if groups and bundle.left <= reach:
            groups[-1].append(bundle)
        else:
            groups.append([bundle])
            reach = bundle.right
        reach = max(reach, bundle.right)
    return groups


def _stacked(group: list[_Bundle]) -> tuple[float, float]:
    """Tracks from top to bottom, as few as the overlaps need, centred on the line."""
    ordered = sorted(group, key=_Bundle.rank)
    tracks: list[list[_Bundle]] = []
    at: list[int] = []
    for place, bundle in enumerate(ordered):
        track = max(
            (at[other] + 1 for other in range(place) if ordered[other].meets(bundle)), default=0
        )
        at.append(track)
        while len(tracks) <= track:
            tracks.append([])
        tracks[track].append(bundle)
    sizes = [(max(b.before for b in some), max(b.after for b in some)) for some in tracks]
    if len(tracks) == 1:
        return sizes[0]
    middles, top = [], 0.0
    for before, after in sizes:
        middles.append(top + before)
        top += before + after
    centre = (middles[0] + middles[-1]) / 2
    for some, middle in zip(tracks, middles, strict=True):
        for bundle in some:
            for piece in bundle.pieces:
                piece.offset = middle - centre
    return centre, top - centre
