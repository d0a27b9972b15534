"""`trifecta init` makes what a start needs, once, and never puts data at risk."""

from __future__ import annotations

from pathlib import Path

import pysqlite3
from tests.installation import Installation


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_everything_it_makes_is_for_its_owner_alone(installed: Installation) -> None:
    assert mode(installed.folder) == 0o700
    for name in ("secret-key", "master-key", "trifecta.sqlite3", "trifecta.sqlite3.lock"):
        assert mode(installed.folder / name) == 0o600, name


def test_it_says_what_it_did_and_what_comes_next(installed: Installation) -> None:
    said = installed.said
    for thing in ("data folder", "secret-key", "master-key", "database", "trifecta serve"):
        assert thing in said


def test_the_second_time_it_changes_nothing(installed: Installation) -> None:
    keys = [(installed.folder / name).read_text() for name in ("secret-key", "master-key")]
    again = installed.run("init")
    assert again.returncode == 0
    assert "The database is up to date." in again.stdout
    assert "Made" not in again.stdout
    assert keys == [(installed.folder / name).read_text() for name in ("secret-key", "master-key")]


def test_keys_from_the_environment_are_not_written_down(installation: Installation) -> None:
    installation.settings |= {
        "TRIFECTA_SECRET_KEY": "s" * 30 + "ecret-and-long-enough",
        "TRIFECTA_MASTER_KEY": "dGVzdHMgdGVzdHMgdGVzdHMgdGVzdHMgdGVzdHMgISE=",
    }
    assert installation.run("init").returncode == 0
    assert not list(installation.folder.glob("*-key"))


def test_a_lost_master_key_is_not_replaced(installed_alone: Installation) -> None:
    connection = pysqlite3.connect(installed_alone.folder / "trifecta.sqlite3")
    connection.execute(
        "INSERT INTO records_datakey (id, created_at, organisation_id, wrapped)"
        " VALUES ('k', '2026-01-01', 'o', x'00112233445566778899aabbccddeeff')"
    )
    connection.commit()
    connection.close()
    (installed_alone.folder / "master-key").unlink()
    refused = installed_alone.run("init")
    assert refused.returncode == 1
    assert "Put the key back" in refused.stderr
    assert not (installed_alone.folder / "master-key").exists()


def test_a_folder_that_cannot_be_made_is_named(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    installation.settings["TRIFECTA_DATA_DIR"] = str(tmp_path / "file" / "data")
    refused = installation.run("init")
    assert refused.returncode == 1
    assert str(tmp_path / "file" / "data") in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_database_that_does_not_answer_is_explained(installation: Installation) -> None:
    refused = installation.run(
        "init", more={"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/trifecta"}
    )
    assert refused.returncode == 1
    assert "Check DATABASE_URL" in refused.stderr
    assert "Traceback" not in refused.stderr
