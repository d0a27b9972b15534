"""A turn to write: one holder at a time, across threads and processes, in the order they asked."""

from __future__ import annotations

import fcntl
import os


class WriteTurn:
    """An exclusive lock on a file; each connection has its own handle.

    The kernel wakes waiters in the order in which they came, which polling would not. A process that
    dies gives its turn back, because the kernel closes its handles.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._handle: int | None = None

    def take(self) -> None:
        if self._handle is not None:
            return
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle

    def give_back(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
