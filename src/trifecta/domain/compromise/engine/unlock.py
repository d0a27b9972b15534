"""Which single thing, relaxed, would give most to whoever keeps least."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil, isfinite
from typing import Final

import numpy as np

from trifecta.domain.compromise.engine.answers import Answer
from trifecta.domain.compromise.engine.arrays import Floats, arrays_of
from trifecta.domain.compromise.engine.changes import Change, changed, changes_of
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget, Program, Row
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.engine.spot_checks import fair_rows
from trifecta.domain.compromise.findings import Judged
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.worth import SLACK, load, retained
from trifecta.domain.errors import NotYetError

CONFIRMED: Final = 5
PROVEN: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """A change, and what whoever keeps least could keep with it at most, by the relaxation.

    A share of today's bests, like every figure here; that no plan exceeds it is proven.
    """

    change: Change
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """What a change leads to: the fairest plan then, as solve finds it for the changed problem.

    `worst` is what whoever keeps least then keeps of *today's* best, so that what a change does to
    somebody's best does not hide what it gives. `ideals` are the bests then, by party id; a
    retention in `plan` is a share of these. `gains`: the plan is proven to leave whoever keeps
    least more than any plan could today. `proven`: no plan is fairer for the changed problem.
    """

    change: Change
    plan: Judged
    worst: float
    ideals: Mapping[str, float]
    gains: bool
    proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocking:
    """`today` and its `worst`, then the changes that were confirmed, those that give most first.

    `screened` of `possible` changes were looked at. `others` is what whoever keeps least could keep
    with any of the changes that were not confirmed, at most; None where some were not looked at.
    """

    today: Judged
    worst: float
    answer: Answer
    confirmed: tuple[Unlocked, ...]
    screened: int
    possible: int
    others: float | None

    @property
    def best_is_proven(self) -> bool:
        """Whether no other single change can give whoever keeps least more than the first one."""
        return (
            self.others is not None
            and bool(self.confirmed)
            and all(row.proven for row in self.confirmed)
            and self.others <= self.confirmed[0].worst + PROVEN
        )


def unlocking(
    problem: Problem, *, answer: Answer | None = None, seed: int = 0, budget: Budget = UNLIMITED
) -> Unlocking:
    """Relax one thing after the other: a capacity, a deadline, an order, a link, a policy.

    All are screened by the relaxation of the fairest plan; the CONFIRMED most promising ones are
    solved. A capacity is then cut to the weeks that the plan takes, and solved again. `answer` is
    what solve said of this problem, where that is known already. A shorter budget screens and
    confirms less, and finds less in each.
    """
    answer = answer or solve(problem, budget=budget.share(0.3), seed=seed)
    today = answer.plans[0].judged
    possible = changes_of(problem)
    screened = screen(problem, possible, ideals=answer.ideals, budget=budget.share(0.3))
    confirmed = _confirmed(problem, screened[:CONFIRMED], answer, seed=seed, budget=budget)
    rest = [
        row.most for row in screened if row.change.names not in {c.change.names for c in confirmed}
    ]
    whole = len(screened) == len(possible)
    return Unlocking(
        today=today,
        worst=_worst(today, answer),
        answer=answer,
        confirmed=confirmed,
        screened=len(screened),
        possible=len(possible),
        others=max(rest, default=0.0) if whole else None,
    )


def screen(
    problem: Problem,
    changes: tuple[Change, ...],
    *,
    ideals: Mapping[str, float],
    budget: Budget = UNLIMITED,
) -> tuple[Screened, ...]:
    """Changes by what the relaxation says they could give, the most first; one linear program each.

    `ideals` are today's bests by party id. Those for which there is no time are left out.
    """
    ideal = np.array([ideals[party.id] for party in problem.parties])
    found = []
    for change in changes:
        if budget.over:
            break
        most = most_of(changed(problem, change), ideal)
        found.append(Screened(change=change, most=most))
    return tuple(sorted(found, key=lambda row: (-round(row.most, 6), row.change.names)))


def most_of(problem: Problem, ideal: Floats) -> float:
    """What no plan can exceed in the smallest share of `ideal` (one a party), by the relaxation."""
    program = Program.of(arrays_of(problem))
    top, _ = program.relaxed(
        Row(extra=np.ones(1)), rows=fair_rows(program, ideal), extra=[(-np.inf, np.inf)]
    )
    return top if isfinite(top) else 1.0


def _confirmed(
    problem: Problem, screened: tuple[Screened, ...], answer: Answer, *, seed: int, budget: Budget
) -> tuple[Unlocked, ...]:
    found = []
    for place, row in enumerate(screened):
        if budget.over:
            break
        part = budget.share(1 / (len(screened) - place))
        try:
            found.append(_unlocked(problem, row.change, answer, seed=seed, budget=part))
        except NotYetError:
            continue
    order = sorted(found, key=lambda row: (-round(row.worst, 9), -_sum(row), row.change.names))
    return tuple(order)


def _sum(row: Unlocked) -> float:
    return round(sum(row.plan.utilities.values()), 9)


def _unlocked(
    problem: Problem, change: Change, answer: Answer, *, seed: int, budget: Budget
) -> Unlocked:
    first = confirm(problem, change, answer, seed=seed, budget=budget.share(0.6))
    if change.kind != "capacity":
        return first
    stage = problem.stage(change.stage)
    used = load(changed(problem, change), first.plan.plan)[change.stage, change.resource]
    weeks = float(ceil(used - stage.capacity.get(change.resource, 0.0) - SLACK))
    if not 0 < weeks < change.weeks:
        return first
    smaller = confirm(problem, replace(change, weeks=weeks), answer, seed=seed, budget=budget)
    return smaller if smaller.worst >= first.worst - PROVEN else first


def confirm(
    problem: Problem,
    change: Change,
    answer: Answer,
    *,
    seed: int = 0,
    budget: Budget = UNLIMITED,
) -> Unlocked:
    """Solve the problem with one thing relaxed; `answer` is what solve says of it today.

    Raises NotYetError where the time is too short for any plan.
    """
    then = solve(changed(problem, change), budget=budget, seed=seed)
    plan = then.plans[0].judged
    worst = _worst(plan, answer)
    return Unlocked(
        change=change,
        plan=plan,
        worst=worst,
        ideals=then.ideals,
        gains=worst > answer.standing.kappa_bound + PROVEN,
        proven=_is_proven(then),
    )


def _is_proven(answer: Answer) -> bool:
    first = answer.plans[0]
    known = answer.bests_are_known(within=PROVEN)
    return known and first.value is not None and (first.bound or 0.0) - first.value <= PROVEN


def _worst(judged: Judged, answer: Answer) -> float:
    """What whoever keeps least keeps of today's best."""
    return min(retained(judged.utilities, answer.ideals).values())
