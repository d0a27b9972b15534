"""A text as names and addresses are looked for in it: without what may hide them from a search."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from trifecta.domain.situations.analysis import Span

ENDINGS: Final = "com|org|net|io|dev|edu|gov|info|biz|co|uk|de|fr|eu|ch|nl|pl|es|se|ai|app"
"""What domains end with where their points are written as words."""

VEILS: Final = re.compile(
    r"(?P<nothing>[\u00ad\u0300-\u036f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+)"
    r"|(?P<at> {0,2}[\[({] ?(?:at|@) ?[\])}] {0,2}|(?<=\w) at (?=\w{1,60} dot (?:"
    + ENDINGS
    + r")\b))"
    r"|(?P<point> {0,2}[\[({] ?(?:dot|\.) ?[\])}] {0,2}|(?<=\w) dot (?=(?:" + ENDINGS + r")\b)"
    r"|(?<=\w)[\u2024\u3002\ufe52\uff0e\uff61](?=\w))"
    r"|(?P<apostrophe>(?<=\w)[\u02b9\u02bb\u02bc\u0060\u00b4](?=\w))",
    re.IGNORECASE,
)
"""Signs without width, loose accents, and what stands for an "@", a point or an apostrophe."""

STANDS: Final = {"nothing": "", "at": "@", "point": ".", "apostrophe": "'"}
NO_PARTS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""Letters that are one sign and no letter with an accent."""

SPELLED_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


@dataclass(frozen=True, slots=True)
class Spelled:
    """`text` is what is searched; each of its signs stands for what is at its place in `places`."""

    text: str
    places: tuple[tuple[int, int], ...]

    def original(self, span: Span) -> Span:
        """Where in the text itself a span that is not empty stands."""
        if not self.places:
            return span
        return Span(self.places[span.start][0], self.places[span.end - 1][1])


def spelled(text: str) -> Spelled:
    """What stands in `text` as it would be written plainly, in time in proportion to it."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    last = 0
    for match in VEILS.finditer(text):
        start, end = match.span()
        stands = STANDS[match.lastgroup or "nothing"]
        parts += [text[last:start], stands]
        places += [(at, at + 1) for at in range(last, start)]
        places += [(start, end)] * len(stands)
        last = end
    if not parts:
        return Spelled(text, ())
    places += [(at, at + 1) for at in range(last, len(text))]
    return Spelled("".join([*parts, text[last:]]), tuple(places))


def folded(word: str) -> str:
    """A word in small letters without accents: "zoltan" for "Zoltán"."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    apart = unicodedata.normalize("NFKD", lowered.translate(NO_PARTS))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def ways_to_write(word: str) -> set[str]:
    """Without accents, and as keyboards without them have it: "muller" and "mueller"."""
    lowered = unicodedata.normalize("NFC", word).lower()
    return {lowered, folded(lowered), folded(lowered.translate(SPELLED_OUT))}
