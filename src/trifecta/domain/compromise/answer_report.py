"""What explaining, testing and relaxing a plan found, as plain data for JSON."""

from __future__ import annotations

from dataclasses import asdict

from trifecta.domain.compromise.engine.against import Against, Explained
from trifecta.domain.compromise.engine.changes import Change
from trifecta.domain.compromise.engine.draws import Spread
from trifecta.domain.compromise.engine.robust import Robustness
from trifecta.domain.compromise.engine.spot_checks import Between, Check
from trifecta.domain.compromise.engine.unlock import Unlocked, Unlocking
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.report import Data, in_full, judged_data, names_of, placements_data


def explained_data(problem: Problem, found: Explained) -> Data:
    """The plan, each favourite with what was traded against it, and the needs that collide.

    `problem` is the one that was explained; a hidden need of somebody else is not in it at all.
    """
    conflict = found.filtered.conflict
    return {
        "plan": in_full(problem, found.plan),
        "against": [_against(problem, row) for row in found.against],
        "conflict": None if conflict is None else asdict(conflict),
        "conflict_known": found.filtered.known,
    }


def robust_data(problem: Problem, found: Robustness, spread: Spread, *, seed: int) -> Data:
    """What was drawn and what became of the plan; flips of hidden needs are left out."""
    sturdier = found.sturdier
    return {
        "plan": in_full(problem, found.plan),
        "draws": found.draws,
        "seed": seed,
        "spread": asdict(spread),
        "plans": found.plans,
        "all_plans": found.whole,
        "holds": found.holds,
        "does_well": found.does_well,
        "tightest": None if found.tightest is None else asdict(found.tightest),
        "regret": {"median": found.median, "most_of_95": found.most},
        "fairer": None if found.fairer is None else judged_data(problem, found.fairer),
        "flips": [
            {
                "need": flip.need,
                "weight": flip.now,
                "becomes": flip.then,
                "placements": placements_data(problem, flip.instead),
            }
            for flip in found.flips
            if not problem.need(flip.need).hidden
        ],
        "sturdier": None
        if sturdier is None
        else {
            "holds": sturdier.holds,
            "does_well": sturdier.does_well,
            **judged_data(problem, sturdier.judged),
        },
        "checks": [_check(check) for check in found.checks],
    }


def unlocked_data(problem: Problem, found: Unlocking) -> Data:
    """Today's plan, then what each change that was confirmed does to everybody."""
    return {
        "today": in_full(problem, found.today),
        "worst_off": found.worst,
        "changes": [_unlocked(problem, found, row) for row in found.confirmed],
        "best_proven": found.best_is_proven,
        "others_at_most": found.others,
        "screened": found.screened,
        "possible": found.possible,
    }


def _against(problem: Problem, against: Against) -> Data:
    names = names_of(problem)
    trades = [
        *(trade for gave in against.gave.values() for trade in gave),
        *(trade for got in against.got.values() for trade in got),
    ]
    return {
        "favourite_of": names[against.party],
        "proven": against.proven,
        **judged_data(problem, against.favourite),
        "trades": [
            {
                "party": names[trade.need.party],
                "need": trade.need.id,
                "weight": trade.need.weight,
                "favourite": trade.before,
                "plan": trade.after,
            }
            for trade in trades
        ],
    }


def _check(check: Check) -> Data:
    return {
        "draw": check.draw,
        "said": check.said,
        "regret": _between(check.regret),
        "missed": _between(check.missed),
    }


def _between(figure: Between | None) -> Data | None:
    return None if figure is None else {"least": figure.least, "most": figure.most}


def _unlocked(problem: Problem, found: Unlocking, row: Unlocked) -> Data:
    before, after = found.today.utilities, row.plan.utilities
    return {
        "change": _change(row.change),
        "worst_off": row.worst,
        "gains": row.gains,
        "proven": row.proven,
        "parties": {
            name: {
                "utility": {"before": before[party], "after": after[party]},
                "best": {"before": found.answer.ideals[party], "after": row.ideals[party]},
            }
            for party, name in names_of(problem).items()
        },
        "placements": placements_data(problem, row.plan.plan),
    }


def _change(change: Change) -> Data:
    return {name: value for name, value in asdict(change).items() if value}
