"""A plan hangs on somebody's weights where a small change of one makes another plan fairer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.compromise.problems import option, problem, problems

from trifecta.domain.compromise.finder import Budget, compare_all, find, search
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.sensitive import NEAR, hangs_on_weights_of
from trifecta.domain.compromise.worth import judge


def one_or_the_other(first: float) -> Problem:
    """Time for one of two options, and bob has a need for each; the one for `one` has `first`."""
    made = problem(
        option("one", 20),
        option("other", 20),
        needs={
            "alice": {"calm": {"one": 100, "other": 100}},
            "bob": {"proof": {"one": 100}, "growth": {"other": 100}},
        },
        now=20,
        then=0,
    )
    weights = {"calm": 1.0, "proof": first, "growth": 1 - first}
    return replace(made, needs=tuple(replace(need, weight=weights[need.id]) for need in made.needs))


@pytest.mark.parametrize(
    ("first", "hangs"), [(0.52, True), (0.59, True), (0.62, False), (0.9, False)]
)
def test_it_hangs_on_a_weight_near_the_point_where_the_plan_changes(
    first: float, hangs: bool
) -> None:
    asked = one_or_the_other(first)
    findings = find(asked)
    assert hangs_on_weights_of(asked, findings, party="bob") is hangs
    assert not hangs_on_weights_of(asked, findings, party="alice")


def test_among_plans_that_a_search_has_found_a_yes_is_as_true() -> None:
    asked = one_or_the_other(0.52)
    findings = search(asked, budget=Budget.of(seconds=5, clock=lambda: 0.0))
    if hangs_on_weights_of(asked, replace(findings, compared=None), party="bob"):
        assert hangs_on_weights_of(asked, find(asked), party="bob")


def test_a_hidden_need_of_ones_own_counts() -> None:
    asked = one_or_the_other(0.52)
    hidden = replace(asked, needs=tuple(replace(n, hidden=n.id == "proof") for n in asked.needs))
    assert hangs_on_weights_of(hidden, find(hidden), party="bob")


@settings(max_examples=60)
@given(problems(), st.data())
def test_it_is_so_exactly_where_the_changed_problem_has_a_fairer_plan(
    asked: Problem, data: st.DataObject
) -> None:
    """Against solving the problem again with each weight moved."""
    party = data.draw(st.sampled_from([one.id for one in asked.parties]))
    findings = compare_all(asked)
    assert findings is not None
    plan = findings.recommended.plan
    fairer = False
    for need in asked.needs_of(party):
        if need.weight >= 1 - 1e-6:
            continue
        for then in (max(0.0, need.weight - NEAR), min(1.0, need.weight + NEAR)):
            rest = (1 - then) / (1 - need.weight)
            moved = replace(
                asked,
                needs=tuple(
                    replace(n, weight=then if n.id == need.id else n.weight * rest)
                    if n.party == party
                    else n
                    for n in asked.needs
                ),
            )
            again = compare_all(moved)
            assert again is not None
            kept = judge(moved, plan, ideals=again.ideals).retention
            fairer = fairer or again.standing.kappa - min(kept.values()) > 1e-6
    assert hangs_on_weights_of(asked, findings, party=party) is fairer
