"""pysimlin: one compiled simulation that is reset for each draw, its quickest way.

Reads and prints what `by_pysd` does.
"""

from __future__ import annotations

import importlib
import json
import sys
import time


def main() -> None:
    """Answer on standard output."""
    given = json.load(sys.stdin)
    simlin = importlib.import_module("simlin")
    names, stocks = given["names"], given["stocks"]
    began = time.process_time()
    simulation = simlin.load(given["file"]).simulate()
    final = []
    first: list[list[float]] = []
    for draw in given["draws"]:
        simulation.reset()
        for name, value in zip(names, draw, strict=True):
            simulation.set_value(name, value)
        simulation.run_to_end()
        final.append([simulation.get_value(stock) for stock in stocks])
        first = first or [simulation.get_series(stock).tolist() for stock in stocks]
    seconds = time.process_time() - began
    rows = [list(row) for row in zip(*first, strict=True)]
    print(json.dumps({"seconds": seconds, "final": final, "first": rows}))


main()
