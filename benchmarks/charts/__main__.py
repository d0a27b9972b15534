"""CPU and memory of pictures in a fresh process.

    python -m benchmarks.charts [--times 20]

A frontier is drawn by a renderer that has to start first; a trend is put together from text. Each
new frontier has other numbers, so nothing is known of it; a known one is the same again.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np

from trifecta.charts.chart import Chart, Person
from trifecta.charts.frontier import Plan, frontier
from trifecta.charts.trend import TrendPoint, trend

PLANS = 8
ROBIN = Person(name="Robin", place=0)
NOOR = Person(name="Noor", place=1)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.charts")
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    before = _memory_mb()
    first = _cpu_ms(_frontier)
    after = _memory_mb()
    new = median(_cpu_ms(partial(_frontier, seed)) for seed in range(1, times + 1))
    known = median(_cpu_ms(_frontier) for _ in range(times))
    small = median(_cpu_ms(_trend) for _ in range(times))
    print("| picture | CPU ms |\n| --- | ---: |")
    print(f"| the first frontier of a process | {first:.0f} |")
    print(f"| a new frontier of {PLANS} plans, in both widths | {new:.0f} |")
    print(f"| a known one | {known:.1f} |")
    print(f"| a trend of four check-ins | {small:.2f} |")
    print(f"\nThe renderer takes {after - before:.0f} MB. Medians of {times}.")


def _frontier(seed: int = 0) -> Chart:
    needs = np.random.default_rng(seed).uniform(0, 100, size=(PLANS, 2))
    plans = [
        Plan(
            name=f"Plan {index + 1}",
            first=float(first),
            second=float(second),
            best=index < 3,
            suggested=index == 0,
        )
        for index, (first, second) in enumerate(needs)
    ]
    return frontier(title="Plans", description="", first=ROBIN, second=NOOR, plans=plans)


def _trend() -> Chart:
    start = date(2026, 2, 1)
    points = [
        TrendPoint(on=start + timedelta(days=80 * n), value=0.2 * n, low=0.2 * n - 0.2, high=0.9)
        for n in range(4)
    ]
    return trend(
        title="Trend", description="", points=points, scale=(-1.0, 1.0), label="guessed well"
    )


def _cpu_ms(draw: Callable[[], Chart]) -> float:
    start = time.process_time()
    draw()
    return 1000 * (time.process_time() - start)


def _memory_mb() -> float:
    """What this process holds in memory."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


if __name__ == "__main__":
    main()
