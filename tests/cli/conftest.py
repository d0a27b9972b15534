"""Installations for the commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.installation import Installation, free_port


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
    return free_port()
