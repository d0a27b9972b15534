"""The largest gaps: ranked by the guess, named by what they are, said in a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from tests.domain.checkins.answers import ITEMS, KEYS, WAVE, half_like, side, sides

from trifecta.domain.checkins.estimator import Side
from trifecta.domain.checkins.gap_wording import heading, note
from trifecta.domain.checkins.gaps import Gap, gaps, most_telling, widest
from trifecta.domain.checkins.sheets import item

NAMES = ("Alice", "Bob")
YARDSTICK = item("yardstick")
"""From judging by the team's state (−3) to judging by what customers got (+3)."""


def gap(
    alice: int | None, bobs_guess: int | None, bob: int | None, alices_guess: int | None
) -> Gap:
    def answers(value: int | None) -> dict[str, int]:
        return {} if value is None else {YARDSTICK.key: value}

    one = Side(role="em", own=answers(alice), guess=answers(alices_guess))
    other = Side(role="pm", own=answers(bob), guess=answers(bobs_guess))
    return gaps([YARDSTICK], one, other)[0]


@pytest.mark.parametrize(
    ("answers", "said", "below"),
    [
        (
            (-3, -1, -1, 3),
            "Bob leans far more towards judging by the team’s state than Alice guessed",
            "Your own answers are two steps apart. Each guess was off by two or more.",
        ),
        (
            (3, 0, 2, -2),
            "You both lean towards judging by what customers got. Neither of you knew",
            "Your own answers are one step apart. Each guess was off by three or more.",
        ),
        (
            (3, 2, -3, -3),
            "You do differ here, and each of you knows it",
            "Your own answers are six steps apart, and the guesses came close. Talking will not "
            "close this one; being judged on the same thing may.",
        ),
        (
            (1, 3, 0, 0),
            "Alice leans less towards judging by what customers got than Bob guessed",
            "Your own answers are one step apart. Bob’s guess was off by two.",
        ),
        (
            (0, -2, 0, 0),
            "Alice leans less towards judging by the team’s state than Bob guessed",
            "Your own answers are the same. Bob’s guess was off by two.",
        ),
        (
            (2, 2, 3, 2),
            "You both lean towards judging by what customers got, and you know it",
            "Your own answers are one step apart. Alice’s guess was off by one.",
        ),
        (
            (0, 0, 0, 0),
            "You are close here, and you know it",
            "Your own answers are the same. The guesses were right.",
        ),
        (
            (-3, 0, 3, 0),
            "You are further apart here than either of you thought",
            "Your own answers are six steps apart. Each guess was off by three or more.",
        ),
        (
            (None, 2, -3, 2),
            "Bob leans far more towards judging by the team’s state than Alice guessed",
            "Alice’s guess was off by five. Alice skipped this one.",
        ),
        ((None, None, 2, 2), "There is nothing to compare here",
            "Alice skipped this one. Bob made no guess."),
        (
            (2, None, 2, 2),
            "You both lean towards judging by what customers got, and you know it",
            "Your own answers are the same. Bob made no guess.",
        ),
    ],
)  # fmt: skip
def test_a_gap_is_said_as_a_person_would_say_it(
    answers: tuple[int | None, int | None, int | None, int | None], said: str, below: str
) -> None:
    found = gap(*answers)
    assert heading(found, NAMES) == said
    assert note(found, NAMES) == below


def test_the_guess_that_is_furthest_off_comes_first() -> None:
    alice = side(WAVE, WAVE)
    bob = side(WAVE, WAVE)
    off_by_two = replace(alice, guess={**alice.guess, KEYS[5]: 1, KEYS[9]: -1})
    ranked = gaps(ITEMS, off_by_two, bob)
    assert [g.item.key for g in ranked[:2]] == [KEYS[9], KEYS[5]]
    assert [g.width[0] for g in ranked[:3]] == [3, 2, 0]


def test_a_known_difference_gets_a_place_among_the_four() -> None:
    alice = side(WAVE, [-v for v in WAVE])
    known = {KEYS[0]: -3}
    bob = side([-3, *WAVE[1:]], WAVE)
    shown = widest(gaps(ITEMS, replace(alice, guess={**alice.guess, **known}), bob))
    assert len(shown) == 4
    assert [g.kind for g in shown].count("known_difference") == 1
    assert shown[-1].item.key == KEYS[0]


@given(one=sides, other=sides)
def test_every_item_appears_once_and_every_gap_has_words(one: Side, other: Side) -> None:
    ranked = gaps(ITEMS, one, other)
    assert {g.item for g in ranked} == set(ITEMS)
    for found in ranked:
        assert heading(found, NAMES)[0].isupper()
        assert "{" not in heading(found, NAMES) + note(found, NAMES)
    assert len(widest(ranked)) == 4


@given(one=sides, other=sides)
def test_exchanging_the_two_people_exchanges_every_gap(one: Side, other: Side) -> None:
    there = {g.item: g for g in gaps(ITEMS, one, other)}
    back = {g.item: g for g in gaps(ITEMS, other, one)}
    for key, found in there.items():
        assert found.own == back[key].own[::-1]
        assert found.guess == back[key].guess[::-1]
        assert found.kind == back[key].kind
        assert found.width == back[key].width


def test_skipped_questions_would_help_most() -> None:
    alice = side(WAVE, WAVE)
    own = {key: value for key, value in alice.own.items() if key not in KEYS[3:5]}
    telling = most_telling(ITEMS, replace(alice, own=own), side(WAVE, WAVE), reliability=0.75)
    assert [found.key for found in telling[:2]] == KEYS[3:5]
    assert len(telling) == 3


def test_with_nothing_skipped_the_questions_that_pull_hardest_would_help_most() -> None:
    """Of one pair of opposite answers among many equal ones, the opposite one tells most."""
    alice = [2, -2] * 12
    bob = [-3, *alice[1:]]
    telling = most_telling(
        ITEMS,
        side(alice, half_like(bob, WAVE)),
        side(bob, half_like(alice, WAVE)),
        reliability=0.75,
    )
    assert len({found.key for found in telling}) == 3
