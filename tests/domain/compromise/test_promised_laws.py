"""What the finder promises whatever the problem, for both of its ways to answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations, product
from math import inf

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.domain.compromise.problems import every_plan, option, problem, problems, utilities

from trifecta.domain.compromise.engine.answers import Answer
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.files import problem_from
from trifecta.domain.compromise.finder import find
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.worth import retained
from trifecta.domain.compromise.writing import data_of

few = settings(max_examples=40, deadline=None)
both_ways = pytest.mark.parametrize("answer", [find, solve])
Answering = Callable[[Problem], Answer]


def worst(answer: Answer, *, ideals: dict[str, float]) -> float:
    """What whoever keeps least keeps of these bests with the plan that is kindest to them."""
    shares = (retained(row.utilities, ideals) for row in answer.frontier)
    return max(min(share.values()) for share in shares)


@both_ways
@few
@given(problems(), st.integers(1, 10), st.integers(0, 1))
def test_more_capacity_never_lowers_kappa(
    answer: Answering, asked: Problem, extra: int, place: int
) -> None:
    """Counted against the bests there were: with more room they rise as well."""
    stages = list(asked.stages)
    place %= len(stages)
    room = stages[place].capacity["engineers"] + extra
    stages[place] = replace(stages[place], capacity={"engineers": room})
    before, after = answer(asked), answer(replace(asked, stages=tuple(stages)))
    assert worst(after, ideals=dict(before.ideals)) >= before.standing.kappa - 1e-6


@both_ways
@few
@given(problems(), st.sampled_from([0.001, 0.5, 3.0, 1000.0]), st.data())
def test_scaling_the_weights_of_a_party_changes_nothing(
    answer: Answering, asked: Problem, factor: float, data: st.DataObject
) -> None:
    party = data.draw(st.sampled_from([row.id for row in asked.parties]))
    said = data_of(asked)
    weights = {need.id: need.weight for need in asked.needs}
    for name, row in said["needs"].items():
        row["weight"] = weights[name] * (factor if row["party"] == party else 1.0)
    here, there = answer(problem_from(data_of(asked))), answer(problem_from(said))
    assert there.plans[0].judged.plan == here.plans[0].judged.plan
    assert there.standing.kappa == pytest.approx(here.standing.kappa, abs=1e-6)
    assert there.ideals == pytest.approx(dict(here.ideals), abs=1e-6)


@both_ways
@few
@given(problems())
def test_no_plan_that_another_beats_is_ever_proposed(answer: Answering, asked: Problem) -> None:
    """Against every plan there is: one that is better for somebody costs somebody else."""
    every = [utilities(asked, plan) for plan in every_plan(asked)]
    proposed = [utilities(asked, row.judged.plan) for row in answer(asked).plans]
    for here, there in product(proposed, every):
        no_worse = all(b >= a - 1e-9 for a, b in zip(here, there, strict=True))
        better = max((b - a for a, b in zip(here, there, strict=True)), default=-inf)
        assert not (no_worse and better > 1e-6)


APART = problem(
    option("kit", {"now": 10}),
    option("run", {"now": 10}),
    needs={
        "alice": {"learn": {"kit": 100, "run": 40}},
        "bob": {"proof": {"kit": 30, "run": 100}},
    },
)
"""Where favourites leave the other different shares, so that it would show whose turn it is."""


@both_ways
@few
@given(problems(), st.integers(1, 5))
@example(APART, 1)
def test_permuting_the_parties_permutes_the_answer(
    answer: Answering, asked: Problem, turn: int
) -> None:
    orders = [*permutations(asked.parties)]
    here, there = answer(asked), answer(replace(asked, parties=orders[turn % len(orders)]))
    assert there.ideals == pytest.approx(dict(here.ideals), abs=1e-6)
    assert there.standing.kappa == pytest.approx(here.standing.kappa, abs=1e-6)
    assert there.standing.pi == pytest.approx(here.standing.pi, abs=1e-6)
    assert there.standing.ell == pytest.approx(here.standing.ell, abs=1e-6)
    kept, turned = here.plans[0].judged.retention, there.plans[0].judged.retention
    assert sorted(turned.values()) == pytest.approx(sorted(kept.values()), abs=1e-6)
