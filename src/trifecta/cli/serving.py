"""Running the web server, with the background worker as a process beside it."""

from __future__ import annotations

import multiprocessing
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import Final

import click

BACKLOG: Final = 1024
IDLE_THREAD_SECONDS: Final = 600
STOP_SECONDS: Final = 15
RESTART_SECONDS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """Where to listen and with how much; each thread has one database connection."""

    host: str
    port: int
    workers: int
    threads: int
    worker: bool


def require_free_port(host: str, port: int) -> None:
    """End with a sentence when somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Cannot listen on {host} port {port} ({error.strerror}). "
                "Choose another with --port, or stop what runs there."
            ) from error


def serve(serving: Serving) -> None:
    """Run until interrupted."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connections.close_all()
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "trifecta.config.wsgi:application",
        address=serving.host,
        port=serving.port,
        interface=Interfaces.WSGI,
        workers=serving.workers,
        blocking_threads=serving.threads,
        blocking_threads_idle_timeout=IDLE_THREAD_SECONDS,
        backlog=BACKLOG,
        log_level=LogLevels.warning,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )
    with background_worker() if serving.worker else nothing():
        server.serve()


@contextmanager
def nothing() -> Iterator[None]:
    yield


@contextmanager
def background_worker() -> Iterator[None]:
    """Keep one background worker running; it also ends by itself when this process dies."""
    keeper = _Keeper()
    keeper.start()
    try:
        yield
    finally:
        keeper.stop()


class _Keeper(Thread):
    """Starts the worker, and again if it ends before it was asked to."""

    def __init__(self) -> None:
        super().__init__(name="worker-keeper", daemon=True)
        self._stopping = Event()
        self._process = self._launch()

    def run(self) -> None:
        while not self._stopping.is_set():
            self._process.wait()
            if self._stopping.wait(RESTART_SECONDS):
                return
            self._process = self._launch()

    def stop(self) -> None:
        self._stopping.set()
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _launch(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "trifecta", "worker", "--beside", str(os.getpid())]
        )
