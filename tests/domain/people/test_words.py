"""Small words come out as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from trifecta.domain.people.words import (
    all_of_you,
    counted,
    day_words,
    joined,
    number_word,
    you_together,
)


def test_names_are_joined_with_commas_and_one_and() -> None:
    assert joined([]) == ""
    assert joined(["Bob"]) == "Bob"
    assert joined(["Bob", "Carol", "Dana"]) == "Bob, Carol and Dana"
    assert joined(["engineering", "product"], last="or") == "engineering or product"


def test_numbers_are_spelt_up_to_twelve() -> None:
    assert [number_word(n) for n in (0, 2, 12, 13)] == ["no", "two", "twelve", "13"]
    with pytest.raises(ValueError, match="never below 0"):
        number_word(-1)


def test_things_are_counted_in_singular_and_plural() -> None:
    assert counted(1, "promise") == "one promise"
    assert counted(3, "person", "people") == "three people"


def test_everybody_is_both_for_two_and_all_for_more() -> None:
    assert [all_of_you(n) for n in (1, 2, 4)] == ["you", "both of you", "all four of you"]


def test_a_day_carries_its_year_only_when_it_is_another_one() -> None:
    today = date(2026, 11, 21)
    assert day_words(date(2026, 10, 6), today=today) == "6 October"
    assert day_words(date(2025, 10, 6), today=today) == "6 October 2025"


def test_four_are_not_named_one_by_one_beside_every_statement() -> None:
    assert you_together(["Bob"]) == "You and Bob"
    assert you_together(["Bob", "Carol"]) == "You, Bob and Carol"
    assert you_together(["Bob", "Carol", "Dana"]) == "All four of you"
