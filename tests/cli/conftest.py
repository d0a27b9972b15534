"""An installation of its own for commands that run as a process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

SECONDS = 120


class Installation:
    """A data folder, and `trifecta` run in it with nothing else from the environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings: dict[str, str] = {"TRIFECTA_DATA_DIR": str(folder)}

    @property
    def environ(self) -> dict[str, str]:
        outside = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("TRIFECTA_", "DATABASE_URL", "DJANGO_", "CLICOLOR", "FORCE_"))
        }
        return outside | self.settings

    def run(
        self, *arguments: str, more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "trifecta", *arguments],
            env=self.environ | dict(more or {}),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def start(self, *arguments: str, log: Path) -> subprocess.Popen[bytes]:
        with log.open("wb") as file:
            return subprocess.Popen(
                [sys.executable, "-m", "trifecta", *arguments],
                env=self.environ,
                stdout=file,
                stderr=subprocess.STDOUT,
            )


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "data")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """One that `trifecta init` has made; for tests that leave it as it is."""
    made = Installation(tmp_path_factory.mktemp("installed") / "data")
    done = made.run("init")
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number
