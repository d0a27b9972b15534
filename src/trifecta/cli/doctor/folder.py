"""The data folder: who may open it, and whether there is room."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from trifecta.cli.doctor.finding import Finding, good, look, wrong

LITTLE_ROOM: Final = 500_000_000
PRIVATE: Final = ("secret-key", "master-key", "trifecta.sqlite3", "audit-heads.log")
OTHERS: Final = 0o077


def check_folder(folder: Path) -> list[Finding]:
    """Permissions of the folder and of what lies in it, and free space."""
    return [_permissions(folder), _room(folder)]


def _permissions(folder: Path) -> Finding:
    check = "data folder"
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return wrong(
            check,
            f"This user cannot read and write {folder}.",
            do="Run Trifecta as the owner of the folder, or name another TRIFECTA_DATA_DIR.",
        )
    open_to_others = [path for path in _paths(folder) if path.stat().st_mode & OTHERS]
    if open_to_others:
        return wrong(
            check,
            f"Others on this machine can open {', '.join(map(str, open_to_others))}.",
            do=f"chmod go= {' '.join(map(str, open_to_others))}",
        )
    return good(check, f"{folder} opens for its owner alone.")


def _paths(folder: Path) -> list[Path]:
    inside = [folder / name for name in PRIVATE]
    return [folder, *(path for path in inside if path.exists())]


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    said = f"{free / 1e9:.1f} GB are free in {folder}."
    if free < LITTLE_ROOM:
        return look("disk", said, do="Make room: a full disk stops all writing.")
    return good("disk", said)
