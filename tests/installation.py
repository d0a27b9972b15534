"""An installation of its own for commands that run as a process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

SECONDS = 300
PATIENCE_SECONDS = 180


class Installation:
    """A data folder, and `trifecta` run in it with nothing else from the environment.

    `said` is what making it said, where a fixture has made it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings: dict[str, str] = {"TRIFECTA_DATA_DIR": str(folder)}
        self.said = ""

    @property
    def environ(self) -> dict[str, str]:
        outside = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("TRIFECTA_", "DATABASE_URL", "DJANGO_", "CLICOLOR", "FORCE_"))
        }
        compiled = {"NUMBA_CACHE_DIR": str(Path(sys.prefix) / "compiled")}
        return compiled | outside | self.settings

    def run(
        self, *arguments: str, more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "trifecta", *arguments],
            env=self.environ | dict(more or {}),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def start(self, *arguments: str, log: Path) -> subprocess.Popen[bytes]:
        with log.open("wb") as file:
            return subprocess.Popen(
                [sys.executable, "-m", "trifecta", *arguments],
                env=self.environ,
                stdout=file,
                stderr=subprocess.STDOUT,
            )

    @contextmanager
    def demonstration(self, *, log: Path) -> Iterator[str]:
        """Run the worked example; gives its address."""
        port = free_port()
        process = self.start("demo", "--port", str(port), log=log)
        try:
            if not eventually(lambda: answers(port)):
                raise RuntimeError(log.read_text())
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE_SECONDS)


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether it comes true within a time that no machine needs."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.2)
    return False


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.read() == b"ok\n")
    except (URLError, OSError):
        return False


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number
