"""What the four-fifths ratio, Fisher's test and both together say of groups without any bias.

python -m benchmarks.calibration.impacts [--runs 20000] [--seed 7]
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np

from trifecta.domain.calibration.impact import GroupCount, Verdict, below_by_chance, impact


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """Shares of runs: the ratio below four fifths, both measures speaking, and the exact ratio."""

    ratio: float
    both: float
    exact: float


@cache
def _verdict(people: int, one: int, other: int) -> tuple[Verdict, ...]:
    counts = [
        GroupCount(group="one", people=people, selected=one),
        GroupCount(group="other", people=people, selected=other),
    ]
    return tuple(group.verdict for group in impact(counts).groups)


def alarms(people: int, rates: tuple[float, float], *, runs: int, seed: int) -> Alarms:
    """Two groups of `people`, selected with `rates`; equal rates are no bias."""
    rng = np.random.default_rng(seed)
    drawn = rng.binomial(people, rates, (runs, 2))
    found = Counter(_verdict(people, int(a), int(b)) for a, b in drawn)
    look = sum(count for verdicts, count in found.items() if "look" in verdicts)
    low = sum(count for verdicts, count in found.items() if {"look", "ratio_alone"} & set(verdicts))
    return Alarms(
        ratio=low / runs, both=look / runs, exact=below_by_chance(people, people, rates[0])
    )


def main() -> None:
    """Print a line for each size and rate without bias, then with a true ratio of one half."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    print("no bias")
    print(f"{'people':>7} {'selected':>9} {'ratio < 0.8':>12} {'exact':>7} {'both':>7}")
    for people in (10, 20, 50, 100, 200):
        for rate in (0.1, 0.2, 0.4, 0.6):
            found = alarms(people, (rate, rate), runs=given.runs, seed=given.seed)
            print(
                f"{people:7} {rate:9.0%} {found.ratio:12.1%} {found.exact:7.1%} {found.both:7.1%}"
            )
    print("selected half as often")
    for people in (20, 50, 100, 200):
        found = alarms(people, (0.2, 0.4), runs=given.runs, seed=given.seed)
        print(f"{people:7} {'20% : 40%':>9} {found.ratio:12.1%} {'':7} {found.both:7.1%}")


if __name__ == "__main__":
    main()
