"""Laws of relaxing one thing: bests never fall, and each gain is that of the changed problem."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from tests.domain.compromise.problems import every_plan, option, problem, problems, utilities

from trifecta.domain.compromise.engine import solving
from trifecta.domain.compromise.engine.changes import Change, changed, changes_of
from trifecta.domain.compromise.engine.programs import Budget
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.engine.unlock import CONFIRMED, screen, unlocking
from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.worked_example import growth_team
from trifecta.domain.compromise.worth import retained

few = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
GROWTH = growth_team(begins=date(2026, 10, 12))


@pytest.fixture(params=["all compared", "by programs"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every law holds where all plans are compared, and where programs look for the best."""
    if request.param == "by programs":
        monkeypatch.setattr(solving, "MOST_COMBINED", 0)


def worst(row: Problem, worth: tuple[float, ...], ideals: dict[str, float]) -> float:
    named = {party.id: value for party, value in zip(row.parties, worth, strict=True)}
    return min(retained(named, ideals).values())


@few
@given(problems(most_options=4))
def test_relaxing_anything_lowers_nobodys_best(row: Problem) -> None:
    """But a later day also lets count what hurts the need until then."""
    today = solve(row).ideals
    hurt = {score.need for score in row.scores if score.points < 0}
    for change in changes_of(row):
        if change.need in hurt:
            continue
        then = solve(changed(row, change)).ideals
        assert all(then[party] >= best - 1e-6 for party, best in today.items())


@few
@given(problems(most_options=4))
def test_what_could_be_done_can_still_be_done(row: Problem) -> None:
    today = [plan.placements for plan in every_plan(row)]
    for change in changes_of(row):
        then = [plan.placements for plan in every_plan(changed(row, change))]
        assert all(plan in then for plan in today)


@few
@given(problems(most_options=4))
def test_a_confirmed_gain_is_that_of_solving_the_changed_problem(row: Problem) -> None:
    found = unlocking(row)
    today = solve(row)
    assert len(found.confirmed) == min(CONFIRMED, found.possible)
    assert found.worst == pytest.approx(
        min(retained(today.plans[0].judged.utilities, today.ideals).values())
    )
    for change in found.confirmed:
        then = solve(changed(row, change.change))
        assert change.plan == then.plans[0].judged
        assert change.ideals == then.ideals
        kept = retained(then.plans[0].judged.utilities, today.ideals)
        assert change.worst == pytest.approx(min(kept.values()))
    gains = [change.worst for change in found.confirmed]
    assert gains == pytest.approx(sorted(gains, reverse=True))


@few
@given(problems(most_options=4))
def test_no_plan_exceeds_what_the_screen_says_a_change_gives_at_most(row: Problem) -> None:
    ideals = dict(solve(row).ideals)
    changes = changes_of(row)
    rows = screen(row, changes, ideals=ideals)
    assert len(rows) == len(changes)
    for screened in rows:
        there = changed(row, screened.change)
        every = [worst(there, utilities(there, plan), ideals) for plan in every_plan(there)]
        helped = any(best > 1e-9 for best in ideals.values())
        assert not helped or max(every) <= screened.most + 1e-6


@few
@given(problems(most_options=4))
def test_the_best_change_is_only_called_so_where_no_other_gives_more(row: Problem) -> None:
    found = unlocking(row)
    if not found.best_is_proven:
        return
    today = solve(row)
    for change in changes_of(row):
        then = solve(changed(row, change)).plans[0].judged
        kept = min(retained(then.utilities, today.ideals).values())
        assert kept <= found.confirmed[0].worst + 1e-5


@few
@given(problems(most_options=4))
def test_the_order_of_parties_and_options_decides_nothing(row: Problem) -> None:
    turned = replace(row, parties=row.parties[::-1], options=row.options[::-1])
    here, there = unlocking(row), unlocking(turned)
    assert there.worst == pytest.approx(here.worst, abs=1e-6)
    assert {change.change.names for change in there.confirmed} == {
        change.change.names for change in here.confirmed
    }


@few
@given(problems(most_options=4))
def test_asked_twice_it_says_the_same(row: Problem) -> None:
    assert unlocking(row) == unlocking(row)


def test_a_capacity_is_cut_to_what_the_plan_takes() -> None:
    found = unlocking(GROWTH)
    first = found.confirmed[0]
    assert first.change == Change(kind="capacity", stage="second", resource="engineers", weeks=11.0)
    assert first.worst == pytest.approx(1.0)
    assert first.gains
    assert found.best_is_proven


def test_somebodys_best_that_rises_is_said() -> None:
    found = unlocking(GROWTH)
    assert found.confirmed[0].ideals["em"] > found.answer.ideals["em"]


@pytest.mark.parametrize(
    ("links", "kind"),
    [
        ({"after": "kit"}, "order"),
        ({"excludes": "kit"}, "exclusion"),
        ({"together": "kit"}, "coupling"),
    ],
)
def test_each_kind_of_tie_can_be_what_stands_in_the_way(links: dict[str, str], kind: str) -> None:
    row = problem(
        option("kit", {"now": 1 if kind == "exclusion" else 30}),
        option("runs", {"now": 1}, **links),
        needs={
            "alice": {"calm": {"kit" if kind == "exclusion" else "runs": 100}},
            "bob": {"proof": {"runs": 100}},
        },
    )
    best = unlocking(row).confirmed[0]
    assert best.change.kind == kind
    assert set(best.ideals.values()) == {1.0}


def test_a_later_date_can_be_what_helps() -> None:
    row = problem(
        option("kit", {"now": 10, "then": 10}),
        option("runs", {"now": 10, "then": 10}),
        needs={"alice": {"calm": {"kit": 100}}, "bob": {"proof": {"runs": 100}}},
    )
    late = tuple(replace(need, discount={"then": 0.0}) for need in row.needs)
    found = unlocking(replace(row, needs=late))
    assert found.worst == 0.0
    assert {row.change.kind for row in found.confirmed if row.worst > 0.99} == {
        "capacity", "deadline",
    }  # fmt: skip


def test_the_date_of_a_hidden_need_is_not_among_what_could_be_relaxed() -> None:
    hidden = tuple(replace(need, hidden=need.id == "proof") for need in GROWTH.needs)
    changes = changes_of(replace(GROWTH, needs=hidden))
    assert {change.need for change in changes if change.kind == "deadline"} == {
        "learn", "change", "sound",
    }  # fmt: skip


def test_without_time_no_best_is_claimed() -> None:
    over = Budget(until=0.0, clock=lambda: 1.0)
    found = unlocking(GROWTH, answer=solve(GROWTH), budget=over)
    assert found.confirmed == ()
    assert not found.best_is_proven
