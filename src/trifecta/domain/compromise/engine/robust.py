"""How far a plan depends on what is uncertain: under draws, by single weights, and re-solved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trifecta.domain.compromise.choosing import shares_of
from trifecta.domain.compromise.engine.answers import Answer
from trifecta.domain.compromise.engine.arrays import Floats, arrays_of
from trifecta.domain.compromise.engine.draws import Spread, draws_of
from trifecta.domain.compromise.engine.flips import Flip, fairer_of, flips_of
from trifecta.domain.compromise.engine.fronts import best_of
from trifecta.domain.compromise.engine.pool import Pool, pool_of
from trifecta.domain.compromise.engine.programs import UNLIMITED, Budget
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.engine.spot_checks import Check, solved_exactly
from trifecta.domain.compromise.engine.trials import Outcomes, Trials
from trifecta.domain.compromise.findings import Judged
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.worth import SLACK, judge, violations
from trifecta.domain.errors import InvalidError

DRAWS: Final = 1_000
NEAR: Final = 0.03
"""A plan does well in a draw when whoever keeps least keeps no more than so much less of their best
than with the best plan there."""

FAR: Final = 0.10
"""A plan is far behind in a draw when whoever keeps least misses more than this of their best."""

ENRICHED: Final = 4
CHECKED: Final = 8
KEPT: Final = 60
MOST_COMPARED: Final = 4_000
"""Up to so many plans, all that there are stand beside each other."""

STURDIER: Final = 0.1
"""Another plan is named when it does well in so much more of the draws."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sturdier:
    """Another plan that does well in more of the draws; both shares are of all draws."""

    judged: Judged
    holds: float
    does_well: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tightest:
    """The capacity that is too small for the plan most often: in the share `lacking` of the draws.

    With `spare` more person-weeks, in whole weeks, it would be too small in 5 % of them at most.
    """

    stage: str
    resource: str
    lacking: float
    spare: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """What became of `plan` in `draws` draws, among `plans` plans; `whole`: there are no others.

    `holds`: in what share of the draws it can be done. `does_well`: in what share of them it can be
    done and stays within NEAR of the best of these plans; `far`: in what share it can be done and
    is more than FAR from it. Regret is how much more whoever keeps least could have kept, over the
    draws where the plan can be done: its `median` and the value `most` that 95 % of them stay
    below; None where there is no such draw. `fairer` is one of the
    plans that is fairer as things were said: then the plan is not the fairest. `checks` are draws
    that were solved again by programs, apart from those the plans were gathered for.
    """

    plan: Judged
    draws: int
    plans: int
    whole: bool
    holds: float
    does_well: float
    far: float
    tightest: Tightest | None
    median: float | None
    most: float | None
    sturdier: Sturdier | None
    fairer: Judged | None
    flips: tuple[Flip, ...]
    checks: tuple[Check, ...]


def robustness(
    problem: Problem,
    *,
    plan: Plan | None = None,
    answer: Answer | None = None,
    no_fairer_than: Plan | None = None,
    spread: Spread | None = None,
    draws: int = DRAWS,
    checked: int = CHECKED,
    seed: int = 0,
    budget: Budget = UNLIMITED,
) -> Robustness:
    """Test `plan`, the leximin plan unless one is given, against what might be so instead.

    `answer` is what solve said of this problem, where that is known already. The plans it is
    compared with are the engine's pool, enriched by plans for some of the draws; `checked` others
    are solved again. With `no_fairer_than`, plans that leave whoever keeps least more than that one
    does as things were said are not compared, and no draw is solved again: a search that knew more
    had its reasons against them. A shorter budget leaves fewer plans, draws and checks. Raises
    InvalidError for a plan that cannot be done.
    """
    answer = answer or solve(problem, budget=budget.share(0.4), seed=seed)
    chosen = answer.plans[0].judged if plan is None else _judged(problem, plan, answer)
    trials = Trials(draws_of(problem, spread or Spread(), count=draws, seed=seed))
    rows, whole = _gathered(
        trials, [chosen.plan, *_plans(answer)], seed=seed, budget=budget.share(0.4)
    )
    refit = None if whole or no_fairer_than else seed
    if no_fairer_than is not None:
        rows, checked = rows[_allowed(trials, rows, no_fairer_than, answer)], 0
    outcomes = trials.outcomes(rows, refit=refit, budget=budget.share(0.5))
    checks = tuple(_checks(trials, rows, outcomes, checked, budget))
    return _told(trials, rows, outcomes, answer, plan=chosen, whole=whole, checks=checks)


