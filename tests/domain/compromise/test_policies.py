"""Policies take plans away and give none; an exception gives back what one of them took."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.compromise.problems import every_plan, option, problem, problems

from trifecta.domain.compromise.answer_words import change_words
from trifecta.domain.compromise.bounds import FILES
from trifecta.domain.compromise.checks import check
from trifecta.domain.compromise.engine.changes import changed, changes_of
from trifecta.domain.compromise.engine.solving import solve
from trifecta.domain.compromise.engine.unlock import unlocking
from trifecta.domain.compromise.enumeration import feasible_plans
from trifecta.domain.compromise.files import problem_from
from trifecta.domain.compromise.finder import find
from trifecta.domain.compromise.policies import held, without
from trifecta.domain.compromise.problem import Plan, Policy, Problem
from trifecta.domain.compromise.worth import violations
from trifecta.domain.compromise.writing import data_of
from trifecta.domain.errors import InvalidError

few = settings(max_examples=25, deadline=None)
KIT = Policy(id="kit", title="Experiments run on the kit", after=(("runs", "build"),))
NO_HAND = Policy(id="hand", title="Nothing is done by hand", never=("hand",))


@st.composite
def some_held(draw: st.DrawFn) -> Problem:
    """A problem with one or two policies; nothing builds on itself by way of others."""
    row = draw(problems(most_options=4))
    ids = [one.id for one in row.options]
    pairs = [(later, earlier) for earlier, later in combinations(ids, 2)]
    policies = tuple(
        Policy(
            id=f"p{place}",
            title=f"Policy {place}",
            never=tuple(draw(st.lists(st.sampled_from(ids), max_size=1))),
            after=tuple(draw(st.lists(st.sampled_from(pairs), max_size=2))) if pairs else (),
        )
        for place in range(draw(st.integers(1, 2)))
    )
    return held(row, policies)


def keeps(plan: Plan, policy: Policy, stages: list[str]) -> bool:
    place = {name: stages.index(at) for name, at in plan.placements.items()}
    early = all(
        place.get(other, len(stages)) <= place[one] for one, other in policy.after if one in place
    )
    return early and not set(policy.never) & set(place)


def kept_by_all(row: Problem) -> Iterator[dict[str, str]]:
    """Every plan of the problem without policies that none of them forbids."""
    stages = [stage.id for stage in row.stages]
    for plan in every_plan(held(row, ())):
        if all(keeps(plan, policy, stages) for policy in row.policies):
            yield dict(plan.placements)


def as_set(
    plans: Iterator[dict[str, str]] | list[dict[str, str]],
) -> set[tuple[tuple[str, str], ...]]:
    return {tuple(sorted(plan.items())) for plan in plans}


@few
@given(some_held())
def test_what_is_left_is_what_every_policy_allows(row: Problem) -> None:
    allowed = as_set(kept_by_all(row))
    found = feasible_plans(row)
    assert found is not None
    assert as_set([dict(found.plan(at).placements) for at in range(len(found))]) == allowed
    for plan in every_plan(held(row, ())):
        assert (not violations(row, plan)) == (tuple(sorted(plan.placements.items())) in allowed)


@few
@given(some_held())
def test_what_is_proposed_keeps_to_every_policy(row: Problem) -> None:
    stages = [stage.id for stage in row.stages]
    for proposal in solve(row).plans:
        assert all(keeps(proposal.judged.plan, policy, stages) for policy in row.policies)


@few
@given(some_held())
def test_an_exception_lowers_nobodys_best_and_takes_no_plan_away(row: Problem) -> None:
    today, plans = solve(row).ideals, as_set(kept_by_all(row))
    for change in [one for one in changes_of(row) if one.kind == "policy"]:
        freed = changed(row, change)
        then = solve(freed).ideals
        assert all(then[party] >= best - 1e-6 for party, best in today.items())
        assert plans <= as_set(kept_by_all(freed))


@few
@given(some_held())
def test_without_all_of_them_everything_is_as_it_was(row: Problem) -> None:
    freed = row
    for policy in row.policies:
        freed = without(freed, policy.id)
    assert (freed.options, freed.policies, freed.unheld) == (row.unheld, (), ())
    assert held(freed, row.policies) == row


@few
@given(some_held())
def test_a_file_gives_the_same_problem_again(row: Problem) -> None:
    try:
        check(row, bounds=FILES)
    except InvalidError:
        return  # a policy that says nothing is refused in a file as well
    again = problem_from(data_of(row))
    assert (again.policies, again.options) == (row.policies, row.options)


# ---------------------------------------------------------------- an example


def team(*policies: Policy) -> Problem:
    """Experiments by hand prove much; on a kit they prove more, and the kit is worth building."""
    row = problem(
        option("build", 6),
        option("runs", 6),
        option("hand", 3),
        needs={
            "em": {"learn": {"build": 100, "hand": -20}},
            "pm": {"proof": {"runs": 60, "hand": 40}},
        },
        now=6,
        then=6,
    )
    return held(row, policies)


def test_the_plan_builds_on_what_the_policy_asks_for() -> None:
    row = team(KIT, NO_HAND)
    assert solve(row).plans[0].judged.plan.placements == {"build": "now", "runs": "then"}
    assert find(row).recommended.plan.placements == {"build": "now", "runs": "then"}


def test_an_exception_is_named_where_it_gives_most() -> None:
    row = team(Policy(id="none", title="No experiments this half", never=("runs", "hand")))
    found = unlocking(row)
    first = found.confirmed[0]
    assert (first.change.kind, first.change.policy) == ("policy", "none")
    assert change_words(row, first.change) == "An exception from “No experiments this half”"
    assert first.plan.utilities["pm"] > found.today.utilities["pm"]


def test_a_default_that_a_policy_rules_out_says_which() -> None:
    row = team(NO_HAND)
    with pytest.raises(InvalidError, match="“Nothing is done by hand” rules “Hand” out") as refused:
        check(held_with_default(row))
    assert set(refused.value.fields) == {"default"}


def held_with_default(row: Problem) -> Problem:
    return replace(row, default=Plan(placements={"hand": "now"}))


@pytest.mark.parametrize(
    ("policy", "field"),
    [
        (Policy(id="p", title="Be excellent"), "policies.p"),
        (Policy(id="p", title="", never=("hand",)), "policies.p"),
        (Policy(id="p", title="P", never=("nothing",)), "policies.p.never"),
        (Policy(id="p", title="P", after=(("runs", "runs"),)), "policies.p.after"),
        (
            Policy(id="p", title="P", after=(("runs", "build"), ("build", "runs"))),
            "options.build.after",
        ),
    ],
)
def test_what_no_policy_can_say_is_refused(policy: Policy, field: str) -> None:
    with pytest.raises(InvalidError) as refused:
        check(team(policy))
    assert field in refused.value.fields
