"""How often a comparison says that something parts: `python -m benchmarks.systems.partings`.

Nothing planted, then a rate that falls to four tenths in the last of three quarters; people are
decided on in the same week, one or two weeks later, although the model has all in one.
"""

from __future__ import annotations

import argparse

from benchmarks.systems.diagnoses import interval
from benchmarks.systems.quarters import BEFORE, FAULTS, MODEL, quarter
from trifecta.domain.systems import parse
from trifecta.domain.systems.comparing.comparison import compare

SIZES = (100, 400)
NOISES = (0.0, 0.15, 0.3)
FLOWS = {
    "not-enough-candidates": 0,
    "elsewhere": 1,
    "no-conviction-to-offer": 2,
    "offers-not-accepted": 3,
}


def main() -> None:
    """A line for each size and noise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100)
    runs = parser.parse_args().runs
    for size in SIZES:
        model = parse(MODEL.replace("@ 20", f"@ {round(size / 13)}"))
        candidates = round(size / 13) * 13
        for noise in NOISES:
            print(f"\n{size} candidates a quarter, noise {noise}")
            for place, fault in enumerate(FAULTS[:-1]):
                found = right = near = 0
                for run in range(runs):
                    seed = run + 100_000 * place + 1_000_000 * size
                    seen = quarter(seed, candidates=candidates, fault=fault, noise=noise)
                    parted = compare(model, seen).parted
                    found += bool(parted)
                    hit = [one for one in parted if one.flow == FLOWS.get(fault.name)]
                    right += bool(hit) and len(parted) == 1
                    test = hit[0].test if hit else None
                    near += test is not None and abs(test.since - BEFORE - 1) <= 3
                print(f"  {fault.name:24s} something parts: {interval(found, runs)}", end="")
                if fault.name in FLOWS:
                    print(f"; that and nothing else: {interval(right, found)}", end="")
                    print(f"; within three weeks: {interval(near, found)}", end="")
                print(flush=True)


if __name__ == "__main__":
    main()
