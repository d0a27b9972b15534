"""What words and the evidence of the rules speak for together, question by question.

Stacked generalisation (Wolpert 1992) with a linear classifier: the strength of what the rules found
and the words of the text, weighed as in `weighing`, add up to log odds. Two words side by side
(Wang and Manning 2012) tell what neither does alone: "nobody told", "no fight". The weights are
data of a language, found by `python -m benchmarks.situations.leanings` on labelled texts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from math import isfinite
from operator import mul
from sys import intern
from typing import Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.analysis import SIGNALS
from trifecta.domain.situations.weights.weighing import BASE

FILE: Final = "leanings.tsv"
PAIRS_FILE: Final = "pairs.tsv"
APPLIES: Final = "applies"
CAUSES: Final = ("incentive", "understanding")
VILLAIN: Final = "villain"
TRADEOFF: Final = "tradeoff"
QUESTIONS: Final = (APPLIES, *CAUSES, *SIGNALS, VILLAIN, TRADEOFF)
"""What can be asked of a text: whether the framework applies, each cause, each signal, whether
somebody is made a villain or a victim, and whether a trade-off is claimed."""

Row = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leanings:
    """Log odds: a number for each of `questions` in `base` and in every row of the two tables.

    `rarity` (0 and more) has every word of `words`; `evidence` goes by the names the rules give.
    """

    questions: tuple[str, ...]
    base: Row
    rarity: Mapping[str, float]
    words: Mapping[str, Row]
    evidence: Mapping[str, Row]

    def odds(self, terms: Mapping[str, float], evidence: Mapping[str, float]) -> dict[str, float]:
        """Log odds by question, 0 where nothing speaks either way.

        `terms` are those of a text's words, as `terms_of` gives them by `rarity`; evidence that has
        no weight is passed over.
        """
        known = {name: value for name, value in evidence.items() if name in self.evidence}
        rows = [*map(self.words.__getitem__, terms), *map(self.evidence.__getitem__, known)]
        values = [*terms.values(), *known.values()]
        columns = zip(*rows, strict=True) if rows else repeat(())
        return {
            question: base + sum(map(mul, values, column))
            for question, base, column in zip(self.questions, self.base, columns, strict=False)
        }

    def by_word(self, terms: Mapping[str, float], question: str) -> dict[str, float]:
        """How far each word of a text, as often as it stands there, speaks for a question."""
        at = self.questions.index(question)
        return {word: term * self.words[word][at] for word, term in terms.items()}


def together(odds: Mapping[str, float], more: Mapping[str, float]) -> dict[str, float]:
    """The log odds of a table, with what another one adds to the questions that both have."""
    return {question: value + more.get(question, 0.0) for question, value in odds.items()}


def leanings_from(written: str) -> Leanings:
    """A table of words as the reference of the word lists tells; raises InvalidError by line."""
    return _table(written, FILE, "word")


def pairs_from(written: str) -> Leanings:
    """The same of two words that stand side by side, with a space between."""
    return _table(written, PAIRS_FILE, "pair")


def _table(written: str, file: str, what: str) -> Leanings:
    questions, rows = rows_in(written, file, known=QUESTIONS, beside=(what, "rarity"))
    if BASE not in rows:
        raise InvalidError(f"{file} lacks the line “{BASE}”.")
    base = rows.pop(BASE)[1:]
    words = {name: row for name, row in rows.items() if not name.startswith("(")}
    return Leanings(
        questions=questions,
        base=base,
        rarity={word: row[0] for word, row in words.items()},
        words={word: row[1:] for word, row in words.items()},
        evidence={name[1:-1]: row[1:] for name, row in rows.items() if name not in words},
    )


def rows_in(
    written: str, file: str, *, known: Collection[str], beside: Sequence[str]
) -> tuple[tuple[str, ...], dict[str, Row]]:
    """The questions that the first line of a table names after the columns `beside`, and its rows
    by name; raises InvalidError that names the `file` and the line.
    """
    lines = list(_lines(written))
    if not lines:
        raise InvalidError(f"{file} has no line that names its questions.")
    questions = tuple(lines[0][1][len(beside) :])
    strange = [name for name in questions if name not in known]
    if strange or not questions:
        raise InvalidError(f"{file}: {strange[0] if strange else 'nothing'} is no question.")
    count = len(beside) - 1 + len(questions)
    return questions, {
        intern(cells[0]): _numbers(f"{file}, line {line}: a {beside[0]}", cells[1:], count)
        for line, cells in lines[1:]
    }


def _lines(written: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(written.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line.split("\t")


@cache
def _number(written: str) -> float:
    """Each number once in memory, however many rows have it: adding up takes less time then."""
    return float(written)


def _numbers(where: str, found: Sequence[str], count: int) -> Row:
    try:
        numbers = tuple(map(_number, found))
    except ValueError:
        numbers = ()
    if len(numbers) != count or not all(map(isfinite, numbers)):
        raise InvalidError(f"{where} and {count} numbers are needed.")
    return numbers
