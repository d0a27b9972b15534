"""NegMAS: frontier, Nash and Kalai-Smorodinsky points of Genius domains, timed from their files.

Reads {"domains": [{"domain": path, "profiles": [path, path]}], "repeats": n} and prints a list of
{"seconds", "frontier", "nash", "ks"} or {"error"}.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from typing import Any

from negmas import load_genius_domain
from negmas.preferences.ops import ks_points, nash_points, pareto_frontier


def answer(domain: str, profiles: list[str]) -> dict[str, Any]:
    """The points of one domain, utilities as they are in its files."""
    start = time.process_time()
    scenario = load_genius_domain(domain, profiles, ignore_discount=True, ignore_reserved=True)
    for ufun in scenario.ufuns:
        ufun.reserved_value = 0.0
    outcomes = list(scenario.outcome_space.enumerate_or_sample())
    frontier, _ = pareto_frontier(scenario.ufuns, outcomes=outcomes, sort_by_welfare=False)
    ranges = [(0.0, max(row[p] for row in frontier)) for p in range(len(scenario.ufuns))]
    nash = nash_points(scenario.ufuns, frontier, ranges=ranges, outcomes=outcomes)
    ks = ks_points(scenario.ufuns, frontier, ranges=ranges, outcomes=outcomes)
    taken = time.process_time() - start
    return {
        "seconds": taken,
        "outcomes": len(outcomes),
        "frontier": [list(row) for row in frontier],
        "nash": [list(row) for row, _ in nash],
        "ks": [list(row) for row, _ in ks],
    }


def main() -> None:
    warnings.simplefilter("ignore")
    given = json.load(sys.stdin)
    found = []
    for row in given["domains"]:
        try:
            rounds = [answer(row["domain"], row["profiles"])]
            while len(rounds) < given["repeats"] and rounds[0]["seconds"] < 5:
                rounds.append(answer(row["domain"], row["profiles"]))
            found.append(
                {**rounds[0], "seconds": sorted(r["seconds"] for r in rounds)[len(rounds) // 2]}
            )
        except Exception as error:  # whatever a peer cannot read is reported
            found.append({"error": f"{type(error).__name__}: {error}"[:200]})
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
