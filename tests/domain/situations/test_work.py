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
