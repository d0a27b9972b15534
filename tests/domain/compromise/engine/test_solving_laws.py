"""Laws of the engine, against trying everything on problems small enough for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.compromise.problems import (
    best_retentions,
    can_be_done,
    every_plan,
    problems,
    utilities,
)

from trifecta.domain.compromise import choosing
from trifecta.domain.compromise.engine import programs, rules, solving
from trifecta.domain.compromise.engine.answers import Answer
from trifecta.domain.compromise.engine.arrays import arrays_of
from trifecta.domain.compromise.engine.solving import Budget, solve
from trifecta.domain.compromise.finder import find
from trifecta.domain.compromise.problem import Choice, Need, Option, Party, Problem, Score, Stage
from trifecta.domain.compromise.worked_example import growth_team

few = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(params=["all compared", "by programs"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every law holds where all plans are compared, and where programs look for the best."""
    if request.param == "by programs":
        monkeypatch.setattr(solving, "MOST_COMBINED", 0)


def ascending(answer: Answer) -> tuple[float, ...]:
    return tuple(sorted(answer.plans[0].judged.retention.values()))


@few
@given(problems())
def test_leximin_is_that_of_all_plans(problem: Problem) -> None:
    assert ascending(solve(problem)) == pytest.approx(best_retentions(problem), abs=1e-6)


@few
@given(problems(), st.sampled_from(["leximin", "nash", "kalai-smorodinsky"]))
def test_the_bound_of_a_whole_search_is_met(problem: Problem, rule: str) -> None:
    first = solve(problem, rule=rule).plans[0]  # type: ignore[arg-type]
    assert first.value is not None
    assert first.bound is not None
    assert first.value <= first.bound <= first.value + 1e-5


def test_that_not_everybody_can_gain_is_proven() -> None:
    stage = Stage(
        id="s", name="S", starts=date(2026, 1, 1), ends=None, weeks=4, capacity={"engineers": 1}
    )
    options = tuple(Option(id=o, title=o, effort={"s": {"engineers": 1}}) for o in ("a", "b"))
    one, other = Party(id="alice", name="Alice"), Party(id="bob", name="Bob")
    needs = tuple(Need(id=p.id, party=p.id, text="a need", weight=1.0) for p in (one, other))
    scores = (
        Score(option="a", need="alice", points=80),
        Score(option="b", need="bob", points=80),
    )
    problem = Problem(
        parties=(one, other), stages=(stage,), options=options, needs=needs, scores=scores
    )
    first = solve(problem, rule="nash").plans[0]
    assert (first.value, first.bound) == (0.0, 0.0)


@few
@given(problems(parties=2))
def test_nash_is_the_largest_product_of_gains(problem: Problem) -> None:
    everything = [utilities(problem, plan) for plan in every_plan(problem)]
    helped = [p for p in (0, 1) if max(row[p] for row in everything) > 1e-9]
    most = max(float(np.prod([max(0.0, row[p]) for p in helped])) for row in everything)
    worth = list(solve(problem, rule="nash").plans[0].judged.utilities.values())
    assert float(np.prod([max(0.0, worth[p]) for p in helped])) == pytest.approx(most, abs=1e-6)


@few
@given(problems())
def test_every_plan_that_is_returned_can_be_done(problem: Problem) -> None:
    answer = solve(problem)
    shown = [*(row.judged for row in answer.plans), *answer.frontier]
    assert all(can_be_done(problem, judged.plan) for judged in shown)


@few
@given(problems())
def test_no_plan_that_is_returned_is_beaten_by_another(problem: Problem) -> None:
    answer = solve(problem)
    points = [tuple(judged.utilities.values()) for judged in answer.frontier]
    for here, there in product(points, points):
        no_worse = all(b >= a for a, b in zip(here, there, strict=True))
        assert here == there or not no_worse


@few
@given(problems())
def test_the_order_of_parties_changes_nothing_but_the_order(problem: Problem) -> None:
    turned = replace(problem, parties=problem.parties[::-1])
    here, there = solve(problem).plans[0].judged, solve(turned).plans[0].judged
    assert sorted(here.retention.values()) == pytest.approx(
        sorted(there.retention.values()), abs=1e-6
    )


@st.composite
def questions(draw: st.DrawFn) -> Problem:
    """Problems of choices alone, as bargaining domains are, with every plan's worth a sum."""
    template = draw(problems(most_options=1, parties=draw(st.integers(2, 3))))
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    ids = [[f"q{n}{k}" for k in range(size)] for n, size in enumerate(sizes)]
    stage = replace(template.stages[0], capacity={})
    option = replace(template.options[0], after=(), excludes=(), together=(), asked_by=())
    needs = [replace(need, enough=400.0, discount={}) for need in template.needs]
    names = [name for group in ids for name in group]
    points = st.sampled_from([0.0, 10.0, 25.0, 60.0, 100.0])
    return replace(
        template,
        stages=(stage,),
        options=tuple(replace(option, id=n, title=n, effort={stage.id: {}}) for n in names),
        needs=tuple(needs),
        scores=tuple(
            replace(template.scores[0], option=name, need=need.id, points=draw(points))
            for name in names
            for need in needs
        ),
        choices=tuple(
            Choice(id=f"q{n}", title=f"q{n}", options=tuple(group)) for n, group in enumerate(ids)
        ),
    )


