"""A call that is over when its time is: it runs beside its caller, and its connections are cut."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Lock, Thread
from typing import Any, Final, Generic, TypeVar

from trifecta.apps.situations.language_model.bounded import TooSlowError

Found = TypeVar("Found")
CONNECTED: Final = "connection.connect_tcp.complete"
"""What httpcore says it has done when there is a connection."""


class Line:
    """The connections of one call, which can be cut from outside: whatever waits for them ends.

    The clients' own limits hold for each piece, each address and each step by itself.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: list[socket.socket] = []
        self._is_cut = False

    def heard(self, event: str, told: Mapping[str, Any]) -> None:
        """Takes note of a connection; in the form that httpcore wants (`trace`)."""
        if event != CONNECTED:
            return
        connection = told["return_value"].get_extra_info("socket").dup()
        with self._lock:
            self._open.append(connection)
            cut = self._is_cut
        if cut:
            self.cut()

    def cut(self) -> None:
        """Ends all connections, and each that is made later."""
        with self._lock:
            self._is_cut = True
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Gives back what was held to be able to cut them."""
        with self._lock:
            while self._open:
                self._open.pop().close()


class _Call(Generic[Found]):
    """What runs beside, and what came of it."""

    def __init__(self, call: Callable[[Line], Found], ended: Callable[[], None]) -> None:
        self.line = Line()
        self.found: list[Found] = []
        self.error: Exception | None = None
        self._call = call
        self._ended = ended

    def run(self) -> None:
        try:
            self.found.append(self._call(self.line))
        except Exception as error:
            self.error = error
        finally:
            self.line.close()
            self._ended()

    def result(self) -> Found:
        """What was found, or the error, which is let go of: it holds the frame that holds this."""
        error, self.error = self.error, None
        if error is None:
            return self.found[0]
        try:
            raise error
        finally:
            del error


def within(call: Callable[[Line], Found], *, until: float, ended: Callable[[], None]) -> Found:
    """What `call` returns or raises; raises TooSlowError at `until` (time.monotonic).

    It is called in a thread of its own, that is left alone then and has its connections cut.
    `ended` is called when the thread is over, which may be later: looking up the name of a machine
    cannot be cut.
    """
    running = _Call(call, ended)
    thread = Thread(target=running.run, daemon=True)
    try:
        thread.start()
    except RuntimeError:
        ended()
        raise
    thread.join(max(until - time.monotonic(), 0))
    if thread.is_alive():
        running.line.cut()
        raise TooSlowError
    return running.result()
