"""Compiling what runs large ensembles before somebody waits for it, and where that is kept."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path
from typing import Final

FOLDER: Final = "NUMBA_CACHE_DIR"
COMPILED: Final = "compiled"
BEFORE: Final = (
    "Making large ensembles of models quick; the first time, this takes up to half a minute …"
)


def keep_compiled_in(folder: Path, environ: MutableMapping[str, str]) -> None:
    """Keep it in the data folder, which a server may write to where its program is read-only."""
    environ.setdefault(FOLDER, str(folder / COMPILED))


def warm() -> str:
    """Compile it, or load what was compiled before; returns what became of it, in a sentence.

    What cannot be compiled or kept is no error: NumPy gives the same numbers, more slowly.
    """
    wanted = os.environ.get(FOLDER)
    if wanted and not _can_keep(Path(wanted)):
        return (
            f"Nothing can be kept in {wanted}, so each process compiles for itself when it needs "
            f"to. Make that folder yours, or name another one with {FOLDER}."
        )
    from trifecta.domain.systems.ensembles.engines import make_ready

    if not make_ready():
        return "Numba cannot be used here. Large ensembles run by NumPy, with the same numbers."
    return f"Large ensembles are ready{f' ({wanted})' if wanted else ''}."


def _can_keep(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)