@few
@given(questions())
def test_the_frontier_of_choices_is_whole(problem: Problem) -> None:
    answer = solve(problem)
    assert answer.frontier_proven
    stage = problem.stages[0].id
    points = set()
    for picked in product(*(choice.options for choice in problem.choices)):
        worth = [0.0] * len(problem.parties)
        for place, party in enumerate(problem.parties):
            for need in problem.needs_of(party.id):
                total = sum(
                    score.points
                    for score in problem.scores
                    if score.need == need.id and score.option in picked
                )
                worth[place] += need.weight * min(1.0, total / need.enough)
        points.add(tuple(round(value, 7) for value in worth))
    best = {
        here
        for here in points
        if not any(
            there != here and all(b >= a for a, b in zip(here, there, strict=True))
            for there in points
        )
    }
    found = {tuple(round(v, 7) for v in row.utilities.values()) for row in answer.frontier}
    assert found == best
    assert all(set(row.plan.placements.values()) == {stage} for row in answer.frontier)


def test_where_no_option_fits_nothing_is_the_plan() -> None:
    row = growth_team(begins=date(2026, 10, 1))
    stages = tuple(replace(stage, capacity={}) for stage in row.stages)
    answer = solve(replace(row, stages=stages, default=None))
    assert answer.plans[0].judged.plan.placements == {}


def test_once_the_time_is_over_no_program_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []

    def counted(*args: object, **options: object) -> object:
        begun.append(options)
        raise AssertionError("a program was begun")

    monkeypatch.setattr(programs, "milp", counted)
    problem = growth_team(begins=date(2026, 10, 1))
    over = Budget(until=0.0, clock=lambda: 1.0)
    first = solve(problem, budget=over).plans[0]
    assert not begun
    assert first.value is not None
    assert first.bound is not None
    assert first.value <= first.bound


def no_plan_is_above(answer: Answer, problem: Problem) -> None:
    """The claims of an answer, against all plans: of the plan, of everybody's best, of kappa."""
    first = answer.plans[0]
    reached = np.array([utilities(problem, plan) for plan in every_plan(problem)])
    found = np.array([answer.ideals[party.id] for party in problem.parties])
    bound = np.array([answer.ideal_bounds[party.id] for party in problem.parties])
    assert (reached.max(axis=0) <= bound + 1e-6).all()
    assert first.value is not None
    assert first.bound is not None
    assert choosing.shares_of(reached, found).min(axis=1).max() <= first.bound + 1e-6
    assert max(best_retentions(problem)[0], 0.0) <= answer.standing.kappa_bound + 1e-6


class Ticking:
    """A clock on which each look takes a little, so that a budget ends wherever it ends."""

    def __init__(self, tick: float) -> None:
        self.now, self.tick = 0.0, tick

    def __call__(self) -> float:
        self.now += self.tick
        return self.now


@few
@given(problems(parties=2), st.sampled_from([0.0, 0.02, 0.1, 0.3, 1.0]))
def test_however_short_the_time_no_claim_is_wrong(problem: Problem, seconds: float) -> None:
    budget = Budget.of(seconds=seconds, clock=Ticking(0.01))
    no_plan_is_above(solve(problem, budget=budget), problem)


@few
@given(problems(parties=2))
def test_without_time_for_a_relaxation_bounds_are_loose_and_true(problem: Problem) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(programs, "linprog", None)
        patched.setattr(programs, "milp", None)
        no_plan_is_above(solve(problem, budget=Budget(until=0.0, clock=lambda: 1.0)), problem)


@few
@given(problems(), st.sampled_from([0.3, 0.6, 0.9, 1.0]))
def test_what_is_ruled_out_cannot_be(problem: Problem, least: float) -> None:
    arrays = arrays_of(problem)
    reached = np.array([utilities(problem, plan) for plan in every_plan(problem)])
    ideal = reached.max(axis=0)
    scale = rules.Scale(zero=np.zeros(len(ideal)), unit=ideal)
    if not scale.counted:
        return
    best = scale.shares(reached).min(axis=1).max()
    solved = rules.beyond(programs.Program.of(arrays), scale, least)
    if best < least - 1e-5:
        assert solved.chosen is None
        assert best <= solved.bound <= least + 1e-5
    elif best > least + 1e-5:
        assert solved.value == pytest.approx(best, abs=1e-5)


@few
@given(problems())
def test_of_equal_plans_the_page_and_the_file_take_the_same(problem: Problem) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(solving, "MOST_COMBINED", 4**9)
        answer = solve(problem)
    assert answer.plans[0].judged.plan == find(problem).plans[0].judged.plan
