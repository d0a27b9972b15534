"""What names product and engineering and is no trouble between them: outages, rules, people who
get on.
"""

from __future__ import annotations

import pytest

from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.scanning import scan
from trifecta.domain.situations.weights.relevance import SURELY_BROKEN, log_odds, looked_at_again


@pytest.mark.parametrize(
    "text",
    [
        "We're down again, third time this week. Redis failover doesn't promote the replica and "
        "the EM on call has gone through the runbook twice. Product has put up the status page.",
        "Down again, second time today. The EM on call has restarted Kafka twice, product has told "
        "the customers. Anyone seen this in 3.6?",
        "Third outage this month. EM on call and PM are both in the bridge. Suspect the load "
        "balancer.",
        "The certificate expired at night. The EM on call renewed it, our PM did the status page.",
    ],
)
def test_an_outage_in_which_both_are_named_is_none(text: str) -> None:
    assert not read(text).relevant


def test_of_an_outage_the_last_look_makes_no_quarrel() -> None:
    few, enough = (
        looked_at_again(0.2, 4, words=200, good=0, broken=broken)
        for broken in (SURELY_BROKEN - 0.1, SURELY_BROKEN)
    )

    assert log_odds(few) == pytest.approx(4)
    assert enough == pytest.approx(0.2)
    assert looked_at_again(0.2, -4, words=200, good=0, broken=SURELY_BROKEN) < 0.2


def test_an_outage_that_they_quarrel_over_is_one() -> None:
    assert read(
        "After the outage my PM told the board that engineering had failed again. She had cut the "
        "failover work herself, and since then we argue about every incident."
    ).relevant


@pytest.mark.parametrize(
    "text",
    [
        "She said no to my refactoring. I asked why, she showed me the churn numbers, and I agreed "
        "with her. Two months on, she's put it on top of the list by herself. Good PM.",
        "My PM rejected the rewrite. I asked for the reason, she laid out the data, and I changed "
        "my mind. She's great.",
        "Our PM says no a lot, and my team loves her for it.",
        "Can't complain. My PM asks for a lot, we do what we can, and he's fine with that.",
    ],
)
def test_a_no_that_one_came_to_agree_with_is_none(text: str) -> None:
    assert not read(text).relevant


@pytest.mark.parametrize(
    "text",
    [
        "My PM and I have been arguing for the best part of a year.",
        "Our product owner and I have been quarrelling for the best part of a year.",
        "Me and my PM are barely on speaking terms anymore.",
    ],
)
def test_the_best_part_of_a_year_is_no_praise(text: str) -> None:
    assert read(text).relevant


@pytest.mark.parametrize(
    ("text", "lean"),
    [
        ("I've never met anyone so stubborn, says my PM, and we argue.", "unclear"),
        ("My PM has never met a customer or my engineers, and we argue.", "understanding"),
    ],
)
def test_who_never_met_anyone_like_that_lacks_no_knowledge(text: str, lean: str) -> None:
    assert read(text).root_cause.lean == lean


def test_a_bonus_that_is_shared_is_no_jump_and_one_that_is_imposed_is() -> None:
    shared, imposed = (
        read(f"My PM and I argue about dates. {said}")
        for said in ("Same bonus for her and me, and still.", "Give them both the same bonus.")
    )

    assert not shared.jumps
    assert imposed.jumps


def test_who_says_what_else_they_are_is_not_taken_for_the_pm() -> None:
    text = "I'm a senior developer. My VP of engineering has vetoed my design."
    said, unsaid = (scan(one, lexicon_of()) for one in (text, text.partition(". ")[2]))

    assert "product" not in said.around[0]
    assert "product" in unsaid.around[0]


@pytest.mark.parametrize("said", ["I'm treated like dirt.", "I am dirt under his shoe."])
def test_who_feels_like_dirt_is_heard(said: str) -> None:
    assert [one.kind for one in read(f"My PM and I argue every day. {said}").loaded] == ["victim"]


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("My PM and I argue. New rule: no product manager may contact a developer.", False),
        ("My PM and I argue about her notes. How do you set a boundary?", False),
        ("My PM and I argue. How do we structure the teams?", True),
    ],
)
def test_a_rule_or_a_boundary_is_no_missing_role(text: str, tells: bool) -> None:
    structure = {"partnership_structure", "team_structure_accountability"}

    assert bool({one.id for one in read(text).signals} & structure) == tells
