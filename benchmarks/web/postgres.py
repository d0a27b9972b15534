"""A PostgreSQL of its own for the length of a run, where the server's programs are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.web.servers import free_port

ACCOUNT = "postgres"


def installed() -> bool:
    """Whether its programs are on the path, and this user may run them."""
    programs = all(shutil.which(name) for name in ("initdb", "pg_ctl", "createdb"))
    return programs and (os.geteuid() != 0 or _has_account())


@contextmanager
def postgres(*names: str) -> Iterator[list[str]]:
    """The DATABASE_URL of each of the empty databases `names`.

    The server refuses to run as root, so it changes to the account that comes with its package.
    """
    with tempfile.TemporaryDirectory(prefix="trifecta-bench-postgres-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            account = pwd.getpwnam(ACCOUNT)
            os.chown(folder, account.pw_uid, account.pw_gid)
        with _cluster(folder / "cluster") as port:
            for database in names:
                _run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", ACCOUNT, database)
            yield [f"postgresql://{ACCOUNT}@127.0.0.1:{port}/{database}" for database in names]


@contextmanager
def _cluster(data: Path) -> Iterator[int]:
    port = free_port()
    where, log = str(data), str(data.with_name("log"))
    _run("initdb", "--pgdata", where, "--username", ACCOUNT, "--auth", "trust", "-E", "UTF8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data.parent}"
    _run("pg_ctl", "--pgdata", where, "--log", log, "--wait", "-o", options, "start")
    try:
        yield port
    finally:
        _run("pg_ctl", "--pgdata", where, "--mode", "fast", "--wait", "stop")


def _has_account() -> bool:
    return any(account.pw_name == ACCOUNT for account in pwd.getpwall())


def _run(*command: str) -> None:
    account = ACCOUNT if os.geteuid() == 0 else None
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        user=account,
        group=account,
        extra_groups=[] if account else None,
    )
