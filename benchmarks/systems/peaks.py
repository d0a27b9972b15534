"""What this machine can do at most, in loops that do nothing else, compiled as the engine is."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numba import njit

_DEGREE: Final = 32
_LONG: Final = 8_000_000
_SHORT: Final = 256


@njit(fastmath={"contract"})
def _polynomials(x: Any, out: Any, times: int) -> None:
    """Horner's scheme: a multiplication and an addition at once, over and over, in registers."""
    for _ in range(times):
        for i in range(_SHORT):
            value, at = 1.0, x[i]
            for _ in range(_DEGREE):
                value = value * at + 0.5
            out[i] = value


@njit
def _triad(a: Any, b: Any, c: Any, times: int) -> None:
    """a = b + 3 c, as STREAM has it (McCalpin 1995)."""
    for _ in range(times):
        for i in range(len(a)):
            a[i] = b[i] + 3.0 * c[i]


def arithmetic() -> float:
    """Floating-point operations in a second of CPU, at best."""
    x, out = np.linspace(0.1, 0.9, _SHORT), np.empty(_SHORT)
    seconds = quickest(lambda: _polynomials(x, out, 20_000))
    return 2.0 * _DEGREE * _SHORT * 20_000 / seconds


def bandwidth(length: int) -> float:
    """Bytes read and written in a second of CPU, in arrays so long."""
    a, b, c = (np.full(length, 1.0) for _ in range(3))
    times = max(1, 40_000_000 // length)
    return 24.0 * length * times / quickest(lambda: _triad(a, b, c, times))


def of_memory() -> float:
    """Bytes a second from and to memory."""
    return bandwidth(_LONG)


def of_cache() -> float:
    """Bytes a second from and to the first cache."""
    return bandwidth(_SHORT)


def quickest(act: Callable[[], object]) -> float:
    """Seconds of CPU, the least of seven times, after one that is not counted."""
    act()
    taken = []
    for _ in range(7):
        began = time.process_time()
        act()
        taken.append(time.process_time() - began)
    return min(taken)
