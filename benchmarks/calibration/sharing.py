"""When a shared rating is closer to the truth than separate ones, and what blind double flags do.

    python -m benchmarks.calibration.sharing [--runs 400000] [--seed 7]

The formula of the product is checked against simulated votes; flags are decided by its own rule.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.calibration.exceptions import MORE_THAN, Flag, standing
from trifecta.domain.calibration.sharing import Sharing, Situation, sharing

Array = NDArray[np.float64]
Steps = NDArray[np.int64]
Rule = Literal["one flag", "mean of two", "two, from a step", "two flags"]

PAIR: Final = Situation(ratee_sd=1.0, individual=0.5, severity_sd=0.4, error_sd=0.6)
SHARES: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
RULES: Final[tuple[Rule, ...]] = (
    "one flag",
    "mean of two",
    "two, from a step",
    "two flags",
)


def simulated(situation: Situation, *, runs: int, seed: int) -> Sharing:
    """The same errors from votes: each rater rates the partnership, or one member each in turn."""
    rng = np.random.default_rng(seed)
    members, votes = situation.members, situation.votes
    own_sd = situation.ratee_sd * np.sqrt(situation.individual)
    common_sd = situation.ratee_sd * np.sqrt(1 - situation.individual)
    true = rng.normal(0, common_sd, (runs, 1)) + rng.normal(0, own_sd, (runs, members))
    severity = rng.normal(0, situation.severity_sd, (runs, votes))
    error = rng.normal(0, situation.error_sd, (runs, votes))
    seen = true.mean(axis=1, keepdims=True) + severity + error
    together = seen.mean(axis=1, keepdims=True)
    each = (severity + error).reshape(runs, votes // members, members).mean(axis=1)
    return Sharing(
        shared=float(np.sqrt(((together - true) ** 2).mean())),
        separate=float(np.sqrt((each**2).mean())),
        breaks_even=sharing(situation).breaks_even,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """People of whom `failing` stand clearly apart, and two calibrators who see it with noise.

    All in scale steps. A person's own part has sd `own`; for the failing its middle is `apart`. A
    calibrator sees each outcome with an sd of `noise`, all of them shifted alike by an impression
    of sd `halo`, and writes down whole steps.
    """

    name: str
    failing: float = 0.05
    own: float = 0.3
    apart: float = -2.0
    halo: float = 0.3
    noise: float = 0.8
    outcomes: int = 4


ROOM: Final = Room(name="as assumed")
ROOMS: Final = (
    ROOM,
    replace(ROOM, name="clearer impressions (0.2)", halo=0.2),
    replace(ROOM, name="vaguer impressions (0.5)", halo=0.5),
    replace(ROOM, name="one in fifty fails", failing=0.02),
    replace(ROOM, name="failing by 1.5 steps", apart=-1.5),
    replace(ROOM, name="members differ more (0.5)", own=0.5),
    replace(ROOM, name="one outcome alone is looked at", outcomes=1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """Shares: raised without cause of all, with cause of the raised, and found of the failing."""

    false: float
    right: float
    found: float


def raised(room: Room, rule: Rule, *, runs: int, seed: int) -> Raised:
    """What a rule raises among `runs` people."""
    steps, failing = _seen(room, runs=runs, seed=seed)
    gaps = steps.mean(axis=2)
    flagged = {
        "one flag": (gaps < -MORE_THAN).any(axis=1),
        "mean of two": gaps.mean(axis=1) < -MORE_THAN,
        "two, from a step": (gaps <= -MORE_THAN).all(axis=1),
        "two flags": (gaps < -MORE_THAN).all(axis=1),
    }[rule]
    return Raised(
        false=float((flagged & ~failing).mean()),
        right=float(failing[flagged].mean()) if flagged.any() else float("nan"),
        found=float(flagged[failing].mean()),
    )


def decided_otherwise(room: Room, *, runs: int, seed: int) -> int:
    """Of `runs` people, how many the product's own rule decides otherwise than this arithmetic."""
    steps, _ = _seen(room, runs=runs, seed=seed)
    wrong = 0
    for pair in steps:
        flags = [
            Flag(calibrator=str(place), function=str(place), gaps=tuple(map(int, gaps)))
            for place, gaps in enumerate(pair)
            if gaps.mean() < 0
        ]
        both = bool((pair.mean(axis=1) < -MORE_THAN).all())
        wrong += (standing(flags) == "may_be_discussed") != both
    return wrong


def _seen(room: Room, *, runs: int, seed: int) -> tuple[Steps, NDArray[np.bool_]]:
    """Whole steps by person, calibrator and outcome, and who really fails."""
    rng = np.random.default_rng(seed)
    failing = rng.random(runs) < room.failing
    gap = rng.normal(0, room.own, runs) + room.apart * failing
    halo = rng.normal(0, room.halo, (runs, 2, 1))
    noise = rng.normal(0, room.noise, (runs, 2, room.outcomes))
    return np.rint(gap[:, None, None] + halo + noise).astype(np.int64), failing


def main() -> None:
    """Print errors by how individual performance is, then what each rule raises."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=400_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    print(f"{'individual':>10} {'shared':>8} {'separate':>9} {'simulated':>17}")
    for share in SHARES:
        situation = replace(PAIR, individual=share)
        formula, votes = sharing(situation), simulated(situation, runs=given.runs, seed=given.seed)
        print(
            f"{share:10.0%} {formula.shared:8.3f} {formula.separate:9.3f} "
            f"{votes.shared:8.3f} {votes.separate:8.3f}"
        )
    print(f"shared and separate are equal at {sharing(PAIR).breaks_even:.0%} individual")
    missed = decided_otherwise(ROOM, runs=5000, seed=given.seed)
    print(f"decided otherwise by the product's rule: {missed} of 5000 people")
    print(f"{'room':34} {'rule':17} {'false':>8} {'right':>7} {'found':>7}")
    for room in ROOMS:
        for rule in RULES:
            r = raised(room, rule, runs=given.runs, seed=given.seed)
            print(f"{room.name:34} {rule:17} {r.false:8.2%} {r.right:7.1%} {r.found:7.1%}")


if __name__ == "__main__":
    main()
