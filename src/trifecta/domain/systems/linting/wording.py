"""Numbers and lists as sentences have them."""

from __future__ import annotations

from collections.abc import Sequence

from trifecta.domain.systems.evaluating import Number


def said(number: Number) -> str:
    """A number as a person writes it: whole where it is whole, else six digits."""
    if isinstance(number, int):
        return str(number) if abs(number) < 10**15 else f"{number:.3g}" if _floats(number) else "…"
    return f"{number:.6g}" if abs(number) < 1e15 else str(number)


def _floats(number: int) -> bool:
    return number.bit_length() < 1000


def times(count: int) -> str:
    """once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def listed(words: Sequence[str]) -> str:
    """a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
