"""Laws of explaining a plan: what is traded, and the needs that collide, by trying everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.compromise.problems import every_plan, option, problem, problems

from trifecta.domain.compromise.engine import solving
from trifecta.domain.compromise.engine.against import Explained, explained
from trifecta.domain.compromise.engine.conflicts import AS_FAR
from trifecta.domain.compromise.engine.programs import Budget
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.worked_example import growth_team
from trifecta.domain.compromise.worth import levels
from trifecta.domain.errors import InvalidError

few = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
BOTH = problem(
    option("rewrite", {"now": 10}),
    option("launch", {"now": 10}),
    option("tidy", {"now": 1}),
    needs={
        "alice": {"learn": {"rewrite": 100}, "calm": {"tidy": 100}},
        "bob": {"proof": {"launch": 100}},
    },
    now=11,
)


@pytest.fixture(params=["all compared", "by programs"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every law holds where all plans are compared, and where programs look for the best."""
    if request.param == "by programs":
        monkeypatch.setattr(solving, "MOST_COMBINED", 0)


def wanted(row: Problem, found: Explained) -> dict[str, float]:
    """How far each need is met in the favourite of whose it is."""
    favourite = {against.party: against.favourite for against in found.against}
    return {need.id: favourite[need.party].levels[need.id] for need in row.needs}


def can_be_met(row: Problem, needs: set[str], level: dict[str, float]) -> bool:
    """By trying everything; needs met as far as that but for AS_FAR."""
    plans = [levels(row, plan) for plan in every_plan(row)]
    return any(all(met[name] >= level[name] - AS_FAR - 1e-6 for name in needs) for met in plans)


@few
@given(problems())
def test_needs_that_collide_do_and_without_any_one_of_them_do_not(row: Problem) -> None:
    found = explained(row)
    level, conflict = wanted(row, found), found.filtered.conflict
    assert found.filtered.known
    if conflict is None:
        assert can_be_met(row, set(level), level)
        return
    needs = set(conflict.needs)
    assert conflict.irreducible
    assert not can_be_met(row, needs, level)
    assert all(can_be_met(row, needs - {name}, level) for name in needs)


@few
@given(problems())
def test_a_favourite_is_the_best_plan_for_whose_it_is(row: Problem) -> None:
    found = explained(row)
    ideals = solve(row).ideals
    for against in found.against:
        assert against.proven
        assert against.favourite.utilities[against.party] == pytest.approx(ideals[against.party])


@few
@given(problems())
def test_what_was_given_and_got_is_the_difference_of_the_plans(row: Problem) -> None:
    found = explained(row)
    for against in found.against:
        for party in row.parties:
            change = found.plan.utilities[party.id] - against.favourite.utilities[party.id]
            traded = [*against.gave[party.id], *against.got[party.id]]
            untraded = {need.id for need in row.needs_of(party.id)} - {t.need.id for t in traded}
            small = sum(
                row.need(n).weight * abs(found.plan.levels[n] - against.favourite.levels[n])
                for n in untraded
            )
            assert sum(trade.share for trade in traded) == pytest.approx(change, abs=small + 1e-9)
            assert all(trade.share <= 0 for trade in against.gave[party.id])


@few
@given(problems(), st.integers(0, 3))
def test_the_same_seed_gives_the_same_explanation(row: Problem, seed: int) -> None:
    assert explained(row, seed=seed) == explained(row, seed=seed)


@few
@given(problems())
def test_the_order_of_parties_changes_nothing_but_the_order(row: Problem) -> None:
    here = explained(row)
    there = explained(replace(row, parties=row.parties[::-1]), plan=here.plan.plan)
    mine = {against.party: against.favourite.utilities for against in here.against}
    theirs = {against.party: against.favourite.utilities for against in there.against}
    assert [*theirs] == [*mine][::-1]
    for party, worth in mine.items():
        assert sorted(theirs[party].values()) == pytest.approx(sorted(worth.values()), abs=1e-6)


def test_the_needs_that_collide_in_the_worked_example_are_those_people_argue_about() -> None:
    conflict = explained(growth_team(begins=date(2026, 10, 12))).filtered.conflict
    assert conflict is not None
    assert set(conflict.needs) == {"learn", "proof"}
    assert conflict.fewest


def test_what_does_not_collide_is_not_among_the_needs_that_do() -> None:
    conflict = explained(BOTH).filtered.conflict
    assert conflict is not None
    assert conflict.needs == ("learn", "proof")


def test_three_needs_may_collide_of_which_any_two_can_be_had() -> None:
    row = problem(
        *(option(name, {"now": 5}) for name in ("one", "two", "three")),
        needs={who: {f"{who}'s": {name: 100}} for who, name in
               (("alice", "one"), ("bob", "two"), ("carol", "three"))},
    )  # fmt: skip
    conflict = explained(row).filtered.conflict
    assert conflict is not None
    assert len(conflict.needs) == 3
    assert conflict.irreducible
    assert conflict.fewest


def test_without_time_nothing_is_claimed() -> None:
    none_left = Budget(until=0.0, clock=lambda: 1.0)
    found = explained(BOTH, answer=solve(BOTH), budget=none_left)
    assert found.filtered.conflict is None
    assert not found.filtered.known


def test_a_plan_that_cannot_be_done_is_refused() -> None:
    plan = Plan(placements={"rewrite": "now", "launch": "now"})
    with pytest.raises(InvalidError, match="no room"):
        explained(BOTH, plan=plan)
