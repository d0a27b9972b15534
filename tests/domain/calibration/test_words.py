"""What figures say on pages, in the words of people who rate partnerships."""

from __future__ import annotations

import re

import pytest

from trifecta.domain.calibration.agreement import agreement
from trifecta.domain.calibration.ratings import Rating, ratings_from
from trifecta.domain.calibration.words import (
    NAMES,
    agreement_lead,
    agreement_notes,
    of_partnerships,
)

ANALYST = re.compile(r"\b(units?|raters?|scores?)\b", re.IGNORECASE)


def votes(*rows: tuple[str, str, int]) -> list[Rating]:
    return [Rating(unit=unit, rater=rater, score=score) for unit, rater, score in rows]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(votes(("a", "olga", 2), ("a", "piet", 2)), id="one, and no difference"),
        pytest.param(votes(("a", "olga", 2), ("b", "piet", 3)), id="nothing in common"),
        pytest.param(
            votes(("a", "olga", 2), ("a", "piet", 3), ("b", "olga", 1), ("b", "piet", 1)),
            id="two of two",
        ),
        pytest.param(
            votes(*((unit, rater, 2) for unit in "abc" for rater in ("olga", "piet", "kim"))),
            id="all the same",
        ),
    ],
)
def test_no_sentence_on_a_page_speaks_of_units(rows: list[Rating]) -> None:
    found = agreement(ratings_from(rows))
    said = [agreement_lead(found), *agreement_notes(found, missing=0)]
    assert any(ANALYST.search(each) for each in said)

    for each in said:
        assert not ANALYST.search(of_partnerships(each)), each


def test_headings_of_coefficients_do_not_either() -> None:
    assert of_partnerships(NAMES["icc_a1"][1]) == "one calibrator's proposal"
    assert of_partnerships(NAMES["icc_ak"][1]) == "the mean of all calibrators"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("No unit was rated by both raters.", "No partnership was rated by both calibrators."),
        ("Units differ.", "Partnerships differ."),
        ("A community scored.", "A community scored."),
    ],
)
def test_whole_words_are_replaced_and_nothing_else(sentence: str, said: str) -> None:
    assert of_partnerships(sentence) == said
