"""Where a clause ends, for what is quoted whole."""

from __future__ import annotations

from trifecta.domain.situations.scanning import Hit, Scan
from trifecta.domain.situations.who.called import listed


def end_over_degrees(scan: Scan, hit: Hit) -> int:
    """As `end_of_clause`, but "so" ends none where it says how much: "she was so against it"."""
    end, last = scan.end_of_clause(hit), scan.sentences[hit.sentence].last
    while end + 1 < last and _says_how_much(scan, end):
        end = scan.end_of_clause(hit._replace(last=end + 1))
    return end


def _says_how_much(scan: Scan, at: int) -> bool:
    """Behind "was", or "made her", and before no word that begins what came of it."""
    small, tokens = scan.grammar, scan.tokens
    if tokens[at].word not in small.how_much or at < 1:
        return False
    after, before = tokens[at + 1], tokens[at - 1].word
    begins = small.begins_anew | small.articles | small.own | small.theirs | small.leads_over
    if not after.is_word or after.word in begins or at + 1 in scan.named:
        return False
    made = before in small.their_labels and tokens[at - 2].word in small.made
    return made or before in listed(scan, "be") | small.asks_why
