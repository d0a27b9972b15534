"""Positions, needs and constraints told apart, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trifecta.domain.situations.analysis import Kind, Statement, Whose
from trifecta.domain.situations.lexicon import Lexicon
from trifecta.domain.situations.scanning import Hit, Scan

KINDS: Final[tuple[Kind, ...]] = ("position", "need", "constraint")
LEADS_OVER: Final = frozenset(
    {"and", "or", "to", "then", "if", "that", "we", "i", "he", "she", "they"}
)
SHORTEST: Final = 2
"""A statement of one word ("deadline") says too little to be one, except a constraint."""


def statements_in(scan: Scan, lexicon: Lexicon, *, writer: str) -> tuple[Statement, ...]:
    """From the words that show it to the end of the clause, none across another."""
    hits = _apart(scan.hits.get("statements", []))
    found = []
    for number, hit in enumerate(hits):
        after = hits[number + 1].first if number + 1 < len(hits) else len(scan.tokens)
        last = _without_and(scan, hit, min(scan.end_of_clause(hit), max(after, hit.last)))
        kind = _kind(hit)
        if last - hit.first >= SHORTEST or kind == "constraint":
            whose = _whose(scan, hit, lexicon, writer)
            found.append(Statement(kind=kind, span=scan.span(hit.first, last), whose=whose))
    return tuple(found)


def _kind(hit: Hit) -> Kind:
    for kind in KINDS:
        if hit.rule.id == kind:
            return kind
    raise AssertionError(hit.rule.id)


def _apart(hits: Sequence[Hit]) -> list[Hit]:
    """In order; of those that begin inside another one, the earlier."""
    found: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if not found or hit.first >= found[-1].last:
            found.append(hit)
    return found


def _without_and(scan: Scan, hit: Hit, last: int) -> int:
    """A word that only leads over to what comes next belongs to neither."""
    while last > hit.last and scan.tokens[last - 1].word in LEADS_OVER:
        last -= 1
    return last


def _whose(scan: Scan, hit: Hit, lexicon: Lexicon, writer: str) -> Whose:
    """By the nearest person before it in the sentence, then by the first one after it."""
    named = {one.first: one for one in scan.people}
    sentence = scan.sentences[hit.sentence]
    for place in [*range(hit.first, sentence.first - 1, -1), *range(hit.first + 1, hit.last)]:
        word = scan.tokens[place].word
        if place in named:
            one = named[place]
            return "writer" if one.is_writer or (writer and one.role == writer) else "counterpart"
        if word in lexicon.classes["<mine>"]:
            return "writer"
        if word in lexicon.classes["<theirs>"]:
            return "counterpart"
    return "unclear"
