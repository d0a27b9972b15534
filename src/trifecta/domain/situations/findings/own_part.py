"""What the writer owns to, with which a conversation can open."""

from __future__ import annotations

from typing import Final

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.findings.clauses import end_over_degrees
from trifecta.domain.situations.scanning import Hit, Scan

TOPIC: Final = "own_part"
BEFORE: Final = 2


def own_part_in(scan: Scan) -> tuple[Span, ...]:
    """To the end of their clause."""
    hits = (hit for hit in scan.hits.get(TOPIC, []) if not scan.is_denied(hit))
    return scan.joined(
        scan.span(hit.first, end_over_degrees(scan, hit))
        for hit in hits
        if not _is_condition(scan, hit)
    )


def _is_condition(scan: Scan, hit: Hit) -> bool:
    """ "If I didn't ask", "when I don't say something": what then comes of it owns to nothing. But
    "when I didn't answer" tells of a day.
    """
    small, first = scan.grammar, scan.sentences[hit.sentence].first
    before = [token.word for token in scan.tokens[max(first, hit.first - BEFORE) : hit.first]]
    if not before:
        return False
    if before[-1] in small.conditions | small.supposing:
        return True
    always = small.whenever - small.as_a - small.clause_ends | small.each_time
    words = {token.word for token in scan.tokens[hit.first : hit.last]}
    is_now = not small.nowadays.isdisjoint(words) and small.not_then.isdisjoint(words)
    return before[-1] in always and is_now
