"""Vectors of single words, by which words that no labelled text has weigh what words like them do.

The sentence encoder is asked for each word by itself, once, where weights are found; what is
written is a table of words (Tulkens and van Dongen 2024 make word vectors of sentence encoders so).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.apps.situations.embeddings.files import Meaning, meaning_in

Floats = NDArray[np.float64]

MOST_USUAL: Final = 8_000
"""So many words that stand in no text are taken, the most usual in the encoder's vocabulary."""
SHARED_BY_ALL: Final = 2
"""The mean and so many directions say how usual a word is, not what it means; they are taken out
(Mu, Bhat and Viswanath 2018)."""


@dataclass(frozen=True, kw_only=True)
class Vectors:
    """A row of length 1 for each of `words`."""

    words: tuple[str, ...]
    rows: Floats

    def __contains__(self, word: str) -> bool:
        return word in self._place

    @cached_property
    def _place(self) -> dict[str, int]:
        return {word: at for at, word in enumerate(self.words)}

    def of(self, words: Collection[str]) -> Floats:
        """A row for each, of zeros where a word has none."""
        found = np.zeros((len(words), self.rows.shape[1]))
        for at, word in enumerate(words):
            if word in self._place:
                found[at] = self.rows[self._place[word]]
        return found


NO_VECTORS: Final = Vectors(words=(), rows=np.zeros((0, 0)))


def vectors_of(words: Iterable[str], folder: Path) -> Vectors:
    """By the encoder in `folder`, for `words` and the most usual of its own."""
    meaning = meaning_in(folder)
    all_words = tuple(dict.fromkeys([*_usual(meaning), *words]))
    rows = np.array([meaning.place(word) for word in all_words], dtype=np.float64)
    rows -= rows.mean(axis=0)
    _, _, directions = np.linalg.svd(rows, full_matrices=False)
    shared = directions[:SHARED_BY_ALL]
    rows -= rows @ shared.T @ shared
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return Vectors(words=all_words, rows=rows)


def _usual(meaning: Meaning) -> list[str]:
    """Its vocabulary goes by how often words are met with; those of one letter tell nothing."""
    places = meaning.tokenizer.get_vocab()
    words = (word for word in sorted(places, key=places.__getitem__) if len(word) > 1)
    return [word for word in words if word.isascii() and word.isalpha()][:MOST_USUAL]
