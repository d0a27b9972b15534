"""A sentence encoder small enough to be worked out by hand, and the files it stands in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from trifecta.apps.situations.embeddings import files

PIECES = ("[UNK]", "[CLS]", "[SEP]", "the", "plan", "##s", "team", "argue", "we", "again", ".")
SIZE, WIDE, LAYERS, HEADS = 8, 16, 2, 2
Floats = NDArray[np.float32]


def weights(*, seed: int = 1, size: int = SIZE, layers: int = LAYERS) -> dict[str, Floats]:
    """Drawn at random, under the names that a file of BERT has."""
    draw = np.random.default_rng(seed)
    shapes = {
        "embeddings.word_embeddings.weight": (len(PIECES), size),
        "embeddings.position_embeddings.weight": (files.PIECES_AT_ONCE, size),
        "embeddings.token_type_embeddings.weight": (2, size),
        "embeddings.LayerNorm.weight": (size,),
        "embeddings.LayerNorm.bias": (size,),
    }
    for at in range(layers):
        name = f"encoder.layer.{at}."
        maps = {
            "attention.self.query": (size, size),
            "attention.self.key": (size, size),
            "attention.self.value": (size, size),
            "attention.output.dense": (size, size),
            "intermediate.dense": (WIDE, size),
            "output.dense": (size, WIDE),
        }
        for part, (rows, columns) in maps.items():
            shapes |= {f"{name}{part}.weight": (rows, columns), f"{name}{part}.bias": (rows,)}
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{name}{part}.weight": (size,), f"{name}{part}.bias": (size,)}
    return {name: draw.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


@dataclass(frozen=True)
class SmallEncoder:
    """A folder with both files; `size` numbers a place."""

    folder: Path
    size: int


def small_encoder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, size: int = SIZE
) -> SmallEncoder:
    """Writes one, and lets its hashes be those that are pinned."""
    vocabulary = {piece: at for at, piece in enumerate(PIECES)}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.save(str(folder / files.PIECES))
    save_file(weights(size=size), folder / files.WEIGHTS)
    monkeypatch.setattr(files, "HASHES", {name: _hash(folder / name) for name in files.HASHES})
    monkeypatch.setattr(files, "HEADS", HEADS)
    files.meaning_in.cache_clear()
    return SmallEncoder(folder=folder, size=size)


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
