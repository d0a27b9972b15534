"""Looks around good plans one by one: up to two columns out, up to two others in.

A search that draws at random seldom comes by a certain exchange; where plans are small, all of them
can be tried (Pareto local search: Paquete, Chiarandini and Stützle, 2004).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.compromise.engine.arrays import Floats, Indexes
from trifecta.domain.compromise.engine.columns import ROOM, Columns
from trifecta.domain.compromise.engine.fronts import best_of

Flags = NDArray[np.bool_]
Found = tuple[Flags, Floats]
"""Plans (n x V) and what each party has (n x P)."""

LADDER: Final = ((1, 1), (1, 2), (2, 2))
"""So many out and in; the next step is only tried where the one before finds nothing more."""

MOST_TRIED: Final = 300_000
"""A step is left out where it would put a column into more plans than this."""

AT_ONCE: Final = 100_000

SAME: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bases:
    """n plans that something can be added to, and what that adds up to.

    `blocked` (n x V) are columns that another one inside rules out, `after` the last one added.
    """

    inside: Flags
    blocked: Flags
    rules: Floats
    use: Floats
    points: Floats
    after: Indexes


class Exchanges:
    """Exchanges in the plans of a problem; it remembers around which plans it has looked."""

    def __init__(self, columns: Columns, weight: Floats) -> None:
        self.columns, self.weight = columns, weight
        answers = columns.answers.toarray()
        apart = (columns.rows >= 0).all(axis=0) & (columns.most >= 1)
        apart_rows = columns.rows[:, apart]
        self._apart: Flags = (apart_rows @ apart_rows.T) > 0
        self._rules = np.hstack([columns.rows[:, ~apart], -answers])
        self._most = np.append(columns.most[~apart], np.full(answers.shape[1], -1.0))
        sums = [self._apart.astype(np.float64), self._rules, columns.use, columns.gain]
        self._sums = np.hstack(sums)
        self._parts = np.cumsum([part.shape[1] for part in sums])[:-1]
        self._single = (np.maximum(columns.gain, 0.0) @ weight.T).max(axis=0, initial=0.0)
        self._seen: list[set[bytes]] = [set() for _ in LADDER]

    def improved(self, plans: Flags, worth: Floats) -> Found:
        """A frontier that starts from this one and that no exchange makes better, as far as
        exchanges are tried at all."""
        step = 0
        while step < len(LADDER):
            new = [row for row in range(len(plans)) if plans[row].tobytes() not in self._seen[step]]
            if _tried(plans[new], LADDER[step]) > MOST_TRIED:
                break
            self._seen[step] |= {plans[row].tobytes() for row in new}
            better, better_worth = self._around(plans[new], worth, LADDER[step])
            if not len(better):
                step += 1
                continue
            plans, worth = np.concatenate([plans, better]), np.concatenate([worth, better_worth])
            best = best_of(worth)
            plans, worth, step = plans[best], worth[best], 0
        return plans, worth

    def _around(self, plans: Flags, front: Floats, step: tuple[int, int]) -> Found:
        """What is not beaten by `front`, around each of these plans."""
        outs, ins = step
        found: list[Found] = [(plans[:0], front[:0])]
        for batch in self._batches(plans, outs):
            bases = batch
            for added in range(ins):
                at, column = self._room(bases, later=added > 0)
                worth = self._worth(bases, at, column)
                better = np.flatnonzero(~_beaten(worth, front))
                found.append(self._made(bases, at[better], column[better], worth[better]))
                if added + 1 < ins:
                    hopeful = np.flatnonzero(~_beaten(worth + self._single, front))
                    bases = self._with(bases, at[hopeful], column[hopeful])
        plans = np.concatenate([one for one, _ in found])
        worth = np.concatenate([one for _, one in found])
        best = best_of(worth)
        return plans[best], worth[best]

    def _batches(self, plans: Flags, outs: int) -> Iterator[_Bases]:
        """Each plan, and it without each of its columns, and without each two of them."""
        batches = 1 + _tried(plans, (outs, 1)) // AT_ONCE
        for some in np.array_split(plans, batches):
            yield self._bases(some, outs)

    def _bases(self, plans: Flags, outs: int) -> _Bases:
        plan, one, other = _taken_out(plans, outs)
        inside = plans[plan]
        some = np.flatnonzero(one >= 0)
        inside[some, one[some]] = False
        inside[some, other[some]] = False
        sums = (plans.astype(np.float64) @ self._sums)[plan]
        sums[some] -= self._sums[one[some]]
        two = np.flatnonzero(one != other)
        sums[two] -= self._sums[other[two]]
        blocking, rules, use, points = np.split(sums, self._parts, axis=1)
        return _Bases(
            inside=inside,
            blocked=blocking > 0.5,
            rules=rules,
            use=use,
            points=points,
            after=np.full(len(inside), -1),
        )

    def _room(self, bases: _Bases, *, later: bool) -> tuple[Indexes, Indexes]:
        """Pairs (plan, column) of what may be added; of two the second has the higher place."""
        free = ~bases.blocked
        if later:
            free &= np.arange(self.columns.count) > bases.after[:, None]
        for used, takes in zip(bases.use.T, self.columns.use.T, strict=True):
            free &= takes <= (ROOM - used)[:, None]
        at, column = np.nonzero(free)
        return at, column

    def _worth(self, bases: _Bases, at: Indexes, column: Indexes) -> Floats:
        """What each party has with one more column in."""
        met = bases.points[at] + self.columns.gain[column]
        worth: Floats = np.minimum(met, 1.0, out=met) @ self.weight.T
        return worth

    def _with(self, bases: _Bases, at: Indexes, column: Indexes) -> _Bases:
        inside = bases.inside[at]
        inside[np.arange(len(at)), column] = True
        return _Bases(
            inside=inside,
            blocked=bases.blocked[at] | self._apart[column],
            rules=bases.rules[at] + self._rules[column],
            use=bases.use[at] + self.columns.use[column],
            points=bases.points[at] + self.columns.gain[column],
            after=column,
        )

    def _made(self, bases: _Bases, at: Indexes, column: Indexes, worth: Floats) -> Found:
        """Those plans with one more column that keep every rule, none of which beats another."""
        rules = bases.rules[at] + self._rules[column]
        rows = np.flatnonzero((rules <= self._most + SAME).all(axis=1))
        rows = rows[best_of(worth[rows])]
        inside = bases.inside[at[rows]]
        inside[np.arange(len(rows)), column[rows]] = True
        return inside, worth[rows]


def _tried(plans: Flags, step: tuple[int, int]) -> int:
    """How often a column would be put into one of these plans, with something taken out."""
    sizes: list[int] = plans.sum(axis=1).tolist()
    pairs = sum(size * (size - 1) // 2 for size in sizes) if step[0] > 1 else 0
    return (len(sizes) + sum(sizes) + pairs) * len(plans.T)


def _taken_out(plans: Flags, outs: int) -> tuple[Indexes, Indexes, Indexes]:
    """(plan, column out, another one or the same); -1 for none."""
    every = np.arange(len(plans))
    none = np.full(len(plans), -1)
    plan, inside = np.nonzero(plans)
    parts = [(every, none, none), (plan, inside, inside)]
    if outs > 1:
        starts, ends = np.searchsorted(plan, every), np.searchsorted(plan, every, side="right")
        for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
            first, second = np.triu_indices(end - start, 1)
            own = inside[start:end]
            parts.append((np.full(len(first), row), own[first], own[second]))
    plan, one, other = (np.concatenate(column) for column in zip(*parts, strict=True))
    return plan, one, other


def _beaten(worth: Floats, front: Floats) -> Flags:
    """Which rows (n x P) some row of a frontier beats or equals."""
    if worth.shape[1] == 2 and len(front):
        rising = front[np.argsort(front[:, 0])]
        at = np.searchsorted(rising[:, 0], worth[:, 0] - SAME)
        return np.asarray(worth[:, 1] <= np.append(rising[:, 1], -np.inf)[at] + SAME)
    beaten = np.zeros(len(worth), dtype=np.bool_)
    for row in front:
        beaten |= (worth <= row + SAME).all(axis=1)
    return beaten
