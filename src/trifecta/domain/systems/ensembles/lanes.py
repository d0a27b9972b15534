"""Steps of a program in machine code, over a few hundred draws at a time that stay in the cache.

What is compiled is this file, once for all models, and Numba keeps the result on disk where it
finds a place for it. Each loop reads all it needs before it writes, and
has no branch: only then does the compiler take four draws in one instruction.

As in `blocks`, a bound on the size of each row is carried along (-1 where all of it has no end),
and single draws are looked at only where it comes near 2^53.
"""

# ruff: noqa: PLR0917 (arguments by keyword are not for compiled functions)

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

import numpy as np
from numba import njit

from trifecta.domain.systems.ensembles.programs import EXACT, Op

Row = Any
Rows = Any
Function = TypeVar("Function", bound=Callable[..., Any])
LANES: Final = 256
LOOK_EVERY: Final = 16
"""Rounds from one look at whether anything still changes to the next."""
_INFINITE: Final = math.inf
_NEAR: Final = EXACT / 4
"""Leaves room for what bounds themselves lose by rounding."""
_COPY, _ADD, _SUBTRACT, _MULTIPLY = (int(op) for op in list(Op)[:4])
_DIVIDE, _ROOM, _CLEAR = int(Op.DIVIDE), int(Op.ROOM), int(Op.CLEAR)
_RATE, _LEAK, _CONVERSION = int(Op.RATE), int(Op.LEAK), int(Op.CONVERSION)
_RATE_INTO_ROOM, _LEAK_INTO_ROOM = int(Op.RATE_INTO_ROOM), int(Op.LEAK_INTO_ROOM)


def _compiled(function: Function) -> Function:
    made: Any
    try:
        made = njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # nowhere to keep it: compiled anew in each process
        made = njit(nogil=True, error_model="numpy")(function)
    return cast(Function, made)


@_compiled
def _sound(x: float) -> bool:
    """Whether floats and Python's whole numbers come to the same here."""
    return (abs(x) < EXACT) | (abs(x) == _INFINITE)


@_compiled
def _measured(row: Row) -> float:
    most, endless = 0.0, 0
    for i in range(LANES):
        size = abs(row[i])
        endless += row[i] == _INFINITE
        most = size if not size <= most else most
    if endless == LANES:
        return -1.0
    return most if most < _NEAR else _INFINITE


@_compiled
def _free_rate(rows: Rows, to: int, a: int, b: int) -> None:
    out, source, rate = rows[to], rows[a], rows[b]
    for i in range(LANES):
        s, r, o = source[i], rate[i], out[i]
        change = r if r < s else s
        change = change if change > 0.0 else 0.0
        source[i] = s - change
        out[i] = o + change


@_compiled
def _free_leak(rows: Rows, to: int, a: int, b: int) -> None:
    out, source, rate = rows[to], rows[a], rows[b]
    for i in range(LANES):
        s, r, o = source[i], rate[i], out[i]
        change = np.floor(s * r)
        source[i] = s - change
        out[i] = o + change


@_compiled
def _free_conversion(rows: Rows, to: int, a: int, b: int) -> None:
    """What is left is s times 1 or 0: a choice between s and 0 would be compiled to a branch."""
    out, source, rate = rows[to], rows[a], rows[b]
    for i in range(LANES):
        s, r, o = source[i], rate[i], out[i]
        arrives = np.floor(s * r)
        gone = abs(arrives)
        gone = gone if gone < 1.0 else 1.0
        source[i] = s - s * gone
        out[i] = o + arrives


@_compiled
def _moves_freely(op: int, rows: Rows, sizes: Row, out: int, a: int, b: int) -> bool:
    """Take a flow without a look at single draws, if the bounds allow it."""
    of_a = sizes[a] if sizes[a] >= 0.0 else _INFINITE
    of_b = sizes[b] if sizes[b] >= 0.0 else _INFINITE
    moved = min(of_a, of_b) if op == _RATE else of_a * of_b + 1.0
    left = of_a + moved if op == _LEAK else 0.0
    arrived = sizes[out] + moved if sizes[out] >= 0.0 else 0.0
    if not (moved < _NEAR and left < _NEAR and arrived < _NEAR):
        return False
    if op == _CONVERSION:
        _free_conversion(rows, out, a, b)
    elif op == _LEAK:
        _free_leak(rows, out, a, b)
        sizes[a] = left
    else:
        _free_rate(rows, out, a, b)
    if sizes[out] >= 0.0:
        sizes[out] = arrived
    return True