def _told(
    trials: Trials,
    rows: Floats,
    outcomes: Outcomes,
    answer: Answer,
    *,
    plan: Judged,
    whole: bool,
    checks: tuple[Check, ...],
) -> Robustness:
    median, most = _regret(outcomes)
    said = rows[trials.as_said(rows)]
    return Robustness(
        plan=plan,
        plans=len(rows),
        whole=whole,
        draws=len(outcomes.possible),
        holds=float(outcomes.possible[:, 0].mean()),
        does_well=float(_well(outcomes)[:, 0].mean()),
        far=_far(outcomes),
        tightest=_tightest(trials, rows[0], draws=len(outcomes.possible)),
        median=median,
        most=most,
        sturdier=_sturdier(trials, rows, outcomes, answer),
        fairer=_fairer(trials, said, answer),
        flips=flips_of(trials.arrays, said),
        checks=checks,
    )


def _judged(problem: Problem, plan: Plan, answer: Answer) -> Judged:
    broken = violations(problem, plan)
    if broken:
        raise InvalidError(broken[0])
    return judge(problem, plan, ideals=answer.ideals)


def _plans(answer: Answer) -> list[Plan]:
    shown = [*(proposal.judged for proposal in answer.plans), *answer.frontier]
    return [judged.plan for judged in shown]


# -------------------------------------------------------------------- plans to compare with


def _gathered(
    trials: Trials, plans: list[Plan], *, seed: int, budget: Budget
) -> tuple[Floats, bool]:
    """Different plans as rows, the first of `plans` first, and whether they are all there are."""
    problem = trials.draws.problem
    parts = [trials.rows_of(plans)]
    everything = trials.everything(most=MOST_COMPARED)
    if everything is not None:
        parts.append(everything)
    else:
        arrays = arrays_of(problem)
        pool = pool_of(arrays, seed=seed, budget=budget.share(0.3))
        parts.append(trials.widened(arrays, pool.chosen))
        if not problem.choices:
            parts.append(np.zeros((1, trials.arrays.placements)))
        parts += _enriched(trials, seed=seed, budget=budget)
    rows = np.concatenate(parts)
    _, first = np.unique(rows, axis=0, return_index=True)
    return rows[np.sort(first)], everything is not None


def _allowed(trials: Trials, rows: Floats, limit: Plan, answer: Answer) -> NDArray[np.bool_]:
    """The first row, and those no fairer than `limit` by the bests that are known."""
    arrays = trials.arrays
    ideal = np.array([answer.ideals[party.id] for party in arrays.problem.parties])
    least = shares_of(arrays.utilities(rows), ideal).min(axis=1)
    highest = shares_of(arrays.utilities(trials.rows_of([limit])), ideal).min()
    allowed: NDArray[np.bool_] = least <= highest + SLACK
    allowed[0] = True
    return allowed


def _enriched(trials: Trials, *, seed: int, budget: Budget) -> Iterator[Floats]:
    """Good plans for the first few draws."""
    for row in range(min(ENRICHED, len(trials.draws))):
        if budget.over:
            return
        yield _enriching(trials, row, seed=seed, budget=budget.share(0.3))


def _enriching(trials: Trials, row: int, *, seed: int, budget: Budget) -> Floats:
    """Good plans for one draw: those best for each party, and the fairest."""
    arrays = arrays_of(trials.draws.problem_of(row))
    pool = pool_of(arrays, seed=seed + row + 1, budget=budget)
    return trials.widened(arrays, pool.chosen[_foremost(pool)])


