"""Laws that hold for every problem the finder takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.compromise.problems import (
    best_retentions,
    can_be_done,
    every_plan,
    problems,
    utilities,
)

from trifecta.domain.compromise.finder import find
from trifecta.domain.compromise.findings import Judged
from trifecta.domain.compromise.outcome import Findings
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.worth import violations

few = settings(max_examples=60, deadline=None)


def returned(findings: Findings) -> list[Judged]:
    argued = [row.judged for row in findings.argued if row.kind != "shared"]
    others = [*findings.alternatives]
    return [
        findings.recommended,
        *others,
        *argued,
        *findings.frontier,
        *findings.favourites.values(),
    ]


def ascending(judged: Judged) -> tuple[float, ...]:
    return tuple(sorted(judged.retention.values()))


@few
@given(problems())
def test_no_plan_breaks_a_rule(problem: Problem) -> None:
    for judged in returned(find(problem)):
        assert can_be_done(problem, judged.plan)


@few
@given(problems())
def test_a_plan_is_worth_what_the_formula_says(problem: Problem) -> None:
    for judged in returned(find(problem)):
        assert tuple(judged.utilities.values()) == pytest.approx(utilities(problem, judged.plan))


@few
@given(problems())
def test_the_recommended_plan_is_the_leximin_of_all_plans(problem: Problem) -> None:
    assert ascending(find(problem).recommended) == pytest.approx(best_retentions(problem))


@few
@given(problems())
def test_every_plan_that_can_be_done_is_compared(problem: Problem) -> None:
    assert find(problem).compared == len(list(every_plan(problem)))


@few
@given(problems())
def test_nothing_on_the_frontier_can_be_better_for_one_at_no_cost(problem: Problem) -> None:
    findings = find(problem)
    worth = [utilities(problem, plan) for plan in every_plan(problem)]
    for judged in findings.frontier:
        here = tuple(judged.utilities.values())
        for there in worth:
            better = any(b > a + 1e-6 for a, b in zip(here, there, strict=True))
            no_worse = all(b >= a - 1e-12 for a, b in zip(here, there, strict=True))
            assert not (better and no_worse)


@few
@given(problems())
def test_every_plan_is_on_the_frontier_or_below_it(problem: Problem) -> None:
    front = [tuple(judged.utilities.values()) for judged in find(problem).frontier]
    for plan in every_plan(problem):
        here = utilities(problem, plan)
        assert any(all(f >= u - 1e-6 for f, u in zip(point, here, strict=True)) for point in front)


@few
@given(problems())
def test_the_recommended_plan_is_on_the_frontier(problem: Problem) -> None:
    findings = find(problem)
    assert findings.recommended.plan in [judged.plan for judged in findings.frontier]


@few
@given(problems())
def test_kappa_is_what_the_worst_off_keeps_and_no_favourite_does_better(problem: Problem) -> None:
    findings = find(problem)
    assert findings.standing.kappa == pytest.approx(min(findings.recommended.retention.values()))
    assert findings.standing.pi <= findings.standing.kappa + 1e-9
    assert findings.standing.ell <= 1 + 1e-9


@few
@given(problems())
def test_a_favourite_is_the_best_there_is_for_its_party(problem: Problem) -> None:
    findings = find(problem)
    for party, judged in findings.favourites.items():
        assert judged.utilities[party] == pytest.approx(findings.ideals[party])


@few
@given(problems(), st.sampled_from([0.25, 2.0, 5.0]))
def test_measuring_points_in_another_unit_changes_no_plan(problem: Problem, unit: float) -> None:
    scaled = replace(
        problem,
        needs=tuple(replace(need, enough=need.enough * unit) for need in problem.needs),
        scores=tuple(replace(score, points=score.points * unit) for score in problem.scores),
    )
    assert find(scaled).recommended.plan == find(problem).recommended.plan


@few
@given(problems(), st.integers(1, 10))
def test_more_capacity_never_takes_from_what_a_party_can_have(problem: Problem, extra: int) -> None:
    roomier = replace(
        problem,
        stages=tuple(
            replace(stage, capacity={"engineers": stage.capacity["engineers"] + extra})
            for stage in problem.stages
        ),
    )
    before, after = find(problem), find(roomier)
    for party, most in before.ideals.items():
        assert after.ideals[party] >= most - 1e-9
    worst_before = max(min(utilities(problem, plan)) for plan in every_plan(problem))
    assert max(min(row.utilities.values()) for row in after.frontier) >= worst_before - 1e-9


@few
@given(problems(parties=2))
def test_swapping_the_parties_swaps_the_result(problem: Problem) -> None:
    swapped = replace(problem, parties=problem.parties[::-1], needs=problem.needs[::-1])
    here, there = find(problem), find(swapped)
    assert here.recommended.plan == there.recommended.plan
    assert here.recommended.retention == pytest.approx(there.recommended.retention)
    assert here.standing.kappa == pytest.approx(there.standing.kappa)


@few
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_in_which_options_were_entered_decides_nothing(problem: Problem, dice) -> None:  # type: ignore[no-untyped-def]
    options = list(problem.options)
    dice.shuffle(options)
    shuffled = replace(problem, options=tuple(options))
    assert find(shuffled).recommended.plan == find(problem).recommended.plan


@few
@given(problems())
def test_the_plan_checker_agrees_with_a_plain_one_on_every_plan(problem: Problem) -> None:
    for plan in every_plan(problem):
        assert violations(problem, plan) == ()


@few
@given(problems())
def test_what_each_need_can_reach_is_reached_by_some_plan(problem: Problem) -> None:
    findings = find(problem)
    for need in problem.needs:
        alone = replace(
            problem,
            parties=tuple(row for row in problem.parties if row.id == need.party),
            needs=(replace(need, weight=1.0),),
            scores=tuple(score for score in problem.scores if score.need == need.id),
            options=tuple(replace(row, asked_by=()) for row in problem.options),
        )
        best = max(utilities(alone, plan)[0] for plan in every_plan(alone))
        assert findings.reach[need.id].value == pytest.approx(best)
