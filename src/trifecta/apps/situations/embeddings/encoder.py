"""A sentence encoder of the kind of BERT (Devlin and others 2019), as arrays: words in, place out.

The pieces of words run through layers of attention (Vaswani and others 2017) and of two linear maps
with a GELU (Hendrycks and Gimpel 2016) between; the mean over all pieces, brought to length 1, is
the place of the text (Reimers and Gurevych 2019).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

Floats = NDArray[np.float32]

SMALLEST: Final = 1e-12
"""Added to variances, so that nothing is divided by zero; the encoder was trained with it."""


@dataclass(frozen=True, kw_only=True)
class Encoder:
    """The weights by the names of a file of BERT, and in how many parts attention is split."""

    weights: Mapping[str, Floats]
    heads: int

    @property
    def layers(self) -> int:
        """How many there are, counted by their names."""
        return sum(name.endswith(".attention.self.query.weight") for name in self.weights)

    @property
    def longest(self) -> int:
        """So many pieces can be read at a time."""
        return len(self.weights["embeddings.position_embeddings.weight"])

    def place(self, pieces: Sequence[int]) -> Floats:
        """Of length 1; `pieces` are numbers of its vocabulary, one to `longest` of them."""
        x = self._looked_up(pieces)
        for at in range(self.layers):
            x = self._layer(x, f"encoder.layer.{at}.")
        mean: Floats = x.mean(axis=0)
        return mean / np.float32(max(float(np.linalg.norm(mean)), SMALLEST))

    def _looked_up(self, pieces: Sequence[int]) -> Floats:
        words = self.weights["embeddings.word_embeddings.weight"][list(pieces)]
        places = self.weights["embeddings.position_embeddings.weight"][: len(pieces)]
        first = self.weights["embeddings.token_type_embeddings.weight"][0]
        return self._levelled(words + places + first, "embeddings.LayerNorm")

    def _layer(self, x: Floats, name: str) -> Floats:
        seen = self._linear(self._attended(x, name), f"{name}attention.output.dense")
        x = self._levelled(x + seen, f"{name}attention.output.LayerNorm")
        wide = self._linear(x, f"{name}intermediate.dense")
        wide = (wide * (1 + erf(wide / sqrt(2))) / 2).astype(np.float32)
        return self._levelled(
            x + self._linear(wide, f"{name}output.dense"), f"{name}output.LayerNorm"
        )

    def _attended(self, x: Floats, name: str) -> Floats:
        """Each piece by what it asks for in all others, in each part by itself."""
        asked, held, told = (
            self._linear(x, f"{name}attention.self.{part}")
            .reshape(len(x), self.heads, -1)
            .swapaxes(0, 1)
            for part in ("query", "key", "value")
        )
        score = asked @ held.swapaxes(1, 2) / np.float32(sqrt(asked.shape[2]))
        share = np.exp(score - score.max(axis=2, keepdims=True))
        share /= share.sum(axis=2, keepdims=True)
        seen: Floats = (share @ told).swapaxes(0, 1).reshape(x.shape)
        return seen

    def _linear(self, x: Floats, name: str) -> Floats:
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _levelled(self, x: Floats, name: str) -> Floats:
        """Mean 0 and variance 1 for each piece (Ba, Kiros and Hinton 2016), then as was learned."""
        apart = x - x.mean(axis=1, keepdims=True)
        spread = np.sqrt((apart * apart).mean(axis=1, keepdims=True) + np.float32(SMALLEST))
        even: Floats = apart / spread
        return even * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
