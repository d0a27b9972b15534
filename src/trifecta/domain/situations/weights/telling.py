"""One more look at a text with all that was found: what it speaks for, and which words do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.scanning import Scan
from trifecta.domain.situations.weights.leanings import Leanings, together
from trifecta.domain.situations.weights.meanings import NOTHING_MEANT, Meant, with_meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Log odds by question, of those that the language has weights for."""

    scan: Scan
    leanings: Leanings
    odds: Mapping[str, float]

    def says(self, question: str) -> bool | None:
        """Whether the text speaks for it; None where there are no weights to tell by."""
        return self.odds[question] > 0 if question in self.odds else None

    def words_for(self, question: str) -> tuple[Span, ...]:
        """The sentence whose words speak most for a question that was asked; () where none does."""
        spoken = self.by_sentence(question)
        best = max(range(len(spoken)), key=spoken.__getitem__, default=0)
        if not spoken or spoken[best] <= 0:
            return ()
        return (self.scan.said_in(best),)

    def by_sentence(self, question: str) -> list[float]:
        """How far the words of each sentence speak for a question that was asked."""
        by_word = self.leanings.by_word(self.scan.counts, question)
        return [
            sum(by_word.get(word, 0.0) for word in self.scan.words[one.first : one.last])
            for one in self.scan.sentences
        ]


def told_by(
    scan: Scan,
    evidence: Mapping[str, float],
    leanings: Leanings,
    *,
    pairs: Leanings | None = None,
    meant: Meant = NOTHING_MEANT,
) -> Told:
    """`evidence` is all that the rules found, as `all_evidence` gives it; `pairs` weighs words side
    by side, where the language has such a table; `meant` is what the text means as a whole, where
    that was asked.
    """
    odds = leanings.odds(scan.counts, evidence)
    if pairs is not None:
        odds = together(odds, pairs.odds(scan.pairs, {}))
    return Told(scan=scan, leanings=leanings, odds=with_meaning(odds, meant))
