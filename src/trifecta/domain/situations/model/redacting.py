"""Taking names and addresses out of a text before it is sent, so that places can be found again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.model.addresses import Hidden, addresses_in
from trifecta.domain.situations.model.naming import names_in
from trifecta.domain.situations.model.spelled import folded, spelled

Kind = TypeVar("Kind", bound=str)
PLACEHOLDER: Final = re.compile(r"\[(?:email|handle|link|domain|phone|number|name)-[0-9]+\]")
OTHER_SCRIPT: Final = re.compile(
    r"[^\x00-\u024f\u02b0-\u036f\u1e00-\u1eff\u2000-\u2bff\u3000-\u3004\u3008-\u3020\ufe0f\uff0c-\uff0f"
    r"\U0001f000-\U0001faff]+"
)
"""Letters that are none of Latin's, with their marks; no signs and no pictures."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what is sent, and the part of the text that it stands for."""

    sent: Span
    original: Span
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """`text` is what may leave; `pieces` lead back from each place in it."""

    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    names: dict[str, str]
    """What each placeholder for a name stands for."""

    def original(self, span: Span) -> Span:
        """The place of a place that is not empty; a part of a placeholder stands for all of it."""
        first, last = self._at(span.start), self._at(span.end - 1)
        start = first.original.start + (0 if first.hidden else span.start - first.sent.start)
        if last.hidden:
            return Span(start, last.original.end)
        return Span(start, last.original.start + span.end - last.sent.start)

    def named(self, words: str) -> str:
        """A model's words for their writer: names put back, other placeholders as dots."""
        return PLACEHOLDER.sub(lambda match: self.names.get(match.group(), "…"), words)

    def _at(self, place: int) -> Piece:
        return self.pieces[bisect_right(self.starts, place) - 1]


def redacted(text: str, *, known: Iterable[str] = ()) -> Redacted:
    """Takes out people's names, e-mail addresses, handles, links, domains and phone numbers.

    `known` are names of people that are known to be meant, such as the writer's. The same name gets
    the same placeholder. Too much is taken out rather than too little: each capitalised word that
    is not known to be an ordinary one, each word in another script, and each word in small letters
    that no list knows where a name may stand. It takes time in proportion to the text.
    """
    stands = _placeholders(text, found := _apart(_found(text, known)))
    pieces: list[Piece] = []
    place = length = 0
    for (span, _), stand in zip(found, stands, strict=True):
        length = _kept(pieces, length, Span(place, span.start))
        pieces.append(Piece(Span(length, length + len(stand)), span, True))
        place, length = span.end, length + len(stand)
    _kept(pieces, length, Span(place, len(text)))
    hidden = iter(stands)
    return Redacted(
        text="".join(next(hidden) if one.hidden else one.original.of(text) for one in pieces),
        pieces=tuple(pieces),
        starts=tuple(piece.sent.start for piece in pieces),
        names={
            stand: span.of(text)
            for (span, kind), stand in reversed(list(zip(found, stands, strict=True)))
            if kind == "name"
        },
    )


def _kept(pieces: list[Piece], length: int, original: Span) -> int:
    """A part that is sent as it is, if there is one; returns where what is sent ends then."""
    end = length + original.end - original.start
    if end > length:
        pieces.append(Piece(Span(length, end), original, False))
    return end


def _placeholders(text: str, found: Sequence[tuple[Span, Hidden]]) -> list[str]:
    """One for each, numbered by kind in the order of the text."""
    given: dict[tuple[Hidden, str], str] = {}
    counts: dict[Hidden, int] = {}
    for span, kind in found:
        key = (kind, _plainly(span.of(text)))
        if key not in given:
            counts[kind] = counts.get(kind, 0) + 1
            given[key] = f"[{kind}-{counts[kind]}]"
    return [given[kind, _plainly(span.of(text))] for span, kind in found]


def _plainly(words: str) -> str:
    """The same for each way to write the same."""
    return folded(spelled(words).text).casefold()


def _found(text: str, known: Iterable[str]) -> Iterator[tuple[Span, Hidden]]:
    """Looked for in the text as it would be spelled plainly; places are those of the text."""
    plainly = spelled(text)
    addresses = list(addresses_in(plainly.text))
    others = [(span, "name") for span in _in_other_scripts(plainly.text)]
    names = names_in(_without(plainly.text, [*addresses, *others]), known=known)
    for span, kind in [*addresses, *others, *((span, "name") for span in names)]:
        yield plainly.original(span), cast(Hidden, kind)


def _in_other_scripts(text: str) -> Iterator[Span]:
    """Whatever it says: in a text that is English it is a name more often than not."""
    if text.isascii():
        return
    for match in OTHER_SCRIPT.finditer(text):
        if any(map(str.isalnum, match.group())):
            yield Span(*match.span())


def _without(text: str, found: Iterable[tuple[Span, str]]) -> str:
    """As long as the text, and blank where something was found: its words say nothing of others."""
    parts: list[str] = []
    place = 0
    for span, _ in _apart(found):
        parts += [text[place : span.start], " " * (span.end - span.start)]
        place = span.end
    return "".join([*parts, text[place:]])


def _apart(found: Iterable[tuple[Span, Kind]]) -> list[tuple[Span, Kind]]:
    """In the order of the text; those that share words are one, of the kind that came first."""
    joined: list[tuple[Span, Kind]] = []
    for span, kind in sorted(found, key=lambda one: (one[0].start, -one[0].end)):
        if joined and span.start < joined[-1][0].end:
            last, its_kind = joined[-1]
            joined[-1] = (Span(last.start, max(last.end, span.end)), its_kind)
        else:
            joined.append((span, kind))
    return joined
