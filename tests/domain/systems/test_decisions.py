"""What a decision from a model needs before it is kept, and what looking back needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.decisions import (
    Decided,
    DecisionWords,
    ReviewWords,
    clean_decision,
    clean_review,
    due_today,
    refined_without_decision,
)

TODAY = date(2026, 3, 2)
MEMBERS = frozenset({"alice", "bob"})
WORDS = DecisionWords(
    what=" Train two interviewers ",
    expected="Screened falls below 20 by the end of April",
    owner="alice",
    due=TODAY + timedelta(days=14),
    review_on=TODAY + timedelta(days=60),
)


def wrong(words: DecisionWords) -> set[str]:
    with pytest.raises(InvalidError) as caught:
        clean_decision(words, members=MEMBERS, today=TODAY)
    return set(caught.value.fields)


def test_a_whole_decision_is_kept_without_spaces_around_it() -> None:
    kept = clean_decision(WORDS, members=MEMBERS, today=TODAY)
    assert kept == Decided(
        what="Train two interviewers",
        expected=WORDS.expected,
        owner="alice",
        due=TODAY + timedelta(days=14),
        review_on=TODAY + timedelta(days=60),
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"what": "  "}, "what"),
        ({"what": "x" * 1001}, "what"),
        ({"expected": ""}, "expected"),
        ({"owner": "mallory"}, "owner"),
        ({"due": None}, "due"),
        ({"due": TODAY - timedelta(days=1)}, "due"),
        ({"review_on": None}, "review_on"),
        ({"review_on": TODAY}, "review_on"),
        ({"review_on": TODAY + timedelta(days=400)}, "review_on"),
    ],
)
def test_what_is_missing_is_said_at_its_field(change: dict[str, object], field: str) -> None:
    assert wrong(replace(WORDS, **change)) == {field}  # type: ignore[arg-type]


def test_everything_that_is_missing_is_said_at_once() -> None:
    empty = DecisionWords(what="", expected="", owner="", due=None, review_on=None)
    assert wrong(empty) == {"what", "expected", "owner", "due", "review_on"}


def test_a_review_says_what_was_seen_unless_all_went_as_expected() -> None:
    assert clean_review(ReviewWords(done="done", outcome="as_expected", learnt="")).learnt == ""
    with pytest.raises(InvalidError) as caught:
        clean_review(ReviewWords(done="", outcome="otherwise", learnt=" "))
    assert set(caught.value.fields) == {"done", "learnt"}


def test_five_texts_without_a_decision_are_often() -> None:
    assert not refined_without_decision(4)
    assert refined_without_decision(5)


def test_a_day_is_told_on_it_and_up_to_three_days_later() -> None:
    said = [due_today(on=TODAY, today=TODAY + timedelta(days=n)) for n in range(-1, 5)]
    assert said == [False, True, True, True, True, False]
