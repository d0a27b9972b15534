"""Taking names and addresses out of a text before it is sent, so that places can be found again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.model.naming import names_in, ordinary

Hidden = Literal["email", "handle", "link", "domain", "phone", "name"]

RUN: Final = re.compile(r"[^\s<>()\[\]{}\"“”„«»,;|]+")
SPACED: Final = re.compile(r"\S+")
NUMBER: Final = re.compile(r"\+?\d[\d ().\-/\u00a0\u2011\u2013]*\d")
PLACEHOLDER: Final = re.compile(r"\[(?:email|handle|link|domain|phone|name)-[0-9]+\]")
"""Each of these reads a text once: no part of one can be read in two ways."""

FEWEST_DIGITS: Final = 7
AT: Final = "@＠﹫"
TELLING: Final = re.compile(f"[{AT}_.]")
"""Without one of these a run of signs is no address."""

AROUND: Final = ".!?:'’‘*_~`/\\…"
ABBREVIATED: Final = frozenset({"e.g", "i.e", "a.m", "p.m", "a.k.a", "u.s"})


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
    is not known to be an ordinary one. It takes time in proportion to the text.
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
        key = (kind, span.of(text).casefold())
        if key not in given:
            counts[kind] = counts.get(kind, 0) + 1
            given[key] = f"[{kind}-{counts[kind]}]"
    return [given[kind, span.of(text).casefold()] for span, kind in found]


def _found(text: str, known: Iterable[str]) -> Iterator[tuple[Span, Hidden]]:
    addresses = [*_links(text), *_addresses(text), *_numbers(text)]
    yield from addresses
    for span in names_in(_without(text, addresses), known=known):
        yield span, "name"


def _without(text: str, found: Iterable[tuple[Span, Hidden]]) -> str:
    """As long as the text, and blank where something was found: its words say nothing of others."""
    parts: list[str] = []
    place = 0
    for span, _ in _apart(found):
        parts += [text[place : span.start], " " * (span.end - span.start)]
        place = span.end
    return "".join([*parts, text[place:]])


def _apart(found: Iterable[tuple[Span, Hidden]]) -> list[tuple[Span, Hidden]]:
    """In the order of the text; those that share words are one, of the kind that came first."""
    joined: list[tuple[Span, Hidden]] = []
    for span, kind in sorted(found, key=lambda one: (one[0].start, -one[0].end)):
        if joined and span.start < joined[-1][0].end:
            last, its_kind = joined[-1]
            joined[-1] = (Span(last.start, max(last.end, span.end)), its_kind)
        else:
            joined.append((span, kind))
    return joined


def _links(text: str) -> Iterator[tuple[Span, Hidden]]:
    """From the scheme, or "www.", to the next space, without the signs that close a sentence."""
    if "://" not in text and "www." not in text.lower():
        return
    for match in SPACED.finditer(text):
        run = match.group()
        at = run.find("://")
        start = _scheme(run, at) if at >= 0 else run.lower().find("www.")
        if start >= 0:
            end = len(run.rstrip(AROUND + ')]}>",;'))
            yield Span(match.start() + start, match.start() + max(end, start + 3)), "link"


def _scheme(run: str, at: int) -> int:
    """Where the letters before "://" begin."""
    start = at
    while start and run[start - 1].isalnum():
        start -= 1
    return start


def _addresses(text: str) -> Iterator[tuple[Span, Hidden]]:
    for match in RUN.finditer(text):
        run = match.group()
        bare = run.strip(AROUND)
        kind = _kind_of(bare) if TELLING.search(bare) else None
        if kind is not None:
            start = match.start() + len(run) - len(run.lstrip(AROUND))
            yield Span(start, start + len(bare)), kind


def _kind_of(run: str) -> Hidden | None:
    """What a run of signs is, None where it is no address."""
    if any(sign in run for sign in AT):
        return "handle" if run[0] in AT else "email"
    if _is_login(run):
        return "handle"
    return "domain" if _is_domain(run) else None


def _is_login(run: str) -> bool:
    """ "noor_haddad": letters on both sides of an underscore."""
    before, _, after = run.partition("_")
    return any(map(str.isalpha, before)) and any(map(str.isalpha, after))


def _is_domain(run: str) -> bool:
    """ "payments.example.com", "noor.haddad"; not "e.g.", "1.2", "late.She"."""
    labels = run.split("/", 1)[0].split(":", 1)[0].split(".")
    last = labels[-1]
    if len(labels) < 2 or not all(labels) or run.lower() in ABBREVIATED or not last.isalpha():
        return False
    return last.lower() in ordinary().endings or (len(last) > 1 and last.islower())


def _numbers(text: str) -> Iterator[tuple[Span, Hidden]]:
    for match in NUMBER.finditer(text):
        if sum(map(str.isdigit, match.group())) >= FEWEST_DIGITS:
            yield Span(*match.span()), "phone"
