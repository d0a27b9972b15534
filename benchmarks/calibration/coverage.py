"""Model A on simulated ratings whose true levels are known: coverage, error beside raw means, time.

python -m benchmarks.calibration.coverage [--runs 1000] [--seed 7]
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.calibration.levels import adjust
from trifecta.domain.calibration.ratings import Ratings

Array = NDArray[np.float64]
MIDDLE: Final = 3.2


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """How ratings come about; sds in scale points. `votes` is the range of votes a unit gets.

    `steps` rounds scores and holds them within 1 to 5. `once` leaves the last rater one vote.
    `from_priors` draws the sds anew in each run. `tails` draws errors from Student's t with three
    degrees of freedom, `skewed` units from a shifted exponential, `uneven` gives each rater an
    error sd of their own between a half and one and a half times that of the world.
    """

    name: str
    units: int = 20
    raters: int = 6
    votes: tuple[int, int] = (2, 2)
    unit_sd: float = 0.7
    rater_sd: float = 0.4
    error_sd: float = 0.6
    steps: bool = False
    once: bool = False
    from_priors: bool = False
    tails: bool = False
    skewed: bool = False
    uneven: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Over all units of all runs: share covered with its standard error, width, and errors."""

    covered: float
    standard_error: float
    width: float
    error: float
    raw_error: float

    @property
    def better(self) -> float:
        """By which share the error of adjusted levels is below that of raw means."""
        return 1 - self.error / self.raw_error


BASE: Final = World(name="20 partnerships, 6 raters, 2 votes")
AS_PRIORS: Final = replace(BASE, name="sds of the priors", unit_sd=1.0, rater_sd=0.6, error_sd=1.0)
SEVERE: Final = replace(
    BASE, name="severe and lenient raters", unit_sd=0.5, rater_sd=0.7, error_sd=0.5
)
LARGER: Final = replace(BASE, name="40 partnerships, all of 8 raters", units=40, raters=8)
DENSE: Final = replace(LARGER, votes=(8, 8))
ON_STEPS: Final = "the same, steps 1 to 5"
WORLDS: Final = (
    BASE,
    replace(BASE, name=ON_STEPS, steps=True),
    AS_PRIORS,
    replace(AS_PRIORS, name=ON_STEPS, steps=True),
    SEVERE,
    replace(SEVERE, name=ON_STEPS, steps=True),
    replace(BASE, name="units hardly differ", unit_sd=0.3, rater_sd=0.3, error_sd=0.8),
    replace(BASE, name="units differ, raters agree", unit_sd=0.9, rater_sd=0.2, error_sd=0.4),
    replace(BASE, name="one to five votes, steps", votes=(1, 5), steps=True),
    replace(BASE, name="a rater who voted once, steps", once=True, steps=True),
    replace(BASE, name="sds drawn from their priors", from_priors=True),
    replace(SEVERE, name="severities beyond their prior (1.5)", rater_sd=1.5),
    replace(BASE, name="errors with heavy tails", tails=True),
    replace(BASE, name="units skewed", skewed=True),
    replace(BASE, name="raters unequally careful", uneven=True),
    replace(LARGER, name="40 partnerships, 8 raters, 3 votes", votes=(3, 3), steps=True),
    DENSE,
    replace(DENSE, name=ON_STEPS, steps=True),
)


def drawn(world: World, rng: np.random.Generator) -> tuple[Ratings, Array]:
    """Ratings and the true level of each unit."""
    unit_sd, rater_sd, error_sd = world.unit_sd, world.rater_sd, world.error_sd
    if world.from_priors:
        unit_sd, rater_sd, error_sd = np.abs(rng.normal(0, [1.0, 0.6, 1.0]))
    true = MIDDLE + unit_sd * (
        rng.exponential(size=world.units) - 1 if world.skewed else rng.normal(size=world.units)
    )
    severity = rng.normal(0, rater_sd, world.raters)
    unit_of, rater_of = _who_rates_whom(world, rng)
    noise = rng.normal(size=len(unit_of))
    if world.tails:
        noise = rng.standard_t(3, size=len(unit_of)) / np.sqrt(3)
    if world.uneven:
        noise = noise * rng.uniform(0.5, 1.5, world.raters)[rater_of]
    scores = true[unit_of] + severity[rater_of] + error_sd * noise
    if world.steps:
        scores = np.clip(np.rint(scores), 1, 5)
    return Ratings(
        units=tuple(map(str, range(world.units))),
        raters=tuple(map(str, range(world.raters))),
        unit_of=unit_of,
        rater_of=rater_of,
        scores=scores,
    ), true


def _who_rates_whom(
    world: World, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    often = world.raters - world.once
    pairs = [
        (unit, rater)
        for unit in range(world.units)
        for rater in rng.choice(
            often, int(rng.integers(world.votes[0], world.votes[1] + 1)), replace=False
        )
    ]
    if world.once:
        pairs.append((0, world.raters - 1))
    array = np.array(pairs, dtype=np.int64)
    return array[:, 0], array[:, 1]


def figures(world: World, *, runs: int, seed: int) -> Figures:
    """What the product's own function does with `runs` draws of a world."""
    rng = np.random.default_rng(seed)
    covered, width, error, raw = (np.empty(runs) for _ in range(4))
    for run in range(runs):
        ratings, true = drawn(world, rng)
        found = adjust(ratings).levels
        low, high, value, mean = np.array(
            [(each.level.low, each.level.high, each.level.value, each.raw) for each in found]
        ).T
        covered[run] = ((low <= true) & (true <= high)).mean()
        width[run] = (high - low).mean()
        error[run], raw[run] = ((value - true) ** 2).mean(), ((mean - true) ** 2).mean()
    return Figures(
        covered=float(covered.mean()),
        standard_error=float(covered.std() / np.sqrt(runs)),
        width=float(width.mean()),
        error=float(np.sqrt(error.mean())),
        raw_error=float(np.sqrt(raw.mean())),
    )


def milliseconds(world: World, *, seed: int, times: int = 9) -> float:
    """The median of how long one adjustment takes."""
    rng = np.random.default_rng(seed)
    took = []
    for _ in range(times):
        ratings, _ = drawn(world, rng)
        began = time.perf_counter()
        adjust(ratings)
        took.append(time.perf_counter() - began)
    return float(np.median(took)) * 1000


def main() -> None:
    """Print a line a world, then how long it takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    print(f"{'world':40} {'covered':>14} {'width':>6} {'rmse':>6} {'raw':>6} {'better':>7}")
    for world in WORLDS:
        runs = given.runs if world.units * world.votes[1] <= 60 else max(1, given.runs // 4)
        f = figures(world, runs=runs, seed=given.seed)
        print(
            f"{world.name:40} {f.covered:6.3f} ± {f.standard_error:.3f} {f.width:6.2f} "
            f"{f.error:6.3f} {f.raw_error:6.3f} {f.better:7.0%}",
            flush=True,
        )
    for world in WORLDS[-2:]:
        print(f"{world.name}: {milliseconds(world, seed=given.seed):.0f} ms")


if __name__ == "__main__":
    main()
