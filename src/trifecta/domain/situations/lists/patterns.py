"""The small language of the word lists: a pattern is a row of words, stems, classes and gaps.

word          that word, in any case
stem*         a word that begins so
a|b*|<class>  any of these
<class>       a word of a class of the list, or a role that was found (its whole name)
_3            up to three words in between, inside the sentence
word?         may be left out
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from trifecta.domain.errors import InvalidError

GAP: Final = re.compile(r"_([1-9]?)")
PART: Final = re.compile(r"<[a-z_]+>|[^\W_]+(?:['’][^\W_]+)*\*?|[^\w\s|?*<>]")
SHORTEST_STEM: Final = 3


@dataclass(frozen=True, slots=True)
class Step:
    """What a word has to be one of, after at most `gap` others; `optional` ones may be missing."""

    options: frozenset[str]
    gap: int
    optional: bool


Pattern = tuple[Step, ...]


def pattern_of(written: str) -> Pattern:
    """Raises InvalidError that says what is wrong with the pattern."""
    steps: list[Step] = []
    gap = 0
    for part in written.split():
        space = GAP.fullmatch(part)
        if space is not None:
            gap = int(space.group(1) or 1)
            continue
        optional = part.endswith("?") and len(part) > 1
        options = part.removesuffix("?") if optional else part
        steps.append(Step(_options(written, options), gap, optional))
        gap = 0
    if not steps or gap:
        raise InvalidError(f"The pattern “{written}” ends with a gap or has no words.")
    if steps[0].gap or steps[0].optional:
        raise InvalidError(f"The pattern “{written}” has to begin with a word that is there.")
    return tuple(steps)


def _options(written: str, options: str) -> frozenset[str]:
    found = options.lower().replace("’", "'").split("|")
    for one in found:
        if not PART.fullmatch(one):
            raise InvalidError(f"“{one}” in the pattern “{written}” is no word, stem or class.")
        if one.endswith("*") and len(one) <= SHORTEST_STEM:
            raise InvalidError(f"“{one}” in the pattern “{written}” is too short for a stem.")
    return frozenset(found)


def stems_in(patterns: Iterable[Pattern]) -> frozenset[str]:
    """The beginnings that are asked for, without their stars."""
    return frozenset(
        option[:-1]
        for pattern in patterns
        for step in pattern
        for option in step.options
        if option.endswith("*")
    )


def classes_in(patterns: Iterable[Pattern]) -> frozenset[str]:
    """The classes that are asked for, with their brackets."""
    return frozenset(
        option
        for pattern in patterns
        for step in pattern
        for option in step.options
        if option.startswith("<")
    )
