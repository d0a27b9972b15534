"""Bargaining domains of NegoLog and Genius keep their utilities exactly."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import pytest
from benchmarks.compromise.measures import same_points

from trifecta.domain.compromise.engine.bargains import points_of
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.importing.bargaining import problem_of
from trifecta.domain.compromise.importing.negolog import bargain_from
from trifecta.domain.compromise.importing.sources import Source
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.worth import levels, utilities, violations
from trifecta.domain.errors import InvalidError

SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[5] / "shared/data"))
DOMAINS = sorted((SHARED / "compromise" / "negolog" / "domains").glob("*/specs.json"))
MISSING = "set SHARED_DATA to the folder that has compromise/negolog/domains"

A: dict[str, Any] = {
    "reservationValue": 0.0,
    "issueWeights": {"price": 0.75, "date": 0.25},
    "issues": {"price": {"low": 1.0, "high": 0.25}, "date": {"may": 0.5, "june": 1.0}},
}
B: dict[str, Any] = {
    "reservationValue": 0.0,
    "issueWeights": {"price": 0.5, "date": 0.5},
    "issues": {"price": {"low": 0.1, "high": 1.0}, "date": {"may": 1.0, "june": 0.2}},
}


def problem_from(sources: list[Source]) -> Problem:
    return problem_of(bargain_from(sources))


def sources(*profiles: Any) -> list[Source]:
    return [
        Source(name=f"{name}.json", text=row if isinstance(row, str) else json.dumps(row))
        for name, row in zip("ABCDE", profiles, strict=False)
    ]


def in_folder(folder: Path) -> list[Source]:
    names = ("profileA.json", "profileB.json")
    return [Source(name=name, text=(folder / name).read_text()) for name in names]


def problem_in(folder: Path) -> Problem:
    return problem_from(in_folder(folder))


def outcomes(problem: Problem) -> Iterator[Plan]:
    for chosen in product(*(choice.options for choice in problem.choices)):
        yield Plan(placements=dict.fromkeys(chosen, "now"))


def worth(problem: Problem, *chosen: str) -> dict[str, float]:
    plan = Plan(placements=dict.fromkeys(chosen, "now"))
    assert violations(problem, plan) == ()
    return utilities(problem, levels(problem, plan))


def test_utilities_are_weight_times_score() -> None:
    problem = problem_from(sources(A, B))
    assert worth(problem, "price/low", "date/may") == {"A": 0.75 + 0.125, "B": 0.05 + 0.5}
    assert [choice.options for choice in problem.choices] == [
        ("price/low", "price/high"),
        ("date/may", "date/june"),
    ]


def test_weights_that_sum_to_something_else_become_shares() -> None:
    doubled = {**A, "issueWeights": {"price": 3, "date": 1}}
    assert problem_from(sources(doubled, B)).needs == problem_from(sources(A, B)).needs


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ("{", "B.json: Line 1"),
        ([], "B.json"),
        ({}, "B.json, issues"),
        ({**B, "issues": 5}, "B.json, issues"),
        ({**B, "issueWeights": {"price": 1}}, "B.json, issueWeights.date"),
        ({**B, "issueWeights": {"price": 1, "date": "much"}}, "B.json, issueWeights.date"),
        (
            {**B, "issues": {**B["issues"], "date": {"may": 7, "june": 0}}},
            "B.json, issues.date.may",
        ),
        ({**B, "issues": {**B["issues"], "date": {"may": 1}}}, "B.json, date.june: only A.json"),
        ('{"issues": {"a": {"x": NaN}}}', "B.json: issues.a.x: NaN"),
    ],
)
def test_a_broken_profile_is_named_with_the_field(broken: object, says: str) -> None:
    with pytest.raises(InvalidError) as caught:
        problem_from(sources(A, broken))
    assert caught.value.message.startswith(says)


def test_one_profile_is_not_enough() -> None:
    with pytest.raises(InvalidError, match="two to 4"):
        problem_from(sources(A))


@pytest.mark.skipif(not DOMAINS, reason=MISSING)
@pytest.mark.parametrize("specs", DOMAINS, ids=lambda path: path.parent.name)
def test_the_published_nash_point_is_the_best_product(specs: Path) -> None:
    folder, published = specs.parent, json.loads(specs.read_text())
    problem = problem_in(folder)
    assert prod(len(choice.options) for choice in problem.choices) == published["NumberOfBids"]
    if published["NumberOfBids"] <= 1_000:
        reached = [worth(problem, *plan.placements) for plan in outcomes(problem)]
        best = max(reached, key=lambda found: found["A"] * found["B"])
    else:
        bid = published["NashBid"]
        best = worth(problem, *(f"{issue}/{value}" for issue, value in bid.items()))
    expected = {"A": published["Nash_A"], "B": published["Nash_B"]}
    assert best == pytest.approx(expected, abs=1e-9)


@pytest.mark.skipif(not DOMAINS, reason=MISSING)
@pytest.mark.parametrize("specs", DOMAINS, ids=lambda path: path.parent.name)
def test_the_rule_of_nash_finds_the_published_point(specs: Path) -> None:
    folder, published = specs.parent, json.loads(specs.read_text())
    first = solve(problem_in(folder), rule="nash").plans[0].judged
    expected = {"A": published["Nash_A"], "B": published["Nash_B"]}
    assert first.utilities == pytest.approx(expected, abs=1e-9)


@pytest.mark.skipif(not DOMAINS, reason=MISSING)
@pytest.mark.parametrize("specs", DOMAINS, ids=lambda path: path.parent.name)
def test_the_bargain_has_the_published_point_and_the_frontier_of_its_problem(specs: Path) -> None:
    published = json.loads(specs.read_text())
    bargain = bargain_from(in_folder(specs.parent))
    points = points_of(bargain)
    assert points is not None
    assert bargain.outcomes == published["NumberOfBids"]
    nash = points.utilities[points.nash]
    assert nash == pytest.approx([published["Nash_A"], published["Nash_B"]], abs=1e-9)
    answer = solve(problem_of(bargain), rule="kalai-smorodinsky")
    whole = [[*judged.utilities.values()] for judged in answer.frontier]
    assert same_points(points.utilities.tolist(), whole)
    even = [*answer.plans[0].judged.utilities.values()]
    assert points.utilities[points.kalai_smorodinsky] == pytest.approx(even)
