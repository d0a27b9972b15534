"""The words around a finding, as they are quoted to their writer."""

from __future__ import annotations

from typing import Final

from trifecta.domain.situations.analysis import Span

LONGEST_SENTENCE: Final = 240
ENDS: Final = (". ", "? ", "! ", "\n")


def sentence_around(text: str, span: Span) -> str:
    """The sentence that `span` stands in where it is not too long, else the words alone."""
    starts = [at + len(end) for end in ENDS if (at := text.rfind(end, 0, span.start)) >= 0]
    stops = [at + 1 for end in ENDS if (at := text.find(end, span.end - 1)) >= 0]
    whole = text[max(starts, default=0) : max(min(stops, default=len(text)), span.end)]
    return one_line(whole if len(whole) <= LONGEST_SENTENCE else span.of(text))


def one_line(words: str) -> str:
    """The same words with one space between them."""
    return " ".join(words.split())
