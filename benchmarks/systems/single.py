"""One run from text beside the `systems` package, and how soon a text has a lint and a diagram.

`python -m benchmarks.systems.single`

CPU time, best of many, with both in one process by turns; values are compared first. The models are
those of systems/real-specs.json in SHARED_DATA where it is there, and the hiring model below.
"""

from __future__ import annotations

import importlib
import json
import os
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from trifecta.charts.stock_flow.files import svg_file
from trifecta.domain.systems import parse, run
from trifecta.domain.systems.linting import lint
from trifecta.domain.systems.structure import structure_of

HIRING: Final = """\
# A recruiter brings in three candidates a week.
[Candidate] > Recruiters(3, 7) @ 1

[Candidate] > Prospect    @ Recruiters * 3
Prospect    > Screen      @ 0.5
Screen      > Onsite      @ 0.5
Onsite      > Offer       @ 0.25
Offer       > Accept      @ 0.5
Accept      > Hired       @ 1.0
"""
TURNS: Final = 15
ROUNDS: Final = (10, 100)
SHARED: Final = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[3] / "shared/data"))


def reference() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module("systems.parse")


def published(theirs: Any) -> dict[str, str]:
    """Those that run; how long a refusal takes says little."""
    file = SHARED / "systems" / "real-specs.json"
    if not file.exists():
        return {}
    specs = {name: case["spec"] for name, case in json.loads(file.read_text()).items()}
    return {name: text for name, text in specs.items() if _runs(theirs, text)}


def _runs(theirs: Any, text: str) -> bool:
    try:
        theirs.parse(text, tracebacks=False).run(rounds=100)
    except Exception:
        return False
    return True


def seconds(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """CPU seconds of each, the best of TURNS with a turn of the other in between."""
    best = [float("inf"), float("inf")]
    for _ in range(TURNS):
        for at, act in enumerate((one, other)):
            began = time.process_time()
            act()
            best[at] = min(best[at], time.process_time() - began)
    return best[0], best[1]


def compare(text: str, rounds: int, theirs: Any) -> tuple[float, float]:
    def with_theirs() -> list[dict[str, float]]:
        states: list[dict[str, float]] = theirs.parse(text, tracebacks=False).run(rounds=rounds)
        return states

    def with_ours() -> list[dict[str, float]]:
        return list(run(parse(text), rounds=rounds).states)

    assert repr(with_ours()) == repr(with_theirs()), text
    return seconds(with_theirs, with_ours)


def looked_at() -> tuple[float, float]:
    """CPU seconds of the first lint and diagram of the hiring model in this process, and of later.

    Imports are not counted; a server has them, and `benchmarks.cli` counts those of commands.
    """
    times = []
    for _ in range(TURNS):
        began = time.process_time()
        lint(HIRING)
        svg_file(structure_of(parse(HIRING)), title="Hiring")
        times.append(time.process_time() - began)
    return times[0], min(times[1:])


def main() -> None:
    first, later = looked_at()
    print(
        f"lint and diagram of the hiring model: first {first * 1e3:.1f} ms, "
        f"later {later * 1e3:.1f} ms"
    )
    theirs = reference()
    specs = {"hiring": HIRING, **published(theirs)}
    print(f"{'model':<46}{'rounds':>7}{'systems µs':>12}{'ours µs':>10}{'times':>7}")
    for rounds in ROUNDS:
        ratios = []
        for name, text in specs.items():
            other, own = compare(text, rounds, theirs)
            ratios.append(other / own)
            times = f"{other * 1e6:>12,.0f}{own * 1e6:>10,.0f}{other / own:>7.1f}"
            print(f"{name:<46}{rounds:>7}{times}")
        ratios.sort()
        print(
            f"{len(specs)} models, {rounds} rounds: from {ratios[0]:.1f} to {ratios[-1]:.1f} times "
            f"as fast, median {ratios[len(ratios) // 2]:.1f}\n"
        )


if __name__ == "__main__":
    main()
