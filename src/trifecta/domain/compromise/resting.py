"""What a plan rests on for one reader: from what they may see, and kept without any words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

import numpy as np

from trifecta.domain.compromise.engine.against import Against, beside
from trifecta.domain.compromise.engine.arrays import Floats, arrays_of
from trifecta.domain.compromise.engine.changes import Change, changed
from trifecta.domain.compromise.engine.conflicts import Conflict, Filtered, conflict_of
from trifecta.domain.compromise.engine.draws import Spread
from trifecta.domain.compromise.engine.flips import Flip
from trifecta.domain.compromise.engine.pool import pool_of
from trifecta.domain.compromise.engine.programs import Budget, Program
from trifecta.domain.compromise.engine.robust import (
    Robustness,
    Sturdier,
    Tightest,
    robustness,
)
from trifecta.domain.compromise.engine.spot_checks import Between, Check
from trifecta.domain.compromise.engine.unlock import Unlocked, Unlocking, unlocking
from trifecta.domain.compromise.findings import Judged
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.worth import judge

SPREAD: Final = Spread()
"""How far off a page takes things to be."""

CHECKED: Final = 4
"""So many draws are solved again where plans were not all compared."""

_LEAST: Final = 1e-6

Data = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Which needs collide, how sturdy the plan is, and which single change would give most."""

    filtered: Filtered
    robust: Robustness
    unlocked: Unlocking


def basis_of(
    problem: Problem,
    findings: Findings,
    *,
    reader: str,
    plan: Plan,
    suggested: Plan,
    budget: Budget,
) -> Basis:
    """What `plan` rests on, as the party `reader` may know it.

    `problem` and `findings` hold only what the reader may see (shown.shown_to); `plan` and the one
    that is `suggested` may come from a search that knew more, and nothing else here does. Where the
    suggested plan is not what these findings recommend, a need that somebody keeps to the finder
    has chosen it, and plans that look fairer to the reader are not held against any. Weights and
    dates of the needs of others are counted and never named.
    """
    filtered = colliding(problem, findings, plan=plan, budget=budget.share(0.2))
    mine = naming_only(problem, reader)
    robust = robustness(
        mine,
        plan=plan,
        answer=findings,
        no_fairer_than=None if suggested == findings.recommended.plan else suggested,
        spread=SPREAD,
        checked=0 if findings.compared else CHECKED,
        budget=budget.share(0.4),
    )
    return Basis(
        filtered=filtered,
        robust=robust,
        unlocked=unlocking(mine, answer=findings, budget=budget.share(0.9)),
    )


def naming_only(problem: Problem, reader: str) -> Problem:
    """The same figures; only weights and dates of the reader's own needs may be named."""
    needs = tuple(replace(need, hidden=need.party != reader) for need in problem.needs)
    return replace(problem, needs=needs)


def favourites(problem: Problem, findings: Findings, *, plan: Plan) -> tuple[Against, ...]:
    """The plan beside everybody's favourite, by party in the problem's order."""
    chosen = judge(problem, plan, ideals=findings.ideals)
    return tuple(
        beside(problem, party.id, findings.favourites[party.id], chosen, findings)
        for party in problem.parties
    )


def colliding(problem: Problem, findings: Findings, *, plan: Plan, budget: Budget) -> Filtered:
    """The smallest reason why everybody's favourite cannot be had at once.

    Needs that lose most by `plan` are named before others. Weights have no say in which are named,
    since that would tell what weighs most to somebody; so two readers of the same needs are told
    the same.
    """
    wanted = {n.id: findings.favourites[n.party].levels[n.id] for n in problem.needs}
    here = judge(problem, plan, ideals=findings.ideals).levels
    lost = {name: max(0.0, level - here[name]) + _LEAST for name, level in wanted.items()}
    needs = tuple(replace(need, weight=round(lost[need.id], 6)) for need in problem.needs)
    arrays = arrays_of(replace(problem, needs=needs, default=None))
    known = [plan, *(row.plan for row in findings.frontier)]
    rows: Floats = np.array([arrays.vector(one) for one in known])
    pool = pool_of(arrays, budget=budget.share(0.2))
    return conflict_of(
        Program.of(arrays), wanted, known=np.concatenate([rows, pool.chosen]), budget=budget
    )


# -------------------------------------------------------------------- kept without words


