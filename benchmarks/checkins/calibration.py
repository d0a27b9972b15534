"""How far the diagnosis can be trusted: simulated pairs whose true explanation is known.

    python -m benchmarks.checkins.calibration [--pairs 40000] [--seed 7]

Prints, for several populations of pairs, how often the stated probabilities are right and what the
diagnosis names. The vectorised arithmetic is first checked against the product's own estimator.
"""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from trifecta.domain.checkins.estimator import (
    NAMED_FROM,
    Side,
    diagnose,
    is_flat,
)

Array = NDArray[np.float64]
Marks = NDArray[np.int64]
NAMES = ("both", "understanding", "incentives", "neither")
NEITHER = NAMES.index("neither")
STEPS_PER_SD = 1.6
LARGEST_R = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Pairs to simulate; centres and spreads are of Fisher's z as answers show it.

    `understanding_apart` is how far the accuracies of the two people differ (their sd).
    `item_spread` is the sd, in steps, of what everybody tends to answer to an item.
    `assumed` is the reliability the diagnosis is told, where that is not the true one.
    """

    name: str
    centre: float
    spread: float
    items: int = 24
    reliability: float = 0.75
    assumed: float | None = None
    understanding_apart: float = 0.25
    item_spread: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Marks −3..+3 of many pairs, each array (pairs, items), and the true explanation of each."""

    own: tuple[Marks, Marks]
    guess: tuple[Marks, Marks]
    truth: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the diagnosis did on one population; shares are 0..1."""

    calibration_error: float
    fine_mislabelled: float
    accuracy_when_named: float
    share_named: float


BALANCED = Population(name="four explanations equally common", centre=0.394, spread=0.5)
POPULATIONS = (
    replace(BALANCED, name="four explanations equally common, 20 items", items=20),
    BALANCED,
    Population(name="drawn from the prior, N(0, 1)", centre=0.0, spread=1.0),
    Population(name="every pair near the border", centre=0.394, spread=0.25),
    replace(BALANCED, name="less reliable answers (0.60), known", reliability=0.6, centre=0.31),
    replace(
        BALANCED,
        name="less reliable (0.60), taken for 0.75",
        reliability=0.6,
        assumed=0.75,
        centre=0.31,
    ),
    replace(BALANCED, name="reliability 0.75 taken for 0.60", assumed=0.6),
    replace(
        BALANCED, name="everybody leans alike on items (sd 0.5), norms unknown", item_spread=0.5
    ),
)


def simulate(population: Population, *, pairs: int, seed: int) -> Answers:
    """Draw pairs: true profiles with the drawn correlations, then noise, then seven steps."""
    rng = np.random.default_rng(seed)
    z_a = rng.normal(population.centre, population.spread, pairs)
    z_u = rng.normal(population.centre, population.spread, pairs)
    apart = rng.normal(0, population.understanding_apart, pairs)
    shown = np.tanh(np.stack([z_a, z_u + apart, z_u - apart]))
    limit = 0.995 * population.reliability
    true = np.clip(shown, -limit, limit) / population.reliability
    profiles = _profiles(true, items=population.items, rng=rng)
    lean = rng.normal(0, population.item_spread, population.items)
    marks = [_answer(p, lean, population.reliability, rng) for p in profiles]
    border = math.atanh(population.reliability / 2)
    z_true = np.arctanh(true * population.reliability)
    truth = _class(z_true[0] < border, (z_true[1] + z_true[2]) / 2 < border)
    return Answers(own=(marks[0], marks[1]), guess=(marks[2], marks[3]), truth=truth)


def odds(answers: Answers, *, reliability: float) -> Array:
    """Probabilities of the four explanations, (pairs, 4) in the order of NAMES."""
    items = answers.truth.size and answers.own[0].shape[1]
    v = 1 / (items - 3)
    z_a = _z(answers.own[0], answers.own[1])
    z_u = (_z(answers.guess[0], answers.own[1]) + _z(answers.guess[1], answers.own[0])) / 2
    low_a, low_u = _low(z_a, v, reliability), _low(z_u, v / 2, reliability)
    return np.stack(
        [low_a * low_u, (1 - low_a) * low_u, low_a * (1 - low_u), (1 - low_a) * (1 - low_u)], axis=1
    )


def figures(population: Population, *, pairs: int, seed: int) -> Figures:
    """Simulate a population and score the diagnosis on it."""
    answers = simulate(population, pairs=pairs, seed=seed)
    stated = odds(answers, reliability=population.assumed or population.reliability)
    top, named_as = stated.max(axis=1), stated.argmax(axis=1)
    right, named = named_as == answers.truth, top >= NAMED_FROM
    fine = answers.truth == NEITHER
    return Figures(
        calibration_error=_calibration_error(top, right),
        fine_mislabelled=float((named & (named_as != NEITHER))[fine].mean()),
        accuracy_when_named=float(right[named].mean()),
        share_named=float(named.mean()),
    )


def largest_difference(population: Population, *, pairs: int, seed: int) -> float:
    """Largest difference between this arithmetic and the product's estimator, on a sample."""
    answers = simulate(population, pairs=pairs, seed=seed)
    fast = odds(answers, reliability=population.reliability)
    worst = 0.0
    for index in range(pairs):
        sides = [_side(answers, index, who) for who in (0, 1)]
        if any(is_flat(side) for side in sides):
            continue
        result = diagnose(sides[0], sides[1], reliability=population.reliability)
        slow = [getattr(result.odds, name) for name in NAMES]
        worst = max(worst, float(np.abs(fast[index] - slow).max()))
    return worst


