"""What every test may use: the world of personas, and nothing from the network."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from hypothesis import settings as settings_of_laws

from tests.databases import Kept
from trifecta.apps.records import keys

# The examples of a law are the same in every run, so that only a change decides what fails.
# DRAW_ANEW=1 pytest tests/domain looks for new ones.
settings_of_laws.register_profile("same", derandomize=True, deadline=None)
if not os.environ.get("DRAW_ANEW"):
    settings_of_laws.load_profile("same")


def pytest_collection_finish() -> None:
    """What is there now stays; looking through it again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


LOCAL = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches beyond this machine fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOCAL:
            raise RuntimeError(f"a test tried to reach {address!r}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def fresh_process_state() -> None:
    """Keys in memory, rates and the audit heads outside belong to one test."""
    keys.forget_keys()
    cache.clear()
    heads = Path(settings.TRIFECTA_DATA_DIR) / "audit-heads.log"
    heads.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def kept_database(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None
) -> Iterator[Kept | None]:
    """A database that an earlier run has migrated; nothing to keep on a server or without cache."""
    cache_folder = getattr(request.config, "cache", None)
    if connection.vendor != "sqlite" or cache_folder is None:
        yield None
    else:
        kept = Kept(cache_folder.mkdir("database"))
        yield kept
        kept.let_others_go_on()


@pytest.fixture(scope="session")
def django_db_keepdb(kept_database: Kept | None, django_db_createdb: bool) -> bool:
    """Whether there is a database already; it lies in the data folder of this process."""
    return kept_database is not None and not django_db_createdb and kept_database.take()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    django_db_keepdb: bool,
    django_db_blocker: Any,
    kept_database: Kept | None,
) -> None:
    if kept_database is not None and not django_db_keepdb:
        with django_db_blocker.unblock():
            kept_database.keep()


@pytest.fixture
def world(db: None) -> Any:
    from tests.worlds import same_world

    return same_world()
