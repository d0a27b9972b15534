"""Where things stand on a grid: chains in rows, what hangs on them below and above.

A cell is (along, across): along the main direction of flow, and across it. The same model always
gets the same places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from trifecta.charts.stock_flow.chains import Chains
from trifecta.charts.stock_flow.given import Structure
from trifecta.charts.stock_flow.things import Cast

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How to place: cells between neighbours of a chain, on which sides things hang, the longest
    row before a chain goes on in the next one, and whether chains run down instead of right."""

    stride: int = 1
    sides: tuple[int, ...] = (1, -1)
    longest: int = 1000
    down: bool = False


def cells_of(structure: Structure, cast: Cast, manner: Manner) -> list[Cell]:
    """A cell (column, row) from (0, 0) for each thing; no two the same."""
    grid = _Grid(structure, cast, manner)
    grid.place()
    cells = [grid.cells[thing] for thing in range(len(cast.things))]
    if manner.down:
        cells = [(across, along) for along, across in cells]
    left, top = min(c for c, _ in cells), min(r for _, r in cells)
    return [(column - left, row - top) for column, row in cells]


class _Grid:
    """Cells while they are taken, one part of a model after the other."""

    def __init__(self, structure: Structure, cast: Cast, manner: Manner) -> None:
        self.structure = structure
        self.cast = cast
        self.manner = manner
        self.cells: dict[int, Cell] = {}
        self.taken: dict[Cell, int] = {}
        kinds = [thing.kind for thing in cast.things]
        self.stocks = [at for at, kind in enumerate(kinds) if kind == "stock"]
        self.constants = [at for at, kind in enumerate(kinds) if kind == "constant"]
        self.edges = [(a, b) for a, b in cast.ends if kinds[a] == kinds[b] == "stock" and a != b]
        self.clouds: dict[int, list[tuple[int, bool]]] = defaultdict(list)
        for a, b in cast.ends:
            if kinds[a] == "cloud" and kinds[b] == "stock":
                self.clouds[b].append((a, True))
            elif kinds[b] == "cloud" and kinds[a] == "stock":
                self.clouds[a].append((b, False))

    def place(self) -> None:
        for part in _parts(self.stocks, self.edges):
            self._stack(self._part(part))
        for a, b in self.cast.ends:
            if a not in self.cells and b not in self.cells:
                self._stack({a: (0, 0), b: (1, 0)})
        for constant in self.constants:
            self._near(constant)
        for left in range(len(self.cast.things)):
            if left not in self.cells:
                self._stack({left: (0, 0)})

    def _stack(self, cells: dict[int, Cell]) -> None:
        """A part below all that is there, each cut into rows that are not too long."""
        folded = _folded(cells, self.manner.longest)
        if self.manner.down:
            left = min(across for _, across in folded.values())
            further = max((along for along, _ in self.taken), default=-1) + 1
            moved = {t: (along + further, across - left) for t, (along, across) in folded.items()}
        else:
            further = max((across for _, across in self.taken), default=-1) + 1
            moved = {t: (along, across + further) for t, (along, across) in folded.items()}
        for thing, cell in moved.items():
            self._take(thing, cell)

    def _take(self, thing: int, cell: Cell) -> None:
        self.cells[thing] = cell
        self.taken[cell] = thing

    def _part(self, part: list[int]) -> dict[int, Cell]:
        edges = [(a, b) for a, b in self.edges if a in set(part)]
        fed = [at for at in part if any(inward for _, inward in self.clouds[at])]
        local = _Part(Chains(part, edges, fed), self.manner)
        local.place()
        shared = self._shared_names()
        for stock in part:
            for cloud, inward in self.clouds[stock]:
                local.hang_cloud(
                    cloud, stock, inward=inward, is_shared=self.cast.things[cloud].name in shared
                )
        return local.cells

    def _shared_names(self) -> set[str]:
        return {name for name, things in self.cast.of_name.items() if len(things) > 2}

    def _near(self, constant: int) -> None:
        """In the free cell that is nearest to all that looks at it, rather above than below."""
        wanted = self._looked_at_from(self.cast.things[constant].name)
        if not wanted or not self.taken:
            return
        alongs = [along for along, _ in self.taken]
        acrosses = [across for _, across in self.taken]
        reach = self._reach_of_rows()
        free = [
            (along, across)
            for along in range(min(alongs), max(alongs) + 1)
            for across in range(min(acrosses) - 1, max(acrosses) + 2)
            if (along, across) not in self.taken
            and not (across in reach and reach[across][0] < along < reach[across][1])
        ]
        self._take(constant, min(free, key=lambda cell: (_distance(cell, wanted), cell[1], cell)))

    def _reach_of_rows(self) -> dict[int, Cell]:
        """From where to where each row goes; a pipe may run through what is between."""
        rows: dict[int, list[int]] = defaultdict(list)
        for along, across in self.taken:
            rows[across].append(along)
        return {across: (min(row), max(row)) for across, row in rows.items()}

    def _looked_at_from(self, name: str) -> list[tuple[float, float]]:
        spots = []
        for link in self.structure.links:
            if link.source != name:
                continue
            ends = self.cast.of_name.get(link.node, ())
            if link.flow is not None:
                ends = self.cast.ends[link.flow]
            cells = [self.cells[end] for end in ends if end in self.cells]
            if cells:
                spots.append(
                    (sum(a for a, _ in cells) / len(cells), sum(b for _, b in cells) / len(cells))
                )
        return spots