@_compiled
def _arithmetic(op: int, out: Row, a: Row, b: Row, bad: Row) -> None:
    if op == _ADD:
        for i in range(LANES):
            was, x = bad[i], a[i] + b[i]
            out[i] = x
            bad[i] = was if _sound(x) else 1.0
    elif op == _SUBTRACT:
        for i in range(LANES):
            was, x = bad[i], a[i] - b[i]
            out[i] = x
            bad[i] = was if _sound(x) else 1.0
    elif op == _MULTIPLY:
        for i in range(LANES):
            was, x = bad[i], a[i] * b[i]
            out[i] = x
            bad[i] = was if _sound(x) else 1.0
    else:
        for i in range(LANES):
            was, below = bad[i], b[i]
            x = a[i] / below
            out[i] = x
            bad[i] = was if _sound(x) & (below != 0.0) else 1.0


@_compiled
def _copy(out: Row, a: Row, bad: Row) -> None:
    for i in range(LANES):
        was, x = bad[i], a[i]
        out[i] = x
        bad[i] = was if _sound(x) else 1.0


@_compiled
def _room(out: Row, maximum: Row, destination: Row, bad: Row) -> None:
    for i in range(LANES):
        was, m, d = bad[i], maximum[i], destination[i]
        x = m if d == _INFINITE else m - d
        out[i] = x
        bad[i] = was if _sound(x) else 1.0


@_compiled
def _rate(out: Row, source: Row, rate: Row, bad: Row) -> None:
    for i in range(LANES):
        was, s, r, o = bad[i], source[i], rate[i], out[i]
        change = r if r < s else s
        change = change if change > 0.0 else 0.0
        left = s - change
        o = o + change
        source[i] = left
        out[i] = o
        bad[i] = was if _sound(o) & (abs(left) <= _INFINITE) else 1.0


@_compiled
def _rate_into_room(out: Row, source: Row, rate: Row, room: Row, bad: Row) -> None:
    for i in range(LANES):
        was, s, r, most, o = bad[i], source[i], rate[i], room[i], out[i]
        change = r if r < s else s
        change = change if change > 0.0 else 0.0
        change = change if change < most else most
        change = change if s > 0.0 else 0.0
        left, o = s - change, o + change
        source[i] = left
        out[i] = o
        bad[i] = was if _sound(left) & _sound(o) else 1.0


@_compiled
def _leak(out: Row, source: Row, rate: Row, bad: Row) -> None:
    for i in range(LANES):
        was, s, r, o = bad[i], source[i], rate[i], out[i]
        share = s * r
        change = np.floor(share)
        left, o = s - change, o + change
        source[i] = left
        out[i] = o
        bad[i] = was if (abs(share) < EXACT) & _sound(left) & _sound(o) else 1.0


@_compiled
def _leak_into_room(out: Row, source: Row, rate: Row, room: Row, bad: Row) -> None:
    for i in range(LANES):
        was, s, r, most, o = bad[i], source[i], rate[i], room[i], out[i]
        share = s * r
        change = np.floor(share)
        change = change if change < most else most
        left, o = s - change, o + change
        source[i] = left
        out[i] = o
        bad[i] = was if (abs(share) < EXACT) & _sound(left) & _sound(o) else 1.0


@_compiled
def _conversion(out: Row, source: Row, rate: Row, bad: Row) -> None:
    for i in range(LANES):
        was, s, r, o = bad[i], source[i], rate[i], out[i]
        share = s * r
        arrives = np.floor(share)
        o = o + arrives
        source[i] = s if arrives == 0.0 else 0.0
        out[i] = o
        bad[i] = was if (abs(share) < EXACT) & _sound(o) else 1.0


