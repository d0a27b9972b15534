"""What was found as plain data, and back: placements and figures, and nothing that people wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from trifecta.domain.compromise.argued import argued_plans
from trifecta.domain.compromise.engine.answers import Proposal, Standing
from trifecta.domain.compromise.findings import Judged, PairAssessment
from trifecta.domain.compromise.outcome import Findings, Reach
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.worth import judge

MOST_POINTS: Final = 300
"""So many plans of a frontier are kept, evenly along it."""

Data = dict[str, Any]


def data_of(findings: Findings) -> Data:
    """For JSON; `findings_from` makes the same of it, but for points of a long frontier."""
    frontier = _thinned(findings.frontier)
    return {
        "plans": [
            {"at": _at(row.judged), "rule": row.rule, "value": row.value, "bound": row.bound}
            for row in findings.plans
        ],
        "standing": asdict(findings.standing),
        "frontier": [_at(judged) for judged in frontier],
        "frontier_proven": findings.frontier_proven and len(frontier) == len(findings.frontier),
        "ideals": dict(findings.ideals),
        "ideal_bounds": dict(findings.ideal_bounds),
        "favourites": {party: _at(judged) for party, judged in findings.favourites.items()},
        "reach": {need: [reach.value, reach.bound] for need, reach in findings.reach.items()},
        "compared": findings.compared,
    }


def findings_from(problem: Problem, data: Mapping[str, Any]) -> Findings:
    """What was found for the same problem; every plan is judged again."""
    ideals: Mapping[str, float] = data["ideals"]

    def judged(placements: Mapping[str, str]) -> Judged:
        return judge(problem, Plan(placements=dict(placements)), ideals=ideals)

    pairs = tuple(PairAssessment(**pair) for pair in data["standing"]["pairs"])
    return Findings(
        plans=tuple(
            Proposal(
                judged=judged(row["at"]), rule=row["rule"], value=row["value"], bound=row["bound"]
            )
            for row in data["plans"]
        ),
        standing=Standing(**{**data["standing"], "pairs": pairs}),
        frontier=tuple(judged(at) for at in data["frontier"]),
        frontier_proven=data["frontier_proven"],
        ideals=ideals,
        ideal_bounds=data["ideal_bounds"],
        favourites={party: judged(at) for party, at in data["favourites"].items()},
        argued=argued_plans(problem, ideals=ideals),
        reach={
            need: Reach(value=value, bound=bound) for need, (value, bound) in data["reach"].items()
        },
        compared=data["compared"],
    )


def _at(judged: Judged) -> dict[str, str]:
    return dict(judged.plan.placements)


def _thinned(frontier: Sequence[Judged]) -> Sequence[Judged]:
    if len(frontier) <= MOST_POINTS:
        return frontier
    step = (len(frontier) - 1) / (MOST_POINTS - 1)
    return [frontier[round(place * step)] for place in range(MOST_POINTS)]
