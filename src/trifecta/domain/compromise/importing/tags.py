"""Short tags of a Genius profile, taken out of its text where all of them are written alike.

Nearly all of a profile is one short tag after the other, and the tree that a reader of XML makes of
them takes longer than everything else that is done with a bargain. What is left without them is
still read as XML. Anything out of the ordinary stays in, and is found there by whoever reads it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

MARK: Final = "|"
"""Stands where a tag was taken out."""

SPACE: Final = "[ \t\r\n]"
PLAIN: Final = "[ !#-%'-;=-~]*"
"""ASCII that stands for itself between quotes in XML, whatever else is in the file."""

NAME: Final = re.compile(f'{SPACE}([A-Za-z]+)="{PLAIN}"')


class Taken(NamedTuple):
    """A text with MARK for each tag, and what two attributes of the tags say, in their order."""

    rest: str
    one: list[str]
    other: list[str]


def hides_nothing(text: str) -> bool:
    """Whether there is no mark, and no comment, section or instruction for a program, in which a
    tag would be none; a declaration at the start may be.
    """
    start = text.find("?>") if text.startswith("<?xml ") else 0
    return MARK not in text and "!" not in text and text.find("?", start + 1) < 0


def taken_out(text: str, tag: str, one: str, other: str) -> Taken | None:
    """The tags with nothing in them and attributes as the first has; None without a first one.

    It needs both attributes, each once. The text has to hide nothing, before any tag was taken.
    """
    first = _first(tag).search(text)
    if first is None:
        return None
    names = tuple(NAME.findall(first[1]))
    if names.count(one) != 1 or names.count(other) != 1 or len(set(names)) < len(names):
        return None
    parts = _all(tag, names, one, other).split(text)
    found = parts[1::3], parts[2::3]
    if names.index(one) > names.index(other):
        found = found[::-1]
    return Taken(MARK.join(parts[::3]), *found)


@lru_cache(maxsize=4)
def _first(tag: str) -> re.Pattern[str]:
    return re.compile(f'<{tag}((?:{SPACE}+[A-Za-z]{{1,20}}="{PLAIN}"){{2,8}}){SPACE}*/?>')


@lru_cache(maxsize=16)
def _all(tag: str, names: tuple[str, ...], *kept: str) -> re.Pattern[str]:
    """Those with these attributes in this order; what `kept` ones say is kept."""
    written = "".join(
        f'{SPACE}+{name}="' + (f"({PLAIN})" if name in kept else PLAIN) + '"' for name in names
    )
    return re.compile(f"<{tag}{written}{SPACE}*(?:/>|>{SPACE}*</{tag}>)")
