"""How partnerships are doing, as a person would say it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.people.voice import complaints

from trifecta.domain.checkins.health import CATEGORIES, Health, Observed, health_of
from trifecta.domain.checkins.health_wording import FIGURES, counted_words, finding, headline

VERDICTS = CATEGORIES["stuck"]


def health(verdicts: Sequence[str]) -> Health:
    found = health_of(
        [Observed(verdict=one, members=2, pulse={"trust": (4, 5)}) for one in verdicts]  # type: ignore[arg-type]
    )
    assert found is not None
    return found


@given(st.lists(st.sampled_from(VERDICTS), min_size=5, max_size=14))
def test_nothing_judges_and_nothing_is_a_number(verdicts: list[str]) -> None:
    said = health(verdicts)
    top = headline(said)
    texts = [top.sentence, top.meaning, counted_words(said.size)]
    texts += [finding(figure, said) for figure in CATEGORIES]
    for text in texts:
        assert complaints(text) == []
        assert text[0].isupper() or text[0] == "“"
        assert not any(character.isdigit() for character in text)


def test_every_category_has_its_words() -> None:
    assert FIGURES.keys() == CATEGORIES.keys()
    for figure, categories in CATEGORIES.items():
        assert set(FIGURES[figure].labels) == set(categories)
        assert len(set(FIGURES[figure].labels.values())) == len(categories)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_headline_is_the_one_explanation_that_stands_out(verdict: str) -> None:
    others = [one for one in VERDICTS if one != verdict]
    few = headline(health([verdict] * 3 + others[:2])).sentence
    many = headline(health([verdict] * 9 + others[:3])).sentence
    assert "ore than half of your partnerships" in few
    assert "ore than two thirds of your partnerships" in many
    assert few.partition(" your ")[2] == many.partition(" your ")[2]


def test_where_nothing_stands_out_it_says_so() -> None:
    mixed = health(["both", "both", "neither", "neither", "unclear"])
    assert (
        headline(mixed).sentence
        == "No single explanation fits more than half of your partnerships."
    )
    assert finding("stuck", mixed) == "No answer fits more than half of them."


def test_two_that_stand_out_are_both_named() -> None:
    split = health(["both"] * 6 + ["neither"] * 6)
    assert finding("stuck", split) == (
        "A third to two thirds each: “Pulled apart, and misreading each other” and “Pulled alike, "
        "and reading each other well”."
    )
    assert headline(split).sentence.startswith("No single explanation")


def test_what_most_said_about_working_together() -> None:
    assert finding("trust", health(["neither"] * 5)) == "More than half: “Mostly or entirely”."
    assert counted_words("five") == "From five to nine partnerships"
