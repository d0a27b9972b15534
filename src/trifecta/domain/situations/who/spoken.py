"""Who says which words: what a mail or a chat quotes, and what stands between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from trifecta.domain.situations.analysis import Analysis, Person, Span, Whose
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.lists.tokens import Sentence
from trifecta.domain.situations.scanning import NOBODY, Scan, scan
from trifecta.domain.situations.who.called import listed
from trifecta.domain.situations.who.sides import NAMED, said_of
from trifecta.domain.situations.who.siding import Siding

MARK: Final = ">"
"""What a line begins with that a mail quotes."""
LONGEST_HEAD: Final = 16
"""Words and signs with which a line of a chat says who speaks: "Rob Fielding (EM) - 4:12 PM"."""
SENT: Final = "from:"
HEAD_SIGNS: Final = frozenset("()[]-–—|,.*•#@/")
LONGEST_QUOTE: Final = 600
TOLD: Final = re.compile(r"(?P<says>\b\w+):[ ]+(?=\w)")
BEFORE_LABEL: Final = frozenset(".!?:\n/|;")
"""Behind one of these, and where a text begins, "him:" says who speaks."""
FULL_STOP: Final = re.compile(r"[.!?](?=\s)")
END_OF_LINE: Final = re.compile(r"[.!?](?=\s)|(?=\n| [/|] )")
LEAST_QUOTED: Final = 3
"""Fewer words between quotation marks are how something is called."""
QUOTES: Final = re.compile(r"[\"“”„«»]|(?<!\w)['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)")
CLOSES: Final[Mapping[str, str]] = {'"': '"', "“": "”", "„": "“”", "«": "»", "'": "'’", "‘": "'’"}
NEAR: Final = 4
"""How many words behind a quote somebody may be said to say it: "…, says our EM"."""


@dataclass(frozen=True, slots=True, order=True)
class Speech:
    """Characters from `start` up to, not including, `end`, and whose words they are."""

    start: int
    end: int
    whose: Whose
    role: str = ""
    """The partnership role of who says it, "" where it is not said."""


@dataclass(frozen=True, slots=True)
class _Head:
    """Who a line says that speaks; `ends` is the character behind that, `sure` whether it can be
    nothing else, `opens` whether the lines behind it are theirs too.
    """

    whose: Whose | None
    ends: int
    sure: bool
    opens: bool
    role: str = ""
    is_story: bool = False


class Spoken:
    """The speeches of a text, each asked for by a character of it."""

    def __init__(self, scan: Scan, siding: Siding) -> None:
        self._scan, self._siding = scan, siding
        self._starts = [token.start for token in scan.tokens]
        self._lines = sorted(self._of_lines())
        self._quotes = sorted([*self._of_quotes(), *self._of_told()])

    def at(self, place: int) -> Speech | None:
        """The innermost speech that a character is part of, with whoever is known to say it."""
        line, quote = _at(self._lines, place), _at(self._quotes, place)
        if quote and line and quote.whose == "other":
            return Speech(quote.start, quote.end, line.whose, line.role)
        return quote or line

    def _of_lines(self) -> Iterator[Speech]:
        """Lines of a mail or a chat, each to its end or to the next line that somebody begins."""
        lines, at = [], 0
        for line in self._scan.text.splitlines(keepends=True):
            lines.append((at, at + len(line), line.strip()))
            at += len(line)
        heads = [self._head(start, end) if words else None for start, end, words in lines]
        is_chat = any(head and head.sure for head in heads)
        speaks, announced, sent = None, (0, 0), (0, 0)
        said: tuple[Whose, str] = ("other", "")
        for (start, end, words), head in zip(lines, heads, strict=True):
            if words.startswith(MARK):
                whose, speaks = self._announced(*announced), None
                yield Speech(start, end, self._announced(*sent) if whose == "other" else whose)
            elif head and (head.sure or is_chat):
                said = head.whose or "other", head.role
                speaks = said if head.opens else None
                yield Speech(head.ends, self._until(head, end), *said)
            elif not words:
                speaks = None
            elif speaks:
                yield Speech(start, end, *speaks)
            if words and not words.startswith(MARK):
                announced = start, end
                sent = (start, end) if words.lower().startswith(SENT) else sent

    def _until(self, head: _Head, end: int) -> int:
        """In a chat the line; "our EM says: no" is one sentence of a story that goes on."""
        found = FULL_STOP.search(self._scan.text, head.ends, end) if head.is_story else None
        return found.end() if found else end

    def _head(self, start: int, end: int) -> _Head | None:
        """How a line begins in which somebody speaks; None where it does not."""
        scan, whose, role, unknown, timed, story = self._scan, None, "", False, False, False
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if label := self._label(first, last, end):
            return label
        for at in range(first, min(last, first + LONGEST_HEAD)):
            token = scan.tokens[at]
            is_clock = timed and token.word == ":" and scan.tokens[at - 1].word.isdigit()
            is_last = at + 1 >= last or scan.tokens[at + 1].word == "\n"
            if token.word == ":" and not (is_clock and not is_last):
                rest = scan.text[token.end : end].strip()
                known = bool(whose or timed)
                head = _Head(whose, token.end, known, not rest, role, story)
                return head if (known or unknown) and rest[:1] not in {*CLOSES} else None
            if at in scan.named or token.word in self._siding.called:
                whose, role = whose or self._siding.role_at(at), role or self._siding.partner_at(at)
            elif token.word in scan.grammar.to_oneself and not whose:
                whose = "writer"
            elif token.word.isdigit():
                timed = True
            elif token.word in listed(scan, "saying") | scan.grammar.own:
                story = True
            elif scan.text[token.start].isupper() and token.word not in listed(scan, "headings"):
                unknown = True
            elif not (
                token.word in HEAD_SIGNS
                or token.word in listed(scan, "heads")
                or is_clock
                or token.word == "\n"
            ):
                return None
        is_head = timed and (whose or unknown) and last - first <= LONGEST_HEAD
        return _Head(whose, end, True, True, role) if is_head else None

    def _label(self, first: int, last: int, end: int) -> _Head | None:
        """ "Him: I need two more engineers", a word for somebody alone before a colon."""
        tokens = self._scan.tokens
        while first + 1 < last and self._is_before_label(first):
            first += 1
        if first + 1 >= last or tokens[first + 1].word != ":":
            return None
        whose, ends = self._siding.label_at(first), tokens[first + 1].end
        rest = self._scan.text[ends:end].strip()
        if whose is None or rest[:1] in {*CLOSES}:
            return None
        return _Head(whose, ends, True, not rest)

    def _is_before_label(self, at: int) -> bool:
        """Marks of a list, and the time: "[10:02] her: no"."""
        sign, after = self._scan.tokens[at].word, self._scan.tokens[at + 1].word
        return sign in HEAD_SIGNS or sign.isdigit() or (sign == ":" and after.isdigit())

    def _announced(self, start: int, end: int) -> Whose:
        """Whose lines a mail quotes behind this one: "On Tuesday Rob wrote:", "our EM says"."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found = [self._siding.at(at) for at in range(first, last)]
        for whose in ("counterpart", "other"):
            if whose in found:
                return whose
        said = any(
            self._scan.tokens[at].word in listed(self._scan, "saying") for at in range(first, last)
        )
        return "writer" if said and "writer" in found else "other"

    def _of_quotes(self) -> Iterator[Speech]:
        text, opened = self._scan.text, None
        for match in QUOTES.finditer(text):
            sign = match.group()
            if opened and sign in CLOSES[opened.group()]:
                said = text[opened.end() : match.start()]
                is_one = len(said) <= LONGEST_QUOTE and "\n\n" not in said
                if is_one:
                    if len(said.split()) >= LEAST_QUOTED:
                        yield Speech(opened.end(), match.start(), self._says(opened, match))
                    opened = None
                    continue
                opened = None
            if sign in CLOSES and (opened is None or sign not in "'‘’"):
                opened = match

    def _of_told(self) -> Iterator[Speech]:
        """To the end of the sentence behind a colon: "Finn says: I can't take anybody off it", and
        of a chat in one line: "me: I need a date. him: I need people".
        """
        for match in TOLD.finditer(self._scan.text):
            at = bisect_left(self._starts, match.start())
            whose = self._siding.label_at(at) if self._opens_at(at) else None
            if whose or match["says"].lower() in listed(self._scan, "saying"):
                ends = END_OF_LINE if whose else FULL_STOP
                end = self._end_of(ends, match.end())
                if end - match.end() <= LONGEST_QUOTE:
                    yield Speech(match.end(), end, whose or self._says(match, match))

    def _end_of(self, ends: re.Pattern[str], start: int) -> int:
        """Where what begins at `start` ends; beyond the length of a quote nobody looks."""
        far = start + LONGEST_QUOTE + 2
        stop = ends.search(self._scan.text, start, far)
        return stop.end() if stop else min(far, len(self._scan.text))

    def _opens_at(self, at: int) -> bool:
        """Whether nothing of the same line or sentence stands before it."""
        return at == 0 or self._scan.tokens[at - 1].word in BEFORE_LABEL

    def _says(self, opened: re.Match[str], closed: re.Match[str]) -> Whose:
        """By who is said to say it before the quote, then right behind it."""
        scan, saying = self._scan, listed(self._scan, "saying")
        at = bisect_left(self._starts, opened.start())
        is_label = at > 1 and scan.tokens[at - 1].word == ":" and self._opens_at(at - 2)
        if is_label and (label := self._siding.label_at(at - 2)):
            return label
        number = bisect_right(scan.sentences, at, key=_first) - 1
        first = scan.sentences[number].first if number >= 0 else 0
        says = next(
            (to for to in range(at - 1, first - 1, -1) if scan.tokens[to].word in saying), at
        )
        found = self._nearest(range(says - 1, first - 1, -1))
        if found is None and says == at:
            behind = bisect_left(self._starts, closed.end())
            after = range(behind, min(behind + NEAR, len(scan.tokens)))
            if any(scan.tokens[to].word in saying for to in after):
                found = self._nearest(after)
        if found is None:
            found = self._nearest(range(says, at))
        return found or "other"

    def _nearest(self, places: Sequence[int]) -> Whose | None:
        own = self._scan.grammar.own
        found = (self._siding.at(at) for at in places if self._scan.tokens[at].word not in own)
        return next((whose for whose in found if whose), None)


