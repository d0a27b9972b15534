"""`systems`: its model is read once, then each draw gets its rates and a run.

Reads {"text", "draws": [{flow number: rate}], "rounds", "initial": {stock: [value]}} and prints
{"seconds", "single", "final": [[…]], "first": [[…] a round]}, stocks that are shown in their order.
"""

from __future__ import annotations

import json
import sys
import time
from statistics import median

from systems.models import Formula
from systems.parse import parse


def main() -> None:
    """Answer on standard output."""
    given = json.load(sys.stdin)
    began = time.process_time()
    model = parse(given["text"], tracebacks=False)
    shown = [stock.name for stock in model.stocks if stock.show]
    final = []
    first: list[list[float]] = []
    for draw in given["draws"]:
        for flow, rate in draw.items():
            model.flows[int(flow)].rate.formula = Formula(rate)
        states = model.run(rounds=given["rounds"])
        final.append([states[-1][name] for name in shown])
        first = first or [[state[name] for name in shown] for state in states]
    seconds = time.process_time() - began
    singles = []
    for _ in range(15):
        began = time.process_time()
        parse(given["text"], tracebacks=False).run(rounds=given["rounds"])
        singles.append(time.process_time() - began)
    said = {"seconds": seconds, "single": median(singles), "final": final, "first": first}
    print(json.dumps(said))


main()
