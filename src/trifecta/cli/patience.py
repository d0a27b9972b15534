"""A sign of life on standard error while something takes longer than a second.

Standard output is kept for the answer meanwhile: HiGHS prints there by itself now and then.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
        with _libraries_on_standard_error():
            yield
    finally:
        done.set()
        waiting.join()


@contextmanager
def _libraries_on_standard_error() -> Iterator[None]:
    """What compiled code prints goes to standard error; as it is where there are no such files."""
    try:
        kept = os.dup(1)
    except OSError:  # standard output is closed
        yield
        return
    sys.stdout.flush()
    try:
        os.dup2(2, 1)
        yield
    finally:
        _flush_compiled_code()
        os.dup2(kept, 1)
        os.close(kept)


def _flush_compiled_code() -> None:
    with suppress(OSError, AttributeError, TypeError):  # no C library by this name
        ctypes.CDLL(None).fflush(None)


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
