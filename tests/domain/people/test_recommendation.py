"""When a third member helps, and why (P3)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.people.voice import complaints

from trifecta.domain.people.recommendation import (
    ORDER,
    Recommendation,
    RecommendationFacts,
    headline,
    recommend,
)
from trifecta.domain.people.roles import COMPANY_KINDS, PARTNER_ROLES

PAIR = RecommendationFacts(roles=("em", "pm"))

any_facts = st.builds(
    RecommendationFacts,
    roles=st.lists(st.sampled_from(list(PARTNER_ROLES)), min_size=1, max_size=4).map(tuple),
    kind=st.sampled_from(list(COMPANY_KINDS)),
    in_conflict=st.booleans(),
    business_owner=st.sampled_from(["yes", "no", ""]),
    business_units=st.sampled_from(["yes", "no", ""]),
    business_tension=st.sampled_from(["often", "sometimes", "rarely", ""]),
    rounds=st.integers(min_value=0, max_value=9),
    rounds_with_business_constraint=st.integers(min_value=0, max_value=9),
    rounds_with_technical_constraint=st.integers(min_value=0, max_value=9),
).map(
    lambda facts: replace(
        facts,
        rounds_with_business_constraint=min(facts.rounds, facts.rounds_with_business_constraint),
        rounds_with_technical_constraint=min(facts.rounds, facts.rounds_with_technical_constraint),
    )
)


def about(facts: RecommendationFacts, role: str) -> Recommendation:
    return next(one for one in recommend(facts) if one.role == role)


def test_nothing_known_means_not_now_and_says_what_would_help_to_know() -> None:
    advice = about(PAIR, "business")
    assert advice.verdict == "not_now"
    assert len(advice.unknown) == 3


@pytest.mark.parametrize(
    "known",
    [
        {"business_owner": "yes"},
        {"business_tension": "often"},
        {"business_units": "yes"},
        {"kind": "technical_first"},
        {"rounds": 4, "rounds_with_business_constraint": 2},
    ],
)
def test_one_reason_means_a_business_lead_may_help(known: dict[str, object]) -> None:
    advice = about(replace(PAIR, **known), "business")  # type: ignore[arg-type]
    assert advice.verdict == "may_help"
    assert len(advice.reasons) == 1


def test_an_owner_whose_needs_keep_coming_up_belongs_in_the_partnership() -> None:
    facts = replace(PAIR, business_owner="yes", rounds=2, rounds_with_business_constraint=2)
    advice = about(facts, "business")
    assert advice.verdict == "recommend"
    assert advice.reasons == (
        "One person owns the business result of this team.",
        "Limits that come from the business were shared in both of your check-ins.",
    )


def test_one_check_in_is_too_few_to_call_anything_frequent() -> None:
    facts = replace(PAIR, rounds=1, rounds_with_business_constraint=1)
    assert about(facts, "business").verdict == "not_now"


def test_three_times_no_gives_the_reasons_against() -> None:
    facts = replace(PAIR, business_owner="no", business_tension="rarely", business_units="no")
    advice = about(facts, "business")
    assert advice.verdict == "not_now"
    assert len(advice.reasons) == 3
    assert advice.unknown == ()


def test_design_belongs_in_the_trio_of_a_company_led_by_design() -> None:
    assert about(replace(PAIR, kind="product_led"), "design").verdict == "recommend"
    assert about(PAIR, "design").verdict == "not_now"


def test_a_staff_engineer_may_help_where_technical_limits_keep_coming_up() -> None:
    facts = replace(PAIR, rounds=3, rounds_with_technical_constraint=3)
    assert about(facts, "staff").verdict == "may_help"
    assert about(PAIR, "staff").verdict == "not_now"


def test_in_an_open_conflict_nobody_is_asked_to_join_as_a_referee() -> None:
    facts = replace(PAIR, kind="product_led", business_owner="yes", business_units="yes")
    advice = recommend(replace(facts, in_conflict=True))
    assert {one.verdict for one in advice} == {"may_help", "not_now"}
    assert all("Understand each other first" in one.reasons[-1] for one in advice[:2])


def test_four_members_are_the_most_so_nobody_else_is_proposed() -> None:
    assert recommend(RecommendationFacts(roles=("em", "pm", "business", "design"))) == ()


def test_the_question_above_the_advice_counts_the_members_there_would_be() -> None:
    advice = recommend(replace(PAIR, business_owner="yes"))
    assert headline(advice, members=2) == "Three of you?"
    assert headline(recommend(PAIR), members=2) == ""


@given(any_facts)
def test_only_roles_that_are_missing_are_advised_on_the_strongest_first(
    facts: RecommendationFacts,
) -> None:
    advice = recommend(facts)
    assert not {one.role for one in advice} & set(facts.roles)
    ranks = [ORDER[one.verdict] for one in advice]
    assert ranks == sorted(ranks)


@given(any_facts)
def test_every_verdict_comes_with_a_reason_in_our_voice(facts: RecommendationFacts) -> None:
    for one in recommend(facts):
        assert one.reasons
        assert complaints(" ".join((one.title, *one.reasons, *one.unknown))) == []


@given(any_facts)
def test_learning_one_more_thing_that_speaks_for_it_never_weakens_the_advice(
    facts: RecommendationFacts,
) -> None:
    if "business" in facts.roles or len(facts.roles) == 4:
        return
    before = about(facts, "business")
    after = about(replace(facts, business_owner="yes"), "business")
    assert ORDER[after.verdict] <= ORDER[before.verdict]
