"""Runs a program for many draws, with Numba where it is there and worth its start, else NumPy.

Both give the same numbers. `lanes` is imported on first need only: it takes half a second.
"""

from __future__ import annotations

import sys
from typing import Final, Literal, TypeAlias

import numpy as np

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.ensembles.blocks import BLOCK, Flags, Floats, run_block
from trifecta.domain.systems.ensembles.programs import Program

Engine: TypeAlias = Literal["auto", "numpy", "numba"]
_WORTH_STARTING: Final = 300_000_000
"""Steps times draws from which Numba's start is soon made up for."""
_LANES: Final = "trifecta.domain.systems.ensembles.lanes"


def run_program(
    program: Program, varied: Floats, *, wanted: list[int], shown: list[int], engine: Engine
) -> tuple[Floats, Flags]:
    """The wanted rounds x shown stocks x draws, and which draws have to be run by themselves.

    `varied` has a row for each varied number and a column for each draw. Raises InvalidError where
    "numba" is asked for and cannot be had.
    """
    count = varied.shape[1]
    work = count * (wanted[-1] if wanted else 0) * max(1, len(program.round))
    if chosen(engine, work) == "numba":
        return _in_lanes(program, varied, wanted, shown)
    kept = np.empty((len(wanted), len(shown), count))
    bad = np.empty(count, dtype=bool)
    for first in range(0, count, BLOCK):
        part = slice(first, first + BLOCK)
        bad[part] = run_block(program, varied[:, part], wanted, shown, kept[:, :, part])
    return kept, bad


class _Tried:
    """Whether Numba failed in this process; it is then not tried again."""

    failed = False


def chosen(engine: Engine, work: int) -> Engine:
    """The engine for so much work, draws times rounds times steps of a round.

    Raises InvalidError where "numba" is asked for and cannot be had.
    """
    if engine == "numpy" or (engine == "auto" and _Tried.failed):
        return "numpy"
    if engine == "auto" and _LANES not in sys.modules and work < _WORTH_STARTING:
        return "numpy"
    try:
        from trifecta.domain.systems.ensembles import lanes  # noqa: F401
    except Exception as error:  # whatever a compiler may fail with: NumPy gives the same
        _Tried.failed = True
        if engine == "numba":
            raise InvalidError(
                "Numba cannot be used here. Leave the choice of an engine open, or choose NumPy."
            ) from error
        return "numpy"
    return "numba"


def make_ready() -> bool:
    """Have Numba compile what it will need, or find it on disk; False where it cannot be used.

    The first time on a machine this takes some seconds, of which a run is then spared.
    """
    nothing = np.empty((0, 6), dtype=np.int64)
    program = Program(names=(), start=nothing, round=nothing, constants=(), rows=1, varied=1)
    try:
        _in_lanes(program, np.zeros((1, 1)), wanted=[0], shown=[])
    except Exception:  # whatever a compiler may fail with
        _Tried.failed = True
        return False
    return True


def _in_lanes(
    program: Program, varied: Floats, wanted: list[int], shown: list[int]
) -> tuple[Floats, Flags]:
    from trifecta.domain.systems.ensembles import lanes

    count, width = varied.shape[1], lanes.LANES
    blocks = -(-count // width)
    full = np.empty((len(varied), blocks * width))
    full[:, :count] = varied
    full[:, count:] = varied[:, -1:]  # draws that fill the last block, and are left out again
    rows = np.zeros((program.rows, width))
    for row, number in program.constants:
        rows[row] = number
    kept = np.empty((len(wanted), len(shown), blocks * width))
    bad = np.empty((blocks, width))
    lanes.run_lanes(
        (program.start, program.round),
        rows,
        len(program.names),
        full,
        np.array(wanted, dtype=np.int64),
        np.array(shown, dtype=np.int64),
        kept,
        bad,
    )
    return kept[:, :, :count], bad.reshape(-1)[:count] != 0
