"""Laws of exchanges: what they give can be done, and nothing near it is better."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from tests.domain.compromise.problems import can_be_done, problem, problems, utilities
from tests.domain.compromise.problems import option as work

from trifecta.domain.compromise.engine import exchanges
from trifecta.domain.compromise.engine.arrays import Arrays, Floats, arrays_of
from trifecta.domain.compromise.engine.columns import Columns, columns_of
from trifecta.domain.compromise.engine.exchanges import Exchanges
from trifecta.domain.compromise.problem import Problem

few = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def from_nothing(arrays: Arrays, columns: Columns) -> tuple[Floats, Floats]:
    nothing = np.zeros((1, columns.count), dtype=np.bool_)
    plans, worth = Exchanges(columns, arrays.weight).improved(
        nothing, np.zeros((1, len(arrays.weight)))
    )
    return plans.astype(np.float64), worth


@few
@given(problems())
def test_every_plan_can_be_done_and_is_worth_what_is_said(problem: Problem) -> None:
    arrays = arrays_of(problem)
    columns = columns_of(arrays)
    if not columns.count:
        return
    plans, worth = from_nothing(arrays, columns)
    for chosen, said in zip(plans @ columns.placements, worth, strict=True):
        plan = arrays.plan(chosen)
        assert can_be_done(problem, plan)
        assert utilities(problem, plan) == pytest.approx(tuple(said), abs=1e-9)


@few
@given(problems())
def test_no_exchange_of_up_to_two_for_up_to_two_is_better(problem: Problem) -> None:
    arrays = arrays_of(problem)
    columns = columns_of(arrays)
    if not columns.count:
        return
    plans, worth = from_nothing(arrays, columns)
    for plan in plans.astype(np.bool_):
        for chosen in near(plan):
            placed = arrays.plan(chosen.astype(np.float64) @ columns.placements)
            if len(placed.placements) < (chosen @ columns.placements).sum():
                continue
            if can_be_done(problem, placed):
                here = np.array(utilities(problem, placed))
                assert (here <= worth + 1e-6).all(axis=1).any()


def near(plan: Floats) -> list[Floats]:
    """With up to two columns out and up to two in."""
    places = range(len(plan))
    few_of = [c for n in range(3) for c in combinations(places, n)]
    found = []
    for out in (c for c in few_of if plan[[*c]].all()):
        for into in (c for c in few_of if not plan[[*c]].any()):
            row = plan.copy()
            row[[*out]], row[[*into]] = False, True
            found.append(row)
    return found


@few
@given(problems())
def test_where_it_would_be_too_much_the_frontier_stays_as_it_is(problem: Problem) -> None:
    arrays = arrays_of(problem)
    columns = columns_of(arrays)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exchanges, "MOST_TRIED", -1)
        plans, worth = from_nothing(arrays, columns)
    assert len(plans) == 1
    assert not plans.any()
    assert not worth.any()


def test_what_waits_for_something_impossible_never_gets_in() -> None:
    row = problem(
        work("a", 20),
        work("b", after="a"),
        work("c", after="b"),
        work("d"),
        needs={"alice": {"speed": {"c": 90, "d": 20}}, "bob": {"calm": {"c": 80}}},
    )
    arrays = arrays_of(row)
    columns = columns_of(arrays)
    plans, _ = from_nothing(arrays, columns)
    done = {
        name for chosen in plans @ columns.placements for name in arrays.plan(chosen).placements
    }
    assert done == {"d"}
