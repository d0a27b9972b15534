"""The wish for interesting work, and people who are kept away from problems."""

from __future__ import annotations

import pytest
from tests.domain.situations.accounts import GROWTH

from trifecta.domain.situations.reading import read


def test_interesting_work_is_seen() -> None:
    found = read(GROWTH)

    assert any(
        "something new" in span.of(GROWTH) or "leave" in span.of(GROWTH)
        for span in found.interesting_work
    )


@pytest.mark.parametrize(
    "text",
    [
        "I shield the team from customers, and the PM says engineers never hear the numbers.",
        "I have not told my PM that it is late. She had enough on her plate, I wanted to be kind.",
        "My PM does not tell us of the complaint, because he thinks we have stress.",
    ],
)
def test_coddling_is_seen(text: str) -> None:
    assert [span.of(text) for span in read(text).coddling]


@pytest.mark.parametrize(
    "text",
    [
        "Our PM wants us to go faster, and to react to every mail.",
        "The PM wants AI in every screen, the engineers do not.",
        "An engineer left because the salary was the same, says the PM.",
        "Our PM wants to try something new with prices.",
        "The PM watches retention and attrition, and the engineers get a new tool.",
    ],
)
def test_a_passing_word_is_no_wish_for_interesting_work(text: str) -> None:
    assert not read(text, about_us=True).interesting_work


@pytest.mark.parametrize(
    "text",
    [
        "We should focus on quality, says the PM.",
        "She does not see the customers, our PM, and I do not dare ask her.",
        "The PM and the engineers share an umbrella in the rain.",
    ],
)
def test_not_everybody_who_sees_less_is_coddled(text: str) -> None:
    assert not read(text, about_us=True).coddling


@pytest.mark.parametrize(
    "text",
    [
        "My developers want to rewrite it in Rust, and the PM cannot see why.",
        "The engineers are bored with the checkout, says our PM.",
    ],
)
def test_what_engineers_are_keen_on_is_a_wish_for_interesting_work(text: str) -> None:
    assert read(text, about_us=True).interesting_work


def test_who_is_kept_from_the_numbers_so_that_they_can_focus_is_coddled() -> None:
    text = "I keep the churn numbers away from the team, and the PM wonders why they do not care."
    (found,) = read(text, about_us=True).coddling
    assert found.of(text) == "keep the churn numbers away from the team"


@pytest.mark.parametrize(
    "text",
    [
        "I'm the EM. My seniors will leave if it's only CSV importers, and the PM knows it.",
        "My best engineer will quit if she has to write one more form. The PM needs twelve.",
        "I keep inventing spikes for my developers, and my PM notices.",
        "The engineers pick the fun tickets and the PM is left with the bugs.",
        "Whatever bores the developers stays, says the PM.",
        "Whatever is shiny gets done, our PM complains.",
        "The engineers do what's fun first and leave the PM's forms for last.",
        "I make up research tickets to keep my engineers amused, and my PM notices.",
    ],
)
def test_what_is_done_for_fun_or_left_for_dullness_is_a_wish_for_interesting_work(
    text: str,
) -> None:
    assert read(text, about_us=True).interesting_work


@pytest.mark.parametrize(
    "text",
    [
        "The PM picks tickets for us on Mondays and the engineers argue.",
        "Two seniors will leave if the PM goes on shouting at them.",
        "My PM will leave if the board asks for more reports.",
        "If the PM wants one more form I'll say no, as the EM.",
        "Whatever is urgent gets done, says our PM, and the engineers sigh.",
        "It was a fun evening, yet the PM and the engineers argue on.",
        "My engineers invent test data for the PM's demo, and she says that it looks fake.",
    ],
)
def test_who_leaves_or_picks_for_another_reason_wishes_for_no_interesting_work(text: str) -> None:
    assert not read(text, about_us=True).interesting_work