@_compiled
def _conversion_into_room(
    out: Row, source: Row, rate: Row, room: Row, destination: Row, bad: Row
) -> None:
    for i in range(LANES):
        was, s, r, o = bad[i], source[i], rate[i], out[i]
        most, d = room[i], destination[i]
        endless = (d == _INFINITE) | (most == _INFINITE)
        less = most - d
        filling = less / r
        whole = np.floor(filling)
        whole = whole if whole > 0.0 else 0.0
        taken = s if endless else whole
        share = taken * r
        arrives = np.floor(share)
        taken = taken if arrives != 0.0 else 0.0
        left, o = s - taken, o + arrives
        source[i] = left
        out[i] = o
        known = endless | ((abs(less) < EXACT) & (abs(filling) < EXACT) & (r != 0.0))
        fine = known & (abs(share) < EXACT) & _sound(left) & _sound(o)
        bad[i] = was if fine else 1.0


@_compiled
def _flow(op: int, out: Row, a: Row, b: Row, c: Row, d: Row, bad: Row) -> None:
    if op == _CONVERSION:
        _conversion(out, a, b, bad)
    elif op == _LEAK:
        _leak(out, a, b, bad)
    elif op == _RATE:
        _rate(out, a, b, bad)
    elif op == _RATE_INTO_ROOM:
        _rate_into_room(out, a, b, c, bad)
    elif op == _LEAK_INTO_ROOM:
        _leak_into_room(out, a, b, c, bad)
    else:
        _conversion_into_room(out, a, b, c, d, bad)


@_compiled
def _take(steps: Rows, rows: Rows, sizes: Row, bad: Row) -> None:
    for at in range(len(steps)):
        op, out, a, b = steps[at, 0], steps[at, 1], steps[at, 2], steps[at, 3]
        if _RATE <= op <= _CONVERSION and _moves_freely(op, rows, sizes, out, a, b):
            continue
        if op == _CLEAR:
            rows[out] = 0.0
        elif op == _COPY:
            _copy(rows[out], rows[a], bad)
        elif op <= _DIVIDE:
            _arithmetic(op, rows[out], rows[a], rows[b], bad)
        elif op == _ROOM:
            _room(rows[out], rows[a], rows[b], bad)
        else:
            c, d = steps[at, 4], steps[at, 5]
            _flow(op, rows[out], rows[a], rows[b], rows[c], rows[d], bad)
            sizes[a] = _measured(rows[a])
        sizes[out] = _measured(rows[out])


@_compiled
def _still(rows: Rows, before: Rows, bad: Row) -> bool:
    """Whether a round changed nothing in any draw that counts; then no later one will."""
    for at in range(len(before)):
        now, then = rows[at], before[at]
        changed = 0
        for i in range(LANES):
            changed |= (now[i] != then[i]) & (bad[i] == 0.0)
        if changed:
            return False
    return True


@_compiled
def _keep(rows: Rows, shown: Row, kept: Rows, at: int, first: int) -> None:
    for number in range(len(shown)):
        kept[at, number, first : first + LANES] = rows[shown[number]]


@_compiled
def _begin(rows: Rows, sizes: Row, bad: Row, varied: Rows, first: int, stocks: int) -> None:
    bad[:] = 0.0
    rows[:stocks] = 0.0
    for number in range(len(varied)):
        _copy(rows[stocks + number], varied[number, first : first + LANES], bad)
    for row in range(len(rows)):
        sizes[row] = _measured(rows[row])


@_compiled
def run_lanes(
    steps: tuple[Rows, Rows],
    rows: Rows,
    stocks: int,
    varied: Rows,
    wanted: Row,
    shown: Row,
    kept: Rows,
    bad: Rows,
) -> None:
    """Fill `kept` (wanted rounds x shown stocks x draws) and `bad` (blocks x LANES).

    `rows` hold the constants, `varied` the numbers that differ (x draws, whole blocks), `wanted`
    rounds in order; the last of them is the last that is run.
    """
    start, steps_of_round = steps
    before, sizes = np.empty((stocks, LANES)), np.empty(len(rows))
    for block in range(len(bad)):
        flags, first = bad[block], block * LANES
        _begin(rows, sizes, flags, varied, first, stocks)
        _take(start, rows, sizes, flags)
        number, done = 0, False
        for at in range(len(wanted)):
            while number < wanted[at] and not done:
                number += 1
                look = number % LOOK_EVERY == 0
                if look:
                    before[:] = rows[:stocks]
                _take(steps_of_round, rows, sizes, flags)
                done = look and _still(rows, before, flags)
            _keep(rows, shown, kept, at, first)