def _foremost(pool: Pool) -> list[int]:
    front = best_of(pool.worth)
    worth = pool.worth[front]
    best = worth.max(axis=0)
    kept = np.divide(worth, best, out=np.ones_like(worth), where=best > 1e-9).min(axis=1)
    fairest = np.argsort(-kept, kind="stable")[:KEPT]
    return [int(front[at]) for at in dict.fromkeys([*worth.argmax(axis=0), *fairest])]


# -------------------------------------------------------------------- figures


def _regret(outcomes: Outcomes) -> tuple[float, float] | tuple[None, None]:
    """Its median and 95th percentile, of the first plan where it can be done."""
    done = outcomes.possible[:, 0]
    regret = (outcomes.best - outcomes.worst[:, 0])[done]
    if not len(regret):
        return None, None
    return float(np.median(regret)), float(np.quantile(regret, 0.95))


def _far(outcomes: Outcomes) -> float:
    behind = outcomes.best - outcomes.worst[:, 0] > FAR + 1e-9
    return float((behind & outcomes.possible[:, 0]).mean())


def _tightest(trials: Trials, row: Floats, *, draws: int) -> Tightest | None:
    """Where the plan most often needs more than there is, if anywhere in a draw in twenty."""
    taken = trials.taken(row, slice(0, draws))
    lacking = (taken > 1 + SLACK).mean(axis=0)
    if not len(lacking) or lacking.max() <= 0.05:
        return None
    place = int(lacking.argmax())
    stage, resource = trials.arrays.capacity_keys[place]
    has = trials.draws.problem.stage(stage).capacity[resource]
    spare = has * (float(np.quantile(taken[:, place], 0.95, method="higher")) - 1)
    return Tightest(
        stage=stage,
        resource=resource,
        lacking=float(lacking[place]),
        spare=float(np.ceil(spare - SLACK)),
    )


def _well(outcomes: Outcomes) -> NDArray[np.bool_]:
    near = outcomes.worst >= outcomes.best[:, None] - NEAR - 1e-9
    well: NDArray[np.bool_] = near & outcomes.possible
    return well


def _sturdier(trials: Trials, rows: Floats, outcomes: Outcomes, answer: Answer) -> Sturdier | None:
    """The plan that does well most often, where that is clearly more often than the first one."""
    often = np.where(trials.as_said(rows), _well(outcomes).mean(axis=0), 0.0)
    row = int(often.argmax())
    if often[row] < often[0] + STURDIER:
        return None
    problem = trials.draws.problem
    plan = trials.arrays.plan(rows[row])
    if violations(problem, plan):
        return None
    return Sturdier(
        judged=judge(problem, plan, ideals=answer.ideals),
        holds=float(outcomes.possible[:, row].mean()),
        does_well=float(often[row]),
    )


def _fairer(trials: Trials, said: Floats, answer: Answer) -> Judged | None:
    """A plan that can be done as things were said, checked by code apart from the search."""
    problem, plan = trials.draws.problem, fairer_of(trials.arrays, said)
    if plan is None or violations(problem, plan):
        return None
    return judge(problem, plan, ideals=answer.ideals)


def _checks(
    trials: Trials, rows: Floats, outcomes: Outcomes, count: int, budget: Budget
) -> Iterator[Check]:
    """Draws after those that plans were gathered for, each solved with a share of what is left."""
    places = range(ENRICHED, min(ENRICHED + count, len(outcomes.possible)))
    for place in places:
        if budget.over:
            return
        part = budget.share(1 / (places.stop - place))
        possible = outcomes.possible[place]
        worth = trials.worth(rows, slice(place, place + 1))[0]
        exact = solved_exactly(trials.draws.problem_of(place), worth[possible], budget=part)
        if exact is None:
            continue
        best = outcomes.best_worth[place]
        yield Check(
            draw=place,
            said=float(outcomes.best[place] - outcomes.worst[place, 0]) if possible[0] else None,
            regret=exact.regret(worth[0]) if possible[0] else None,
            missed=exact.regret(best) if np.isfinite(best).all() else None,
        )
