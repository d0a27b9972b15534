"""What a run says of its question."""

from __future__ import annotations

import pytest

from trifecta.domain.systems import parse, run
from trifecta.domain.systems.answering import Finding, answer, spoken

PIPELINE = "[Candidates] > Screens @ 10\nScreens > Hires @ 2"


def said(text: str, *, rounds: int = 12, stock: str = "", period: str = "week") -> Finding:
    model = parse(text)
    return answer(model, run(model, rounds=rounds), period=period, stock=stock)


def test_it_says_where_the_last_stock_ends_and_where_things_wait() -> None:
    found = said(PIPELINE)
    assert found.headline == "After 12 weeks, Hires is at 22"
    assert found.rest == "Most builds up in Screens: from 0 to 98."


def test_it_answers_by_the_stock_that_was_asked_for() -> None:
    found = said(PIPELINE, stock="Screens")
    assert found.headline == "After 12 weeks, Screens is at 98"
    assert found.rest == ""


def test_a_stock_that_only_receives_is_not_said_to_build_up() -> None:
    found = said("Doing(5)\nDoing > Done @ 1\nDoing > Lost @ 9", stock="Done")
    assert "Lost" not in found.rest


def test_an_unknown_stock_leaves_the_last_one_to_answer() -> None:
    assert said(PIPELINE, stock="Hirings").headline.endswith("Hires is at 22")


def test_it_says_since_when_nothing_changes() -> None:
    assert said("Left(3) > Done @ 1", stock="Done").rest.endswith(
        "From week 3 on nothing changes any more."
    )
    assert said("Left(3)", stock="Left") == Finding(
        headline="Left stays at 3 for 12 weeks", rest="Nothing moves at all."
    )


def test_a_model_without_a_stock_that_counts_says_what_to_write() -> None:
    found = said("[Ideas] > [Done] @ 1")
    assert found.headline == "The model has no stock that is counted"
    assert "without square brackets" in found.rest


def test_one_period_is_one() -> None:
    assert said(PIPELINE, rounds=1, stock="Screens").headline == "After one week, Screens is at 10"
    assert said(PIPELINE, rounds=1, period="aeon").headline.endswith("for one round")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1200, "1,200"),
        (-3, "−3"),
        (2.0, "2"),
        (2.25, "2.2"),
        (float("inf"), "endless"),
        (float("-inf"), "endless below zero"),
        (float("nan"), "no number"),
        (10**400 + 1, "more than anybody can count"),
    ],
)
def test_numbers_as_a_sentence_has_them(number: float, words: str) -> None:
    assert spoken(number) == words
