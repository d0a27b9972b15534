"""The files of the encoder that there are weights for: held against their hashes, read once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from trifecta.apps.situations.embeddings.encoder import Encoder, Floats

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS: Final = "model.safetensors"
PIECES: Final = "tokenizer.json"
HASHES: Final = {
    WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    PIECES: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""SHA-256 of the files of sentence-transformers/all-MiniLM-L6-v2, under the Apache licence 2.0."""

HEADS: Final = 12
PIECES_AT_ONCE: Final = 256
"""With the marks of beginning and end: what the encoder was trained for."""
MOST_WINDOWS: Final = 8
"""Of a text with more, as many are read: half from its beginning, half from its end."""


class FilesError(Exception):
    """The folder does not hold the files that belong to the weights; says which and what to do."""


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """An encoder with what cuts texts into its pieces."""

    encoder: Encoder
    tokenizer: Tokenizer

    def place(self, text: str) -> Floats:
        """The place of a text, of length 1; of a long one the mean over windows of it."""
        ids = self.tokenizer.encode(text, add_special_tokens=False).ids
        begin, end = self._mark("[CLS]"), self._mark("[SEP]")
        room = PIECES_AT_ONCE - 2
        starts = range(0, max(len(ids), 1), room)
        places = [
            (len(part) + 1) * self.encoder.place([begin, *part, end])
            for start in _spread(list(starts))
            for part in [ids[start : start + room]]
        ]
        mean: Floats = np.sum(places, axis=0)
        return mean / np.float32(np.linalg.norm(mean))

    def _mark(self, name: str) -> int:
        found = self.tokenizer.token_to_id(name)
        if found is None:
            raise FilesError(f"{PIECES} has no piece {name}.")
        return found


def _spread(starts: list[int]) -> list[int]:
    """At most MOST_WINDOWS, half from the beginning and half from the end."""
    if len(starts) <= MOST_WINDOWS:
        return starts
    half = MOST_WINDOWS // 2
    return [*starts[:half], *starts[-half:]]


@lru_cache(maxsize=1)
def meaning_in(folder: Path) -> Meaning:
    """Reads the files of `folder`, once for a process.

    Raises FilesError where one is missing, cannot be read, or is another than was pinned.
    """
    for name, expected in HASHES.items():
        _check(folder / name, expected)
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / PIECES))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    weights = {
        name: found.astype(np.float32) for name, found in _floats(load_file(folder / WEIGHTS))
    }
    return Meaning(encoder=Encoder(weights=weights, heads=HEADS), tokenizer=tokenizer)


def _floats(tensors: dict[str, Floats]) -> list[tuple[str, Floats]]:
    return [(name, one) for name, one in tensors.items() if one.dtype.kind == "f"]


def _check(file: Path, expected: str) -> None:
    try:
        with file.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FilesError(
            f"{file} cannot be read ({reason}). Put {' and '.join(HASHES)} of "
            "sentence-transformers/all-MiniLM-L6-v2 there."
        ) from None
    if found != expected:
        raise FilesError(
            f"{file} is another file than the one that the weights were found with: its SHA-256 is "
            f"{found}, and {expected} is expected."
        )
