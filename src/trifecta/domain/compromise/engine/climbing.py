"""The search: many plans side by side, each taken apart in part and put together again and again.

Ruin and recreate (Schrimpf and others, 2000) for many mixes of the parties at once, as in MOEA/D
(Zhang and Li, 2007). Arrays have a climb in each column, so that an operation serves all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.compromise.engine.arrays import Floats, Indexes
from trifecta.domain.compromise.engine.columns import Columns

Flags = NDArray[np.bool_]

AUGMENT: Final = 0.02
"""Beside the worst-off, the sum counts so much: between equal plans the better for all wins."""

SOFT: Final = 0.03
"""Parties within so much of the worst-off share its attention when something is added."""

FIRST: Final = 1e6
"""What has to be settled goes in before anything else."""

HOPE: Final = 0.7
"""How much of what waits for a column counts for it."""

LEAST: Final = 1e-12
"""Less than this is nothing."""

SPARSE: Final = 0.7
"""Once fewer of the plans still grow, they go on without the others."""

BATCH: Final = 30
"""For every so many columns one more goes in before their worth is looked at again."""

CHAIN: Final = 3
"""So many steps ahead is seen what waits for what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals:
    """What each of B climbs makes large, over the parties' shares (P x B): (worth - base) / span.

    The worst share for its aim where `worst` says so, else the sum weighted with the aims.
    """

    aim: Floats
    worst: Flags
    base: Floats
    span: Floats

    def pick(self, at: Indexes) -> Goals:
        """The goals of these climbs alone."""
        return Goals(
            aim=self.aim[:, at],
            worst=self.worst[at],
            base=self.base[:, at],
            span=self.span[:, at],
        )

    def values(self, worth: Floats) -> Floats:
        """Of plans with these worths (P x B), one for each climb."""
        share = (worth - self.base) / self.span
        least = (share / self.aim).min(axis=0)
        values: Floats = np.where(
            self.worst, least + AUGMENT * share.sum(axis=0), (share * self.aim).sum(axis=0)
        )
        return values

    def slopes(self, worth: Floats) -> Floats:
        """How much a little more for each party is worth to each climb now (P x B)."""
        share = (worth - self.base) / self.span / self.aim
        steep = np.exp((share.min(axis=0) - share) / SOFT) / self.aim + AUGMENT
        slopes: Floats = np.where(self.worst, steep, self.aim) / self.span
        return slopes


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """B plans: which columns are inside (V x B), and what that adds up to, both written to.

    `sums` has a row for each rule, each capacity and each need.
    """

    columns: Columns
    inside: Flags
    sums: Floats

    @classmethod
    def empty(cls, columns: Columns, count: int) -> State:
        return cls(
            columns=columns,
            inside=np.zeros((columns.count, count), dtype=np.bool_),
            sums=np.zeros((columns.each.shape[1], count)),
        )

    @classmethod
    def of(cls, columns: Columns, inside: Flags) -> State:
        sums = columns.sums @ inside.astype(np.float64)
        return cls(columns=columns, inside=inside, sums=sums)

    @property
    def rows(self) -> Floats:
        """The rules (M x B)."""
        return self.sums[: self.columns.rows.shape[1]]

    @property
    def used(self) -> Floats:
        """The capacities (C x B)."""
        rules = self.columns.rows.shape[1]
        return self.sums[rules : rules + self.columns.use.shape[1]]

    @property
    def points(self) -> Floats:
        """What each need has of enough (Q x B)."""
        return self.sums[len(self.sums) - self.columns.gain.shape[1] :]

    def put(self, picked: Indexes, at: Indexes, *, sign: float = 1.0) -> None:
        """Put column picked[n] into plan at[n], each plan once; out of it with sign -1."""
        self.inside[picked, at] = sign > 0
        self.sums[:, at] += sign * self.columns.each[picked].T

    def take(self, other: State, at: Flags) -> None:
        """Become the other where `at` says so."""
        self.inside[:, at] = other.inside[:, at]
        self.sums[:, at] = other.sums[:, at]

    def pick(self, at: Indexes) -> State:
        """A copy of these plans alone."""
        return State(columns=self.columns, inside=self.inside[:, at], sums=self.sums[:, at])

    def place(self, part: State, at: Indexes) -> None:
        """Put what was picked back."""
        self.inside[:, at] = part.inside
        self.sums[:, at] = part.sums


