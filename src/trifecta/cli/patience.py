"""A sign of life on standard error while something takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

AFTER_SECONDS: Final = 1.0


@contextmanager
def patience(what: str) -> Iterator[None]:
    """Says `what` is going on after a second; on a terminal with the seconds, gone at the end."""
    done = Event()
    waiting = Thread(target=_wait, args=(what, done), daemon=True)
    waiting.start()
    try:
        yield
    finally:
        done.set()
        waiting.join()


def _wait(what: str, done: Event) -> None:
    began = time.monotonic()
    if done.wait(AFTER_SECONDS):
        return
    if not sys.stderr.isatty():
        print(f"{what} …", file=sys.stderr, flush=True)  # noqa: T201
        done.wait()
        return
    while not done.wait(0.5):
        seconds = int(time.monotonic() - began)
        print(f"\r{what}, {seconds} s", end="", file=sys.stderr, flush=True)  # noqa: T201
    print("\r\033[K", end="", file=sys.stderr, flush=True)  # noqa: T201
