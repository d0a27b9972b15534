"""Plans fitted to many draws at once: what no longer fits is dropped, and room is filled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.compromise.engine.arrays import Arrays, Floats, Indexes, together_of
from trifecta.domain.compromise.worth import SLACK

STEPS: Final = 12
GAINED: Final = 1e-9

Truths = NDArray[np.bool_]
Score = Callable[[Floats, Indexes], Floats]
"""How good plans are (n), from what each party has of them (n x P) and their draws (n)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """V columns, each a placement with all that goes with it: `members` (V x J), `rules` (M x V).

    `of_column` and `sign` (V x W) are the rules that a column is in and how it counts there; where
    it is in fewer, the last rule, which holds always, is named with 0.
    """

    members: Floats
    rules: Floats
    low: Floats
    high: Floats
    of_column: Indexes
    sign: Floats

    @classmethod
    def of(cls, arrays: Arrays) -> Bundle:
        members = _members(arrays)
        count = len(arrays.low)
        rules = np.zeros((count + 1, len(members)))
        rules[:count] = np.asarray(arrays.rows @ members.T).reshape(count, len(members))
        width = int((rules != 0).sum(axis=0).max(initial=0))
        of_column = np.argsort(rules == 0, axis=0, kind="stable")[:width].T
        sign = np.take_along_axis(rules.T, of_column, axis=1)
        return cls(
            members=members,
            rules=rules,
            low=np.append(arrays.low, -np.inf),
            high=np.append(arrays.high, np.inf),
            of_column=np.where(sign == 0, count, of_column),
            sign=sign,
        )

    def inside(self, chosen: Floats) -> Truths:
        """Which columns are in plans given over placements (n x J)."""
        return np.asarray(chosen[:, self.members.argmax(axis=1)] > 0.5)