def _distance(cell: Cell, spots: Sequence[tuple[float, float]]) -> float:
    return round(sum(abs(cell[0] - a) + abs(cell[1] - b) for a, b in spots), 6)


class _Part:
    """The stocks that flows connect, placed around their longest chain."""

    def __init__(self, chains: Chains, manner: Manner) -> None:
        self.chains = chains
        self.manner = manner
        self.cells: dict[int, Cell] = {}
        self.taken: set[Cell] = set()

    def place(self) -> None:
        for at, stock in enumerate(self.chains.longest()):
            self._take(stock, (at * self.manner.stride, 0))
            self.taken |= {(at * self.manner.stride - 1, 0)} if at else set()
        while (beside := self.chains.next_beside(self.cells)) is not None:
            self._hang_chain(beside)

    def _take(self, thing: int, cell: Cell) -> None:
        self.cells[thing] = cell
        self.taken.add(cell)

    def _hang_chain(self, stock: int) -> None:
        """A chain that begins or ends beside what is placed, on the nearest free row."""
        chain, step = self.chains.chain_from(stock, self.cells)
        around = self.chains.beside(stock)
        feeding = [other for other in self.chains.before[stock] if other in self.cells]
        beside = [self.cells[other] for other in feeding or around if other in self.cells]
        along = sorted(cell[0] for cell in beside)[(len(beside) - 1) // 2]
        at = min(beside, key=lambda cell: (abs(cell[0] - along), cell))
        sides = self.manner.sides if step > 0 else tuple(reversed(self.manner.sides))
        for far, shift, side in _reach(sides, self.manner.stride):
            cells = [
                (along + shift + step * self.manner.stride * place, at[1] + side * far)
                for place in range(len(chain))
            ]
            if not self.taken & set(cells):
                for each, cell in zip(chain, cells, strict=True):
                    self._take(each, cell)
                return

    def hang_cloud(self, cloud: int, stock: int, *, inward: bool, is_shared: bool) -> None:
        """Before its stock or behind it, else on a side, else in the nearest free cell."""
        along, across = self.cells[stock]
        step = -1 if inward else 1
        sides = [(0, side) for side in self.manner.sides]
        if inward:
            sides.reverse()
        first = [*sides, (step, 0)] if is_shared and inward else [(step, 0), *sides]
        further = [
            (shift, side * far)
            for far, shift, side in _reach(self.manner.sides, self.manner.stride)
            if shift * step >= 0
        ]
        for shift, aside in [*first, *further]:
            cell = (along + shift, across + aside)
            if cell not in self.taken and not (aside and along + shift < 0):
                self._take(cloud, cell)
                return


@lru_cache(maxsize=16)
def _reach(sides: tuple[int, ...], stride: int) -> tuple[tuple[int, int, int], ...]:
    """How far aside, how far along, and on which side: nearest first, far enough for any model."""
    spots = [
        (far, shift, side) for far in range(1, 200) for shift in (0, 1, -1, 2, -2) for side in sides
    ]
    spots.sort(key=lambda spot: (spot[0] * stride + 1.2 * abs(spot[1]), spot[1] < 0))
    return tuple(spots)


def _parts(stocks: Sequence[int], edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Stocks that flows connect, whichever way, in order of first mention."""
    of = {stock: stock for stock in stocks}

    def root(stock: int) -> int:
        while of[stock] != stock:
            stock = of[stock]
        return stock

    for a, b in edges:
        low, high = sorted((root(a), root(b)))
        of[high] = low
    parts: dict[int, list[int]] = {}
    for stock in stocks:
        parts.setdefault(root(stock), []).append(stock)
    return list(parts.values())


def _folded(cells: dict[int, Cell], longest: int) -> dict[int, Cell]:
    """From (0, 0), with rows of at most `longest` cells that run there and back, as furrows do."""
    left = min(along for along, _ in cells.values())
    bands: dict[int, dict[int, Cell]] = defaultdict(dict)
    for thing, (along, across) in cells.items():
        band, place = divmod(along - left, longest)
        bands[band][thing] = (longest - 1 - place if band % 2 else place, across)
    folded: dict[int, Cell] = {}
    top = 0
    for _, band_cells in sorted(bands.items()):
        first = min(across for _, across in band_cells.values())
        last = max(across for _, across in band_cells.values())
        for thing, (along, across) in band_cells.items():
            folded[thing] = (along, across - first + top)
        top += last - first + 1
    return folded
