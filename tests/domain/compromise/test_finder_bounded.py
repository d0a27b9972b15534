"""Laws of the finder where plans are too many to compare, against trying everything."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from tests.domain.compromise.problems import (
    best_retentions,
    can_be_done,
    every_plan,
    option,
    problem,
    problems,
    utilities,
)

from trifecta.domain.compromise import finder
from trifecta.domain.compromise.engine import solving
from trifecta.domain.compromise.explain import explain
from trifecta.domain.compromise.finder import Budget, find
from trifecta.domain.compromise.findings import Judged
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.tidying import tidied
from trifecta.domain.compromise.worked_example import growth_team

few = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(autouse=True)
def by_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every problem were too large to compare all its plans."""
    monkeypatch.setattr(finder, "feasible_plans", lambda _problem: None)
    monkeypatch.setattr(solving, "MOST_COMBINED", 0)


def returned(findings: Findings) -> list[Judged]:
    argued = [row.judged for row in findings.argued if row.kind != "shared"]
    others = [*findings.alternatives, *findings.favourites.values(), *findings.frontier]
    return [findings.recommended, *others, *argued]


def worst(problem: Problem, judged: Judged) -> float:
    """What the worst-off truly keeps of its best, by trying everything."""
    values = [utilities(problem, plan) for plan in every_plan(problem)]
    ideals = [max(column) for column in zip(*values, strict=True)]
    here = utilities(problem, judged.plan)
    return min(
        u / z if z > 1e-9 else (u if u < -1e-9 else 1.0) for u, z in zip(here, ideals, strict=True)
    )


@few
@given(problems())
def test_the_recommended_plan_is_the_leximin_of_all_plans(problem: Problem) -> None:
    kept = find(problem).recommended.retention.values()
    assert tuple(sorted(kept)) == pytest.approx(best_retentions(problem), abs=1e-6)


@few
@given(problems())
def test_no_plan_breaks_a_rule(problem: Problem) -> None:
    for judged in returned(find(problem)):
        assert can_be_done(problem, judged.plan)


@few
@given(problems())
def test_what_is_said_to_be_sure_is_never_more_than_is_so(problem: Problem) -> None:
    findings = find(problem)
    for judged in returned(findings):
        assert findings.sure(judged) <= worst(problem, judged) + 1e-6


@few
@given(problems())
def test_no_plan_exceeds_what_is_said_to_be_the_most(problem: Problem) -> None:
    findings = find(problem)
    most = max(worst(problem, row) for row in returned(findings))
    assert findings.standing.kappa_bound >= most - 1e-6


@few
@given(problems())
def test_what_each_need_can_reach_lies_between_what_was_found_and_its_bound(
    problem: Problem,
) -> None:
    findings = find(problem)
    for need in problem.needs:
        points = {row.option: row.points for row in problem.scores if row.need == need.id}
        best = max(
            sum(points[name] * need.discount.get(at, 1.0) for name, at in plan.placements.items())
            / need.enough
            for plan in every_plan(problem)
        )
        reach = findings.reach[need.id]
        assert reach.value - 1e-6 <= min(1.0, best) <= reach.bound + 1e-6


@few
@given(problems())
def test_no_work_is_left_that_nobody_would_miss(problem: Problem) -> None:
    plan = find(problem).recommended.plan
    assert tidied(problem, plan) == plan


def test_what_goes_together_is_left_out_together() -> None:
    row = problem(
        option("kit"),
        option("gold", together="plating"),
        option("plating"),
        needs={"alice": {"learn": {"kit": 100}}, "bob": {"proof": {"kit": 100}}},
    )
    everything = Plan(placements=dict.fromkeys(("kit", "gold", "plating"), "now"))
    assert tidied(row, everything) == Plan(placements={"kit": "now"})


def test_the_growth_team_gets_the_same_plan() -> None:
    plan = find(growth_team(begins=date(2026, 10, 12))).recommended.plan
    assert [plan.stage_of(name) for name in ("kit", "batches", "turns", "build_next")] == [
        "first",
        "second",
        "second",
        "later",
    ]


def large(options: int) -> Problem:
    """More than can be proven at once: no two options bring the same."""
    names = [f"o{n}" for n in range(options)]
    rows = [
        option(name, {"now": 3 + 7 * n % 8, "then": 2 + 5 * n % 7}) for n, name in enumerate(names)
    ]
    needs = {
        party: {
            f"{party} {q}": {
                name: float((13 * n * (q + 2) + 29 * p + 7 * n) % 31)
                for n, name in enumerate(names)
            }
            for q in range(3)
        }
        for p, party in enumerate(("alice", "bob", "carol"))
    }
    return problem(*rows, needs=needs, now=options, then=options)


def test_a_short_time_is_kept_and_what_is_proven_is_said() -> None:
    begun = time.monotonic()
    row = large(40)
    findings = find(row, budget=Budget.of(seconds=1, clock=time.monotonic))
    assert time.monotonic() - begun < 4
    said = explain(row, findings, reader="alice").proof
    assert said.startswith("There are too many plans to compare one by one.")
    figures = [int(figure) for figure in re.findall(r"(\d+)%", said)]
    if figures:
        assert figures[0] <= 100 * findings.sure(findings.recommended)
        assert figures[1] >= 100 * findings.standing.kappa_bound
    else:
        assert "none leaves whoever keeps least more" in said
