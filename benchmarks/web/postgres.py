"""A PostgreSQL of its own for the length of a run, where the server's programs are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.web.servers import free_port

ACCOUNT = "postgres"


def installed() -> bool:
    """Whether initdb and pg_ctl are on the path."""
    return bool(shutil.which("initdb") and shutil.which("pg_ctl"))


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The DATABASE_URL of an empty database; the server refuses root, so it changes user."""
    cluster = folder / "cluster"
    port = free_port()
    if os.geteuid() == 0:
        account = pwd.getpwnam(ACCOUNT)
        folder.chmod(0o755)
        cluster.mkdir(mode=0o700)
        os.chown(cluster, account.pw_uid, account.pw_gid)
    _run("initdb", "--pgdata", str(cluster), "--username", ACCOUNT, "--auth", "trust", "-E", "UTF8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={cluster}"
    log = str(cluster / "log")
    _run("pg_ctl", "--pgdata", str(cluster), "--log", log, "--wait", "-o", options, "start")
    try:
        yield f"postgresql://{ACCOUNT}@127.0.0.1:{port}/postgres"
    finally:
        _run("pg_ctl", "--pgdata", str(cluster), "--mode", "fast", "--wait", "stop")


def _run(*command: str) -> None:
    as_account = (
        {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []} if os.geteuid() == 0 else {}
    )
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **as_account)
