"""The words around a finding, as they are quoted to their writer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.lists.tokens import breaks_in

LONGEST_SENTENCE: Final = 240
ENDS: Final = (". ", "? ", "! ", "\n", '." ', '?" ', '!" ', ".” ", "?” ", "!” ")
LONGEST_END: Final = 3
PAUSES: Final = (", ", "; ", ": ", " – ", " — ")
PICTURES: Final = "\U0001f000"
"""From here on there are no letters."""
QUOTED_LINE: Final = re.compile(r"^[> ]*>", re.MULTILINE)
"""What a mail puts before each line that it quotes."""


class Quotes:
    """Quotes of one text, each in a time that does not grow with it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._flat = _unbroken(text)

    def around(self, span: Span) -> str:
        """The sentence that `span` stands in where it is not too long, else the words alone."""
        reach = LONGEST_SENTENCE + LONGEST_END
        low, high = max(span.start - reach, 0), min(span.end + reach, len(self._text))
        starts = [
            at + len(end) for end in ENDS if (at := self._flat.rfind(end, low, span.start)) >= 0
        ]
        stops = [
            at + max(len(end) - 1, 1)
            for end in ENDS
            if (at := self._flat.find(end, span.end - 1, high)) >= 0
        ]
        first, last = max(starts, default=low), max(min(stops, default=high), span.end)
        short = last - first <= LONGEST_SENTENCE
        return one_line(self._text[first:last] if short else span.of(self._text))

    def up_to(self, span: Span) -> str:
        """Its sentence as far as `span` goes, and the whole of it where it begins with `span`."""
        sentence, words = self.around(span), one_line(span.of(self._text))
        before, found, rest = sentence.partition(words)
        return f"{before}{found}" if before and any(map(str.isalnum, rest)) else sentence

    def clause(self, span: Span, *, begins: Collection[str], low: int = 0) -> str:
        """The words from where the clause of `span` begins to its end, and none before `low`;
        `begins` has words that begin a clause, and do not belong to it.
        """
        low = max(span.start - LONGEST_SENTENCE, low)
        before = self._flat[low : span.start]
        marks = [at + len(end) for end in (*ENDS, *PAUSES) if (at := before.rfind(end)) >= 0]
        words = [at + len(word) + 2 for word in begins if (at := before.rfind(f" {word} ")) >= 0]
        first = low + max((*marks, *words, _behind_pictures(before)), default=0)
        return one_line(self._text[first : span.end])

    def around_each(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The sentences of several spans, none of them twice."""
        return tuple(dict.fromkeys(self.around(span) for span in spans))


def _behind_pictures(words: str) -> int:
    """Behind the last one that stands between words as a full stop does."""
    found = (at + 1 for at in range(len(words) - 1, -1, -1) if words[at] >= PICTURES)
    return next(found, 0)


def one_line(words: str) -> str:
    """The same words with one space between them, without the marks of a quoted mail."""
    return " ".join(QUOTED_LINE.sub("", words).split())


def _unbroken(text: str) -> str:
    """As long as the text, with spaces where a mail has broken its lines."""
    parts, end = list[str](), 0
    for start, stop in breaks_in(text):
        parts += (text[end:start], " " * (stop - start))
        end = stop
    return "".join((*parts, text[end:]))