class Search:
    """How plans of a problem are put together and taken apart; `weight` is P x Q."""

    def __init__(self, columns: Columns, weight: Floats, random: np.random.Generator) -> None:
        self.columns, self.weight, self.random = columns, weight, random
        self.opener, self.opened = columns.opens[:, 0], columns.opens[:, 1]
        firsts = np.flatnonzero(np.diff(self.opener, prepend=-1))
        self.open_starts, self.open_columns = firsts, self.opener[firsts]
        self.chain = _longest(columns.opens, at_most=CHAIN)
        self.batch = 1 + columns.count // BATCH

    def worth(self, points: Floats) -> Floats:
        """What each party has (P x B)."""
        worth: Floats = self.weight @ np.minimum(1.0, points)
        return worth

    def complete(self, state: State) -> Flags:
        """Which plans settle every choice."""
        settled = (self.columns.answers.T @ state.inside.astype(np.float64)) > 0
        return np.asarray(settled.all(axis=0))

    # ------------------------------------------------------------ putting together

    def fill(self, state: State, goals: Goals, cost: Floats, *, noise: Floats) -> None:
        """Put in what is most worthwhile for its cost (V x B) until nothing is left to gain."""
        if not self.columns.count:
            return
        shake = self.random.random(cost.shape, dtype=np.float32) - np.float32(0.5)
        appeal = (1.0 + noise * shake) / cost
        live, part, aims = np.arange(len(noise)), state, goals
        while len(live):
            grew = self._put_best(part, aims, appeal)
            if grew.sum() < SPARSE * len(live):
                if part is not state:
                    state.place(part, live)
                live, appeal = live[grew], appeal[:, grew]
                part, aims = state.pick(live), goals.pick(live)

    def _put_best(self, state: State, goals: Goals, appeal: Floats) -> Flags:
        """Put in a few columns, those that gain most now; says which plans grew."""
        value = self._value(state, goals)
        gaining = self._with_hope(state, value) if len(self.opener) else value
        worth = gaining * appeal
        worth[gaining <= LEAST] = -1.0
        self._settle_first(state, worth, value)
        worth[state.inside | self._crowded(state) | self._forbidden(state)] = -1.0
        everyone = np.arange(worth.shape[1])
        grew = np.zeros(worth.shape[1], dtype=np.bool_)
        for turn in range(self.batch):
            best = worth.argmax(axis=0)
            at = np.flatnonzero(worth[best, everyone] > 0)
            if not len(at):
                break
            worth[best, everyone] = -1.0
            if turn:
                at = at[self._fits(state, best[at], at)]
            state.put(best[at], at)
            grew[at] = True
        return grew

    def _fits(self, state: State, picked: Indexes, at: Indexes) -> Flags:
        """Whether each column still may go into its plan."""
        columns = self.columns
        after = state.rows[:, at] + columns.rows[picked].T
        fits: Flags = np.asarray((after <= columns.most[:, None]).all(axis=0))
        used = state.used
        for takes, most in zip(columns.takes[:, picked], columns.still[:, picked], strict=True):
            fits &= used[takes, at] <= most
        return fits

    def _value(self, state: State, goals: Goals) -> Floats:
        """What each column would add to the goal of each climb (V x B)."""
        columns = self.columns
        points = state.points
        slope = self.weight.T @ goals.slopes(self.worth(points))
        room = 1.0 - points
        over = np.minimum(0.0, room)
        more = room[columns.need]
        np.minimum(columns.points[:, None], more, out=more)
        more -= over[columns.need]
        more *= slope[columns.need]
        value: Floats = np.add.reduceat(more, columns.starts, axis=0)
        return value

    def _with_hope(self, state: State, value: Floats) -> Floats:
        """The same with a share of what waits for a column and could follow it."""
        own = np.where(state.inside, 0.0, value)
        hope = own
        for _ in range(self.chain):
            waiting = np.maximum.reduceat(hope[self.opened], self.open_starts, axis=0)
            hope = own.copy()
            hope[self.open_columns] += HOPE * np.maximum(0.0, waiting)
        return hope

    def _settle_first(self, state: State, worth: Floats, value: Floats) -> None:
        answers = self.columns.answers
        if not answers.shape[1]:
            return
        pending = (answers.T @ state.inside.astype(np.float64)) == 0
        if pending.any():
            due = (answers @ pending.astype(np.float64)) > 0
            lift = FIRST * (1.0 + 1e-3 * np.clip(value, -100.0, 100.0))
            worth += np.where(due, lift, 0.0)
            for _ in range(self.chain):
                waiting = np.maximum.reduceat(worth[self.opened], self.open_starts, axis=0)
                place = self.open_columns
                worth[place] = np.maximum(worth[place], np.where(waiting > 1e5, HOPE * waiting, 0))

    def _crowded(self, state: State) -> Flags:
        """Where there is no room; while a plan only grows, that stays so."""
        full = np.zeros(state.inside.shape, dtype=np.bool_)
        used = state.used
        for takes, most in zip(self.columns.takes, self.columns.still, strict=True):
            full |= used[takes] > most[:, None]
        return full

    def _forbidden(self, state: State) -> Flags:
        """Where a rule would be broken."""
        tight = state.rows >= self.columns.most[:, None] - 1e-9
        return np.asarray((self.columns.blockers @ tight.astype(np.float64)) > 0)

    # ------------------------------------------------------------ taking apart

    def prune(self, state: State, goals: Goals) -> None:
        """Take out what brings nothing, one after the other."""
        columns = self.columns
        for _ in range(columns.count):
            slope = (self.weight.T @ goals.slopes(self.worth(state.points)))[columns.need]
            points = state.points[columns.need]
            less = np.minimum(1.0, points - columns.points[:, None]) - np.minimum(1.0, points)
            change = np.add.reduceat(less * slope, columns.starts, axis=0)
            change[~state.inside | self._held(state)] = -1.0
            worst = change.argmax(axis=0)
            at = np.flatnonzero(change[worst, np.arange(change.shape[1])] > -1e-12)
            if not len(at):
                return
            state.put(worst[at], at, sign=-1.0)

    def _held(self, state: State) -> Flags:
        """Columns that something waits for, and those that settle a choice."""
        if not len(self.opener) and not self.columns.answers.shape[1]:
            return np.zeros(state.inside.shape, dtype=np.bool_)
        tight = (state.rows >= self.columns.most[:, None] - 1e-9).astype(np.float64)
        held: Flags = (self.columns.openers @ tight) > 0
        held[self.columns.settles] = True
        return held

    def ruin(self, state: State, share: Floats) -> None:
        """Take out a random share of each plan, and what cannot stand without it."""
        inside = state.inside
        placed = np.maximum(1, inside.sum(axis=0))
        share = np.maximum(share, 1.5 / placed)
        out = inside & (self.random.random(inside.shape, dtype=np.float32) < share)
        rules = self.columns.rows.shape[1]
        while True:
            left = inside & ~out
            rows = self.columns.sums[:rules] @ left.astype(np.float64)
            broken = (rows > self.columns.most[:, None] + 1e-9).astype(np.float64)
            more = left & np.asarray((self.columns.blockers @ broken) > 0)
            if not more.any():
                break
            out |= more
        fresh = State.of(self.columns, left)
        state.take(fresh, np.ones(left.shape[1], dtype=np.bool_))


def _longest(opens: Indexes, *, at_most: int) -> int:
    """How many steps the longest row of columns has that wait one for another."""
    ahead = opens
    for steps in range(at_most):
        if not len(ahead):
            return steps
        ahead = opens[np.isin(opens[:, 0], ahead[:, 1])]
    return at_most
