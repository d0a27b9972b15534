"""Which words of a text some findings take up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from trifecta.domain.situations.analysis import Span


class Covered:
    """The words of several spans; asking it takes no longer for more of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def meets(self, span: Span) -> bool:
        """Whether some of its words are among them."""
        place = bisect_right(self._ends, span.start)
        return place < len(self._starts) and self._starts[place] < span.end

    def has_start_of(self, span: Span) -> bool:
        """Whether its first word is among them."""
        return self.meets(Span(span.start, span.start + 1))
