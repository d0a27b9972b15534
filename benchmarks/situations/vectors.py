"""Word vectors, by which words that no labelled text has weigh what words like them do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_READ: Final = 40_000
SHARED_BY_ALL: Final = 2
"""The mean and so many directions say how usual a word is, not what it means; they are taken out
(Mu, Bhat and Viswanath 2018)."""


@dataclass(frozen=True, kw_only=True)
class Vectors:
    """A row of length 1 for each of `words`, the most usual first."""

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


def vectors_from(file: Path) -> Vectors:
    """The first MOST_READ of a file of GloVe that are words: one a line, with its numbers."""
    with file.open(encoding="utf-8") as lines:
        split = (line.rstrip().split(" ") for line in islice(lines, MOST_READ))
        found = {word: numbers for word, *numbers in split if word.replace("'", "").isalpha()}
    rows = np.array([*found.values()], dtype=np.float64)
    rows -= rows.mean(axis=0)
    _, _, directions = np.linalg.svd(rows, full_matrices=False)
    usual = directions[:SHARED_BY_ALL]
    rows -= rows @ usual.T @ usual
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return Vectors(words=tuple(found), rows=rows)
