"""The lines of a sheet: whole clauses of a text, each once, and no marks of a list or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from trifecta.domain.people.words import capital
from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.sheets.quoting import LONGEST_SENTENCE, Quotes, one_line
from trifecta.domain.situations.who.spoken import Heard, Speech

MOST: Final = 4
MOST_READ: Final = 40
"""So many are compared with one another; a text that has more says each of them early."""
WORD: Final = re.compile(r"[\w’'%]+")
LIST_MARK: Final = re.compile(r"^(?:[-*•–—#]+|\d{1,2}[.)])\s+")
LEADS: Final = (
    "also ", "that ", "and ", "but ", "so ", "then ", "plus ", "btw ", "i think ", "i guess ",
    "i suppose ",
)  # fmt: skip
"""With one of these a clause goes on from what is not quoted."""
ENDS: Final = ".,;:!?"
WORD_BEFORE: Final = 12
GOES_ON: Final = frozenset({"which", "who"})
"""What begins with one of these is told of something before it."""
WHOLE_QUOTE: Final = 4
"""So many words that somebody else says are quoted as theirs."""


class Lines:
    """Of one text."""

    def __init__(self, text: str, heard: Heard) -> None:
        self._text, self._heard, self._quotes = text, heard, Quotes(text)

    def clause(self, span: Span, *, told: bool = False) -> str:
        """The clause that the words stand in; between quotation marks where others say it. Where it
        is `told` what is so, who tells it ("I say that …") is left out.
        """
        small = lexicon_of().grammar
        begins = small.joins | small.clause_ends | small.whenever | small.conditions
        begins |= {"that"} if told else set()
        speech = self._heard.at(span)
        low = speech.start if speech else 0
        said = self._quotes.clause(span, begins=begins, low=low)
        if self._lacks_whose(said, span):
            said = self._quotes.clause(span, begins=small.clause_ends | small.whenever, low=low)
        first = said.partition(" ")[0].lower()
        if first in GOES_ON or (first in small.reports and self._before(span, ",")):
            said = self._quotes.around(span).rstrip(ENDS)
        theirs = speech is not None and speech.whose != "writer"
        return f"“{tidy(said)}”" if theirs else tidy(said)

    def _lacks_whose(self, said: str, span: Span) -> bool:
        """ "And need rest" says nothing of who needs it, nor "that kept quiet" of what."""
        words, small = one_line(span.of(self._text)), lexicon_of().grammar
        if words.partition(" ")[0].lower() in small.mine | small.theirs:
            return False
        return said.endswith(words) and len(said) <= len(words) and bool(self._before(span))

    def _before(self, span: Span, sign: str = "") -> bool:
        """Whether something in its sentence leads over to it, or the sign stands before it."""
        small = lexicon_of().grammar
        if sign:
            return self._text[: span.start][-WORD_BEFORE:].rstrip().endswith(sign)
        before = self._text[max(0, span.start - WORD_BEFORE) : span.start].lower().split()
        return bool(before) and before[-1] in small.joins | {"that"}

    def _told_by(self, speech: Speech) -> str:
        said = one_line(self._text[speech.start : speech.end])
        return f"“{tidy(said)}”" if len(said) <= LONGEST_SENTENCE else ""

    def limit(self, span: Span) -> str:
        """What is so for somebody."""
        return self.clause(span, told=True)

    def need(self, span: Span) -> str:
        """What has to be true: without what joins it to what is asked for, or else with whose it
        is. A condition says nothing without the rest of its sentence.
        """
        words, small = one_line(span.of(self._text)), lexicon_of().grammar
        said = words.lower()
        if said.partition(" ")[0] in small.half_said:
            speech = self._heard.theirs_at(span)
            return self._told_by(speech) if speech else tidy(self._quotes.up_to(span))
        joint = max(
            (one for one in small.reason_joints if said.startswith(f"{one} ")), key=len, default=""
        )
        if not joint:
            return self.clause(span)
        rest = tidy(words[len(joint) :])
        return f"“{rest}”" if self._heard.theirs_at(span) else rest


def tidy(words: str) -> str:
    """It begins with a capital, and with neither the mark of a list nor a word that leads over."""
    said = LIST_MARK.sub("", words.strip())
    if said.count("(") != said.count(")"):
        said = said.strip("( )")
    for lead in LEADS:
        if said.lower().startswith(lead) and len(said.split()) > WHOLE_QUOTE:
            said = said[len(lead) :].lstrip()
    return capital(said)


def each_once(lines: Iterable[str]) -> list[str]:
    """Of several that say the same, the fuller one; in their order."""
    found: list[str] = []
    for line in islice(lines, MOST_READ):
        if not line or any(_says(one, line) for one in found):
            continue
        found = [one for one in found if not _says(line, one)]
        found.append(line)
    return found[:MOST]


def otherwise(line: str, asked: Iterable[str]) -> str:
    """What happens without what is asked for, where that is told of already."""
    for one in asked:
        plain = one.rstrip(ENDS)
        if line.lower().startswith(plain.lower()) and len(line) > len(plain) + 1:
            rest = line[len(plain) :].lstrip(ENDS + " ")
            for joint in ("or else ", "otherwise ", "or "):
                if rest.lower().startswith(joint):
                    return f"Otherwise {rest[len(joint) :]}"
    return line


def _says(fuller: str, line: str) -> bool:
    one, other = (" ".join(WORD.findall(each.lower())) for each in (fuller, line))
    return f" {other} " in f" {one} "
