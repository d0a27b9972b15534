"""What is said of somebody as if it were so each time, which is heard as blame."""

from __future__ import annotations

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.scanning import Hit, Scan


def sweeping_in(scan: Scan) -> tuple[Span, ...]:
    """ "Always blocks us", "it is her fault"; what is denied, and what is said of the writer ("we
    never ask", "my fault"), is left out.
    """
    return scan.spans([hit for hit in scan.hits.get("sweeping", []) if _counts(scan, hit)])


def _counts(scan: Scan, hit: Hit) -> bool:
    first, small = scan.sentences[hit.sentence].first, scan.grammar
    said = [token.word for token in scan.tokens[hit.first : hit.last]]
    before = [token.word for token in scan.tokens[max(first, hit.first - 1) : hit.first]]
    of_writer = not small.own.isdisjoint(said) or not small.mine.isdisjoint(before)
    return not of_writer and not scan.is_denied(hit)
