"""Laws of the pool: its plans can be done, are different, and are the same for a seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.compromise.problems import best_retentions, problems, utilities

from trifecta.domain.compromise.engine.arrays import arrays_of
from trifecta.domain.compromise.engine.pool import pool_of
from trifecta.domain.compromise.engine.programs import Budget
from trifecta.domain.compromise.problem import Choice, Problem
from trifecta.domain.compromise.worked_example import growth_team
from trifecta.domain.compromise.worth import violations

few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(problems())
def test_every_plan_of_the_pool_can_be_done_and_is_worth_what_it_says(problem: Problem) -> None:
    arrays = arrays_of(problem)
    pool = pool_of(arrays)
    assert len(pool.chosen)
    for chosen, worth in zip(pool.chosen, pool.worth, strict=True):
        plan = arrays.plan(chosen)
        assert violations(problem, plan) == ()
        assert tuple(worth) == pytest.approx(utilities(problem, plan), abs=1e-9)


@few
@given(problems())
def test_a_pool_is_the_same_for_a_seed_and_has_no_plan_twice(problem: Problem) -> None:
    arrays = arrays_of(problem)
    here, there = pool_of(arrays, seed=3), pool_of(arrays, seed=3)
    assert np.array_equal(here.chosen, there.chosen)
    assert len(np.unique(here.chosen, axis=0)) == len(here.chosen)


@few
@given(problems())
def test_the_order_of_parties_does_not_change_what_is_found(problem: Problem) -> None:
    turned = replace(problem, parties=problem.parties[::-1])
    here, there = pool_of(arrays_of(problem)), pool_of(arrays_of(turned))
    assert np.array_equal(here.chosen, there.chosen)
    assert np.array_equal(here.worth, there.worth[:, ::-1])


@few
@given(problems(), st.floats(0.01, 50.0))
def test_the_scale_of_weights_does_not_change_what_is_found(
    problem: Problem, factor: float
) -> None:
    first = problem.parties[0].id
    scaled = replace(
        problem,
        needs=tuple(
            replace(need, weight=need.weight * (factor if need.party == first else 1.0))
            for need in problem.needs
        ),
    )
    here, there = pool_of(arrays_of(problem)), pool_of(arrays_of(scaled))
    assert np.array_equal(here.chosen, there.chosen)


@few
@given(problems(parties=2))
def test_of_a_small_problem_the_fairest_plan_is_in_the_pool(problem: Problem) -> None:
    pool = pool_of(arrays_of(problem))
    best = pool.worth.max(axis=0)
    helped = best > 1e-9
    if helped.all():
        kept = (pool.worth / best).min(axis=1).max()
        assert kept == pytest.approx(best_retentions(problem)[0], abs=1e-9)


@few
@given(problems())
def test_what_is_on_the_front_of_a_pool_is_beaten_by_nothing_in_it(problem: Problem) -> None:
    pool = pool_of(arrays_of(problem))
    for row in pool.worth[pool.front]:
        no_worse = (pool.worth >= row - 1e-9).all(axis=1)
        assert not (pool.worth[no_worse] > row + 1e-8).any()


@few
@given(problems(most_options=4), st.data())
def test_every_plan_settles_every_choice_in_spite_of_what_ties_its_options(
    problem: Problem, data: st.DataObject
) -> None:
    names = [option.id for option in problem.options]
    some = data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    asked = replace(problem, choices=(Choice(id="q", title="q", options=tuple(some)),))
    arrays = arrays_of(asked)
    for chosen in pool_of(arrays).chosen:
        assert violations(asked, arrays.plan(chosen)) == ()


def test_a_budget_that_is_over_ends_the_search_after_its_first_turn() -> None:
    now = iter(range(10_000))
    problem = growth_team(begins=date(2026, 10, 1))
    arrays = arrays_of(problem)
    short = pool_of(arrays, budget=Budget.of(seconds=0.5, clock=lambda: float(next(now))))
    assert 0 < len(short.chosen) < len(pool_of(arrays).chosen)
    assert not any(violations(problem, arrays.plan(chosen)) for chosen in short.chosen)
