"""Steps of a program with NumPy, over some thousand draws at a time that stay in the cache.

A bound on the size of each row is carried along. Single draws are looked at only where it comes
near 2^53, and then it is measured anew.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.systems.ensembles.programs import EXACT, Op, Program, Steps

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
BLOCK: Final = 2048
LOOK_EVERY: Final = 16
_NEAR: Final = EXACT / 4
"""Leaves room for what bounds themselves lose by rounding."""


class Block:
    """Some draws side by side; `bad` are those that floats may get wrong."""

    def __init__(self, program: Program, varied: Floats) -> None:
        """`varied` has a row for each varied number and a column for each draw."""
        count = varied.shape[1]
        self.program = program
        self.state = np.zeros((program.rows, count))
        self.rows = list(self.state)
        self.bounds = [0.0] * program.rows
        self.endless = [False] * program.rows
        self.bad: Flags = np.zeros(count, dtype=bool)
        self.one, self.two = np.empty(count), np.empty(count)
        self.flags: Flags = np.empty(count, dtype=bool)
        for row, number in program.constants:
            self.rows[row].fill(number)
            self.bounds[row] = abs(number)
            self.endless[row] = number == math.inf
        stocks = len(program.names)
        for number, values in enumerate(varied):
            self.rows[stocks + number][:] = values
            self._settle(stocks + number, math.inf)
        self.take(program.start)

    def advance(self) -> None:
        """One round."""
        self.take(self.program.round)

    def is_still_after(self) -> bool:
        """Take one more round, and say whether it changed nothing: then no later one will."""
        stocks = self.state[: len(self.program.names)]
        before = stocks.copy()
        self.advance()
        return bool(((stocks == before) | self.bad).all())

    def take(self, steps: Steps) -> None:
        """All steps in turn."""
        with np.errstate(all="ignore"):
            for op, out, a, b, c, d in steps.tolist():
                if op == Op.CONVERSION:
                    self._conversion(out, a, b)
                elif op == Op.LEAK:
                    self._leak(out, a, b)
                elif op == Op.RATE:
                    self._rate(out, a, b)
                elif op <= Op.DIVIDE:
                    self._arithmetic(op, out, a, b)
                elif op == Op.ROOM:
                    endless = self.rows[b] == math.inf
                    np.subtract(self.rows[a], self.rows[b], out=self.rows[out])
                    np.copyto(self.rows[out], self.rows[a], where=endless)
                    self._settle(out, self.bounds[a] + self.bounds[b])
                elif op == Op.CLEAR:
                    self.rows[out].fill(0.0)
                    self._settle(out, 0.0)
                elif op == Op.CONVERSION_INTO_ROOM:
                    self._conversion_into_room(out, a, b, c, d)
                else:
                    self._into_room(op, out, a, b, c)

    def _arithmetic(self, op: int, out: int, a: int, b: int) -> None:
        left, right, result = self.rows[a], self.rows[b], self.rows[out]
        of_a, of_b = self.bounds[a], self.bounds[b]
        match op:
            case Op.COPY:
                result[:] = left
                bound = of_a
            case Op.ADD:
                np.add(left, right, out=result)
                bound = of_a + of_b
            case Op.SUBTRACT:
                np.subtract(left, right, out=result)
                bound = of_a + of_b
            case Op.MULTIPLY:
                np.multiply(left, right, out=result)
                bound = of_a * of_b if of_a and of_b else 0.0
                bound = math.inf if math.inf in (of_a, of_b) else bound
            case _:
                self.bad |= right == 0
                np.divide(left, right, out=result)
                bound = math.inf
        self._settle(out, bound)

    def _rate(self, out: int, source: int, rate: int) -> None:
        change = self.one
        np.minimum(self.rows[rate], self.rows[source], out=change)
        np.maximum(change, 0.0, out=change)
        bound = min(self.bounds[rate], self.bounds[source])
        if bound == math.inf or not self.endless[source]:
            np.subtract(self.rows[source], change, out=self.rows[source])
            # what is left is between 0 and what was there, unless both have no end
            self._settle(source, self.bounds[source] if bound < math.inf else math.inf)
        self._arrive(out, change, bound)

    def _leak(self, out: int, source: int, rate: int) -> None:
        bound = self._share(self.rows[source], self.bounds[source], rate)
        np.subtract(self.rows[source], self.one, out=self.rows[source])
        self._settle(source, self.bounds[source] + bound)
        self._arrive(out, self.one, bound)

    def _conversion(self, out: int, source: int, rate: int) -> None:
        bound = self._share(self.rows[source], self.bounds[source], rate)
        np.equal(self.one, 0.0, out=self.flags)
        np.multiply(self.rows[source], self.flags, out=self.rows[source])
        if self.bounds[source] == math.inf:
            self._settle(source, math.inf)
        self._arrive(out, self.one, bound)

    def _share(self, source: Floats, bound: float, rate: int) -> float:
        """`self.one` becomes the share of a stock, rounded down; its bound."""
        share = self.one
        np.multiply(source, self.rows[rate], out=share)
        bound = bound * self.bounds[rate] if self.bounds[rate] else bound
        if not bound < _NEAR:
            self._refuse(share, np.abs(share) < EXACT)
            bound = float(np.abs(share).max(initial=0.0))
        np.floor(share, out=share)
        return bound + 1.0

    def _into_room(self, op: int, out: int, source: int, rate: int, room: int) -> None:
        change, here = self.one, self.rows[source]
        if op == Op.RATE_INTO_ROOM:
            np.minimum(self.rows[rate], here, out=change)
            np.maximum(change, 0.0, out=change)
            np.minimum(change, self.rows[room], out=change)
            np.greater(here, 0.0, out=self.flags)
            np.copyto(change, 0.0, where=~self.flags)
        else:
            self._share(here, self.bounds[source], rate)
            np.minimum(change, self.rows[room], out=change)
        np.subtract(here, change, out=here)
        self._settle(source, math.inf)
        self._arrive(out, change, math.inf)

    def _conversion_into_room(
        self, out: int, source: int, rate: int, room: int, destination: int
    ) -> None:
        here, at, most = self.rows[source], self.rows[rate], self.rows[room]
        there = self.rows[destination]
        endless = (there == math.inf) | (most == math.inf)
        less = most - there
        filling = less / at
        known = (np.abs(less) < EXACT) & (np.abs(filling) < EXACT) & (at != 0)
        taken = np.where(endless, here, np.maximum(0.0, np.floor(filling)))
        self.bad |= ~(known | endless)
        np.copyto(taken, 0.0, where=self.bad)
        self._share(taken, math.inf, rate)
        np.copyto(taken, 0.0, where=self.one == 0)
        np.subtract(here, taken, out=here)
        self._settle(source, math.inf)
        self._arrive(out, self.one, math.inf)

    def _arrive(self, out: int, change: Floats, bound: float) -> None:
        if self.endless[out] and bound < math.inf:
            return
        np.add(self.rows[out], change, out=self.rows[out])
        self._settle(out, self.bounds[out] + bound)

    def _settle(self, row: int, bound: float) -> None:
        """What is known of a row that was written; draws that leave the range are left out."""
        self.endless[row] = False
        self.bounds[row] = bound
        if bound < _NEAR:
            return
        size = np.abs(self.rows[row])
        has_no_end = size == math.inf
        self._refuse(self.rows[row], (size < EXACT) | has_no_end)
        if has_no_end.any():
            self.bounds[row] = math.inf
            self.endless[row] = bool((self.rows[row] == math.inf).all())
        else:
            self.bounds[row] = float(np.abs(self.rows[row]).max(initial=0.0))

    def _refuse(self, row: Floats, fine: Flags) -> None:
        if not fine.all():
            self.bad |= ~fine
            np.copyto(row, 0.0, where=~fine)


def run_block(
    program: Program, varied: Floats, wanted: list[int], shown: list[int], kept: Floats
) -> Flags:
    """Fill `kept` (wanted rounds x shown stocks x draws); which draws floats may get wrong.

    `wanted` are rounds in order, the last of which is the last that is run.
    """
    block = Block(program, varied)
    number, done = 0, False
    for at, until in enumerate(wanted):
        while number < until and not done:
            number += 1
            if number % LOOK_EVERY == 0:
                done = block.is_still_after()
            else:
                block.advance()
        kept[at] = block.state[shown]
    return block.bad
