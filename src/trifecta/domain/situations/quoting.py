"""The words around a finding, as they are quoted to their writer."""

from __future__ import annotations

import re
from typing import Final

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.tokens import breaks_in

LONGEST_SENTENCE: Final = 240
ENDS: Final = (". ", "? ", "! ", "\n")
QUOTED_LINE: Final = re.compile(r"^[> ]*>", re.MULTILINE)
"""What a mail puts before each line that it quotes."""


def sentence_around(text: str, span: Span) -> str:
    """The sentence that `span` stands in where it is not too long, else the words alone."""
    flat = _unbroken(text)
    starts = [at + len(end) for end in ENDS if (at := flat.rfind(end, 0, span.start)) >= 0]
    stops = [at + 1 for end in ENDS if (at := flat.find(end, span.end - 1)) >= 0]
    whole = text[max(starts, default=0) : max(min(stops, default=len(text)), span.end)]
    return one_line(whole if len(whole) <= LONGEST_SENTENCE else span.of(text))


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
