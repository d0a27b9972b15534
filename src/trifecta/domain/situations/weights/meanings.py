"""What the meaning of a whole text speaks for, as a sentence encoder gives it in numbers.

Word lists and weights of words miss what is said in words nobody thought of. An encoder (Reimers
and Gurevych 2019) places texts that mean the same near each other. A linear classifier on that
place, stacked on the log odds of words and rules (Wolpert 1992), tells question by question; its
weights are data of a language and of one encoder, found by `python -m
benchmarks.situations.meanings`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.weights.leanings import QUESTIONS, Row, rows_in

FILE: Final = "meanings.tsv"
SHARE: Final = "(share)"
BASE: Final = "(base)"

Meant = Mapping[str, tuple[float, float]]
"""By question: the share with which words and rules count, and the log odds that meaning adds."""

NOTHING_MEANT: Final[Meant] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """A share, a base, and a weight for each number of the encoder, for each of `questions`.

    `share` and `base` have a number a question; `weights` has a row for each number of a vector.
    """

    questions: tuple[str, ...]
    share: Row
    base: Row
    weights: tuple[Row, ...]

    def meant(self, vector: Sequence[float]) -> Meant:
        """What a text means for each question; `vector` is its place, of length 1.

        Raises InvalidError where the vector has another number of numbers.
        """
        if len(vector) != len(self.weights):
            raise InvalidError(f"{FILE} is for vectors of {len(self.weights)} numbers.")
        pairs = list(zip(vector, self.weights, strict=True))
        return {
            question: (self.share[at], self.base[at] + sum(x * row[at] for x, row in pairs))
            for at, question in enumerate(self.questions)
        }


def with_meaning(odds: Mapping[str, float], meant: Meant) -> dict[str, float]:
    """The log odds of words and rules, together with what is meant where that is known."""
    return {
        question: meant[question][0] * value + meant[question][1] if question in meant else value
        for question, value in odds.items()
    }


def meanings_from(written: str) -> Meanings:
    """A table as the reference of the word lists tells; raises InvalidError by line."""
    questions, rows = rows_in(written, FILE, known=QUESTIONS, beside=("place",))
    for name in (SHARE, BASE):
        if name not in rows:
            raise InvalidError(f"{FILE} lacks the line “{name}”.")
    share, base = rows.pop(SHARE), rows.pop(BASE)
    return Meanings(questions=questions, share=share, base=base, weights=tuple(rows.values()))
