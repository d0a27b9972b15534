"""The gap picture shows what each said, what the other guessed, and how far off that was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.charts.reading import across, names, parsed, spoken, texts
from tests.charts.samples import DANA, NOOR, ROBIN, SASHA, pair

from trifecta.charts.chart import Person
from trifecta.charts.gaps import Answer, GapPicture, Guess, gap_key, gap_picture, gap_table
from trifecta.charts.svg import Svg

answers = st.one_of(st.none(), st.integers(-3, 3))


def picture(*given_answers: Answer, **more: Any) -> GapPicture:
    words = {"title": "A finding", "left": "Keep everybody", "right": "Hit the number"} | more
    return gap_picture(answers=given_answers, **words)


def places(lane: Svg, class_: str) -> list[float]:
    """Where the marks of one class stand, in per cent."""
    return [
        across(holder.get("x"))
        for holder in parsed(lane).iter("svg")
        for mark in holder
        if mark.get("class") == class_ and holder.get("x")
    ]


def bars(lane: Svg) -> list[tuple[float, float]]:
    lines = parsed(lane).iter("line")
    return [(across(x.get("x1")), across(x.get("x2"))) for x in lines if x.get("class") == "gapbar"]


@given(robin=answers, noors_guess=answers, noor=answers, robins_guess=answers)
def test_every_mark_lies_on_its_lane(
    robin: int | None, noors_guess: int | None, noor: int | None, robins_guess: int | None
) -> None:
    shown = picture(*pair(robin, noors_guess, noor, robins_guess))

    for lane, letter in zip(shown.lanes, "ab", strict=True):
        marks = places(lane.svg, letter) + places(lane.svg, f"{letter}-ring")
        assert all(0 < place < 100 for place in marks)


@given(low=st.integers(-3, 3), high=st.integers(-3, 3))
def test_a_higher_answer_stands_further_to_the_right(low: int, high: int) -> None:
    first, second = picture(*pair(low, None, None, None)), picture(*pair(high, None, None, None))

    one, other = places(first.lanes[0].svg, "a")[0], places(second.lanes[0].svg, "a")[0]

    assert (one < other) == (low < high)
    assert (one == other) == (low == high)


@given(own=st.integers(-3, 3), guess=st.integers(-3, 3))
def test_the_bar_goes_from_the_answer_to_the_guess(own: int, guess: int) -> None:
    lane = picture(*pair(own, guess, None, None)).lanes[0].svg

    expected = [] if own == guess else [(places(lane, "a")[0], places(lane, "a-ring")[0])]

    assert bars(lane) == expected


def test_how_far_off_a_guess_was_stands_at_the_right_in_words() -> None:
    shown = picture(*pair(-3, -1, -3, -3))

    assert [lane.off_by for lane in shown.lanes] == ["off by 2", "right"]


def test_a_right_guess_is_a_ring_around_the_mark() -> None:
    lane = picture(*pair(2, 2, None, None)).lanes[0].svg

    ring = next(node for node in parsed(lane).iter("circle") if node.get("class") == "a-ring")
    mark = next(node for node in parsed(lane).iter("circle") if node.get("class") == "a")

    assert places(lane, "a-ring") == places(lane, "a")
    assert float(ring.get("r", 0)) > float(mark.get("r", 0)) + 2


def test_a_screen_reader_hears_the_statements_and_not_numbers() -> None:
    lane = picture(*pair(-3, -1, 0, 3)).lanes

    assert spoken(lane[0].svg) == (
        "Robin: strongly “Keep everybody”. Noor guessed slightly “Keep everybody”, off by 2."
    )
    assert spoken(lane[1].svg) == (
        "Noor: both the same. Robin guessed strongly “Hit the number”, off by 3."
    )


def test_a_skipped_answer_keeps_the_guess_and_draws_no_distance() -> None:
    lane = picture(*pair(None, 1, 0, None)).lanes[0]

    assert lane.off_by == "skipped"
    assert bars(lane.svg) == []
    assert len(places(lane.svg, "a-ring")) == 1
    assert spoken(lane.svg).startswith("Robin skipped this one. Noor guessed slightly")


def test_an_answer_that_nobody_guessed_says_so() -> None:
    lane = picture(*pair(1, None, 0, None)).lanes[0]

    assert lane.off_by == "no guess"
    assert spoken(lane.svg).endswith("Noor made no guess.")


def test_each_of_four_people_has_a_shape_of_their_own() -> None:
    people = (ROBIN, NOOR, SASHA, DANA)
    shown = picture(*(Answer(person=p, value=0, guesses=()) for p in people))

    shapes = {
        (node.tag, node.get("transform"))
        for lane in shown.lanes
        for node in parsed(lane.svg).iter()
        if node.get("class") in set("abcd")
    }

    assert len(shapes) == 4


def test_where_several_people_guess_each_ring_says_whose_it_is() -> None:
    guesses = (Guess(by=NOOR, value=1), Guess(by=SASHA, value=1), Guess(by=DANA, value=-2))
    lane = picture(Answer(person=ROBIN, value=0, guesses=guesses)).lanes[0]

    assert sorted(texts(lane.svg)) == ["Dana", "Noor, Sasha"]
    assert lane.off_by == "off by up to 2"


@given(left=names, right=names, name=names)
def test_whatever_is_written_the_picture_stays_a_picture(left: str, right: str, name: str) -> None:
    person = Person(name=name, place=0)
    guesses = (Guess(by=Person(name=name, place=1), value=1), Guess(by=NOOR, value=None))

    shown = picture(Answer(person=person, value=-3, guesses=guesses), left=left, right=right)

    parsed(shown.lanes[0].svg)


def test_an_answer_beyond_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="not on the scale"):
        picture(*pair(4, 0, 0, 0))


def test_the_table_has_every_number_with_a_heading() -> None:
    table = gap_table(caption="−3 to +3", pictures=[picture(*pair(-3, -1, None, 3))])

    assert [column.name for column in table.columns] == [
        *("Question", "Robin", "Noor’s guess", "Noor", "Robin’s guess")
    ]
    assert table.rows == (("Keep everybody, or hit the number", "−3", "−1", "–", "+3"),)


def test_the_key_names_all_four_marks_of_a_pair() -> None:
    assert [entry.words for entry in gap_key(first=ROBIN, second=NOOR)] == [
        *("Robin’s answer", "Noor’s guess of it", "Noor’s answer", "Robin’s guess of it")
    ]
