"""Nobody reads what another proposes before all are in; then everybody reads everything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.calibration.stages import ORDER, Stage, reached
from trifecta.domain.calibration.votes import (
    OUTCOMES,
    Ballot,
    Estimate,
    Outcome,
    Spread,
    Voting,
    check_ballot,
    widest_first,
)
from trifecta.domain.errors import InvalidError, NotYetError

PEOPLE = ("alice", "bob", "carla")
BOTH: tuple[Outcome, ...] = ("delivery", "impact")
estimates: st.SearchStrategy[Estimate] = st.sampled_from(["first", "second"])


def ballot(
    calibrator: str, outcome: Outcome = "delivery", step: int = 2, estimate: Estimate = "first"
) -> Ballot:
    return Ballot(calibrator=calibrator, estimate=estimate, outcome=outcome, step=step)


ballots = st.builds(
    ballot,
    st.sampled_from(PEOPLE),
    st.sampled_from(list(OUTCOMES)),
    st.integers(0, 4),
    estimates,
)


def voting(*given_: Ballot, present: tuple[str, ...] = PEOPLE) -> Voting:
    return Voting(outcomes=BOTH, present=frozenset(present), ballots=given_)


def everybodys(estimate: Estimate = "first") -> list[Ballot]:
    return [
        ballot(one, outcome, step, estimate) for step, one in enumerate(PEOPLE) for outcome in BOTH
    ]


@given(
    mine=st.lists(ballots, max_size=6),
    others=st.lists(ballots, max_size=12),
    stage=st.sampled_from(ORDER),
    estimate=estimates,
)
def test_before_all_are_in_what_others_gave_changes_nothing_for_me(
    mine: list[Ballot], others: list[Ballot], stage: Stage, estimate: Estimate
) -> None:
    here = [replace(one, calibrator="alice") for one in mine]
    theirs = [one for one in others if one.calibrator != "alice"]
    whole, alone = voting(*here, *theirs), voting(*here)
    if not whole.complete(estimate):
        seen = whole.readable("alice", estimate, stage=stage)
        assert seen == alone.readable("alice", estimate, stage=stage)
        assert whole.missing("alice", estimate) == alone.missing("alice", estimate)


@given(stage=st.sampled_from(ORDER))
def test_complete_proposals_are_shown_from_the_reveal_on(stage: Stage) -> None:
    seen = voting(*everybodys()).readable("bob", "first", stage=stage)
    assert {one.calibrator for one in seen} == (
        set(PEOPLE) if reached(stage, Stage.REVEALED) else {"bob"}
    )


def test_whoever_takes_no_part_reads_nothing() -> None:
    assert voting(*everybodys()).readable("mallory", "first", stage=Stage.CLOSED) == ()
    left = voting(*everybodys(), present=("alice", "bob"))
    assert left.readable("carla", "first", stage=Stage.CLOSED) == ()


def test_the_proposals_of_somebody_who_stepped_back_do_not_count() -> None:
    without = voting(*everybodys(), present=("alice", "bob"))
    assert without.complete("first")
    assert {one.calibrator for one in without.of("first")} == {"alice", "bob"}
    assert [one.steps for one in without.spreads("first", stage=Stage.REVEALED)] == [(0, 1), (0, 1)]


def test_nobody_at_all_is_not_everybody() -> None:
    assert not voting(present=()).complete("first")


def test_no_spread_before_all_are_in() -> None:
    with pytest.raises(NotYetError):
        voting(*everybodys()[:-1]).spreads("first", stage=Stage.REVEALED)
    whole = voting(*everybodys())
    assert [one.apart for one in whole.spreads("first", stage=Stage.REVEALED)] == [2, 2]


def test_no_spread_before_the_reveal_though_all_are_in() -> None:
    with pytest.raises(NotYetError):
        voting(*everybodys()).spreads("first", stage=Stage.BLIND)


def test_the_second_estimate_is_apart_from_the_first() -> None:
    after = voting(*everybodys(), *everybodys("second")[:-1])
    assert after.complete("first")
    assert not after.complete("second")
    assert after.missing("carla", "second") == ("impact",)
    seen = after.readable("alice", "second", stage=Stage.DISCUSSED)
    assert {one.calibrator for one in seen} == {"alice"}


@pytest.mark.parametrize(
    ("changed", "stage", "looked", "error"),
    [
        ({}, Stage.EVIDENCE, {"e"}, NotYetError),
        ({}, Stage.REVEALED, {"e"}, NotYetError),
        ({"estimate": "second"}, Stage.BLIND, {"e"}, NotYetError),
        ({"calibrator": "mallory"}, Stage.BLIND, {"e"}, NotYetError),
        ({"outcome": "team_health"}, Stage.BLIND, {"e"}, InvalidError),
        ({"step": 5}, Stage.BLIND, {"e"}, InvalidError),
        ({"step": -1}, Stage.BLIND, {"e"}, InvalidError),
        ({}, Stage.BLIND, set(), NotYetError),
    ],
)
def test_a_ballot_is_refused_at_the_wrong_time_by_the_wrong_person_or_unseen(
    changed: dict[str, object], stage: Stage, looked: set[str], error: type[Exception]
) -> None:
    check_ballot(voting(), ballot("alice"), stage=Stage.BLIND, steps=5, looked={"e"})
    given_ = replace(ballot("alice"), **changed)  # type: ignore[arg-type]
    with pytest.raises(error):
        check_ballot(voting(), given_, stage=stage, steps=5, looked=looked)


def test_what_lies_furthest_apart_is_talked_about_first() -> None:
    near = Spread(outcome="delivery", steps=(2, 2, 3))
    far = Spread(outcome="impact", steps=(0, 2, 4))
    same = Spread(outcome="team_health", steps=(1, 2, 2))
    assert widest_first([near, far, same]) == (far, near, same)
