"""What one person has answered so far only ever grows by what they send."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.checkins.answers import ITEMS

from trifecta.domain.checkins.constraints import KINDS
from trifecta.domain.checkins.criteria import CRITERIA
from trifecta.domain.checkins.entry import (
    EntryAnswers,
    OwnLine,
    Points,
    as_data,
    first_marks,
    from_data,
    with_limits_guess,
    with_marks,
    with_part_done,
    with_points,
    with_pulse,
    without_question,
)
from trifecta.domain.checkins.sheets import sheet_for
from trifecta.domain.errors import InvalidError

SHEET = sheet_for(ITEMS, seed="alice")
FIRST, SECOND = SHEET.questions[:2]
NOTHING = EntryAnswers()
marks = st.none() | st.integers(-3, 3)
numbers = st.integers(1, len(SHEET.questions))


@given(saved=st.lists(st.tuples(numbers, marks, marks), max_size=60))
def test_pages_saved_in_any_order_keep_the_last_mark_of_each(
    saved: list[tuple[int, int | None, int | None]],
) -> None:
    answers, own, guess = NOTHING, {}, {}
    for number, mine, theirs in saved:
        question = SHEET.questions[number - 1]
        answers = with_marks(answers, question, own=mine, guesses={"bob": theirs})
        if mine is not None:
            own[question.slot] = question.stored(mine)
        if theirs is not None:
            guess[question.slot] = question.stored(theirs)
    assert dict(answers.own) == own
    assert dict(answers.guesses.get("bob", {})) == guess


@given(saved=st.lists(st.tuples(numbers, marks, marks), max_size=30), done=st.booleans())
def test_what_is_stored_comes_back(
    saved: list[tuple[int, int | None, int | None]], done: bool
) -> None:
    answers = NOTHING
    for number, mine, theirs in saved:
        question = SHEET.questions[number - 1]
        answers = with_marks(answers, question, own=mine, guesses={"bob": theirs})
    answers = with_points(
        answers,
        Points(known={"dates": 40}, own=(OwnLine(label="A calm team", points=60),)),
        about="bob" if done else "",
        final=True,
    )
    answers = with_limits_guess(answers, ["tired", "money"], about="bob")
    answers = with_pulse(answers, {"trust": 4, "safety": None})
    answers = with_part_done(answers, "pulse")
    assert from_data(json.loads(json.dumps(as_data(answers)))) == answers
    assert from_data(None) == NOTHING


def test_skipping_removes_what_was_marked_and_a_mark_takes_the_skip_back() -> None:
    answers = with_marks(NOTHING, FIRST, own=2, guesses={"bob": 1})
    skipped = without_question(answers, FIRST)
    assert skipped.own == {}
    assert skipped.guesses == {"bob": {}}
    assert skipped.is_settled(FIRST.slot, ["bob"])
    again = with_marks(skipped, FIRST, own=1, guesses={"bob": None})
    assert not again.is_settled(FIRST.slot, ["bob"])


def test_a_question_is_settled_when_every_guess_is_there() -> None:
    answers = with_marks(NOTHING, FIRST, own=2, guesses={"bob": 1})
    assert answers.is_settled(FIRST.slot, ["bob"])
    assert not answers.is_settled(FIRST.slot, ["bob", "carol"])
    assert not answers.is_settled(SECOND.slot, ["bob"])


@pytest.mark.parametrize("mark", [-4, 4, 99])
def test_a_mark_beyond_the_scale_is_refused(mark: int) -> None:
    with pytest.raises(InvalidError):
        with_marks(NOTHING, FIRST, own=mark, guesses={})
    with pytest.raises(InvalidError):
        with_marks(NOTHING, FIRST, own=0, guesses={"bob": mark})


def test_repeats_are_kept_apart_and_counted_as_pairs() -> None:
    answers = NOTHING
    for question in SHEET.questions:
        answers = with_marks(answers, question, own=2, guesses={"bob": -1})
    assert len(first_marks(answers.own)) == 24
    assert len(answers.repeats()) == 4
    assert all(first == -second for first, second in answers.repeats()), "the same place, turned"


@pytest.mark.parametrize(
    ("points", "field"),
    [
        (Points(known={"dates": 60, "people": 30}), "points"),
        (Points(known={"dates": -1}), "points"),
        (Points(known={"dates": 101}), "points"),
        (Points(own=(OwnLine(label=" ", points=100),)), "own"),
        (Points(own=(OwnLine(label="x" * 61, points=100),)), "own"),
        (Points(own=(OwnLine(label="Calm", points=50), OwnLine(label="calm ", points=50))), "own"),
    ],
)
def test_points_that_cannot_be_used_say_which_part(points: Points, field: str) -> None:
    with pytest.raises(InvalidError) as refused:
        with_points(NOTHING, points, about="", final=True)
    assert field in refused.value.fields


def test_a_draft_of_points_need_not_come_to_a_hundred() -> None:
    draft = with_points(NOTHING, Points(known={"dates": 60}), about="", final=False)
    assert draft.points.by_key == {"dates": 60}
    assert not draft.points.complete


def test_points_may_be_left_out() -> None:
    assert with_points(NOTHING, Points(), about="", final=True).points == Points()


@pytest.mark.parametrize(
    "points",
    [
        Points(known={"made-up": 100}),
        Points(own=tuple(OwnLine(label=str(n), points=25) for n in range(4))),
    ],
)
def test_forged_lines_are_refused(points: Points) -> None:
    with pytest.raises(InvalidError):
        with_points(NOTHING, points, about="", final=False)


def test_every_line_has_words() -> None:
    points = Points(known={"dates": 40}, own=(OwnLine(label="A calm team", points=60),))
    assert {points.labels[key] for key in points.by_key} == {CRITERIA["dates"], "A calm team"}


@pytest.mark.parametrize("kinds", [["nonsense"], [*KINDS, "x"]])
def test_forged_kinds_of_limits_are_refused(kinds: list[str]) -> None:
    with pytest.raises(InvalidError):
        with_limits_guess(NOTHING, kinds, about="bob")


@pytest.mark.parametrize("marks", [{"trust": 0}, {"trust": 6}, {"love": 3}])
def test_a_short_question_takes_one_of_five_places(marks: dict[str, int | None]) -> None:
    with pytest.raises(InvalidError):
        with_pulse(NOTHING, marks)


def test_a_short_question_can_be_left_open_again() -> None:
    answers = with_pulse(NOTHING, {"trust": 3, "safety": 5})
    assert with_pulse(answers, {"trust": None}).pulse == {"safety": 5}
