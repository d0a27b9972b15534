"""Standard output is for the answer alone, whatever compiled code prints while it is sought."""

from __future__ import annotations

import subprocess
import sys

PRINTS = """
import ctypes
from trifecta.cli.patience import patience
print("before")
with patience("Comparing plans"):
    ctypes.CDLL(None).printf(b"HighsMipSolverData says something%c", 10)
print("the answer")
"""


def test_what_a_solver_prints_goes_to_standard_error() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PRINTS], check=True, capture_output=True, text=True
    )
    assert done.stdout == "before\nthe answer\n"
    assert done.stderr == "HighsMipSolverData says something\n"


def test_a_closed_standard_output_does_no_harm() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec {sys.executable} - >&-"],
        input="from trifecta.cli.patience import patience\nwith patience('x'):\n    pass\n",
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
