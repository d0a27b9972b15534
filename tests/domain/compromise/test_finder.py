"""What the finder says on problems small enough to solve by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.compromise.problems import option, problem

from trifecta.domain.compromise.enumeration import MOST_PLANS
from trifecta.domain.compromise.finder import find
from trifecta.domain.compromise.problem import Plan
from trifecta.domain.compromise.tradeoffs import verdict


def test_the_worst_off_is_lifted_before_anybody_gains_more() -> None:
    row = problem(
        option("mostly alice", {"now": 10}),
        option("fair", {"now": 10}),
        needs={
            "alice": {"learn": {"mostly alice": 100, "fair": 60}},
            "bob": {"proof": {"mostly alice": 20, "fair": 50}},
        },
    )
    assert find(row).recommended.plan == Plan(placements={"fair": "now"})


def test_work_that_helps_nobody_is_left_out() -> None:
    row = problem(
        option("kit"),
        option("gold plating"),
        needs={"alice": {"learn": {"kit": 100}}, "bob": {"proof": {"kit": 100}}},
    )
    assert find(row).recommended.plan == Plan(placements={"kit": "now"})


def test_of_two_plans_as_good_the_cheaper_wins_then_the_earlier() -> None:
    needs = {"alice": {"learn": {"kit": 100}}, "bob": {"proof": {"kit": 100}}}
    cheaper_later = problem(option("kit", {"now": 4, "then": 2}), needs=needs)
    assert find(cheaper_later).recommended.plan.stage_of("kit") == "then"
    as_cheap = problem(option("kit", {"now": 2, "then": 2}), needs=needs)
    assert find(as_cheap).recommended.plan.stage_of("kit") == "now"


def test_what_hurts_counts_and_may_leave_a_need_below_nothing() -> None:
    row = problem(
        option("rush", {"now": 1}),
        needs={"alice": {"calm": {"rush": -70}}, "bob": {"proof": {"rush": 100}}},
    )
    findings = find(row)
    assert findings.favourites["bob"].levels["calm"] == pytest.approx(-0.7)
    assert findings.recommended.plan == Plan(placements={})


def test_more_than_enough_counts_as_enough() -> None:
    row = problem(
        option("kit", 1),
        option("more kit", 1),
        needs={"alice": {"learn": {"kit": 100, "more kit": 100}}, "bob": {"proof": {"kit": 1}}},
    )
    assert find(row).ideals["alice"] == 1.0


def test_what_comes_too_late_brings_its_share_only() -> None:
    row = problem(
        option("kit", {"then": 1}),
        needs={"alice": {"learn": {"kit": 100}}, "bob": {"proof": {"kit": 100}}},
    )
    late = replace(row.needs[0], discount={"then": 0.4})
    findings = find(replace(row, needs=(late, row.needs[1])))
    assert findings.reach["learn"].value == pytest.approx(0.4)
    assert findings.recommended.retention["alice"] == pytest.approx(1.0)


def test_a_party_nothing_helps_does_not_spoil_the_plan_for_the_others() -> None:
    row = problem(
        option("kit"), needs={"alice": {"learn": {"kit": 100}}, "bob": {"proof": {"kit": 0}}}
    )
    findings = find(row)
    assert findings.recommended.plan.stage_of("kit") == "now"
    assert findings.ideals["bob"] == 0.0


def test_two_needs_that_take_the_same_room_really_collide() -> None:
    row = problem(
        option("rewrite", {"now": 10}),
        option("launch", {"now": 10}),
        needs={
            "alice": {"learn": {"rewrite": 100}, "rest": {"rewrite": 10, "launch": 10}},
            "bob": {"proof": {"launch": 100}},
        },
    )
    findings = find(row)
    verdicts = {(pair.need, pair.other): pair.verdict for pair in findings.standing.pairs}
    assert verdicts == {("learn", "proof"): "real", ("rest", "proof"): "between"}
    assert findings.standing.verdict == "real"


def test_two_needs_that_no_favourite_meets_together_are_a_false_trade_off() -> None:
    row = problem(
        option("rewrite", {"now": 10}),
        option("launch", {"now": 10}),
        option("both", {"now": 10}),
        needs={
            "alice": {"learn": {"rewrite": 100, "both": 95}},
            "bob": {"proof": {"launch": 100, "both": 92}},
        },
    )
    assessment = find(row).standing
    assert assessment.verdict == "false"
    assert assessment.kappa == pytest.approx(0.92)
    assert assessment.pi == 0.0
    assert assessment.ell == pytest.approx(0.5)
    assert assessment.potential == pytest.approx((0.92 - 0.5) / 0.5)


@pytest.mark.parametrize(
    ("kappa", "pi", "said"),
    [
        (0.95, 0.80, "false"),
        (0.90, 0.80, "false"),
        (0.90, 0.81, "between"),
        (0.89, 0.10, "between"),
        (0.75, 0.10, "between"),
        (0.74, 0.10, "real"),
    ],
)
def test_a_trade_off_is_named_only_within_its_bounds(kappa: float, pi: float, said: str) -> None:
    assert verdict(kappa=kappa, pi=pi) == said


def test_three_people_are_served_together() -> None:
    row = problem(
        option("for two", {"now": 10}),
        option("for three", {"now": 10}),
        needs={
            "alice": {"learn": {"for two": 100, "for three": 80}},
            "bob": {"proof": {"for two": 100, "for three": 80}},
            "carol": {"price": {"for three": 80}},
        },
    )
    assert find(row).recommended.plan == Plan(placements={"for three": "now"})


def test_what_one_asked_for_is_judged_with_what_it_needs() -> None:
    row = problem(
        option("base", {"now": 2}),
        option("rewrite", {"now": 5}, after="base", asked_by="alice"),
        option("launch", {"now": 5}),
        needs={
            "alice": {"learn": {"rewrite": 70, "launch": 90}},
            "bob": {"proof": {"launch": 100}},
        },
    )
    (asked,) = find(row).argued
    assert asked.judged.plan == Plan(placements={"base": "now", "rewrite": "now"})


def test_half_and_half_is_half_of_what_each_asked_for() -> None:
    row = problem(
        option("rewrite", {"now": 10}, asked_by="alice"),
        option("launch", {"now": 10}, asked_by="bob"),
        needs={
            "alice": {"learn": {"rewrite": 100}},
            "bob": {"proof": {"launch": 80}},
        },
    )
    shared = next(row for row in find(row).argued if row.kind == "shared")
    assert shared.judged.utilities == pytest.approx({"alice": 0.5, "bob": 0.4})


def test_nine_free_options_over_three_stages_are_always_all_compared() -> None:
    stages = 3
    assert (stages + 1) ** 9 <= MOST_PLANS


def test_twenty_options_are_fine_where_there_is_little_room() -> None:
    row = problem(
        *(option(f"o{n}", 1) for n in range(20)),
        needs={"alice": {"learn": {"o1": 50, "o3": 50}}, "bob": {"proof": {"o2": 100}}},
        now=2,
        then=1,
    )
    plan = find(row).recommended.plan
    assert set(plan.placements) == {"o1", "o2", "o3"}
