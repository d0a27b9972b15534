"""`trifecta demo` shows the worked example, far away from real data."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from urllib.request import urlopen

import pytest
from tests.installation import PATIENCE_SECONDS, Installation, answers, eventually, free_port

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A demonstration that ran and has been stopped: where, what it said, and a page of it."""

    installation: Installation
    said: str
    page: str
    port: int


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """One, in the place of two, since telling its story takes a while."""
    folder = tmp_path_factory.mktemp("demonstration")
    installation, port, log = Installation(folder / "data"), free_port(), folder / "log"
    installation.settings["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/real"
    process = installation.start("demo", "--port", str(port), log=log)
    try:
        assert eventually(lambda: answers(port)), log.read_text()
        with urlopen(f"http://127.0.0.1:{port}/demo/", timeout=10) as page:
            read = page.read().decode()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_SECONDS)
    return Shown(installation=installation, said=log.read_text(), page=read, port=port)


def test_one_command_leads_to_the_choice_of_people(shown: Shown) -> None:
    assert "Who would you like to be?" in shown.page
    assert f"http://127.0.0.1:{shown.port}" in shown.said
    assert os.listdir(shown.installation.folder) == ["demo"]


def test_its_database_is_never_served_as_if_it_were_real(shown: Shown) -> None:
    real = Installation(shown.installation.folder / "demo")
    refused = real.run("serve", "--port", str(shown.port))
    assert refused.returncode == 1
    assert "made by `trifecta demo`" in refused.stderr
    assert "Traceback" not in refused.stderr
