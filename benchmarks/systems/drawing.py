"""CPU time of diagrams, from the text of a model to both pictures and the table.

    python -m benchmarks.systems.drawing [--times 20]

What a process imports is measured beside its first diagram. Two drawings of the same text are
compared first, and have to be equal.
"""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
import time
from statistics import median

HIRING = """[Candidates] > PhoneScreens @ 25
PhoneScreens > Onsites @ 0.5
Onsites > Offers @ 0.5
Offers > Hires @ 0.5
Hires > Employees(5) @ 1.0
Employees > Departures @ Leak(0.1)
Departures > [Departed] @ 1.0
"""
LEVELS = "HiringRate(2)\n" + "".join(
    f"[Candidates] > Level{at}(10) @ HiringRate\nLevel{at} > Left{at} @ Leak(0.1)\n"
    f"Left{at} > Level{at} @ Leak(0.5)\nLevel{at} > Level{at + 1} @ Leak(0.1)\n"
    for at in range(4)
)
CHAIN = "".join(f"Step{at} > Step{at + 1} @ Leak(0.2)\n" for at in range(59))
TANGLE = "".join(
    f"S{at} > S{at + 1} @ {f'S{(at * 7 + 3) % 40}' if at < 20 else 2}\n" for at in range(40)
)
MODELS = {
    "hiring, 6 stocks": HIRING,
    "levels, 9 stocks and loops": LEVELS,
    "60 stocks": CHAIN,
    "41 stocks, 20 links": TANGLE,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.systems.drawing")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--first", choices=MODELS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.first:
        print(_imports_ms(), _cpu_ms(MODELS[given.first]))
        return
    print("| model | imports, CPU ms | first diagram | a new one |\n| --- | ---: | ---: | ---: |")
    for name, text in MODELS.items():
        if _drawn(text) != _drawn(text):
            raise SystemExit(f"{name}: two drawings differ")
        imports, first = map(median, zip(*(_in_a_new_process(name) for _ in range(5)), strict=True))
        again = median(_cpu_ms(text) for _ in range(given.times))
        print(f"| {name} | {imports:.0f} | {first:.1f} | {again:.1f} |")
    print(f"\nMedians of 5 processes and of {given.times} drawings.")


def _in_a_new_process(name: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.systems.drawing", "--first", name]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    imports, first = map(float, said.split())
    return imports, first


def _imports_ms() -> float:
    start = time.process_time()
    for module in ("charts.stock_flow", "domain.systems.structure"):
        importlib.import_module(f"trifecta.{module}")
    return (time.process_time() - start) * 1000


def _cpu_ms(text: str) -> float:
    start = time.process_time()
    _drawn(text)
    return (time.process_time() - start) * 1000


def _drawn(text: str) -> str:
    from trifecta.charts.stock_flow import stock_flow
    from trifecta.domain.systems import parse
    from trifecta.domain.systems.structure import structure_of

    return stock_flow(structure_of(parse(text)), title="Model", description="").svg


if __name__ == "__main__":
    main()
