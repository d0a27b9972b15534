"""Exact percentiles of very many numbers that are never all kept: they are gone through again.

Numbers in a window of whole ones are counted. Where others occur, the digits of the wanted number
are found from the first to the last, a pass for each (radix selection on the bits of the float).
So nothing is estimated, and the order of the numbers makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Keys = NDArray[np.uint64]
Passes: TypeAlias = Callable[[], Iterable[Floats]]
"""Gives the same chunks each time: series x numbers, as many of each series, none of them nan."""

_MOST_COUNTERS: Final = 4_000_000
_WIDEST: Final = 4096
_DIGIT: Final = 12
"""Bits that a pass finds."""
_BITS: Final = 64
_SIGN: Final = np.uint64(1 << 63)


def percentiles(passes: Passes, levels: Sequence[float]) -> Floats:
    """Levels x series: the smallest number that at least so many per cent do not exceed.

    That is the inverse of the empirical distribution function (definition 1 of Hyndman and Fan
    1996), so every percentile is one of the numbers. Levels are from 0 to 100. At least one number.
    """
    counted = _count_whole(passes())
    found = np.full((len(levels), len(counted.outside)), np.nan)
    ranks = [rank(level, counted.total) for level in levels]
    whole = counted.outside == 0
    sums = np.cumsum(counted.counts, axis=1)
    for at, wanted in enumerate(ranks):
        found[at, whole] = ((sums < wanted).sum(axis=1) + counted.first)[whole]
    left = np.flatnonzero(~whole)
    if len(left):
        found[:, left] = _selected(passes, left, ranks)
    return found


def rank(level: float, total: int) -> int:
    """Which of `total` numbers in order, counted from 1, a percentile is."""
    return min(total, max(1, int(np.ceil(np.float64(level) * total / 100.0))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    counts: NDArray[np.int64]
    first: Floats
    """Of each series, the number that the first counter is for."""
    outside: NDArray[np.int64]
    total: int


def _count_whole(chunks: Iterable[Floats]) -> _Counted:
    counts: NDArray[np.int64] | None = None
    outside, first, total, width = np.empty(0, dtype=np.int64), np.empty(0), 0, 0
    for chunk in chunks:
        if not chunk.shape[1]:
            continue
        if counts is None:
            series = len(chunk)
            width = max(64, min(_WIDEST, _MOST_COUNTERS // series))
            counts, outside = np.zeros(series * width, dtype=np.int64), np.zeros(series, np.int64)
            first = _window(chunk, width)
        at = chunk - first[:, None]
        inside = (at >= 0) & (at < width) & (chunk == np.floor(chunk))
        outside += (~inside).sum(axis=1)
        at += (np.arange(len(chunk)) * width)[:, None]
        counts += np.bincount(at[inside].astype(np.int64), minlength=len(counts))
        total += chunk.shape[1]
    if counts is None:
        raise ValueError("no numbers")
    return _Counted(counts=counts.reshape(-1, width), first=first, outside=outside, total=total)


def _window(chunk: Floats, width: int) -> Floats:
    """Where counting begins: half the window below the middle, and at 0 where that reaches it."""
    middle = np.nan_to_num(np.median(chunk, axis=1), posinf=0.0, neginf=0.0)
    start = np.floor(np.clip(middle, -(2.0**50), 2.0**50)) - width // 2
    low = np.floor(np.nan_to_num(chunk.min(axis=1), posinf=0.0, neginf=0.0))
    return np.where((low >= 0) & (start < 0), 0.0, start)


def _keys(numbers: Floats) -> Keys:
    """Whole numbers without sign in the same order as the floats."""
    bits = (numbers + 0.0).view(np.uint64)  # + 0.0 makes one zero of two
    return np.where(bits & _SIGN, ~bits, bits | _SIGN)


def _numbers(keys: Keys) -> Floats:
    return np.where(keys & _SIGN, keys ^ _SIGN, ~keys).view(np.float64)


def _selected(passes: Passes, series: NDArray[np.intp], ranks: Sequence[int]) -> Floats:
    """Ranks x series, one digit a pass."""
    known = np.zeros((len(ranks), len(series)), dtype=np.uint64)
    wanted = np.repeat(np.array(ranks, dtype=np.int64)[:, None], len(series), axis=1)
    shift = _BITS
    while shift:
        digit = min(_DIGIT, shift)
        counts = np.zeros((*known.shape, 1 << digit), dtype=np.int64)
        for chunk in passes():
            _count_digits(_keys(chunk[series]), known, shift, digit, counts)
        sums = np.cumsum(counts, axis=2)
        found = (sums < wanted[:, :, None]).sum(axis=2)
        before = np.take_along_axis(sums - counts, found[:, :, None], axis=2)[:, :, 0]
        wanted -= before
        known = (known << np.uint64(digit)) | found.astype(np.uint64)
        shift -= digit
    return _numbers(known)


def _count_digits(
    keys: Keys, known: Keys, shift: int, digit: int, counts: NDArray[np.int64]
) -> None:
    """Count the next digit of the numbers that begin with what is known."""
    digits = (keys >> np.uint64(shift - digit)) & np.uint64((1 << digit) - 1)
    beginnings = keys >> np.uint64(shift) if shift < _BITS else np.zeros_like(keys)
    for at, row in enumerate(known):
        for number, beginning in enumerate(row):
            alike = digits[number][beginnings[number] == beginning]
            counts[at, number] += np.bincount(alike.astype(np.int64), minlength=1 << digit)
