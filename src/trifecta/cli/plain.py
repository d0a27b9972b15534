"""Words of others on a terminal, without the signs that would steer it."""

from __future__ import annotations

from typing import Final

UNSEEN: Final = frozenset("\u00ad\u200b\u2060\ufeff\r")
"""Signs that take no room and say nothing."""
JOINERS: Final = frozenset("\u200c\u200d")
"""What makes one letter, or one picture, of two."""


def plain(text: str) -> str:
    """One sign for each: white space is a space, what steers a terminal a question mark."""
    return "".join(map(_plain, text))


def plain_lines(text: str) -> str:
    """The same of several lines of writing; signs that nobody sees are left out."""
    return "".join(
        sign if sign == "\n" or sign in JOINERS else _plain(sign)
        for sign in text
        if sign not in UNSEEN
    )


def _plain(sign: str) -> str:
    if sign.isprintable():
        return sign
    return " " if sign.isspace() else "?"
