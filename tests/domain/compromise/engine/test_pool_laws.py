"""Laws of the pool: its plans can be done, are different, and are the same for a seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from tests.domain.compromise.problems import problems, utilities

from trifecta.domain.compromise.engine.arrays import arrays_of
from trifecta.domain.compromise.engine.pool import pool_of
from trifecta.domain.compromise.problem import Problem
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
