"""Whether a text tells what each of two is judged on, asks how to rate them, or who answers."""

from __future__ import annotations

from typing import Final

from trifecta.domain.situations.scanning import SIDES, Hit, Scan, strength_of

PLAIN: Final = 2.0
"""So much said of who owns what is more than a word in passing."""
ASKS: Final = "asks_help"
BOTH: Final = 2
WRITER: Final = "writer"
OTHER: Final = "other"
"""Somebody who is called he, she or they, and may be anybody who is named."""


def is_told_of_both(scan: Scan) -> bool:
    """Whether it says of two people what they are judged on: "I'm judged on uptime, she on
    signups".
    """
    owners: set[str] = set()
    for hit in scan.near("incentives", SIDES):
        if not scan.is_denied(hit):
            first = scan.sentences[hit.sentence].first
            owners |= {_owner(scan, hit.first, first), *_after(scan, hit)}
    others = owners - {"", WRITER}
    return len(others - {OTHER}) >= BOTH or (WRITER in owners and bool(others))


def asks_how_to_rate(scan: Scan) -> bool:
    """Whether words about rating stand in a question, or in a text that asks how to go on."""
    asked = {hit.sentence for hit in scan.hits.get("stuck", []) if hit.rule.id == ASKS}
    return any(_is_question(scan, hit.sentence) or asked for hit in scan.near("evaluation", SIDES))


def is_about_structure(scan: Scan) -> bool:
    """Whether it says more than a word in passing about rating, or about who answers for what."""
    said = [*scan.near("structure", SIDES), *scan.near("evaluation", SIDES)]
    asked = any(_is_question(scan, hit.sentence) for hit in said)
    return asked or strength_of(said) >= PLAIN


def _is_question(scan: Scan, sentence: int) -> bool:
    one = scan.sentences[sentence]
    return any(token.word == "?" for token in scan.tokens[one.first : one.last])


def _after(scan: Scan, hit: Hit) -> set[str]:
    """Of whom the same is said behind it with no more than its last word: ", she on signups"."""
    last, end = scan.tokens[hit.last - 1].word, scan.sentences[hit.sentence].last
    return {
        _owner(scan, at, at - 1)
        for at in range(hit.last + 1, end)
        if scan.tokens[at].word == last and (at - 1 in scan.named or _is_somebody(scan, at - 1))
    }


def _is_somebody(scan: Scan, at: int) -> bool:
    return scan.tokens[at].word in scan.grammar.mine | scan.grammar.theirs


def _owner(scan: Scan, at: int, first: int) -> str:
    """Whoever is named last before it; "" where nobody is."""
    for place in range(at, first - 1, -1):
        word = scan.tokens[place].word
        if place in scan.named:
            one = scan.named[place]
            return WRITER if one.is_writer else one.role
        if word in scan.grammar.mine:
            return WRITER
        if word in scan.grammar.theirs:
            return OTHER
    return ""
