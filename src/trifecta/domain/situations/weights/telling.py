"""One more look at a text with all that was found: what it speaks for, and which words do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trifecta.domain.situations.scanning import Scan
from trifecta.domain.situations.weights.leanings import Leanings, together
from trifecta.domain.situations.weights.meanings import NOTHING_MEANT, Meant, with_meaning
from trifecta.domain.situations.weights.weighing import terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Log odds by question, of those that the language has weights for, and the `terms` of its
    words that they come from.
    """

    scan: Scan
    leanings: Leanings
    terms: Mapping[str, float]
    odds: Mapping[str, float]

    def says(self, question: str) -> bool | None:
        """Whether the text speaks for it; None where there are no weights to tell by."""
        return self.odds[question] > 0 if question in self.odds else None

    def by_sentence(self, question: str) -> list[float]:
        """How far the words of each sentence speak for a question that was asked."""
        counts = self.scan.counts
        by_word = {
            word: value / counts[word]
            for word, value in self.leanings.by_word(self.terms, question).items()
        }
        words = [by_word.get(word, 0.0) for word in self.scan.words]
        return [sum(words[one.first : one.last]) for one in self.scan.sentences]


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
    terms = terms_of(scan.counts, leanings.rarity)
    odds = leanings.odds(terms, evidence)
    if pairs is not None:
        odds = together(odds, pairs.odds(terms_of(scan.pairs, pairs.rarity), {}))
    return Told(scan=scan, leanings=leanings, terms=terms, odds=with_meaning(odds, meant))
