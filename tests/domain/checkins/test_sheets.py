"""A person's sheet: an order of their own, half of it turned round, two questions asked twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.checkins.sheets import (
    QUESTION_COUNT,
    items_for,
    repeated_answers,
    sheet_for,
)

ITEMS = items_for(["em", "pm"])
seeds = st.text(min_size=1, max_size=30)


@given(seed=seeds)
def test_every_item_is_asked_and_two_are_asked_again(seed: str) -> None:
    questions = sheet_for(ITEMS, seed=seed).questions
    assert [q.number for q in questions] == list(range(1, QUESTION_COUNT + 1))
    assert {q.item for q in questions if not q.repeat} == set(ITEMS)
    assert len({q.item for q in questions if q.repeat}) == 2
    assert len({q.slot for q in questions}) == QUESTION_COUNT


@given(seed=seeds)
def test_a_repeat_comes_late_and_the_other_way_round(seed: str) -> None:
    questions = sheet_for(ITEMS, seed=seed).questions
    first = {q.item.key: q for q in questions if not q.repeat}
    for again in (q for q in questions if q.repeat):
        before = first[again.item.key]
        assert again.number - before.number >= 8
        assert again.left == before.right
        assert again.right == before.left


@given(seed=seeds)
def test_half_of_the_items_are_shown_with_their_poles_exchanged(seed: str) -> None:
    assert len(sheet_for(ITEMS, seed=seed).flipped) == len(ITEMS) // 2


@given(seed=seeds, mark=st.integers(-3, 3))
def test_an_answer_means_the_same_whichever_side_its_pole_was_on(seed: str, mark: int) -> None:
    for question in sheet_for(ITEMS, seed=seed).questions:
        pole = question.left if mark < 0 else question.right
        stored = question.stored(mark)
        assert question.shown(stored) == mark
        if mark:
            assert pole == (question.item.first if stored < 0 else question.item.second)


def test_the_same_seed_gives_the_same_sheet_and_another_seed_another() -> None:
    assert sheet_for(ITEMS, seed="alice") == sheet_for(ITEMS, seed="alice")
    alice = [q.slot for q in sheet_for(ITEMS, seed="alice").questions]
    bob = [q.slot for q in sheet_for(ITEMS, seed="bob").questions]
    assert alice != bob


def test_a_sheet_stays_as_it_is_from_one_release_to_the_next() -> None:
    """Half-answered rounds survive an upgrade, so the derivation may not change."""
    first = sheet_for(ITEMS, seed="a fixed seed").questions[:4]
    assert [(q.slot, q.flipped) for q in first] == [
        ("requests", False),
        ("sales-promise", True),
        ("faults", True),
        ("retiring", True),
    ]


def test_only_items_answered_both_times_say_how_repeatable_answers_are() -> None:
    answers = {"launch": 2, "launch:again": 1, "late:again": 3, "pace": -1}
    assert repeated_answers(answers) == [(2, 1)]
