"""Installations for the commands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.installation import Installation, free_port


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "data")


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """One that `trifecta init` has made; for tests that leave it as it is."""
    made = Installation(tmp_path_factory.mktemp("installed") / "data")
    done = made.run("init")
    assert done.returncode == 0, done.stderr
    made.said = done.stdout
    return made


@pytest.fixture
def installed_alone(installed: Installation, tmp_path: Path) -> Installation:
    """Another one, for a test that changes something in it."""
    shutil.copytree(installed.folder, tmp_path / "data")
    return Installation(tmp_path / "data")


@pytest.fixture
def port() -> int:
    return free_port()
