"""Starting a server of its own for each thing measured, and reading how much CPU it took."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 30
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running granian; its processes share the session that `pid` leads."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """User and system time of all its processes so far, those that ended included."""
        return sum(_cpu_of(stat) for stat in _stats() if stat.session == self.pid)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stat:
    session: int
    ticks: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def granian(
    application: str, *, environment: Mapping[str, str], workers: int, threads: int, log: Path
) -> Iterator[Server]:
    """Serve `application` as the product does, until the block ends."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *("--backlog", "1024", "--log-level", "warning", application),
    ]
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait_until_it_listens(process, port, log)
        yield Server(port=port, pid=process.pid)
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _wait_until_it_listens(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-2000:]}")


def _stats() -> Iterator[_Stat]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(") ")[2].split()
            except OSError:
                continue
            yield _Stat(session=int(fields[3]), ticks=sum(map(int, fields[11:15])))


def _cpu_of(stat: _Stat) -> float:
    return stat.ticks / TICKS_A_SECOND
