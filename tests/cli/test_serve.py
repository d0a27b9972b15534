"""`trifecta serve` runs the product, or says in a sentence why it does not."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import pysqlite3
import pytest
from tests.installation import PATIENCE_SECONDS, Installation, answers, eventually


def test_it_refuses_to_start_without_keys(installation: Installation) -> None:
    refused = installation.run("serve")
    assert refused.returncode == 1
    assert "trifecta init" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_it_refuses_to_start_with_a_wrong_setting(installed: Installation) -> None:
    refused = installed.run("serve", more={"TRIFECTA_SIGNUP": "everybody"})
    assert refused.returncode == 1
    assert "Write one of: invited, open." in refused.stderr


def test_it_refuses_to_start_on_an_old_database(installed_alone: Installation) -> None:
    connection = pysqlite3.connect(installed_alone.folder / "trifecta.sqlite3")
    connection.execute("DELETE FROM django_migrations WHERE app = 'notices'")
    connection.commit()
    connection.close()
    refused = installed_alone.run("serve")
    assert refused.returncode == 1
    assert "notices.0001_initial" in refused.stderr
    assert "trifecta init" in refused.stderr


def test_it_refuses_a_port_that_is_taken(installed: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        refused = installed.run("serve", "--port", str(other.getsockname()[1]))
    assert refused.returncode == 1
    assert "Choose another with --port" in refused.stderr


@pytest.mark.parametrize("with_worker", [True, False])
def test_it_serves_works_and_stops(
    installed_alone: Installation, tmp_path: Path, port: int, with_worker: bool
) -> None:
    arguments = ["--port", str(port), "--workers", "1"] + ["--no-worker"] * (not with_worker)
    server = installed_alone.start("serve", *arguments, log=tmp_path / "log")
    try:
        assert eventually(lambda: answers(port)), (tmp_path / "log").read_text()
        if with_worker:
            assert eventually(lambda: "alive" in installed_alone.run("doctor").stdout)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE_SECONDS)
    assert server.returncode == 0
    assert not answers(port)
    assert f"http://127.0.0.1:{port}" in (tmp_path / "log").read_text()
    assert "Traceback" not in (tmp_path / "log").read_text()
    if not with_worker:
        assert "No background worker has run yet" in installed_alone.run("doctor").stdout


def test_the_worker_ends_with_its_server(
    installed_alone: Installation, tmp_path: Path, port: int
) -> None:
    log = tmp_path / "log"
    worker = installed_alone.start("worker", "--beside", "1", log=log)
    assert worker.wait(PATIENCE_SECONDS) == 0, log.read_text()