_FIGURES: Final = ("draws", "plans", "whole", "holds", "does_well", "far", "median", "most")


def data_of(basis: Basis) -> Data:
    """For JSON: ids and figures; `basis_from` makes the same of it."""
    return {
        "filtered": asdict(basis.filtered),
        "robust": _robust_data(basis.robust),
        "unlocked": _unlocked_data(basis.unlocked),
    }


def _robust_data(robust: Robustness) -> Data:
    sturdier = robust.sturdier
    return {
        **{name: getattr(robust, name) for name in _FIGURES},
        "plan": _at(robust.plan),
        "tightest": robust.tightest and asdict(robust.tightest),
        "sturdier": sturdier
        and {
            "at": _at(sturdier.judged),
            "holds": sturdier.holds,
            "does_well": sturdier.does_well,
        },
        "fairer": robust.fairer and _at(robust.fairer),
        "flips": [
            {"need": row.need, "now": row.now, "then": row.then, "instead": _placed(row)}
            for row in robust.flips
        ],
        "checks": [asdict(check) for check in robust.checks],
    }


def _unlocked_data(unlocked: Unlocking) -> Data:
    return {
        "today": _at(unlocked.today),
        "worst": unlocked.worst,
        "confirmed": [
            {
                "change": asdict(row.change),
                "at": _at(row.plan),
                "worst": row.worst,
                "ideals": dict(row.ideals),
                "gains": row.gains,
                "proven": row.proven,
            }
            for row in unlocked.confirmed
        ],
        "screened": unlocked.screened,
        "possible": unlocked.possible,
        "others": unlocked.others,
    }


def basis_from(problem: Problem, findings: Findings, data: Mapping[str, Any]) -> Basis:
    """What was worked out for the same problem; every plan is judged again."""
    conflict = data["filtered"]["conflict"]
    return Basis(
        filtered=Filtered(
            conflict=conflict and Conflict(**{**conflict, "needs": tuple(conflict["needs"])}),
            known=data["filtered"]["known"],
        ),
        robust=_robust_from(problem, findings, data["robust"]),
        unlocked=_unlocked_from(problem, findings, data["unlocked"]),
    )


def _robust_from(problem: Problem, findings: Findings, data: Mapping[str, Any]) -> Robustness:
    def judged(at: Mapping[str, str]) -> Judged:
        return judge(problem, Plan(placements=dict(at)), ideals=findings.ideals)

    tightest, sturdier, fairer = data["tightest"], data["sturdier"], data["fairer"]
    made: Data = {
        "plan": judged(data["plan"]),
        "tightest": None if tightest is None else Tightest(**tightest),
        "sturdier": None
        if sturdier is None
        else Sturdier(
            judged=judged(sturdier["at"]),
            holds=sturdier["holds"],
            does_well=sturdier["does_well"],
        ),
        "fairer": None if fairer is None else judged(fairer),
        "flips": tuple(
            Flip(**{**row, "instead": Plan(placements=row["instead"])}) for row in data["flips"]
        ),
        "checks": tuple(
            Check(
                draw=row["draw"],
                said=row["said"],
                regret=_between(row["regret"]),
                missed=_between(row["missed"]),
            )
            for row in data["checks"]
        ),
    }
    return Robustness(**{**data, **made})


def _unlocked_from(problem: Problem, findings: Findings, data: Mapping[str, Any]) -> Unlocking:
    def judged(at: Mapping[str, str], of: Problem, ideals: Mapping[str, float]) -> Judged:
        return judge(of, Plan(placements=dict(at)), ideals=ideals)

    confirmed = []
    for row in data["confirmed"]:
        change = Change(**row["change"])
        plan = judged(row["at"], changed(problem, change), row["ideals"])
        figures = {name: row[name] for name in ("worst", "ideals", "gains", "proven")}
        confirmed.append(Unlocked(change=change, plan=plan, **figures))
    made: Data = {
        "today": judged(data["today"], problem, findings.ideals),
        "confirmed": tuple(confirmed),
        "answer": findings,
    }
    return Unlocking(**{**data, **made})


def _between(row: Mapping[str, float] | None) -> Between | None:
    return None if row is None else Between(**row)


def _at(judged: Judged) -> dict[str, str]:
    return dict(judged.plan.placements)


def _placed(flip: Flip) -> dict[str, str]:
    return dict(flip.instead.placements)
