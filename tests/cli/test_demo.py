"""`trifecta demo` shows the worked example, far away from real data."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from tests.installation import PATIENCE_SECONDS, Installation, answers, eventually

from trifecta.cli.commands.demo import leave_real_settings


def test_nothing_real_can_be_reached_from_it() -> None:
    environ = {
        "PATH": "/bin",
        "DATABASE_URL": "postgresql://db/trifecta",
        "TRIFECTA_DATA_DIR": "/srv/trifecta",
        "TRIFECTA_MASTER_KEY_FILE": "/run/secrets/master",
        "TRIFECTA_MAIL_URL": "smtp://mail",
        "TRIFECTA_BASE_URL": "https://trifecta.example.com",
    }
    leave_real_settings(environ)
    assert environ == {
        "PATH": "/bin",
        "TRIFECTA_DATA_DIR": "/srv/trifecta",
        "TRIFECTA_DEMO": "yes",
    }


@pytest.fixture
def demo(
    installation: Installation, tmp_path: Path, port: int
) -> Iterator[subprocess.Popen[bytes]]:
    installation.settings["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/real"
    process = installation.start("demo", "--port", str(port), log=tmp_path / "log")
    yield process
    process.send_signal(signal.SIGTERM)
    process.wait(PATIENCE_SECONDS)


@pytest.mark.usefixtures("demo")
def test_one_command_leads_to_the_choice_of_people(
    installation: Installation, tmp_path: Path, port: int
) -> None:
    log = tmp_path / "log"
    assert eventually(lambda: answers(port)), log.read_text()
    with urlopen(f"http://127.0.0.1:{port}/demo/", timeout=10) as page:
        assert "Who would you like to be?" in page.read().decode()
    assert f"http://127.0.0.1:{port}" in log.read_text()
    assert os.listdir(installation.folder) == ["demo"]


def test_its_database_is_never_served_as_if_it_were_real(
    demo: subprocess.Popen[bytes], installation: Installation, port: int
) -> None:
    assert eventually(lambda: answers(port))
    demo.send_signal(signal.SIGTERM)
    demo.wait(PATIENCE_SECONDS)
    del installation.settings["DATABASE_URL"]
    installation.settings["TRIFECTA_DATA_DIR"] = str(installation.folder / "demo")
    refused = installation.run("serve", "--port", str(port))
    assert refused.returncode == 1
    assert "made by `trifecta demo`" in refused.stderr
    assert "Traceback" not in refused.stderr
