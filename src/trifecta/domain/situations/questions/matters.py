"""What a text speaks of, with the words that do, and where it tells what asks for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.lists.matching import Finder, Match
from trifecta.domain.situations.scanning import STOPS, Scan

GLAD: Final = "glad"
APART: Final = frozenset({GLAD, "resolved", "private"})
"""Themes of no question: what the writer is glad of or means to do, and what plays outside work."""
SHORT: Final = 10
"""A sentence of so few words that is glad of something speaks of the one before it as well."""
DENIED_WITHIN: Final = 3
LONGEST: Final = 24
"""Of a sentence with more words and signs only a clause is quoted."""
CLAUSE: Final = 4
"""A clause with fewer says too little by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """By theme, the place of each word that speaks of it; and the tokens that ask for nothing."""

    places: Mapping[str, tuple[int, ...]]
    kept: frozenset[int]


NOTHING_SPOKEN: Final = Spoken(places={}, kept=frozenset())


def spoken_in(scan: Scan, themes: Finder[str], *, apart: Iterable[Span] = ()) -> Spoken:
    """What is spoken of outside the quotes `apart`; takes time in proportion to the text."""
    found: dict[str, list[int]] = {}
    kept = {at for span in apart for at in scan.places(span)}
    for match in themes.find(scan.tokens, scan.sentences):
        if match.rule in APART:
            kept.update(_kept_from(scan, match))
        else:
            found.setdefault(match.rule, []).append(match.first)
    return Spoken(
        places={
            theme: tuple(at for at in places if at not in kept)
            for theme, places in found.items()
            if not kept.issuperset(places)
        },
        kept=frozenset(kept),
    )


def quoted(scan: Scan, place: int) -> Span:
    """The sentence around a word; where it is long, the clause."""
    number = sentence_at(scan, place)
    one = scan.sentences[number]
    if one.last - one.first <= LONGEST:
        return scan.said_in(number)
    first, last = _clause(scan, place, number, scan.grammar.clause_ends | STOPS)
    if last - first < CLAUSE:
        return scan.said_in(number)
    return scan.span(first, last)


def sentence_at(scan: Scan, place: int) -> int:
    """The number of the sentence that a token stands in."""
    low, high = 0, len(scan.sentences) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if place < scan.sentences[middle].last else (middle + 1, high)
    return low


def sentence_of(scan: Scan, span: Span) -> int:
    """The number of the sentence that a quote begins in."""
    return sentence_at(scan, scan.places(span).start)


def names_another(scan: Scan, sentence: int) -> bool:
    """Whether somebody else than the writer is named in a sentence, or called he, she or they."""
    one = scan.sentences[sentence]
    return any(
        scan.tokens[at].word in scan.grammar.theirs
        or (at in scan.named and not scan.named[at].is_writer)
        for at in range(one.first, one.last)
    )


def _kept_from(scan: Scan, match: Match[str]) -> Iterator[int]:
    """The words around, as far as no "but" or "until" turns them round."""
    number = sentence_at(scan, match.first)
    first, last = _clause(scan, match.first, number, scan.grammar.clause_ends)
    if any(scan.denies[max(first, match.first - DENIED_WITHIN) : match.first]):
        return
    yield from range(first, last)
    one = scan.sentences[number]
    if match.rule == GLAD and number and one.last - one.first <= SHORT and first == one.first:
        before = scan.sentences[number - 1]
        yield from range(before.first, before.last)


def _clause(scan: Scan, place: int, number: int, ends: frozenset[str]) -> tuple[int, int]:
    one = scan.sentences[number]
    first = last = place
    while first > one.first and scan.tokens[first - 1].word not in ends:
        first -= 1
    while last < one.last and (last == place or scan.tokens[last].word not in ends):
        last += 1
    return first, last
