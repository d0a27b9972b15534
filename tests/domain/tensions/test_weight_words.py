"""What weights come to is said as a person would say it, before any number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.tensions.weight_words import LONGEST, next_words, part_words, shares_words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.02, "very little"),
        (0.11, "about a tenth"),
        (0.34, "about a third"),
        (0.457, "about half"),
        (0.52, "about half"),
        (0.65, "about two thirds"),
        (0.75, "about three quarters"),
        (0.99, "nearly all"),
    ],
)
def test_a_share_is_the_nearest_of_a_few_parts(share: float, words: str) -> None:
    assert part_words(share) == words


def test_the_sentence_begins_with_what_counts_most() -> None:
    assert shares_words([("Sleep.", 0.3), ("Proof by January", 0.7)]) == (
        "About two thirds of what matters to you is “Proof by January”."
    )
    three = [("B", 0.3), ("A", 0.5), ("C", 0.2)]
    assert shares_words(three) == "About half of what matters to you is “A”."
    assert next_words(three) == "Next comes “B”, with about a third."


def test_what_comes_next_is_not_said_where_it_is_plain_or_shared() -> None:
    for shares in ([("A", 0.7), ("B", 0.3)], [("A", 0.5), ("B", 0.25), ("C", 0.25)], []):
        assert next_words(shares) == ""
    assert next_words([("A", 0.4), ("B", 0.4), ("C", 0.2)]) == ""


def test_needs_that_count_the_same_are_said_so() -> None:
    assert shares_words([("A", 0.5), ("A", 0.5)]) == "Both of your needs count the same."
    assert (
        shares_words([(need, 1 / 3) for need in "ABC"]) == "All three of your needs count the same."
    )
    assert (
        shares_words([("A", 0.4), ("B", 0.4), ("C", 0.2)])
        == "“A” and “B” count the same, and most."
    )


def test_one_need_has_all_and_none_says_nothing() -> None:
    assert (
        shares_words([("Sleep", 1.0)]) == "You have one need here, so it counts in full: “Sleep”."
    )
    assert shares_words([]) == ""


def test_a_long_need_is_cut_after_a_word() -> None:
    said = shares_words([("word " * 100, 0.9), ("B", 0.1)])
    assert said.endswith("word …”.")
    assert len(said) < LONGEST + 60


@given(st.floats(0, 1))
def test_every_share_has_words(share: float) -> None:
    assert part_words(share)
