"""Where a text goes straight to a solution, before anybody's need has been told."""

from __future__ import annotations

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.scanning import Hit, Scan


def jumps_in(scan: Scan) -> tuple[Span, ...]:
    """A decision counts anywhere; a proposal where product or engineering is spoken of."""
    return scan.spans([hit for hit in scan.hits.get("jumps", []) if _counts(scan, hit)])


def _counts(scan: Scan, hit: Hit) -> bool:
    if scan.is_negated(hit):
        return False
    return hit.rule.alone or not scan.around[hit.sentence].isdisjoint({"product", "engineering"})
