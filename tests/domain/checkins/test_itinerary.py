"""A check-in is walked page by page, and goes on where it was left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.domain.checkins.answers import ITEMS

from trifecta.domain.checkins.entry import (
    EntryAnswers,
    with_marks,
    with_part_done,
    without_question,
)
from trifecta.domain.checkins.itinerary import (
    Place,
    go_on_at,
    itinerary,
    place_after,
    place_before,
)
from trifecta.domain.checkins.sheets import QUESTION_COUNT, sheet_for

SHEET = sheet_for(ITEMS, seed="alice")
OTHERS = ("bob", "carol")
PLACES = itinerary(SHEET, OTHERS)


def test_questions_come_first_and_the_review_last() -> None:
    assert [p.part for p in PLACES[:QUESTION_COUNT]] == ["question"] * QUESTION_COUNT
    assert [p.name for p in PLACES[QUESTION_COUNT:]] == [
        "points",
        "points:bob",
        "points:carol",
        "limits",
        "limits:bob",
        "limits:carol",
        "pulse",
        "review",
    ]


def test_going_on_and_back_are_opposites() -> None:
    for place in PLACES[:-1]:
        assert place_before(place_after(place, PLACES), PLACES) == place
    assert place_before(PLACES[0], PLACES) is None
    assert place_after(PLACES[-1], PLACES) == PLACES[-1]


def test_it_begins_with_the_first_question() -> None:
    assert go_on_at(SHEET, EntryAnswers(), OTHERS) == Place(part="question", number=1)


@given(skipped=st.sets(st.integers(1, QUESTION_COUNT)), last=st.integers(1, QUESTION_COUNT))
def test_it_goes_on_at_the_first_question_that_is_open(skipped: set[int], last: int) -> None:
    answers = EntryAnswers()
    for question in SHEET.questions:
        if question.number in skipped:
            answers = without_question(answers, question)
        elif question.number != last:
            answers = with_marks(answers, question, own=0, guesses={"bob": 0, "carol": 0})
    place = go_on_at(SHEET, answers, OTHERS)
    if last in skipped:
        assert place == Place(part="points")
    else:
        assert place == Place(part="question", number=last)


def test_everything_gone_through_leads_to_the_review() -> None:
    answers = EntryAnswers()
    for question in SHEET.questions:
        answers = without_question(answers, question)
    for place in PLACES[QUESTION_COUNT:-1]:
        answers = with_part_done(answers, place.name)
    assert go_on_at(SHEET, answers, OTHERS) == Place(part="review")
