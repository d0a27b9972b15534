"""What the room is told: where to begin, what moved, and what flags come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.calibration.exceptions import Standing
from trifecta.domain.calibration.telling import (
    apart_words,
    flags_words,
    gap_words,
    headline,
    headline_after,
    inline,
    moved_words,
)
from trifecta.domain.calibration.votes import OUTCOMES, Spread

STANDINGS: tuple[Standing, ...] = (
    "one_alone",
    "too_small",
    "opposed",
    "same_function",
    "may_be_discussed",
)
steps = st.lists(st.integers(0, 8), min_size=2, max_size=6).map(lambda found: tuple(sorted(found)))
several = st.lists(steps, min_size=1, max_size=4).map(
    lambda found: [
        Spread(outcome=outcome, steps=one) for outcome, one in zip(OUTCOMES, found, strict=False)
    ]
)


def spreads(*pairs: tuple[int, int]) -> list[Spread]:
    return [
        Spread(outcome=outcome, steps=tuple(sorted(pair)))
        for outcome, pair in zip(OUTCOMES, pairs, strict=False)
    ]


@pytest.mark.parametrize(
    ("proposed", "said"),
    [
        (
            spreads((2, 2), (3, 3), (1, 3), (2, 3)),
            "Talk about team health first. On the rest you are close.",
        ),
        (
            spreads((0, 2), (3, 3), (0, 4), (2, 3)),
            "Talk about team health first, then about delivery. On the rest you are close.",
        ),
        (spreads((0, 2), (3, 0)), "Talk about impact first, then about delivery."),
        (spreads((0, 3)), "Talk about delivery. You are three steps apart."),
        (
            spreads((2, 2), (2, 3)),
            "You are close. Begin with impact, where you are a step apart.",
        ),
        (
            spreads((2, 2), (3, 3)),
            "You propose the same. Talk about why, before you write it down.",
        ),
    ],
)
def test_the_widest_is_talked_about_first(proposed: list[Spread], said: str) -> None:
    assert headline(proposed) == said


@given(several)
def test_every_headline_names_the_widest_where_there_is_one(proposed: list[Spread]) -> None:
    most = max(one.apart for one in proposed)
    widest = [one for one in proposed if one.apart == most]

    assert (not most) == headline(proposed).startswith("You propose the same")
    if most:
        assert inline(widest[0].outcome) in headline(proposed)
        assert all(inline(one.outcome) in headline_after(proposed, proposed) for one in widest)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (spreads((1, 3)), spreads((2, 2)), "You propose the same now."),
        (spreads((2, 2)), spreads((2, 2)), "You still propose the same."),
        (
            spreads((1, 3), (2, 2)),
            spreads((2, 3), (2, 2)),
            "You are one step apart on delivery. On the rest you agree.",
        ),
        (
            spreads((1, 3), (2, 2)),
            spreads((1, 3), (2, 3)),
            "You are two steps apart on delivery. On the rest you are closer.",
        ),
    ],
)
def test_after_talking_it_says_where_they_are_now(
    before: list[Spread], after: list[Spread], said: str
) -> None:
    assert headline_after(before, after) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((1, 3), (2, 2), "Two steps apart before, now you agree"),
        ((1, 3), (2, 3), "Two steps apart before, one step now"),
        ((2, 2), (2, 3), "Agreed before, one step now"),
        ((2, 3), (2, 3), "One step apart, as before"),
        ((2, 2), (3, 3), "You agree, on other steps than before"),
    ],
)
def test_what_moved_is_said_for_each_outcome(
    before: tuple[int, int], after: tuple[int, int], said: str
) -> None:
    (was,), (now,) = spreads(before), spreads(after)

    assert moved_words(was, now) == said


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (0, "no different"),
        (-1, "one step below"),
        (2, "two steps above"),
        (-1.25, "1.25 steps below"),
        (1.5, "1.5 steps above"),
    ],
)
def test_a_gap_is_said_in_steps(gap: float, said: str) -> None:
    assert gap_words(gap) == said


def test_how_far_apart_is_said_in_words() -> None:
    assert [apart_words(one) for one in spreads((1, 1), (1, 2), (0, 4))] == [
        "You agree",
        "One step apart",
        "Four steps apart",
    ]


@pytest.mark.parametrize("standing", STANDINGS)
def test_who_flagged_is_named_only_where_flags_agree(standing: Standing) -> None:
    said = flags_words(standing, name="Robin", flagged_by=["Kim", "Dana"])

    assert "Robin" in said
    assert ("Kim" in said) == (standing == "may_be_discussed")
    assert ("keeps the rating" in said) == (standing != "may_be_discussed")


def test_nobody_is_excepted_for_doing_better() -> None:
    said = flags_words("may_be_discussed", name="Robin", flagged_by=["Kim", "Dana"], below=False)

    assert "above the partnership" in said
    assert "there is none here" in said


def test_no_flag_says_nothing() -> None:
    assert flags_words("none", name="Robin") == ""
