"""A problem for the search: what can be put into a plan at once, and what stands in its way.

Columns are options that go together, in one stage. Everything here has a column's values in a row,
so that one operation serves many plans at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from trifecta.domain.compromise.engine.arrays import Arrays, Floats, Indexes, together_of

ROOM: Final = 1.0 + 1e-9
"""How full a capacity may be; the rest is rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """V columns over J placements, Q needs, C capacities and M rules of the form row x <= most.

    `placements` is V x J, `gain` V x Q, `use` V x C, `rows` V x M, all dense, and `sums` the
    transposed of rows, use and gain in one sparse matrix, `each` the same side by side, dense.
    `blockers` (sparse, V x M) are the rules
    that a column can break by being put in, `openers` those it can break by being taken out;
    `settles` are the columns that settle a choice, `answers` (sparse, V x choices) says which.
    Entry n of the gains other than 0 is `need[n]`, `points[n]`; those of a column begin at
    `starts`. `takes` (W x V) are the capacities a column uses, filled up with any, and `still` how
    much of each may be used before it goes in.
    `opens` are pairs (column, column that waits for it).
    """

    placements: Floats
    gain: Floats
    use: Floats
    rows: Floats
    most: Floats
    sums: csr_array
    each: Floats
    blockers: csr_array
    openers: csr_array
    settles: NDArray[np.bool_]
    need: Indexes
    points: Floats
    starts: Indexes
    takes: Indexes
    still: Floats
    opens: Indexes
    answers: csr_array

    @property
    def count(self) -> int:
        return len(self.gain)


def columns_of(arrays: Arrays) -> Columns:
    """The columns of a problem, without those that cannot be in any plan."""
    members = _members(arrays)
    dense = arrays.rows.toarray()
    sparse = csr_array(members)
    rows = np.asarray((arrays.rows @ sparse.T).T.toarray())
    use, gain = sparse @ arrays.use.T, sparse @ arrays.gain.T
    settling = (arrays.low == 1.0) & (arrays.high == 1.0)
    order = dense.min(axis=1, initial=0.0) < 0
    able = (rows <= np.where(order, np.inf, arrays.high)).all(axis=1)
    able &= (use <= ROOM).all(axis=1)
    members, rows, use, gain = members[able], rows[able], use[able], gain[able]
    need, points, starts = _sparse(gain)
    takes, still = _padded(use)
    return Columns(
        placements=members,
        gain=gain,
        use=use,
        rows=rows,
        most=arrays.high,
        sums=csr_array(np.concatenate([rows.T, use.T, gain.T])),
        each=np.hstack([rows, use, gain]),
        blockers=csr_array((rows > 0).astype(np.float64)),
        openers=csr_array((rows < 0).astype(np.float64)),
        settles=np.asarray((rows[:, settling] > 0).any(axis=1)),
        need=need,
        points=points,
        starts=starts,
        takes=takes,
        still=still,
        opens=_opens(arrays, members),
        answers=csr_array((rows[:, settling] > 0).astype(np.float64)),
    )


def _members(arrays: Arrays) -> Floats:
    """A row for each group of options and stage: the placements that go together."""
    together = together_of(arrays.problem)
    if not any(together):
        return np.eye(arrays.placements)
    rows: list[Floats] = []
    for first, others in enumerate(together):
        if others and min(others) < first:
            continue
        group = np.isin(arrays.option, [first, *others])
        for stage in range(len(arrays.problem.stages)):
            here = group & (arrays.stage == stage)
            if here.sum() == 1 + len(others):
                rows.append(here.astype(np.float64))
    return np.array(rows).reshape(len(rows), arrays.placements)


def _sparse(gain: Floats) -> tuple[Indexes, Floats, Indexes]:
    """The gains that are not 0, at least one entry for every column."""
    some = gain != 0
    some[~some.any(axis=1), :1] = True
    rows, needs = np.nonzero(some)
    return needs, gain[rows, needs], np.searchsorted(rows, np.arange(len(gain)))


def _padded(use: Floats) -> tuple[Indexes, Floats]:
    width = int((use > 0).sum(axis=1).max(initial=0))
    takes = np.argsort(use <= 0, axis=1, kind="stable")[:, :width]
    amounts = np.take_along_axis(use, takes, axis=1).T
    return takes.T.copy(), np.where(amounts > 0, ROOM - amounts, np.inf)


def _opens(arrays: Arrays, members: Floats) -> Indexes:
    """Pairs of columns of which the first lets the second in, sorted by the first."""
    column = {option.id: place for place, option in enumerate(arrays.problem.options)}
    of_option: dict[int, list[tuple[int, int]]] = {}
    for v, j in zip(*(at.tolist() for at in np.nonzero(members)), strict=True):
        of_option.setdefault(int(arrays.option[j]), []).append((v, int(arrays.stage[j])))
    pairs = {
        (before, after)
        for place, option in enumerate(arrays.problem.options)
        for other in option.after
        for before, early in of_option.get(column[other], ())
        for after, late in of_option.get(place, ())
        if early <= late and before != after
    }
    return np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2)
