"""A calibration goes forward one stage at a time, and back only by two people with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.calibration.stages import (
    BACK,
    LONGEST_REASON,
    ORDER,
    WORDS,
    Stage,
    following,
    may_advance,
    may_reopen,
    reached,
)

stages = st.sampled_from(ORDER)


@given(here=stages, to=stages)
def test_only_the_next_stage_follows(here: Stage, to: Stage) -> None:
    assert bool(may_advance(here, to)) == (ORDER.index(to) == ORDER.index(here) + 1)


@given(here=stages, to=stages)
def test_a_refusal_says_what_to_do_instead(here: Stage, to: Stage) -> None:
    decision = may_advance(here, to)
    if not decision:
        instead = "reopening" if reached(here, to) else WORDS[following(here) or to].title
        assert instead in decision.reason


def test_nothing_follows_the_last_stage() -> None:
    assert following(Stage.CLOSED) is None
    assert [following(stage) for stage in ORDER[:-1]] == list(ORDER[1:])


def test_every_stage_says_what_happens_and_whom_everyone_waits_for() -> None:
    assert set(WORDS) == set(Stage)
    assert [stage for stage in ORDER if not WORDS[stage].waiting_for] == [Stage.CLOSED]


@pytest.mark.parametrize("here", BACK)
def test_two_people_with_a_reason_reopen(here: Stage) -> None:
    assert may_reopen(here, asked_by="a", confirmed_by="b", reason="The dates were wrong.")
    alone = may_reopen(here, asked_by="a", confirmed_by="a", reason="The dates were wrong.")
    assert not alone
    assert "Somebody else" in alone.reason
    unanswered = may_reopen(here, asked_by="a", confirmed_by="", reason="The dates were wrong.")
    assert "second person" in unanswered.reason


@pytest.mark.parametrize("reason", ["", "  \n", "x" * (LONGEST_REASON + 1)])
def test_a_reason_has_to_be_one(reason: str) -> None:
    assert not may_reopen(Stage.DECIDED, asked_by="a", confirmed_by="b", reason=reason)


@pytest.mark.parametrize("here", [stage for stage in ORDER if reached(stage, Stage.LOCKED)])
def test_nothing_is_reopened_from_the_lock_on(here: Stage) -> None:
    decision = may_reopen(here, asked_by="a", confirmed_by="b", reason="A mistake.")
    assert not decision
    assert "correction" in decision.reason


def test_votes_that_were_seen_are_never_made_blind_again() -> None:
    assert all(
        not reached(here, Stage.REVEALED) or to is Stage.DISCUSSED for here, to in BACK.items()
    )
    for here in (Stage.REVEALED, Stage.DISCUSSED):
        decision = may_reopen(here, asked_by="a", confirmed_by="b", reason="Again.")
        assert not decision
        assert "cannot be made blind again" in decision.reason
