"""What runs large ensembles is compiled once, ahead, and kept where its user may write."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.installation import Installation

from trifecta.cli.warming import keep_compiled_in

pytest.importorskip("numba")


def warmed(environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "trifecta", "systems", "warm"],
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_compiled_is_kept_and_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "compiled"
    done = warmed({"NUMBA_CACHE_DIR": str(folder)})
    assert done.returncode == 0
    assert f"Large ensembles are ready ({folder})." in done.stdout
    kept = {file: file.stat().st_mtime_ns for file in folder.rglob("*.nb*")}
    assert any("run_lanes" in file.name for file in kept)
    warmed({"NUMBA_CACHE_DIR": str(folder)})
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*.nb*")} == kept
    program = (
        "from trifecta.domain.systems import batch, parse\n"
        "model = parse('A(9) > B @ 2')\n"
        "print(batch(model, {'A': [3, 9]}, rounds=2, engine='numba')['B'][-1])"
    )
    subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "NUMBA_CACHE_DIR": str(folder)},
        check=True,
    )
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*.nb*")} == kept


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = warmed({"NUMBA_CACHE_DIR": str(tmp_path / "file" / "inside")})
    assert done.returncode == 0
    assert "each process compiles for itself" in done.stdout


def test_a_server_keeps_it_in_its_data_folder_unless_told_otherwise() -> None:
    environ: dict[str, str] = {}
    keep_compiled_in(Path("/srv/data"), environ)
    assert environ == {"NUMBA_CACHE_DIR": str(Path("/srv/data/compiled"))}
    environ["NUMBA_CACHE_DIR"] = "/elsewhere"
    keep_compiled_in(Path("/srv/data"), environ)
    assert environ == {"NUMBA_CACHE_DIR": "/elsewhere"}


def test_init_says_what_it_compiles_and_can_leave_it_out(installed: Installation) -> None:
    assert "Making large ensembles of models quick" in installed.said
    assert "Making large" not in installed.run("init", "--no-warm").stdout
