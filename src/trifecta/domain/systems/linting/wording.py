"""Numbers and lists as sentences have them."""

from __future__ import annotations

from collections.abc import Sequence

from trifecta.domain.systems.evaluating import Number


def countable(number: Number) -> bool:
    """Whether a number is one, and small enough to reckon with floats."""
    return -1e15 < number < 1e15


def said(number: Number) -> str:
    """A number as a person writes it: whole where it is whole, else six digits."""
    if isinstance(number, int):
        return str(number) if number.bit_length() < 60 else "a very large number"
    return f"{number:.6g}"


def listed(words: Sequence[str]) -> str:
    """a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
