"""How far the words of a text, each by itself, speak for trouble between product and engineering.

A linear classifier on term weights (Salton and Buckley 1988): each word counts 1 + log of how often
it stands there, times how rare it is, over the length of the vector of all of them. What a word
weighs is data of a language, found by `python -m benchmarks.situations.weighing` on labelled texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, log, nan, sqrt
from sys import intern
from typing import Final

from trifecta.domain.errors import InvalidError

BASE: Final = "(base)"
SHORTEST: Final = 20.0
"""Length of the vector of a few sentences; of less than that little can be said."""
MOST_OFTEN: Final = 2.5
"""What a word counts at most, however often it is repeated."""
_OFTEN: Final = (0.0, *(min(1 + log(times), MOST_OFTEN) for times in range(1, 5)))
"""What a word counts by how often it stands there; from then on it counts most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordWeights:
    """How rare a word is (0 and more), and what it speaks for (log odds); both have all words."""

    base: float
    rarity: Mapping[str, float]
    weight: Mapping[str, float]


def weights_from(written: str) -> WordWeights:
    """A word, its rarity and its weight a line, with tabs between; raises InvalidError by line."""
    rarity: dict[str, float] = {}
    weight: dict[str, float] = {}
    for number, line in enumerate(written.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            word, *numbers = line.split("\t")
            word = intern(word)
            rarity[word], weight[word] = _two_numbers(number, numbers)
    if BASE not in weight:
        raise InvalidError(f"weights.tsv lacks the line “{BASE}”.")
    del rarity[BASE]
    return WordWeights(base=weight.pop(BASE), rarity=rarity, weight=weight)


def _two_numbers(line: int, found: list[str]) -> tuple[float, float]:
    try:
        rarity, weight = map(float, found)
    except ValueError:
        rarity = weight = nan
    if not isfinite(rarity) or not isfinite(weight):
        raise InvalidError(f"weights.tsv, line {line}: a word and two numbers are needed.")
    return rarity, weight


def spoken_for(counts: Mapping[str, int], weights: WordWeights) -> float:
    """Log odds, 0 where nothing speaks either way; words that have no weight are passed over.

    `counts` says how often each word stands there.
    """
    terms = terms_of(counts, weights.rarity)
    return weights.base + sum(term * weights.weight[word] for word, term in terms.items())


def terms_of(counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    """Each word that has a rarity, by its share of the whole; the squares sum to at most 1."""
    terms = {
        word: (_OFTEN[times] if times < len(_OFTEN) else MOST_OFTEN) * rarity[word]
        for word, times in counts.items()
        if word in rarity
    }
    length = max(sqrt(sum(term * term for term in terms.values())), SHORTEST)
    return {word: term / length for word, term in terms.items()}
