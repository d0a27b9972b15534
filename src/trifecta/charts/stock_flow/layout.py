"""A diagram in pixels: where each box, pipe, valve, link and text goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from trifecta.charts.stock_flow.given import Link, Pipe, Structure
from trifecta.charts.stock_flow.placing import Cell, Manner, cells_of
from trifecta.charts.stock_flow.routing import (
    ANY,
    Patience,
    Route,
    Spot,
    Streets,
    edges_of,
    spot_of,
)
from trifecta.charts.stock_flow.shapes import Box, Layout, Point, Tube, Wire
from trifecta.charts.stock_flow.things import LINE, Cast, Thing, cast_of, room_for, wrapped
from trifecta.charts.stock_flow.tracks import Line, Piece, pieces_of, spread

CLOUD_WIDTH, CLOUD_HEIGHT = 56.0, 34.0
VALVE = 9.0
_GAP, _PIPE_GAP = 15.0, 30.0


def laid_out(
    structure: Structure,
    *,
    manner: Manner,
    widest: float,
    patience: Patience | None = None,
    room: float = float("inf"),
) -> Layout | None:
    """A diagram placed in one manner; no text is wider than `widest` pixels.

    None where its boxes alone are wider than `room`, which costs little to find out. Raises
    TooTangledError where `patience` runs out.
    """
    drawing = _Drawing(structure, manner, widest, patience or Patience())
    return None if drawing.least_width() > room else drawing.layout()


@dataclass(slots=True, kw_only=True)
class _Way:
    """A route with its straight pieces."""

    route: Route
    pieces: list[Piece]


@dataclass(slots=True, kw_only=True)
class _Valve:
    spot: Spot
    piece: Piece
    rate: list[str]
    has_link: bool = False


class _Drawing:
    """Goes from cells to ways, from ways to the room they need, and from that to pixels."""

    def __init__(
        self, structure: Structure, manner: Manner, widest: float, patience: Patience
    ) -> None:
        self.structure = structure
        self.widest = widest
        self.cast: Cast = cast_of(structure, widest=widest)
        self.cells: list[Cell] = cells_of(structure, self.cast, manner)
        self.spots = [spot_of(cell) for cell in self.cells]
        columns = max(column for column, _ in self.cells) + 1
        rows = max(row for _, row in self.cells) + 1
        self.streets = Streets(
            columns=columns, rows=rows, stands=set(self.spots), patience=patience
        )
        self.xs = {at: Line() for at in range(2 * columns + 1)}
        self.ys = {at: Line() for at in range(2 * rows + 1)}
        self.pipes: dict[int, _Way] = {}
        self.links: dict[int, _Way] = {}
        self.valves: dict[int, _Valve] = {}
        self.approaches: set[Spot] = set()
        self.sizes: list[tuple[float, float]] = []
        self.titles_above: set[int] = set()
        self.moved: dict[int, tuple[float, float]] = {}
        """Clouds that stand where their pipe runs, beside the middle of their cell."""
        self.left: dict[int, float] = {}
        self.top: dict[int, float] = {}

    def least_width(self) -> float:
        """Boxes and the shortest pipes beside each other."""
        columns = [0.0] * self.streets.columns
        for (column, _), thing in zip(self.cells, self.cast.things, strict=True):
            columns[column] = max(columns[column], thing.width)
        return sum(columns) + 2 * _PIPE_GAP * (len(columns) - 1)

    def layout(self) -> Layout:
        self._lay_pipes()
        self._place_valves()
        self._lay_links()
        self._make_room()
        self._measure()
        width, height = _positions(self.xs, self.left), _positions(self.ys, self.top)
        return Layout(
            width=width,
            height=height,
            boxes=tuple(map(self._box, range(len(self.spots)))),
            tubes=tuple(self._tube(number) for number in sorted(self.pipes)),
            wires=tuple(self._wire(number) for number in sorted(self.links)),
        )

    def _lay_pipes(self) -> None:
        def far(number: int) -> tuple[int, int]:
            (a, b), (c, d) = (self.cells[end] for end in self.cast.ends[number])
            apart = abs(a - c) + abs(b - d)
            return (apart + 2 * (a != c and b != d), number)

        for number in sorted(range(len(self.cast.ends)), key=far):
            start, goal = (self.spots[end] for end in self.cast.ends[number])
            route = self.streets.way([start], {goal: ANY})
            if route is not None:
                self.streets.lay(route)
                if len(route) == 3:
                    self.streets.valves[route[1]] = route[0][1] == route[2][1]
                self.pipes[number] = _Way(route=route, pieces=pieces_of(route, f"pipe {number}"))

    def _place_valves(self) -> None:
        linked = {link.flow for link in self.structure.links}
        for number, way in sorted(self.pipes.items(), key=lambda each: each[0] not in linked):
            pipe = self.structure.pipes[number]
            spot, piece = self._valve_spot(way)
            rate = wrapped(pipe.rate, self.widest)
            valve = _Valve(spot=spot, piece=piece, rate=rate, has_link=number in linked)
            self.valves[number] = valve
            self.streets.valves[spot] = piece.across
            if number in linked:
                x, y = spot
                self.approaches.add((x, y - 1) if piece.across else (x - 1, y))
            self._room_for(valve, pipe)

    def _valve_spot(self, way: _Way) -> tuple[Spot, Piece]:
        """The middle of the way, where nothing crosses and no other valve is, if there is such."""
        route, best = way.route, None
        for piece in way.pieces:
            for spot in piece.inside():
                cost = (
                    5.0 * self.streets.crossed[not piece.across][spot]
                    + 4.0 * (spot in self.streets.valves and len(route) > 3)
                    + 3.0 * (spot in self.approaches)
                    + abs(route.index(spot) - (len(route) - 1) / 2)
                    - 0.6 * (len(piece.inside()) > 1)
                )
                if best is None or cost < best[0]:
                    best = (cost, spot, piece)
        if best is not None:
            return best[1], best[2]
        piece = way.pieces[len(way.pieces) // 2]
        low, high = piece.low, piece.high
        at = low if piece.turns[0] else high
        return ((at, piece.line) if piece.across else (piece.line, at)), piece

    def _room_for(self, valve: _Valve, pipe: Pipe) -> None:
        marked = pipe.drains or pipe.limited
        side = 28.0 if valve.has_link else 25.0 if marked else 13.0
        width = max(map(room_for, valve.rate), default=0.0)
        piece = valve.piece
        piece.before = max(piece.before, side)
        if piece.across:
            piece.after = max(piece.after, 17.0 + LINE * len(valve.rate))
            half = max(width / 2 + 6, _PIPE_GAP, 34.0 if marked else 0.0)
            self.xs[valve.spot[0]].hold(half, half)
        else:
            piece.after = max(piece.after, 20.0 + width)
            half = max(LINE * len(valve.rate) / 2 + 7, 27.0, 36.0 if marked else 0.0)
            self.ys[valve.spot[1]].hold(half, half)

    def _lay_links(self) -> None:
        own: dict[str, set[tuple[Spot, Spot]]] = defaultdict(set)
        for number in sorted(range(len(self.structure.links)), key=self._link_length):
            link = self.structure.links[number]
            goals = self._goals(link)
            starts = [self.spots[thing] for thing in self.cast.of_name.get(link.source, ())]
            mine = own[_owner(link)]
            route = self.streets.way(starts, goals, mine) if goals else None
            if route is None:
                route = self.streets.way(starts, dict.fromkeys(goals, ANY), mine)
            if route is None:
                continue
            self.streets.lay(route)
            mine |= edges_of(route)
            way = _Way(route=route, pieces=pieces_of(route, _owner(link)))
            for piece in way.pieces:
                piece.before = piece.after = 7.0
            self._room_for_words(way, link)
            self.links[number] = way

    def _goals(self, link: Link) -> dict[Spot, Collection[Spot]]:
        if link.flow is None:
            return {self.spots[thing]: ANY for thing in self.cast.of_name.get(link.node, ())}
        valve = self.valves.get(link.flow)
        if valve is None:
            return {}
        return {valve.spot: ((0, 1),) if valve.piece.across else ((1, 0),)}

    def _link_length(self, number: int) -> tuple[int, int]:
        link = self.structure.links[number]
        goals = [*self._goals(link)]
        starts = [self.spots[thing] for thing in self.cast.of_name.get(link.source, ())]
        apart = [abs(a - c) + abs(b - d) for a, b in starts for c, d in goals]
        return min(apart, default=0), number

    def _room_for_words(self, way: _Way, link: Link) -> None:
        piece, wide = way.pieces[-1], 14.0 + room_for(words_of(link), bold=True)
        if not piece.across:
            piece.after = max(piece.after, wide)
            return
        piece.after = max(piece.after, 20.0)
        if link.flow is None:
            from_left = way.route[-1][0] > way.route[-2][0]
            line = self.xs[way.route[-2][0]]
            line.hold(0.0 if from_left else wide, wide if from_left else 0.0)

    def _make_room(self) -> None:
        pieces = [
            piece for way in [*self.pipes.values(), *self.links.values()] for piece in way.pieces
        ]
        spread((piece for piece in pieces if piece.across), self.ys)
        spread((piece for piece in pieces if not piece.across), self.xs)
        for lines in (self.xs, self.ys):
            for at in range(2, len(lines) - 1, 2):
                lines[at].hold(_GAP, _GAP)

    def _measure(self) -> None:
        """Sizes of things: room for their words and for every way that ends there."""
        reach = self._reach_of_ends()
        widest = max((t.width for t in self.cast.things if t.kind == "stock"), default=60.0)
        for at, thing in enumerate(self.cast.things):
            column, row = self.spots[at]
            across, down = reach[at]
            if thing.kind == "cloud":
                self._measure_cloud(at, thing, (column, row))
                continue
            tall = 18.0 if thing.kind == "stock" else 10.0
            width = max((widest if thing.kind == "stock" else thing.width) + 16, 2 * across + 24)
            height = max(LINE * thing.lines + tall, 2 * down + 20, 28.0)
            self.sizes.append((width, height))
            self.xs[column].hold(width / 2, width / 2)
            self.ys[row].hold(height / 2, height / 2)

    def _measure_cloud(self, at: int, thing: Thing, spot: Spot) -> None:
        self.sizes.append((CLOUD_WIDTH, CLOUD_HEIGHT))
        across, down = self.moved.get(at, (0.0, 0.0))
        half = max(CLOUD_WIDTH / 2, thing.width / 2 + 4)
        self.xs[spot[0]].hold(half - across, half + across)
        words = 4 + LINE * thing.lines
        above, below = (words, 0.0) if at in self.titles_above else (0.0, words)
        tall = CLOUD_HEIGHT / 2
        self.ys[spot[1]].hold(tall + above - down, tall + below + down)

    def _reach_of_ends(self) -> list[tuple[float, float]]:
        """How far from the middle of a thing ways end on it: from above or below, and beside."""
        reach = [[0.0, 0.0] for _ in self.spots]
        place = {spot: at for at, spot in enumerate(self.spots)}
        pipes = [*self.pipes.values()]
        for way in [*pipes, *self.links.values()]:
            for spot, piece, beyond in (
                (way.route[0], way.pieces[0], way.route[1]),
                (way.route[-1], way.pieces[-1], way.route[-2]),
            ):
                if spot not in place:
                    continue
                side = 1 if piece.across else 0
                reach[place[spot]][side] = max(reach[place[spot]][side], abs(piece.offset))
                if self.cast.things[place[spot]].kind == "cloud" and way in pipes:
                    moved = (0.0, piece.offset) if piece.across else (piece.offset, 0.0)
                    self.moved[place[spot]] = moved
                if beyond[1] > spot[1]:
                    self.titles_above.add(place[spot])
        return [(across, down) for across, down in reach]

    def _box(self, at: int) -> Box:
        x, y = self.spots[at]
        width, height = self.sizes[at]
        across, down = self.moved.get(at, (0.0, 0.0))
        return Box(
            thing=self.cast.things[at],
            x=self.left[x] + across,
            y=self.top[y] + down,
            width=width,
            height=height,
            title_above=at in self.titles_above,
        )

    def _tube(self, number: int) -> Tube:
        way, valve = self.pipes[number], self.valves[number]
        piece = valve.piece
        x = self.left[valve.spot[0]] + (0.0 if piece.across else piece.offset)
        y = self.top[valve.spot[1]] + (piece.offset if piece.across else 0.0)
        at = way.route.index(valve.spot)
        before = way.route[at - 1] if at else way.route[0]
        backwards = before[0] > valve.spot[0] or before[1] > valve.spot[1]
        return Tube(
            points=self._points(way, goal=None),
            valve=(x, y),
            across=piece.across,
            backwards=backwards,
            rate=tuple(valve.rate),
            pipe=self.structure.pipes[number],
        )

    def _wire(self, number: int) -> Wire:
        link = self.structure.links[number]
        flow = link.flow
        goal, first = (None, False) if flow is None else self._arrival(number, flow)
        return Wire(
            points=self._points(self.links[number], goal=goal),
            words=words_of(link),
            words_before=first,
            link=link,
        )

    def _arrival(self, number: int, flow: int) -> tuple[Point, bool]:
        """Where a link meets a valve; several come beside each other, in the order they run in."""
        tube = self._tube(flow)
        (x, y), across = tube.valve, tube.across
        places = {
            other: self._last_turn(self.links[other], across=across)
            for other, link in enumerate(self.structure.links)
            if link.flow == flow and other in self.links
        }
        order = sorted(places, key=lambda other: (places[other], other))
        aside = 12.0 * (order.index(number) - (len(order) - 1) / 2)
        first = len(order) > 1 and number == order[0]
        return ((x + aside, y) if across else (x, y + aside)), first

    def _last_turn(self, way: _Way, *, across: bool) -> float:
        """Where a link comes from, along the pipe it goes to."""
        last = way.pieces[-1]
        if len(way.pieces) > 1:
            x, y = self._corner(way.pieces[-2], last)
            far = way.pieces[-2]
            low = far.low if far.turns[0] == 0 else far.high
            return (x if across else y) * 1000 + low
        return last.offset

    def _points(self, way: _Way, *, goal: Point | None) -> tuple[Point, ...]:
        """Corners from end to end; the ends lie on the edges of what is there, or at a valve."""
        corners = [self._corner(one, other) for one, other in pairwise(way.pieces)]
        start = self._edge(way.route[0], way.route[1], way.pieces[0])
        if goal is None:
            return (start, *corners, self._edge(way.route[-1], way.route[-2], way.pieces[-1]))
        last = way.pieces[-1]
        x, y = goal
        if last.across:
            return (start, *corners, (x - VALVE - 2, y))
        return (start, *corners, (x, y - VALVE - 2))

    def _corner(self, one: Piece, other: Piece) -> Point:
        level, upright = (one, other) if one.across else (other, one)
        return self.left[upright.line] + upright.offset, self.top[level.line] + level.offset

    def _edge(self, spot: Spot, beyond: Spot, piece: Piece) -> Point:
        at = self.spots.index(spot)
        width, height = self.sizes[at]
        x, y = self.left[spot[0]], self.top[spot[1]]
        if self.cast.things[at].kind == "cloud":
            across, down = self.moved.get(at, (0.0, 0.0))
            x, y = (x + across, y) if piece.across else (x, y + down)
        if piece.across:
            return x + (width / 2 if beyond[0] > spot[0] else -width / 2), y + piece.offset
        return x + piece.offset, y + (height / 2 if beyond[1] > spot[1] else -height / 2)


def _owner(link: Link) -> str:
    """Links to valves share the way from their source; those to stocks have their own."""
    return f"link {link.source}" if link.flow is not None else f"{link.use} of {link.node}"


def words_of(link: Link) -> str:
    """What stands at the head of a link: its sign, and what it is for where that is no rate."""
    return link.sign if link.flow is not None else f"{link.use} {link.sign}"


def _positions(lines: dict[int, Line], places: dict[int, float]) -> float:
    """The middle of each line from the first on, and how far all of them reach."""
    at = 0.0
    for number, line in sorted(lines.items()):
        places[number] = at + line.before
        at += line.before + line.after
    return at
