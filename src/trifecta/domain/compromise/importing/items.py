"""The items of a Genius profile, taken out of its text where all of them are written alike.

Nearly all of a profile is one short tag after the other, and the tree that a reader of XML makes of
them takes longer than everything else that is done with a bargain. What is left without them is
still read as XML. Anything out of the ordinary stays in, and is found there by whoever reads it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

MARK: Final = "|"
"""Stands where an item was taken out; a text that has one already is left alone."""

SPACE: Final = "[ \t\r\n]"
PLAIN: Final = "[ !#-%'-;=-~]*"
"""ASCII that stands for itself between quotes in XML, whatever else is in the file."""

FIRST: Final = re.compile(f'<item((?:{SPACE}+[A-Za-z]{{1,20}}="{PLAIN}"){{2,8}}){SPACE}*/?>')
NAME: Final = re.compile(f'{SPACE}([A-Za-z]+)="{PLAIN}"')
VALUE, POINTS = "value", "evaluation"


class Apart(NamedTuple):
    """A text with MARK for each item, and what the items say, in their order."""

    rest: str
    values: list[str]
    points: list[str]


def items_apart(text: str) -> Apart | None:
    """None where there is no item with a value and points, or anything that could hide one."""
    first = FIRST.search(text)
    if first is None or MARK in text or not _plain(text):
        return None
    names = tuple(NAME.findall(first[1]))
    if names.count(VALUE) != 1 or names.count(POINTS) != 1 or len(set(names)) < len(names):
        return None
    parts = _items(names).split(text)
    one, other = parts[1::3], parts[2::3]
    if names.index(VALUE) > names.index(POINTS):
        one, other = other, one
    return Apart(rest=MARK.join(parts[::3]), values=one, points=other)


def _plain(text: str) -> bool:
    """Whether there is no comment, no section and no instruction for a program, in which an item
    would be none; a declaration at the start may be.
    """
    start = text.find("?>") if text.startswith("<?xml ") else 0
    return "!" not in text and text.find("?", start + 1) < 0


@lru_cache(maxsize=16)
def _items(names: tuple[str, ...]) -> re.Pattern[str]:
    """Items with these attributes in this order and nothing in them; value and points are kept."""
    kept = {VALUE: f"({PLAIN})", POINTS: f"({PLAIN})"}
    written = "".join(f'{SPACE}+{name}="{kept.get(name, PLAIN)}"' for name in names)
    return re.compile(f"<item{written}{SPACE}*(?:/>|>{SPACE}*</item>)")
