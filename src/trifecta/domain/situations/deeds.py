"""Whether what a text tells has been done to its writer, or is their own doing or only wondered."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from trifecta.domain.situations.scanning import STOPS, Hit, Scan

BY_THE_OTHER: Final = frozenset(
    {"plan-changed", "decided-without", "reason-untold", "not-heard", "handed-over", "trust-broken"}
)
"""What asks the other for nothing where the writer has done it."""
ENDING: Final = 3
"""Among so many of its last tokens a question has its mark."""


def is_done_to_us(scan: Scan, hit: Hit) -> bool:
    """Whether it asks for a question to the other: nothing that is denied or wondered about, and of
    some things nothing that the writer has done.
    """
    before = scan.tokens[hit.first - 1].word if hit.first else ""
    if scan.is_denied(hit) or before in scan.grammar.unable or _is_wondered(scan, hit):
        return False
    return hit.rule.id not in BY_THE_OTHER or not is_own_doing(scan, hit)


def is_own_doing(scan: Scan, hit: Hit) -> bool:
    """Whether whoever is named last before it in its clause is the writer: "I changed the plan"."""
    small, first = scan.grammar, scan.sentences[hit.sentence].first
    opens = small.clause_ends | small.whenever | small.unasked | small.leads_over | STOPS
    for at in range(hit.first - 1, first - 1, -1):
        word = scan.tokens[at].word
        if word.partition("'")[0] in small.oneself:
            return True
        if at in scan.named or word in small.theirs | small.mine | opens - small.infinitive:
            return False
    return False


def _is_wondered(scan: Scan, hit: Hit) -> bool:
    """Whether the writer asks what to do: "Should I ask again or ignore it?"."""
    small, one = scan.grammar, scan.sentences[hit.sentence]
    words = [token.word for token in scan.tokens[one.first : one.last]]
    return "?" in words[-ENDING:] and any(
        word in small.asks_to and after in small.mine
        for word, after in pairwise(words)
    )
