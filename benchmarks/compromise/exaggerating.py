"""What somebody truly keeps who exaggerates how much their needs count: random problems, two ways.

    python -m benchmarks.compromise.exaggerating [--problems 400] [--seed 7]

One party says its true weights, or exaggerates them; the finder suggests a plan from what was said,
and the plan is judged by what is true. Prints how often the exaggerating party then keeps less,
as much, or more of its true best than by telling the truth, and by how much; and the same for the
others. Every plan is the exact leximin of all plans that can be done.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import mean
from typing import Final

import numpy as np

from trifecta.domain.compromise.finder import compare_all
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.problem import (
    Need,
    Option,
    Party,
    Plan,
    Problem,
    Score,
    Stage,
    shares,
)
from trifecta.domain.compromise.worth import judge

DAY: Final = date(2027, 1, 4)
OPTIONS: Final = 8
STAGES: Final = 2
NEEDS: Final = 3
POINTS: Final = (-40.0, 0.0, 0.0, 20.0, 20.0, 50.0, 75.0, 100.0)
NOTICED: Final = 0.01
"""Less of one's best than this is as much."""

Lie = Callable[[Sequence[float]], Sequence[float]]


def doubled(weights: Sequence[float]) -> Sequence[float]:
    """The need that counts most is said to count twice as much."""
    top = max(range(len(weights)), key=weights.__getitem__)
    return shares([2 * w if place == top else w for place, w in enumerate(weights)])


def nothing_else(weights: Sequence[float]) -> Sequence[float]:
    """The need that counts most is said to count for nine tenths."""
    top = max(range(len(weights)), key=weights.__getitem__)
    rest = (len(weights) - 1) or 1
    return [0.9 if place == top else 0.1 / rest for place in range(len(weights))]


def all_the_same(weights: Sequence[float]) -> Sequence[float]:
    """Everything is said to matter as much as what matters most."""
    return shares([1.0] * len(weights))


LIES: Final[dict[str, Lie]] = {
    "the first need counts double": doubled,
    "the first need counts for nearly all": nothing_else,
    "everything counts the same": all_the_same,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one lie in one problem changed, as shares of true bests: of the liar, and the rest."""

    own: float
    others: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How often the liar kept less, as much and more (sum 1), and the mean changes."""

    less: float
    same: float
    more: float
    own: float
    lost: float
    won: float
    others: float


def random_problem(dice: np.random.Generator, *, parties: int) -> Problem:
    """Options that help or hurt several needs, and time for half of them."""
    effort = dice.integers(2, 9, size=(OPTIONS, STAGES)).astype(float)
    room = float(effort[:, 0].sum() * 0.5 / STAGES)
    stages = tuple(
        Stage(id=f"s{k}", name=f"s{k}", starts=DAY, ends=DAY, weeks=6, capacity={"people": room})
        for k in range(STAGES)
    )
    options = tuple(
        Option(
            id=f"o{i}",
            title=f"o{i}",
            effort={f"s{k}": {"people": float(effort[i, k])} for k in range(STAGES)},
        )
        for i in range(OPTIONS)
    )
    names = [f"p{p}" for p in range(parties)]
    needs = tuple(need for name in names for need in _needs(dice, name))
    scores = tuple(
        Score(option=option.id, need=need.id, points=float(dice.choice(POINTS)))
        for option in options
        for need in needs
    )
    return Problem(
        parties=tuple(Party(id=name, name=name) for name in names),
        stages=stages,
        options=options,
        needs=needs,
        scores=scores,
    )


def _needs(dice: np.random.Generator, party: str) -> Iterable[Need]:
    weights = sorted(dice.dirichlet(np.ones(NEEDS)).tolist(), reverse=True)
    for place, weight in enumerate(weights):
        late = {f"s{k}": 1.0 if k == 0 else float(dice.choice([0.5, 1.0])) for k in range(STAGES)}
        name = f"{party} {place}"
        yield Need(id=name, party=party, text=name, weight=weight, enough=120.0, discount=late)


def said(problem: Problem, party: str, lie: Lie) -> Problem:
    """The problem as it is when `party` exaggerates."""
    own = problem.needs_of(party)
    weights = dict(zip([need.id for need in own], lie([need.weight for need in own]), strict=True))
    return replace(
        problem,
        needs=tuple(
            replace(need, weight=weights.get(need.id, need.weight)) for need in problem.needs
        ),
    )


def compared(problem: Problem, party: str, lie: Lie) -> Outcome:
    """What the lie changed."""
    truth = _found(problem)
    before = truth.recommended.retention
    plan = _found(said(problem, party, lie)).recommended.plan
    after = _true(problem, truth, plan)
    others = [name for name in before if name != party]
    return Outcome(
        own=after[party] - before[party],
        others=mean(after[name] - before[name] for name in others),
    )


def _true(problem: Problem, truth: Findings, plan: Plan) -> dict[str, float]:
    return dict(judge(problem, plan, ideals=truth.ideals).retention)


def _found(problem: Problem) -> Findings:
    found = compare_all(problem)
    if found is None:
        raise ValueError("these problems are small enough to compare all plans")
    return found


def figures(outcomes: Sequence[Outcome]) -> Figures:
    less = [row.own for row in outcomes if row.own < -NOTICED]
    more = [row.own for row in outcomes if row.own > NOTICED]
    count = len(outcomes)
    return Figures(
        less=len(less) / count,
        same=1 - (len(less) + len(more)) / count,
        more=len(more) / count,
        own=mean(row.own for row in outcomes),
        lost=mean(less) if less else 0.0,
        won=mean(more) if more else 0.0,
        others=mean(row.others for row in outcomes),
    )


def simulate(*, problems: int, parties: int, lie: Lie, seed: int) -> Figures:
    """The same problems for every lie."""
    dice = np.random.default_rng(seed)
    rows = [random_problem(dice, parties=parties) for _ in range(problems)]
    return figures([compared(row, row.parties[0].id, lie) for row in rows])


def line(name: str, found: Figures) -> str:
    return (
        f"{name:38} {found.less:6.0%} {found.same:6.0%} {found.more:6.0%}"
        f" {100 * found.own:+8.1f} {100 * found.lost:+8.1f} {100 * found.won:+8.1f}"
        f" {100 * found.others:+8.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--problems", type=int, default=400)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    for parties in (2, 3):
        print(f"\n{parties} people, {chosen.problems} random problems, seed {chosen.seed}")
        print(
            f"{'one of them says that':38} {'less':>6} {'same':>6} {'more':>6}"
            f" {'mean':>8} {'if less':>8} {'if more':>8} {'others':>8}"
        )
        for name, lie in LIES.items():
            found = simulate(problems=chosen.problems, parties=parties, lie=lie, seed=chosen.seed)
            print(line(name, found))
    print("\nChanges are in points of a hundred of what each could truly have at best.")


if __name__ == "__main__":
    main()
