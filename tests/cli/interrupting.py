"""Commands that run as a process until somebody presses Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

STOPPED_BY_CTRL_C = frozenset({130, -signal.SIGINT})
"""A shell shows 130 for both: Python dies of the signal if it came while generated code ran."""


@contextmanager
def interruptible(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """`trifecta` with arguments, listening for Ctrl-C even where these tests do not.

    A shell that starts the tests in the background has them ignore it, and what they start too.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "trifecta", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        try:
            yield process
        finally:
            process.kill()
