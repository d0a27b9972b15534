"""Next steps, trends and overlaps are said in plain words."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from trifecta.domain.checkins.criteria import Comparison, guess_sentences, overlap_sentence
from trifecta.domain.checkins.estimator import Verdict
from trifecta.domain.checkins.next_step import Situation, next_step, overall
from trifecta.domain.checkins.next_step_wording import step_words
from trifecta.domain.checkins.trend_wording import (
    agreement_label,
    agreement_title,
    pulse_label,
    pulse_title,
    understanding_label,
    understanding_title,
)
from trifecta.domain.checkins.trends import Direction, Point, Trend

VERDICTS: tuple[Verdict, ...] = ("both", "understanding", "incentives", "neither", "unclear")
NAMES = ("Alice", "Bob")


@pytest.mark.parametrize(
    ("verdict", "ready", "conflict"), list(product(VERDICTS, [True, False], [True, False]))
)
def test_every_next_step_has_words_for_what_and_why(
    verdict: Verdict, ready: bool, conflict: bool
) -> None:
    situation = Situation(
        verdicts=(verdict,),
        ready=ready,
        in_conflict=conflict,
    )
    words = step_words(next_step(situation))
    assert words.title
    assert words.body.endswith(".")
    assert words.action
    assert "!" not in words.title + words.body
    misread = verdict in {"both", "understanding"}
    assert words.body.startswith("You say that you are in conflict") == (conflict and not misread)


def test_what_comes_afterwards_is_said_where_there_is_something() -> None:
    words = step_words(next_step(Situation(verdicts=("both",), ready=True)))
    assert words.then.startswith("After that")
    assert step_words(next_step(Situation(verdicts=("understanding",), ready=True))).then == ""


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (("neither", "neither", "neither"), "neither"),
        (("neither", "understanding", "incentives"), "both"),
        (("neither", "unclear"), "unclear"),
        (("unclear", "incentives"), "incentives"),
        (("understanding", "unclear"), "understanding"),
    ],
)
def test_low_anywhere_is_low_for_all(verdicts: tuple[Verdict, ...], expected: str) -> None:
    assert overall(verdicts) == expected


def trend(direction: Direction, rounds: int = 3) -> Trend:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    points = tuple(Point(at=at, value=0.5, low=0.3, high=0.7) for _ in range(rounds))
    return Trend(points=points, direction=direction)


def test_a_trend_is_titled_by_what_changed() -> None:
    assert understanding_title(trend("rising"), None) == "You read each other better than before"
    assert (
        understanding_title(trend("falling"), NAMES)
        == "Alice and Bob read each other less well than before"
    )
    assert agreement_title(trend("unclear"), None) == "No clear change in what pulls you"
    assert understanding_title(trend("too_early", 1), None) == "One check-in so far"
    assert agreement_title(trend("too_early", 2), NAMES) == "Alice and Bob: two check-ins so far"
    assert pulse_title(trend("too_early"), "Trust") == "Trust"
    assert pulse_title(trend("falling"), "Trust") == "Trust: less than before"


def test_where_the_last_round_stands_is_a_word() -> None:
    assert [understanding_label(v) for v in (0.8, 0.4, 0.0)] == [
        "guessed well",
        "guessed in part",
        "guessed little",
    ]
    assert [agreement_label(v) for v in (0.8, 0.4, 0.0, -0.6)] == [
        "much alike",
        "partly alike",
        "little alike",
        "opposite",
    ]
    assert [pulse_label(v) for v in (1.0, 2.6, 5.0)] == ["not at all", "partly", "entirely"]


def compared(overlap: int | None, *off: int | None) -> Comparison:
    one, other = off or (None, None)
    return Comparison(overlap=overlap, off=(one, other), largest_difference=None)


def test_how_much_is_shared_is_said_with_its_number() -> None:
    assert overlap_sentence(compared(None)) == ""
    assert "much the same: 85" in overlap_sentence(compared(85))
    assert "Part of it is the same: 60" in overlap_sentence(compared(60))
    assert "Little of it is the same: 10" in overlap_sentence(compared(10))
    assert "None of your 100 points" in overlap_sentence(compared(0))


def test_how_far_a_guess_of_points_was_off_is_said_for_each() -> None:
    assert guess_sentences(compared(50, 40, 0), NAMES) == (
        "Bob’s guess of what Alice is judged on was off by 40 points.",
        "Alice’s guess of what Bob is judged on was right.",
    )
    assert guess_sentences(compared(50, None, None), NAMES) == ()
