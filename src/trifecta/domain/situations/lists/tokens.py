"""A text as words with their places, cut into sentences; everything else counts from these."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final, NamedTuple

WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|\n")
"""A word with its apostrophes, a sign, or the end of a line. Each alternative begins with another
kind of character and none can be read in two ways, so that reading is linear."""

NO_WORDS: Final[Mapping[str, str]] = {}

PLAIN: Final = {"’": "'", "‘": "'", "“": '"', "”": '"'}
"""Signs that are written in two ways and read in one."""

ENDS: Final = frozenset(".!?…")
CLOSING: Final = frozenset("\"')]*_")
LONGEST: Final = 200
"""Tokens of a sentence at most."""

LINE: Final = re.compile(r"[^\n]*\n?")
QUOTED: Final = "> "
"""What a line begins with that a mail quotes."""
WRAPPED: Final = range(40, 121)
"""How wide the widest line is of a paragraph that a mail or a terminal has broken."""

BULLETS: Final = frozenset("-*•–—#>")


class Token(NamedTuple):
    """A word in lower case, or a sign; quotes and apostrophes are straight. And where it stands.

    A tuple, because a long text has twenty thousand, and each is made in a third of the time.
    """

    word: str
    start: int
    end: int
    is_word: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens from `first` up to, not including, `last`."""

    first: int
    last: int


def tokens_of(text: str, unhurried: Mapping[str, str] = NO_WORDS) -> list[Token]:
    """Words and signs in their order; a line that ends is a sign of its own, unless its paragraph
    is broken to a width.

    `unhurried` has the words that are read for others: "don't" for "dont".
    """
    found = []
    breaks = {at for start, end in breaks_in(text) for at in range(start, end)}
    for match in WORD.finditer(text):
        if breaks and match.start() in breaks:
            continue
        word = match.group()
        is_word = word[0].isalnum()
        lowered = word.lower().replace("’", "'") if is_word else PLAIN.get(word, word)
        if lowered in unhurried:
            lowered = unhurried[lowered]
        found.append(Token(lowered, match.start(), match.end(), is_word))
    return found


def breaks_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a paragraph is broken to a width: the end of each line but the last, with the signs of
    a quoted mail on the next one.
    """
    if "\n" not in text:
        return
    lines = [(match.start(), match.group().rstrip()) for match in LINE.finditer(text)]
    for is_text, group in groupby(lines, lambda line: bool(line[1].strip(QUOTED))):
        paragraph = [*group]
        if is_text and _is_broken([line for _, line in paragraph]):
            for (at, one), (after, other) in pairwise(paragraph):
                yield at + len(one), after + len(other) - len(other.lstrip(QUOTED))


def _is_broken(lines: list[str]) -> bool:
    """Whether no line but the last would have had room for the next word. Of two lines alone the
    second has to go on in the middle of a sentence, for the longer one never has room.
    """
    width = max(map(len, lines))
    begins = [line.lstrip(QUOTED).split(maxsplit=1)[0] for line in lines]
    full = (len(line) + len(word) >= width for line, word in zip(lines, begins[1:], strict=False))
    return width in WRAPPED and (len(lines) > 2 or begins[-1][0].islower()) and all(full)


def sentences_of(tokens: list[Token], abbreviated: Collection[str] = ()) -> list[Sentence]:
    """Cut after full stops and the like, at empty lines, and before the points of a list.

    Behind a word that is `abbreviated` a full stop ends nothing.
    """
    found: list[Sentence] = []
    first, place, count = 0, 0, len(tokens)
    while place < count:
        token = tokens[place]
        place += 1
        if token.word == "\n":
            if _begins_anew(tokens, place):
                first = _cut(found, first, place)
        elif token.word in ENDS and _is_end(tokens, place - 1, abbreviated):
            while place < count and (tokens[place].word in ENDS or _closes(tokens, place)):
                place += 1
            first = _cut(found, first, place)
    _cut(found, first, count)
    return found


def _cut(found: list[Sentence], first: int, place: int) -> int:
    """Longer ones in pieces, so that what is looked for in a sentence takes a bounded time."""
    for start in range(first, place, LONGEST):
        found.append(Sentence(start, min(start + LONGEST, place)))
    return place


def _begins_anew(tokens: list[Token], place: int) -> bool:
    """Whether a new paragraph or a point of a list comes after the end of a line."""
    return place < len(tokens) and (
        tokens[place].word == "\n"
        or tokens[place].word in BULLETS
        or (
            tokens[place].word.isdigit()
            and place + 1 < len(tokens)
            and tokens[place + 1].word in ")."
        )
    )


def _is_end(tokens: list[Token], place: int, abbreviated: Collection[str]) -> bool:
    """A full stop inside a number, an address or an abbreviation ends nothing."""
    token = tokens[place]
    if token.word != ".":
        return True
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is not None and after.is_word and after.start == token.end:
        return False
    before = tokens[place - 1] if place else None
    if before is None or before.end != token.start:
        return True
    initials = len(before.word) == 1 and place > 1 and tokens[place - 2].word == "."
    return before.word not in abbreviated and not initials


def _closes(tokens: list[Token], place: int) -> bool:
    """A quotation mark or bracket that belongs to the sentence before."""
    return tokens[place].word in CLOSING and tokens[place].start == tokens[place - 1].end
