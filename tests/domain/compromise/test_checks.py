"""A problem that cannot be used is refused with the field that is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.domain.compromise.problems import option, problem

from trifecta.domain.compromise.bounds import FILES
from trifecta.domain.compromise.checks import check
from trifecta.domain.compromise.problem import (
    Choice,
    Need,
    Party,
    Plan,
    Problem,
    Score,
    discount_by,
    shares,
)
from trifecta.domain.compromise.worked_example import growth_team
from trifecta.domain.compromise.worth import violations
from trifecta.domain.errors import InvalidError

NEEDS = {"alice": {"learn": {"kit": 50.0}}, "bob": {"proof": {"runs": 80.0}}}


def pair(**more: Any) -> Problem:
    return problem(option("kit"), option("runs"), needs=NEEDS, **more)


def wrong(problem: Problem) -> dict[str, str]:
    with pytest.raises(InvalidError) as caught:
        check(problem)
    return caught.value.fields


def test_the_worked_example_is_right() -> None:
    check(growth_team(begins=date(2026, 1, 5)))


def test_options_that_wait_for_each_other_are_named() -> None:
    circle = problem(option("kit", after="runs"), option("runs", after="kit"), needs=NEEDS)
    (message,) = wrong(circle).values()
    assert "Kit" in message
    assert "Runs" in message


@pytest.mark.parametrize("link", ["after", "excludes", "together"])
def test_an_option_cannot_refer_to_one_that_is_not_there(link: str) -> None:
    missing = problem(option("kit", **{link: "nothing"}), option("runs"), needs=NEEDS)
    assert f"options.kit.{link}" in wrong(missing)


@pytest.mark.parametrize("link", ["after", "excludes", "together"])
def test_an_option_cannot_refer_to_itself(link: str) -> None:
    assert f"options.kit.{link}" in wrong(
        problem(option("kit", **{link: "kit"}), option("runs"), needs=NEEDS)
    )


def test_capacity_is_never_negative() -> None:
    assert "stages.now.capacity.engineers" in wrong(pair(now=-1))


@pytest.mark.parametrize("weeks", [-1.0, float("nan"), float("inf"), 1e9])
def test_effort_is_a_number_that_can_be_worked(weeks: float) -> None:
    bad = problem(option("kit", weeks), option("runs"), needs=NEEDS)
    assert "options.kit.effort.now.engineers" in wrong(bad)


def test_effort_in_a_stage_that_is_not_there_is_refused() -> None:
    bad = problem(option("kit", {"someday": 1}), option("runs"), needs=NEEDS)
    assert "options.kit.effort" in wrong(bad)


@pytest.mark.parametrize("weight", [0.4, -0.5, 1.5, float("nan")])
def test_the_weights_of_a_party_sum_to_one(weight: float) -> None:
    row = pair()
    needs = (replace(row.needs[0], weight=weight), row.needs[1])
    assert wrong(replace(row, needs=needs)).keys() & {"parties.alice.weights", "needs.learn.weight"}


def test_a_need_belongs_to_somebody() -> None:
    row = pair()
    stray = Need(id="stray", party="mallory", text="x", weight=1)
    assert "needs.stray.party" in wrong(replace(row, needs=(*row.needs, stray)))


def test_a_party_without_needs_is_asked_for_one() -> None:
    row = pair()
    carol = Party(id="carol", name="Carol")
    assert "parties.carol.needs" in wrong(replace(row, parties=(*row.parties, carol)))


@pytest.mark.parametrize("enough", [0.0, -5.0, float("nan")])
def test_enough_is_above_nothing(enough: float) -> None:
    row = pair()
    needs = (replace(row.needs[0], enough=enough), row.needs[1])
    assert "needs.learn.enough" in wrong(replace(row, needs=needs))


def test_a_score_is_given_once() -> None:
    row = pair()
    again = Score(option="kit", need="learn", points=10)
    assert "scores.kit.learn" in wrong(replace(row, scores=(*row.scores, again)))


@pytest.mark.parametrize("points", [float("nan"), 1e9])
def test_points_are_a_number_within_bounds(points: float) -> None:
    row = pair()
    odd = Score(option="kit", need="proof", points=points)
    assert "scores.kit.proof" in wrong(replace(row, scores=(*row.scores, odd)))


def test_what_happens_without_agreement_has_to_be_possible() -> None:
    row = pair(now=0)
    assert "default" in wrong(replace(row, default=Plan(placements={"kit": "now"})))


def test_too_many_options_are_refused() -> None:
    many = problem(*(option(f"o{n}") for n in range(41)), needs={"alice": {"learn": {"o1": 1.0}}})
    assert "options" in wrong(many)


def test_a_title_of_a_hundred_thousand_characters_is_refused() -> None:
    row = pair()
    long = replace(row.options[0], title="x" * 100_000)
    assert "options.kit" in wrong(replace(row, options=(long, row.options[1])))


def test_the_same_id_cannot_be_used_twice() -> None:
    assert "options.kit" in wrong(
        problem(option("kit"), option("kit"), needs={"alice": {"learn": {}}})
    )


def test_a_deadline_counts_the_stages_that_end_in_time() -> None:
    stages = growth_team(begins=date(2026, 10, 12)).stages
    assert discount_by(stages, deadline=date(2027, 1, 8)) == {"first": 1, "second": 1, "later": 0}
    assert discount_by(stages, deadline=date(2026, 12, 1), late=0.5)["second"] == 0.5
    assert discount_by(stages, deadline=None) == {}


def test_points_of_any_size_become_shares() -> None:
    assert shares([60, 20]) == (0.75, 0.25)
    assert shares([0, 0]) == (0.5, 0.5)


def choosing(*choices: tuple[str, ...], **more: Any) -> Problem:
    named = tuple(
        Choice(id=f"q{place}", title=f"Question {place}", options=options)
        for place, options in enumerate(choices)
    )
    return pair(choices=named, **more)


def test_a_choice_names_options_that_are_there() -> None:
    check(choosing(("kit", "runs")))
    assert "choices.q0.options" in wrong(choosing(()))
    assert "choices.q0.options" in wrong(choosing(("kit", "nothing")))


@pytest.mark.parametrize("choices", [(("kit", "kit"),), (("kit",), ("runs", "kit"))])
def test_an_option_answers_one_choice_only(choices: tuple[tuple[str, ...], ...]) -> None:
    assert any(name.startswith("choices.") for name in wrong(choosing(*choices)))


@pytest.mark.parametrize(
    ("placed", "possible"),
    [({}, False), ({"kit": "now"}, True), ({"kit": "now", "runs": "now"}, False)],
)
def test_a_plan_settles_each_choice_once(placed: dict[str, str], possible: bool) -> None:
    problem = choosing(("kit", "runs"))
    assert (violations(problem, Plan(placements=placed)) == ()) is possible


def test_what_happens_without_agreement_settles_each_choice() -> None:
    assert "default" in wrong(choosing(("kit", "runs"), default=Plan(placements={})))


def test_files_may_be_larger_than_pages() -> None:
    many = problem(*(option(f"o{n}") for n in range(41)), needs={"alice": {"learn": {"o1": 1.0}}})
    check(many, bounds=FILES)
    more = problem(*(option(f"o{n}") for n in range(501)), needs={"alice": {"learn": {}}})
    with pytest.raises(InvalidError) as caught:
        check(more, bounds=FILES)
    assert "options" in caught.value.fields
