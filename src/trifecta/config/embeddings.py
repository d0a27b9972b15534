"""The setting of the sentence encoder that may read beside the rules; without it none does."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from trifecta.config.reading import Reader
from trifecta.domain.situations.model.endpoint import EMBEDDINGS, ENCODER, INSTALL_EMBEDDINGS

FOLDER: Final = "TRIFECTA_READER_MODEL"
NEEDED: Final = ("tokenizers", "safetensors")


def encoder_folder(reader: Reader) -> Path | None:
    """The folder of the encoder where TRIFECTA_READER is embeddings. Problems are remembered."""
    if reader.text("TRIFECTA_READER") != EMBEDDINGS:
        return None
    if not reader.text(FOLDER):
        reader.problem(
            f"{FOLDER} is missing. The reader is {EMBEDDINGS}; name the folder that holds "
            f"model.safetensors and tokenizer.json of {ENCODER}."
        )
        return None
    folder = reader.path(FOLDER, Path())
    if not folder.is_dir():
        reader.problem(f"{FOLDER} is {folder}, which is no folder. Name the one with {ENCODER}.")
    if any(find_spec(name) is None for name in NEEDED):
        reader.problem(
            f"The reader is {EMBEDDINGS}, and what runs it is not installed. Run "
            f"{INSTALL_EMBEDDINGS}, or set TRIFECTA_READER to rules."
        )
    return folder
