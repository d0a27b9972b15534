"""Explains a plan: what everybody gives and gets against each one's favourite, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from trifecta.domain.compromise.engine.answers import Answer
from trifecta.domain.compromise.engine.arrays import Floats, arrays_of
from trifecta.domain.compromise.engine.conflicts import Filtered, conflict_of
from trifecta.domain.compromise.engine.pool import pool_of
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget, Program
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.findings import Judged
from trifecta.domain.compromise.problem import Need, Plan, Problem
from trifecta.domain.compromise.worth import judge, violations
from trifecta.domain.errors import InvalidError

CLEARLY: Final = 0.05
"""A need changes hands when it is met by so much more or less."""

PROVEN: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """One need in two plans: how far the favourite meets it (`before`) and the plan (`after`)."""

    need: Need
    before: float
    after: float

    @property
    def share(self) -> float:
        """What its owner gains by it, as a share of all that matters to them; below 0 for less."""
        return self.need.weight * (self.after - self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A plan beside the favourite of `party`: what each one, by party id, gave and got.

    Both in falling order of what it comes to. `proven`: no plan serves the party better than this
    favourite; else it is the best that was found.
    """

    party: str
    favourite: Judged
    proven: bool
    gave: Mapping[str, tuple[Trade, ...]]
    got: Mapping[str, tuple[Trade, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """`plan` beside everybody's favourite, and which needs keep these from being had at once."""

    plan: Judged
    against: tuple[Against, ...]
    filtered: Filtered
    answer: Answer


def explained(
    problem: Problem,
    *,
    plan: Plan | None = None,
    answer: Answer | None = None,
    seed: int = 0,
    budget: Budget = UNLIMITED,
) -> Explained:
    """Explain `plan`, the leximin plan unless one is given, from what stands in `problem`.

    `problem` holds only what the reader may see (shown.shown_to); the plan may come from a search
    that knew more. Nothing that is not in `problem` changes an answer but by way of the plan.
    `answer` is what solve said of this same problem, where that is known already. Raises
    InvalidError for a plan that cannot be done.
    """
    answer = answer or solve(problem, budget=budget.share(0.6), seed=seed)
    chosen = answer.plans[0].judged if plan is None else _judged(problem, plan, answer)
    favourites = {party.id: _favourite(answer, party.id) for party in problem.parties}
    return Explained(
        plan=chosen,
        against=tuple(
            beside(problem, party, favourite, chosen, answer)
            for party, favourite in favourites.items()
        ),
        filtered=_filtered(problem, favourites, [chosen, *_shown(answer)], seed, budget),
        answer=answer,
    )


def _judged(problem: Problem, plan: Plan, answer: Answer) -> Judged:
    broken = violations(problem, plan)
    if broken:
        raise InvalidError(broken[0])
    return judge(problem, plan, ideals=answer.ideals)


def _favourite(answer: Answer, party: str) -> Judged:
    """The best plan for one, and of several the one kindest to the rest."""

    def standing(judged: Judged) -> tuple[float, list[float], list[float]]:
        kept = [round(judged.retention[name], 9) for name in sorted(judged.retention)]
        return round(judged.utilities[party], 9), sorted(kept), kept

    return max(_shown(answer), key=standing)


def _shown(answer: Answer) -> list[Judged]:
    return [*answer.frontier, *(proposal.judged for proposal in answer.plans)]


def beside(
    problem: Problem, party: str, favourite: Judged, chosen: Judged, answer: Answer
) -> Against:
    """The plan `chosen` beside the `favourite` of a party, both judged by `answer`."""
    trades = [
        Trade(need=need, before=favourite.levels[need.id], after=chosen.levels[need.id])
        for need in problem.needs
    ]
    return Against(
        party=party,
        favourite=favourite,
        proven=answer.ideal_bounds[party] - favourite.utilities[party] <= PROVEN,
        gave=_by_party(
            problem, [trade for trade in trades if trade.after <= trade.before - CLEARLY]
        ),
        got=_by_party(
            problem, [trade for trade in trades if trade.after >= trade.before + CLEARLY]
        ),
    )


def _by_party(problem: Problem, trades: list[Trade]) -> dict[str, tuple[Trade, ...]]:
    ordered = sorted(trades, key=lambda trade: -abs(trade.share))
    return {
        party.id: tuple(trade for trade in ordered if trade.need.party == party.id)
        for party in problem.parties
    }


def _filtered(
    problem: Problem,
    favourites: Mapping[str, Judged],
    known: list[Judged],
    seed: int,
    budget: Budget,
) -> Filtered:
    """Which needs collide; a pool of plans settles most of the questions without a program."""
    arrays = arrays_of(problem)
    wanted = {need.id: favourites[need.party].levels[need.id] for need in problem.needs}
    rows: Floats = np.array([arrays.vector(judged.plan) for judged in known])
    pool = pool_of(arrays, seed=seed, budget=budget.share(0.2))
    rows = np.concatenate([rows, pool.chosen])
    return conflict_of(Program.of(arrays), wanted, known=rows, budget=budget)
