"""CPU of `trifecta --help`, beside a Python that does nothing.

    python -m benchmarks.cli [--times 20]

CPU is user and system time of the finished process; the goal is at most 150 ms. The two commands
take turns.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from statistics import median

GOAL_MS = 150.0
NOTHING = (sys.executable, "-c", "pass")
HELP = (sys.executable, "-m", "trifecta", "--help")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cli")
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    _check()
    measured = [(cpu_ms(NOTHING), cpu_ms(HELP)) for _ in range(times)]
    nothing, ours = (median(each) for each in zip(*measured, strict=True))
    verdict = "within" if ours <= GOAL_MS else "beyond"
    print("| command | CPU ms |\n| --- | ---: |")
    print(f"| python -c pass | {nothing:.0f} |")
    print(f"| trifecta --help | {ours:.0f} |")
    print(f"\nMedians of {times}; {verdict} the goal of {GOAL_MS:.0f} ms.")


def _check() -> None:
    shown = subprocess.run(HELP, check=True, capture_output=True, text=True).stdout
    if "Commands" not in shown:
        raise RuntimeError("`trifecta --help` does not list the commands")


def cpu_ms(command: tuple[str, ...]) -> float:
    """User and system time of one run, in milliseconds."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return 1000 * (usage.ru_utime + usage.ru_stime)


if __name__ == "__main__":
    main()
