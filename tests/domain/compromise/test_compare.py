"""Plans side by side: each has a name of its own and says what it costs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from tests.domain.compromise.problems import option, problem, problems

from trifecta.domain.compromise.compare import Comparison, PutForward, compare, plan_key
from trifecta.domain.compromise.explain import explain
from trifecta.domain.compromise.finder import find
from trifecta.domain.compromise.problem import Plan, Problem
from trifecta.domain.compromise.worked_example import growth_team

few = settings(max_examples=60, deadline=None)


@pytest.fixture(scope="module")
def growth() -> Comparison:
    row = growth_team(begins=date(2026, 10, 12))
    return compare(row, find(row), reader="em")


def test_says_that_everything_argued_about_was_worse(growth: Comparison) -> None:
    assert growth.heading == "Every plan you argued about is worse for both of you"


def test_names_what_was_argued_about(growth: Comparison) -> None:
    names = [line.name for line in growth.lines if line.kind == "argued"]
    assert names == [
        "Only what you asked for",
        "Only what Noor asked for",
        "Half and half",
        "If nothing is agreed",
    ]


def test_only_plans_nobody_can_better_for_free_are_best(growth: Comparison) -> None:
    assert [line.best for line in growth.lines] == [True, True, True, False, False, False, False]


def test_says_who_loses_how_much_beside_the_suggested_plan(growth: Comparison) -> None:
    assert growth.lines[0].costs == ""
    assert growth.lines[1].costs == "Noor 74% instead of 96%"


def test_a_yardstick_cannot_be_suggested(growth: Comparison) -> None:
    shared = next(line for line in growth.lines if line.name == "Half and half")
    assert shared.key == ""


def test_the_comparison_makes_no_claim_where_something_argued_about_was_as_good() -> None:
    row = problem(
        option("kit", {"now": 1}, asked_by="alice"),
        needs={"alice": {"learn": {"kit": 100}}, "bob": {"proof": {"kit": 100}}},
    )
    assert compare(row, find(row), reader="alice").heading.startswith("How the plans compare")


def test_a_third_each_is_what_three_who_asked_would_share() -> None:
    row = problem(
        *(
            option(f"o{n}", {"now": 4}, asked_by=name)
            for n, name in enumerate(("alice", "bob", "carol"))
        ),
        needs={
            "alice": {"a": {"o0": 100}},
            "bob": {"b": {"o1": 100}},
            "carol": {"c": {"o2": 100}},
        },
    )
    assert "A third each" in [line.name for line in compare(row, find(row)).lines]


@few
@given(problems())
def test_no_two_plans_share_a_name(row: Problem) -> None:
    names = [line.name for line in compare(row, find(row), reader="alice").lines]
    assert len(names) == len(set(names))


@few
@given(problems())
def test_nothing_shown_looks_better_for_everybody_than_what_is_suggested(row: Problem) -> None:
    lines = compare(row, find(row), reader="alice", plan=Plan(placements={})).lines
    first = lines[0].shares
    for line in lines:
        if line.kind == "alternative":
            assert any(here < there + 1e-9 for here, there in zip(line.shares, first, strict=True))


def test_the_key_of_a_plan_depends_on_its_placements_alone() -> None:
    one = Plan(placements={"kit": "now", "runs": "then"})
    assert plan_key(one) == plan_key(Plan(placements={"runs": "then", "kit": "now"}))
    assert plan_key(one) != plan_key(Plan(placements={"kit": "now"}))


# ---------------------------------------------------------------- what members put forward


def forward(by: str, **placements: str) -> PutForward:
    return PutForward(by=by, plan=Plan(placements=placements))


def with_forward(*rows: PutForward) -> list[str]:
    row = growth_team(begins=date(2026, 10, 12))
    return [line.name for line in compare(row, find(row), reader="em", put_forward=rows).lines]


def test_a_plan_somebody_put_forward_stands_among_the_others() -> None:
    names = with_forward(forward("pm", kit="first", fewer="second"))
    assert names[:2] == ["The suggested plan", "What Noor put forward"]


def test_the_suggested_plan_says_who_put_it_forward_and_stands_there_once() -> None:
    best = find(growth_team(begins=date(2026, 10, 12))).recommended.plan
    names = with_forward(PutForward(by="em", plan=best))
    assert names[0] == "The suggested plan, put forward by you"
    assert "What you put forward" not in names


def test_what_can_no_longer_be_done_is_left_out() -> None:
    names = with_forward(forward("pm", gone="first"), forward("em", build_next="later"))
    assert not any("put forward" in name for name in names)


@few
@given(problems(parties=2))
def test_points_between_are_beaten_by_nothing_that_is_shown(row: Problem) -> None:
    shown = compare(row, find(row))
    everything = [*shown.between, *(line.shares for line in shown.lines)]
    for here in shown.between:
        for there in everything:
            no_worse = all(b >= a - 1e-9 for a, b in zip(here, there, strict=True))
            assert not (no_worse and any(b > a + 1e-9 for a, b in zip(here, there, strict=True)))


@few
@given(problems(parties=2))
def test_a_hidden_need_leaves_no_point_that_looks_better_than_the_suggested_plan(
    row: Problem,
) -> None:
    suggested = find(row).favourites["alice"].plan
    shown = compare(row, find(row), plan=suggested)
    for here in shown.between:
        assert any(b < a - 1e-9 for a, b in zip(shown.lines[0].shares, here, strict=True))


def test_what_cannot_be_done_says_so_and_not_that_it_is_worth_nothing() -> None:
    row = problem(
        option("kit", {"now": 9}),
        option("fifty", {"now": 11, "then": 12}, asked_by="bob"),
        needs={"alice": {"learn": {"kit": 80}}, "bob": {"proof": {"kit": 90, "fifty": 100}}},
    )
    found = find(row)
    names = [line.name for line in compare(row, found, reader="bob").lines]
    assert "Only what you asked for, which cannot be done" in names
    costs = next(part.costs for part in explain(row, found, reader="bob").parties if part.reader)
    assert "“Fifty” takes more time than any stage has, so no plan can have it" in costs


# ---------------------------------------------------------------- sturdier plans


def tight() -> Problem:
    """The fairest plan fills every week, for a point that nobody would miss."""
    return problem(
        option("kit", {"now": 9}),
        option("polish", {"now": 1}),
        needs={
            "alice": {"learn": {"kit": 80, "polish": 1}},
            "bob": {"proof": {"kit": 90, "polish": 1}},
        },
    )


def test_a_sturdier_plan_stands_among_the_others_for_whoever_was_told() -> None:
    row, plan = tight(), Plan(placements={"kit": "now"})
    assert [line.kind for line in compare(row, find(row)).lines] == ["suggested"]
    told = compare(row, find(row), sturdier=[plan, plan])
    assert [(line.kind, line.name) for line in told.lines] == [
        ("suggested", "The suggested plan"),
        ("sturdier", "A sturdier plan, without “Polish”"),
    ]
    assert told.lines[1].key == plan_key(plan)


def test_a_sturdier_plan_that_is_there_already_is_not_there_twice() -> None:
    row, plan = tight(), Plan(placements={"kit": "now"})
    forward = [PutForward(by="bob", plan=plan)]
    kinds = [
        line.kind for line in compare(row, find(row), put_forward=forward, sturdier=[plan]).lines
    ]
    assert kinds == ["suggested", "proposed"]
    best = find(row).recommended.plan
    assert len(compare(row, find(row), sturdier=[best]).lines) == 1


def test_a_sturdier_plan_that_tells_of_a_hidden_need_or_cannot_be_done_is_not_there() -> None:
    row = tight()
    whole = find(row).recommended.plan
    chosen = Plan(placements={"kit": "now"})
    for plan in (whole, Plan(placements={}), Plan(placements={"kit": "then"})):
        lines = compare(row, find(row), plan=chosen, sturdier=[plan]).lines
        assert [line.kind for line in lines] == ["suggested"]