def _members(arrays: Arrays) -> Floats:
    together, rows = together_of(arrays.problem), []
    for j, (option, stage) in enumerate(zip(arrays.option, arrays.stage, strict=True)):
        mates = together[option]
        if mates and min(mates) < option:
            continue
        here = np.isin(arrays.option, [option, *mates]) & (arrays.stage == stage)
        here[j] = True
        rows.append(here.astype(np.float64))
    return np.array(rows).reshape(len(rows), arrays.placements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Of d draws, over V columns: `gain` (d x V x Q), `use` (d x V x C), `weight` (d x P x Q)."""

    gain: Floats
    use: Floats
    weight: Floats


class Fitting:
    """Plans of d draws, one each, over the columns of a bundle, and what they come to.

    `numbers` are those of the draws. Only columns that may be taken are looked at, as pairs of a
    draw and a column.
    """

    def __init__(self, bundle: Bundle, inside: Truths, numbers: Numbers) -> None:
        self.bundle, self.inside = bundle, inside
        self.gain, self.use, self.weight = numbers.gain, numbers.use, numbers.weight
        self.points = np.einsum("dvq,dv->dq", self.gain, inside)
        self.load = np.einsum("dvc,dv->dc", self.use, inside)
        self.active = inside @ bundle.rules.T

    @classmethod
    def rounded(cls, bundle: Bundle, part: Floats, numbers: Numbers, *, above: float) -> Fitting:
        """Plans of the columns of which more than `above` is in a relaxed plan (`part`, d x V).

        The largest go in first, each if the rules let it in; whether all fits is not looked at.
        """
        fitting = cls(bundle, np.zeros(part.shape, dtype=bool), numbers)
        order = np.argsort(-part, axis=1, kind="stable")
        for place in range(int((part > above).sum(axis=1).max(initial=0))):
            column = order[:, place]
            draw = np.flatnonzero(part[np.arange(len(part)), column] > above)
            fitting._change(*fitting._free(draw, column[draw], 1.0), 1.0)
        return fitting

    def worth(self, rows: Indexes, points: Floats) -> Floats:
        """What each party has of what it needs (n x P) with these points (n x Q) in some draws."""
        worth: Floats = np.einsum("npq,nq->np", self.weight[rows], np.minimum(1.0, points))
        return worth

    def shrink(self, score: Score) -> None:
        """Drop what costs least for the room it makes, until all fits."""
        for _ in range(STEPS):
            rows = np.flatnonzero((self.load > 1 + SLACK).any(axis=1))
            draw, column = self._free(*_pairs(rows, self.inside[rows]), -1.0)
            over = np.maximum(self.load[draw] - 1, 0.0)
            room = np.minimum(over, self.use[draw, column]).sum(axis=1)
            draw, column, room = draw[room > SLACK], column[room > SLACK], room[room > SLACK]
            if not len(draw):
                return
            lost = self.scores(score, draw) - self._after(score, draw, column, -1.0)
            best = _first_of_each(draw, (lost + 1e-6) / room)
            self._change(draw[best], column[best], -1.0)

    def fill(self, score: Score, *, but: Truths | None = None) -> None:
        """Add what helps most, one after the other, while something does and fits."""
        rows: Indexes = np.arange(len(self.inside))
        for _ in range(STEPS):
            use = self.use if len(rows) == len(self.use) else self.use[rows]
            fits = (use <= (1 + SLACK - self.load[rows])[:, None, :]).all(axis=2)
            fits &= ~self.inside[rows]
            if but is not None:
                fits &= ~but[rows]
            draw, column = self._free(*_pairs(rows, fits), 1.0)
            gained = self._after(score, draw, column, 1.0) - self.scores(score, draw)
            helps = gained > GAINED
            draw, column, gained = draw[helps], column[helps], gained[helps]
            if not len(draw):
                return
            best = _first_of_each(draw, -gained)
            self._change(draw[best], column[best], 1.0)
            rows = draw[best]

    def exchange(self, score: Score, random: np.random.Generator) -> None:
        """Drop one to three things at random, fill the room, and keep what is better."""
        before = [part.copy() for part in self._state]
        rows: Indexes = np.arange(len(self.inside))
        held, but = self.scores(score, rows), np.zeros_like(self.inside)
        for more in range(3):
            dropping = rows if more == 0 else rows[random.random(len(rows)) < 0.5]
            draw, column = self._free(*_pairs(dropping, self.inside[dropping]), -1.0)
            pick = _first_of_each(draw, random.random(len(draw)))
            self._change(draw[pick], column[pick], -1.0)
            but[draw[pick], column[pick]] = True
        self.fill(score, but=but)
        worse = self.scores(score, rows) < held - 1e-12
        for now, then in zip(self._state, before, strict=True):
            now[worse] = then[worse]

    def settled(self) -> Floats:
        """What each party has (d x P), summed up again; -inf where a plan cannot be done."""
        bundle, inside = self.bundle, self.inside
        active, load = inside @ bundle.rules.T, np.einsum("dvc,dv->dc", self.use, inside)
        ruled = ((active <= bundle.high + SLACK) & (active >= bundle.low - SLACK)).all(axis=1)
        possible = ruled & (load <= 1 + SLACK).all(axis=1)
        worth = self.worth(np.arange(len(inside)), np.einsum("dvq,dv->dq", self.gain, inside))
        return np.where(possible[:, None], worth, -np.inf)

    def scores(self, score: Score, rows: Indexes) -> Floats:
        """How good the plans of some draws are."""
        return score(self.worth(rows, self.points[rows]), rows)

    @property
    def _state(self) -> tuple[Truths, Floats, Floats, Floats]:
        return self.inside, self.points, self.load, self.active

    def _after(self, score: Score, draw: Indexes, column: Indexes, sign: float) -> Floats:
        points = self.points[draw] + sign * self.gain[draw, column]
        return score(self.worth(draw, points), draw)

    def _free(self, draw: Indexes, column: Indexes, sign: float) -> tuple[Indexes, Indexes]:
        """Of pairs of draws and columns those which the rules let in (`sign` 1) or out (-1)."""
        bundle = self.bundle
        rules = bundle.of_column[column]
        then = self.active[draw[:, None], rules] + sign * bundle.sign[column]
        kept = (then <= bundle.high[rules] + SLACK) & (then >= bundle.low[rules] - SLACK)
        free = kept.all(axis=1)
        return draw[free], column[free]

    def _change(self, draw: Indexes, column: Indexes, sign: float) -> None:
        self.inside[draw, column] = sign > 0
        self.points[draw] += sign * self.gain[draw, column]
        self.load[draw] += sign * self.use[draw, column]
        self.active[draw] += sign * self.bundle.rules[:, column].T


def _pairs(rows: Indexes, which: Truths) -> tuple[Indexes, Indexes]:
    """Draws and columns of what is true in a part (rows) of the draws, in their order."""
    at, column = np.nonzero(which)
    return rows[at], column


def _first_of_each(draw: Indexes, value: Floats) -> Indexes:
    """Of the pairs of each draw, which come in order, the one with the least value."""
    order = np.lexsort([value, draw])
    first = np.ones(len(order), dtype=bool)
    first[1:] = draw[order][1:] != draw[order][:-1]
    return order[first]
