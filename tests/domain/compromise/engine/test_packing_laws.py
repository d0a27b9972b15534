"""Laws of frontiers of decisions that only add up, against trying every combination."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.compromise.problems import can_be_done, every_plan, problem, problems, utilities
from tests.domain.compromise.problems import option as work

from trifecta.domain.compromise.engine import packing, solving
from trifecta.domain.compromise.engine.arrays import Floats, arrays_of
from trifecta.domain.compromise.engine.decisions import decisions_of
from trifecta.domain.compromise.engine.fronts import best_of
from trifecta.domain.compromise.engine.outlooks import Outlooks, Values
from trifecta.domain.compromise.engine.packing import packed
from trifecta.domain.compromise.engine.programs import Budget
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.engine.sums import adds_up, front_of
from trifecta.domain.compromise.problem import Choice, Problem

few = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def _floats(draw: st.DrawFn, rows: int, columns: int, among: list[float]) -> Floats:
    row = st.lists(st.sampled_from(among), min_size=columns, max_size=columns)
    return np.array(draw(st.lists(row, min_size=rows, max_size=rows)), dtype=float)


@st.composite
def decisions(draw: st.DrawFn) -> Values:
    """Up to six decisions of up to four values, for one to three parties and capacities."""
    parties, capacities = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    counts = draw(st.lists(st.integers(1, 4), min_size=1, max_size=6))
    worths = [-0.2, -0.05, 0.0, 0.03, 0.1, 0.11, 0.25]
    return Values(
        worth=tuple(_floats(draw, k, parties, worths) for k in counts),
        use=tuple(_floats(draw, k, capacities, [0.0, 0.0, 0.2, 0.35, 0.5]) for k in counts),
    )


def combinations(values: Values) -> list[tuple[int, ...]]:
    """Every combination of one value for each decision that there is room for."""
    every = product(*(range(len(worth)) for worth in values.worth))
    return [one for one in every if (added(values.use, one) <= 1 + 1e-9).all()]


def added(parts: tuple[Floats, ...], picked: tuple[int, ...]) -> Floats:
    total: Floats = np.sum([part[k] for part, k in zip(parts, picked, strict=True)], axis=0)
    return total


def rounded(rows: Floats) -> set[tuple[float, ...]]:
    return {tuple(round(float(value), 7) + 0.0 for value in row) for row in rows}


def beaten_by_none(points: set[tuple[float, ...]]) -> set[tuple[float, ...]]:
    return {
        here
        for here in points
        if not any(
            there != here and all(b >= a for a, b in zip(here, there, strict=True))
            for there in points
        )
    }


@few
@given(decisions())
def test_the_frontier_is_that_of_all_combinations(values: Values) -> None:
    possible = combinations(values)
    found = packed(values)
    if found is None:
        assert not possible
        return
    everything = np.array([added(values.worth, one) for one in possible])
    assert rounded(found.utilities) == beaten_by_none(rounded(everything))


@few
@given(decisions())
def test_every_point_comes_with_values_that_give_it_and_fit(values: Values) -> None:
    found = packed(values)
    if found is None:
        return
    for worth, picked in zip(found.utilities, found.picked.tolist(), strict=True):
        assert added(values.worth, picked) == pytest.approx(worth, abs=1e-9)
        assert (added(values.use, picked) <= 1 + 1e-9).all()


@few
@given(decisions(), st.data())
def test_nothing_that_can_be_decided_exceeds_what_may_still_come(
    values: Values, data: st.DataObject
) -> None:
    parties, count = values.worth[0].shape[1], len(values)
    mixes = np.vstack([np.eye(parties), np.full((1, parties), 1.0)])
    outlooks = Outlooks(values, mixes)
    decided = data.draw(st.integers(0, count))
    for one in combinations(values):
        use = sum((values.use[d][one[d]] for d in range(decided)), np.zeros(values.use[0].shape[1]))
        coming = sum((values.worth[d][one[d]] for d in range(decided, count)), np.zeros(parties))
        assert (mixes @ coming <= outlooks.most(decided, use[None])[0] + 1e-9).all()


@few
@given(st.integers(1, 4), st.integers(0, 700), st.integers(0, 2**32 - 1))
def test_what_stands_is_beaten_by_none_and_beats_the_rest(
    columns: int, count: int, seed: int
) -> None:
    rows = np.random.default_rng(seed).integers(0, 6, (count, columns)).astype(float)
    if not count:
        return
    kept = rows[best_of(rows)]
    assert len(np.unique(kept, axis=0)) == len(kept)
    worse = np.asarray((kept[:, None] >= rows[None]).all(axis=2))
    assert worse.any(axis=0).all()
    assert worse[:, best_of(rows)].sum() == len(kept)


@st.composite
def packings(draw: st.DrawFn) -> Problem:
    """Problems in which only capacities tie options together and nothing is overfilled."""
    drawn = draw(problems(most_options=4))
    free = tuple(replace(row, after=(), excludes=(), together=()) for row in drawn.options)
    needs = tuple(replace(need, enough=1_000.0) for need in drawn.needs)
    names = draw(st.lists(st.sampled_from([row.id for row in free]), unique=True, max_size=2))
    choices = (Choice(id="q", title="q", options=tuple(names)),) if len(names) == 2 else ()
    return replace(drawn, options=free, needs=needs, choices=choices)


@few
@given(packings())
def test_a_problem_that_adds_up_has_its_frontier_proven_and_every_plan_can_be_done(
    problem: Problem,
) -> None:
    settled = [
        plan
        for plan in every_plan(problem)
        if all(sum(o in plan.placements for o in c.options) == 1 for c in problem.choices)
    ]
    if not settled:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "MOST_COMBINED", 0)
        answer = solve(problem)
    assert answer.frontier_proven
    points = rounded(np.array([utilities(problem, plan) for plan in settled]))
    found = rounded(np.array([[*row.utilities.values()] for row in answer.frontier]))
    assert found == beaten_by_none(points)
    assert all(can_be_done(problem, row.plan) for row in answer.frontier)


@few
@given(packings())
def test_two_needs_are_judged_no_worse_than_by_all_plans(problem: Problem) -> None:
    """With fewer plans than all in sight, a pair that does not collide is never said to."""
    plain = replace(problem, choices=())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "MOST_COMBINED", 0)
        here = {(row.need, row.other): row for row in solve(plain).standing.pairs}
    there = {(row.need, row.other): row for row in solve(plain).standing.pairs}
    for pair, row in here.items():
        if row.verdict == "real":
            assert there[pair].verdict == "real"


def test_nobody_does_work_that_brings_nothing() -> None:
    row = problem(
        work("kit", 3),
        work("idle", 2),
        needs={"alice": {"speed": {"kit": 20}}, "bob": {"calm": {"kit": 10}}},
        now=4,
    )
    decisions = decisions_of(arrays_of(row))
    assert decisions is not None
    for room in (4.0, 400.0):
        stages = tuple(replace(at, capacity={"engineers": room}) for at in row.stages)
        arrays = arrays_of(replace(row, stages=stages))
        decided = decisions_of(arrays)
        assert decided is not None
        front = front_of(decided)
        assert front is not None
        (chosen,) = decided.chosen(front.values)
        assert set(arrays.plan(chosen).placements) == {"kit"}


def test_what_is_tied_or_overfilled_does_not_add_up() -> None:
    needs = {"alice": {"speed": {"a": 40, "b": 40}}, "bob": {"calm": {"b": 30}}}
    overfilled = {**needs, "alice": {"speed": {"a": 70, "b": 40}}}
    for row, expected in (
        (problem(work("a"), work("b"), needs=needs), True),
        (problem(work("a"), work("b", after="a"), needs=needs), False),
        (problem(work("a"), work("b", excludes="a"), needs=needs), False),
        (problem(work("a"), work("b"), needs=overfilled), False),
    ):
        decisions = decisions_of(arrays_of(row))
        assert decisions is not None
        assert adds_up(decisions) is expected


@pytest.mark.parametrize("limit", ["MOST_STATES", "MOST_COMPARED"])
def test_too_many_partial_plans_leave_it_to_the_search(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = np.random.default_rng(1)
    worth = tuple(np.vstack([np.zeros(2), row]) for row in random.random((12, 2)) / 12)
    use = tuple(np.array([[0.0], [row]]) for row in random.uniform(0.1, 0.3, 12))
    values = Values(worth=worth, use=use)
    assert packed(values) is not None
    monkeypatch.setattr(packing, limit, 3)
    assert packed(values) is None


def test_a_budget_that_is_over_leaves_it_to_the_search() -> None:
    values = Values(worth=(np.zeros((2, 2)),), use=(np.zeros((2, 1)),))
    assert packed(values, budget=Budget.of(seconds=0.0, clock=lambda: 1.0)) is None
