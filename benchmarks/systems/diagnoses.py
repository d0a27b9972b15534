"""How often a planted fault of hiring is named, and named rightly:
`python -m benchmarks.systems.diagnoses`."""

from __future__ import annotations

import argparse
from collections import Counter

from scipy.stats import beta

from benchmarks.systems.quarters import BEFORE, FAULTS, MODEL, quarter
from trifecta.domain.systems import parse
from trifecta.domain.systems.diagnosing.diagnosis import Diagnosis, diagnose
from trifecta.domain.systems.observing.observations import Observations

SIZES = (50, 100, 200, 400)
NOISES = (0.0, 0.15, 0.3)
UNNAMED = (Diagnosis.NOTHING, Diagnosis.SEVERAL, Diagnosis.CANNOT_TELL)


def interval(hits: int, runs: int) -> str:
    """A share with its exact 95% interval (Clopper and Pearson 1934)."""
    if not runs:
        return "–"
    low = beta.ppf(0.025, hits, runs - hits + 1) if hits else 0.0
    high = beta.ppf(0.975, hits + 1, runs - hits) if hits < runs else 1.0
    return f"{100 * hits / runs:.1f}% ({100 * low:.1f} to {100 * high:.1f})"


def confusion(size: int, noise: float, *, runs: int, history: bool) -> dict[str, Counter[str]]:
    """What was said, by what was planted."""
    found: dict[str, Counter[str]] = {}
    model = parse(MODEL.replace("@ 20", f"@ {round(size / 13)}"))
    candidates = round(size / 13) * 13
    for place, fault in enumerate(FAULTS):
        said: Counter[str] = Counter()
        for run in range(runs):
            seed = run + 100_000 * place + 1_000_000 * size
            observed = quarter(seed, candidates=candidates, fault=fault, noise=noise)
            if not history:
                observed = _last_quarter(observed)
            since = BEFORE + 1 if history else None
            said[diagnose(model, observed, since=since).diagnosis.value] += 1
        found[fault.name] = said
    return found


def _last_quarter(observed: Observations) -> Observations:
    return Observations(
        stocks={},
        flows={
            flow: {week: count for week, count in counts.items() if week > BEFORE}
            for flow, counts in observed.flows.items()
        },
    )


def main() -> None:
    """A table for each reference and noise, then the sums that the page of figures names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300)
    runs = parser.parse_args().runs
    kinds = [kind.value for kind in Diagnosis]
    for history in (True, False):
        print(f"\nheld against {'the two quarters before' if history else 'the model'}")
        for noise in NOISES:
            for size in SIZES:
                table = confusion(size, noise, runs=runs, history=history)
                print(f"\n{size} candidates a quarter, noise {noise}: planted, then said")
                for planted, said in table.items():
                    shown = ", ".join(f"{kind} {said[kind]}" for kind in kinds if said[kind])
                    print(f"  {planted:24s} {shown}")
                _sums(table)


def _sums(table: dict[str, Counter[str]]) -> None:
    healthy = table["nothing-low"]
    falsely = sum(n for kind, n in healthy.items() if kind not in UNNAMED)
    several = healthy[Diagnosis.SEVERAL]
    single = {name: said for name, said in table.items() if name not in ("nothing-low", "several")}
    named = sum(n for said in single.values() for kind, n in said.items() if kind not in UNNAMED)
    right = sum(said[name] for name, said in single.items())
    print(f"  right when it names one: {interval(right, named)}")
    print(f"  named at all: {interval(named, sum(map(Counter.total, single.values())))}")
    print(f"  named on healthy weeks: {interval(falsely + several, healthy.total())}", flush=True)


if __name__ == "__main__":
    main()