def _first(sentence: Sentence) -> int:
    return sentence.first


def _at(speeches: Sequence[Speech], place: int) -> Speech | None:
    number = bisect_right(speeches, place, key=lambda one: one.start) - 1
    found = speeches[number] if number >= 0 else None
    return found if found and found.start <= place < found.end else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A text that was read, once more with whoever says what in it."""

    scan: Scan
    siding: Siding
    spoken: Spoken
    people: tuple[Person, ...]

    @classmethod
    def of(cls, text: str, analysis: Analysis) -> Self:
        about = said_of(analysis.writer, analysis.counterpart) if analysis.counterpart else NOBODY
        seen = scan(text, lexicon_of(), about=about)
        sides = (NAMED.get(role, "") for role in (analysis.writer, analysis.counterpart))
        writer, counterpart = sides
        siding = Siding(seen, writer=writer, counterpart=counterpart)
        return cls(
            scan=seen,
            siding=siding,
            spoken=Spoken(seen, siding),
            people=tuple(one for one in analysis.people if not one.is_writer),
        )

    def is_own(self, span: Span) -> bool:
        """Whether nobody but the writer says it."""
        speech = self.spoken.at(span.start)
        return speech is None or speech.whose == "writer"

    def at(self, span: Span) -> Speech | None:
        """What they are part of that somebody says, the writer too."""
        return self.spoken.at(span.start)

    def theirs_at(self, span: Span) -> Speech | None:
        """Where others say it, what they say."""
        return None if self.is_own(span) else self.spoken.at(span.start)
