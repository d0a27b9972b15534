"""What goes wrong with shared ratings is noticed, with one thing to do, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.calibration.rails import RatedCase, notice, punitive_phrases

CASE = RatedCase(
    id="growth",
    steps=(2, 2),
    notes=1,
    members=2,
    reasons="They shipped four of six promises and said early which two would not be kept.",
)


def several(count: int, **changed: object) -> list[RatedCase]:
    return [replace(CASE, id=str(number), **changed) for number in range(count)]  # type: ignore[arg-type]


def test_a_plain_cycle_is_left_alone() -> None:
    assert notice([]) == notice([CASE]) == ()
    assert notice(several(3, notes=0)) == ()
    assert notice([*several(3, notes=0), replace(CASE, id="other", steps=(3, 2))]) == ()


def test_the_same_for_everybody_without_a_word_is_noticed() -> None:
    (found,) = notice([*several(3), replace(CASE, id="silent", notes=0)])
    assert (found.id, found.case_id) == ("uniform", "")
    assert found.body.startswith("One of them")
    assert notice(several(4)) == ()


def test_many_exceptions_are_noticed_and_few_are_not() -> None:
    assert notice([replace(CASE, exceptions=1)]) == ()
    (found,) = notice([replace(CASE, exceptions=2)])
    assert found.id == "bulk_exceptions"
    spread = [*several(9, exceptions=0), replace(CASE, id="x", exceptions=2)]
    assert notice(spread) == ()


def test_a_missing_executive_is_named() -> None:
    (found,) = notice([replace(CASE, missing=("business",))])
    assert (found.id, found.case_id) == ("missing_executive", "growth")
    assert "business" in found.title
    assert "business" in found.action


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("This is meant as a warning to both.", "as a warning"),
        ("We want to send a message.", "send a message"),
        ("It should teach them a lesson", "teach them a lesson"),
        ("PUNISHED for the delay", "PUNISHED"),
        ("A wake-up call.", "wake-up call"),
    ],
)
def test_reasons_that_make_a_point_are_quoted_as_they_stand(text: str, quote: str) -> None:
    (found,) = punitive_phrases(text)
    assert found.quote == quote == text[found.start : found.end]
    (rail,) = notice([replace(CASE, reasons=text)])
    assert quote in rail.title


@pytest.mark.parametrize(
    "text",
    [
        CASE.reasons,
        "Dates were missed twice, and the warnings of the alarms came too late.",
        "They learnt a lesson from the outage and wrote it down.",
        "The messages to customers were clear. A good example of working together.",
        "",
    ],
)
def test_reasons_that_say_what_was_done_are_left_alone(text: str) -> None:
    assert punitive_phrases(text) == ()


@given(text=st.text(max_size=200))
def test_every_phrase_is_a_slice_of_the_text(text: str) -> None:
    for found in punitive_phrases(text):
        assert text[found.start : found.end] == found.quote