def random_markers(*, pairs: int, seed: int) -> float:
    """Share of pairs that get a name although both people mark anything anywhere."""
    rng = np.random.default_rng(seed)

    def side() -> Side:
        own, guess = ({str(i): int(m) for i, m in enumerate(rng.integers(-3, 4, 24))} for _ in "ab")
        twice = tuple((int(a), int(b)) for a, b in rng.integers(-3, 4, (4, 2)))
        return Side(role="em", own=own, guess=guess, twice=twice)

    named = sum(diagnose(side(), side()).verdict != "unclear" for _ in range(pairs))
    return named / pairs


def _profiles(true: Array, *, items: int, rng: np.random.Generator) -> list[Array]:
    """Own profiles of the two and their guesses, each (pairs, items), variance 1."""
    one, other, guess_one, guess_other = rng.normal(size=(4, true.shape[1], items))
    other = _mixed(one, other, true[0])
    return [one, other, _mixed(other, guess_one, true[1]), _mixed(one, guess_other, true[2])]


def _mixed(base: Array, fresh: Array, r: Array) -> Array:
    mixed: Array = r[:, None] * base + np.sqrt(1 - r**2)[:, None] * fresh
    return mixed


def _answer(profile: Array, lean: Array, reliability: float, rng: np.random.Generator) -> Marks:
    noise = rng.normal(size=profile.shape)
    felt = math.sqrt(reliability) * profile + math.sqrt(1 - reliability) * noise
    return np.clip(np.rint(lean + STEPS_PER_SD * felt), -3, 3).astype(np.int64)


def _z(xs: Marks, ys: Marks) -> Array:
    dx, dy = xs - xs.mean(axis=1, keepdims=True), ys - ys.mean(axis=1, keepdims=True)
    r = (dx * dy).sum(axis=1) / np.sqrt((dx**2).sum(axis=1) * (dy**2).sum(axis=1))
    z: Array = np.arctanh(np.clip(r, -LARGEST_R, LARGEST_R))
    return z


def _low(z: Array, v: float, reliability: float) -> Array:
    weight = 1 / (1 + v)
    low: Array = ndtr((math.atanh(reliability / 2) - weight * z) / math.sqrt(weight * v))
    return low


def _class(low_agreement: NDArray[np.bool_], low_accuracy: NDArray[np.bool_]) -> NDArray[np.int64]:
    return np.select(
        [low_agreement & low_accuracy, low_accuracy, low_agreement], [0, 1, 2], default=3
    ).astype(np.int64)


def _calibration_error(stated: Array, right: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten bins (Naeini, Cooper and Hauskrecht 2015)."""
    bins = np.minimum((stated * 10).astype(int), 9)
    inside = [bins == b for b in range(10) if (bins == b).any()]
    return float(sum(abs(stated[b].mean() - right[b].mean()) * b.mean() for b in inside))


def _side(answers: Answers, pair: int, who: int) -> Side:
    def keyed(marks: Marks) -> dict[str, int]:
        return {str(index): int(mark) for index, mark in enumerate(marks[pair])}

    return Side(role="em", own=keyed(answers.own[who]), guess=keyed(answers.guess[who]))


def main() -> None:
    """Print one line a population."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    difference = largest_difference(BALANCED, pairs=300, seed=given.seed)
    print(f"largest difference from the product's estimator on 300 pairs: {difference:.1e}")
    print(f"{'population':56} {'cal. error':>10} {'fine wrong':>10} {'right':>7} {'named':>7}")
    for population in POPULATIONS:
        f = figures(population, pairs=given.pairs, seed=given.seed)
        print(
            f"{population.name:56} {f.calibration_error:10.3f} {f.fine_mislabelled:10.3f} "
            f"{f.accuracy_when_named:7.3f} {f.share_named:7.3f}"
        )
    share = random_markers(pairs=2000, seed=given.seed)
    print(f"both people mark anything anywhere: {share:.3f} of pairs get a name")


if __name__ == "__main__":
    main()
