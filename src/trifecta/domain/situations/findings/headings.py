"""What only says what comes next: "Context:", "Notes before the 1:1 with Dele"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trifecta.domain.situations.lists.tokens import ENDS
from trifecta.domain.situations.scanning import Scan
from trifecta.domain.situations.who.called import listed

MARKS: Final = frozenset("#*_= ")
BULLETS: Final = frozenset("-–—*•>")
LABEL: Final = 3
"""Within so many words and signs a line has its colon that begins with a heading."""
LONGEST: Final = 16


def headings_in(scan: Scan) -> frozenset[int]:
    """The tokens of headings and titles."""
    found = set[int]()
    for first, last in _lines(scan):
        end = last if _is_title(scan, first, last) else _label(scan, first, last)
        found.update(range(first, end))
    return frozenset(found)


def _lines(scan: Scan) -> Iterator[tuple[int, int]]:
    first = 0
    for at, token in enumerate(scan.tokens):
        if token.word == "\n":
            if at > first:
                yield first, at
            first = at + 1
    if first < len(scan.tokens):
        yield first, len(scan.tokens)


def _label(scan: Scan, first: int, last: int) -> int:
    """Behind the colon of "Context: B2B"; 0 where the line begins with none."""
    while first < last and scan.tokens[first].word in MARKS:
        first += 1
    if first >= last or scan.tokens[first].word not in listed(scan, "headings"):
        return 0
    label = range(first, min(last, first + LABEL))
    colon = next((at for at in label if scan.tokens[at].word == ":"), 0)
    return colon + 1 if colon and scan.named.keys().isdisjoint(label[: colon - first]) else 0


def _is_title(scan: Scan, first: int, last: int) -> bool:
    """A short line by itself, or before the text, in which nobody does anything."""
    tokens, small = scan.tokens, scan.grammar
    alone = _is_empty(scan, first - 2, first) and _is_empty(scan, last, last + 2)
    begins = first == 0 and last + 1 < len(tokens) and _is_capital(scan, last + 1)
    if last == len(tokens) or last - first > LONGEST or not (alone or begins):
        return False
    if tokens[last - 1].word in ENDS or tokens[first].word in BULLETS:
        return False
    does = small.others | small.oneself | small.ourselves | listed(scan, "be") | small.denies
    does |= small.addressed | listed(scan, "its")
    return all(tokens[at].word.partition("'")[0] not in does for at in range(first, last))


def _is_empty(scan: Scan, first: int, last: int) -> bool:
    """Whether a paragraph begins or ends there, or the text does."""
    if first < 0 or last > len(scan.tokens):
        return True
    return all(token.word == "\n" for token in scan.tokens[first:last])


def _is_capital(scan: Scan, at: int) -> bool:
    return scan.text[scan.tokens[at].start].isupper()
