"""What to do next follows from what was found, understanding first."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from trifecta.domain.checkins.estimator import Verdict
from trifecta.domain.checkins.next_step import Situation, next_step

VERDICTS: tuple[Verdict, ...] = ("both", "understanding", "incentives", "neither", "unclear")


@pytest.mark.parametrize(
    ("verdict", "ready", "step", "then"),
    [
        ("understanding", True, "write_needs", None),
        ("both", True, "write_needs", "shared_outcomes"),
        ("both", False, "write_needs", "readiness"),
        ("incentives", True, "shared_outcomes", None),
        ("incentives", False, "readiness", None),
        ("unclear", True, "talk_questions", None),
        ("neither", True, "nothing", None),
    ],
)
def test_one_step_follows_from_the_verdict(
    verdict: Verdict, ready: bool, step: str, then: str | None
) -> None:
    found = next_step(Situation(verdicts=(verdict,), ready=ready))
    assert (found.step, found.then) == (step, then)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_open_conflict_starts_with_understanding_whatever_else_was_planned(
    verdict: Verdict,
) -> None:
    said = Situation(verdicts=(verdict,), ready=True, in_conflict=True)
    felt = Situation(verdicts=(verdict,), ready=True, disagreeing_well=1.5)
    assert next_step(said).step == next_step(felt).step == "write_needs"


def test_one_dyad_of_three_that_misreads_each_other_is_enough_to_begin_there() -> None:
    found = next_step(Situation(verdicts=("neither", "unclear", "understanding"), ready=False))
    assert found.step == "write_needs"


@pytest.mark.parametrize("verdict", VERDICTS)
def test_what_somebody_does_not_find_themselves_in_is_talked_about_first(
    verdict: Verdict,
) -> None:
    for in_conflict in (False, True):
        told = Situation(verdicts=(verdict,), ready=True, in_conflict=in_conflict)
        found = next_step(replace(told, seen_differently=True))
        before = next_step(told).step
        assert found.step == "talk_first"
        assert found.then == (None if before == "nothing" else before)


def test_structure_never_comes_before_understanding() -> None:
    for verdicts in product(VERDICTS, repeat=3):
        found = next_step(Situation(verdicts=verdicts, ready=True))
        if {"both", "understanding"} & set(verdicts):
            assert found.step == "write_needs"
