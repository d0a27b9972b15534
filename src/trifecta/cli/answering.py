"""Explains, tests and relaxes the plan of a problem in a file."""

from __future__ import annotations

import time

from trifecta.cli.patience import patience
from trifecta.cli.problem_files import problem_in, refusing
from trifecta.domain.compromise.engine.against import Explained, explained
from trifecta.domain.compromise.engine.draws import Spread
from trifecta.domain.compromise.engine.programs import Budget
from trifecta.domain.compromise.engine.robust import Robustness, robustness
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.engine.unlock import Unlocking, unlocking
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.shown import shown_to


def explained_in(file: str, *, seed: int, budget: float) -> tuple[Problem, Explained]:
    """The problem without hidden needs, and the plan of the whole problem explained in it."""
    problem = problem_in(file)
    shown = shown_to(problem, reader=None)
    with patience("Comparing plans"), refusing():
        limit = _limit(budget)
        answer = solve(problem, budget=limit.share(0.5), seed=seed)
        if shown is problem:
            return problem, explained(problem, answer=answer, seed=seed, budget=limit)
        plan = answer.plans[0].judged.plan
        return shown, explained(shown, plan=plan, seed=seed, budget=limit)


def tested_in(
    file: str, *, spread: Spread, draws: int, seed: int, budget: float
) -> tuple[Problem, Robustness]:
    """The problem, and what becomes of its plan in draws."""
    problem = problem_in(file)
    with patience("Testing the plan"), refusing():
        return problem, robustness(
            problem, spread=spread, draws=draws, seed=seed, budget=_limit(budget)
        )


def unlocked_in(file: str, *, seed: int, budget: float) -> tuple[Problem, Unlocking]:
    """The problem, and what relaxing one thing gives."""
    problem = problem_in(file)
    with patience("Relaxing one thing after the other"), refusing():
        return problem, unlocking(problem, seed=seed, budget=_limit(budget))


def _limit(seconds: float) -> Budget:
    return Budget.of(seconds=seconds, clock=time.monotonic)
