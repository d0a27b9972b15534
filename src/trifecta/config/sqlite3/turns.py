"""A turn to write: one holder at a time, across threads and processes, in the order they asked."""

from __future__ import annotations

import fcntl
import os
from threading import Event, Lock, Thread
from typing import IO


class TurnTimeoutError(Exception):
    """The turn did not come in time."""


class WriteTurn:
    """An exclusive lock on a file, taken with a handle of its own each time.

    The kernel wakes waiters in the order in which they came, which polling would not. A process
    that dies gives its turn back, because the kernel closes its handles.
    """

    def __init__(self, path: str, *, patience: float) -> None:
        self.path = path
        self.patience = patience
        self._handle: IO[bytes] | None = None

    @property
    def held(self) -> bool:
        return self._handle is not None

    def take(self) -> None:
        """Wait at most `patience` seconds (TurnTimeoutError); OSError when the path is no good."""
        if self._handle is not None:
            return
        handle: IO[bytes] = open(self.path, "ab", opener=_private)  # noqa: SIM115 - held across calls
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle = _Queue(handle).wait(self.patience)
        except BaseException:
            handle.close()
            raise
        self._handle = handle

    def give_back(self) -> None:
        """Let the next one write; nothing happens when the turn is not held."""
        if self._handle is not None:
            self._handle.close()
            self._handle = None


class _Queue:
    """Waits in the kernel's queue on a thread of its own: flock itself knows no time limit."""

    def __init__(self, handle: IO[bytes]) -> None:
        self._handle = handle
        self._over = Lock()
        self._came = Event()
        self._gave_up = False
        self._error: OSError | None = None

    def wait(self, patience: float) -> IO[bytes]:
        Thread(target=self._queue, name="write-turn", daemon=True).start()
        self._came.wait(patience)
        with self._over:
            self._gave_up = not self._came.is_set()
        if self._gave_up:
            raise TurnTimeoutError(f"no turn to write within {patience:g} seconds")
        if self._error is not None:
            self._handle.close()
            raise self._error
        return self._handle

    def _queue(self) -> None:
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX)
        except OSError as error:
            self._error = error
        with self._over:
            if self._gave_up:
                self._handle.close()
            self._came.set()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CLOEXEC, 0o600)
