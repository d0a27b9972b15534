"""Where a text goes straight to a solution, before anybody's need has been told."""

from __future__ import annotations

from typing import Final

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.relevance import PAIR
from trifecta.domain.situations.scanning import Hit, Scan

IMPERATIVE: Final = "imperative"
BEFORE: Final = frozenset(
    {"so", "then", "just", "simply", "and", '"', "'", "-", "*", ":", ";", "(", "\n"}
)


def jumps_in(scan: Scan) -> tuple[Span, ...]:
    """Each to the end of its clause. A proposal counts where product or engineering is named."""
    return scan.joined(
        scan.span(hit.first, scan.end_of_clause(hit))
        for hit in scan.hits.get("jumps", [])
        if _counts(scan, hit)
    )


def _counts(scan: Scan, hit: Hit) -> bool:
    if scan.is_denied(hit) or (hit.rule.id == IMPERATIVE and not _begins(scan, hit)):
        return False
    return hit.rule.alone or scan.is_near(hit, PAIR)


def _begins(scan: Scan, hit: Hit) -> bool:
    """Whether nothing stands before it in its sentence but a "so" or a sign."""
    first = scan.sentences[hit.sentence].first
    return all(scan.tokens[at].word in BEFORE for at in range(first, hit.first))
