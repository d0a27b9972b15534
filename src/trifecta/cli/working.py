"""The background worker: queued tasks as they come, and once a minute what is due."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Final

from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from trifecta.cli.heartbeat import beat
from trifecta.cli.ticking import TickFailedError, tick

TICK_SECONDS: Final = 60
PAUSE_SECONDS: Final = 1
logger = logging.getLogger(__name__)


class BackgroundWork:
    """A loop that ends when it is told to, or when the server beside it has gone."""

    def __init__(self, *, beside: int | None = None) -> None:
        self.beside = beside
        self._stop = Event()
        self._next_tick = 0.0

    def run(self) -> None:
        """Work until stopped; a fault is logged and tried again, never the end of the loop."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self._stop.set())
        while not self._stop.is_set() and not self._is_orphan():
            self._guarded(run_waiting_tasks)
            if monotonic() >= self._next_tick:
                self._next_tick = monotonic() + TICK_SECONDS
                self._guarded(beat)
                self._guarded(tick)
            close_old_connections()
            self._stop.wait(PAUSE_SECONDS)

    def _is_orphan(self) -> bool:
        return self.beside is not None and os.getppid() != self.beside

    def _guarded(self, work: Callable[[], object]) -> None:
        try:
            work()
        except TickFailedError as error:
            logger.error("due work failed: %s", error)
        except Exception:
            logger.exception("background work failed and will be tried again")
            close_old_connections()


def run_waiting_tasks() -> None:
    """Run everything that is queued now."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{os.uname().nodename[:40]}-{os.getpid()}",
        excluded_queue_names=[],
    ).run()
