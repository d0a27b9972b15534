"""PySD: the model is translated once, then each draw gets its rates and a run.

Reads {"file": an XMILE file, "names": parameters, "draws": [[…]], "rounds", "stocks"}; prints
{"seconds", "final": [[…]], "first": [[…] a round]}.
"""

from __future__ import annotations

import json
import sys
import time

import pysd


def main() -> None:
    """Answer on standard output."""
    given = json.load(sys.stdin)
    rounds, stocks = given["rounds"], given["stocks"]
    began = time.process_time()
    model = pysd.read_xmile(given["file"])
    final = []
    for draw in given["draws"]:
        found = model.run(
            params=dict(zip(given["names"], draw, strict=True)),
            return_columns=stocks,
            return_timestamps=[rounds],
        )
        final.append(found.iloc[-1].tolist())
    seconds = time.process_time() - began
    one = model.run(
        params=dict(zip(given["names"], given["draws"][0], strict=True)), return_columns=stocks
    )
    print(json.dumps({"seconds": seconds, "final": final, "first": one.to_numpy().tolist()}))


main()
