"""When sharing helps and when it hurts, and what it takes to talk about an exception."""

from __future__ import annotations

from dataclasses import replace

import pytest
from benchmarks.calibration.sharing import (
    PAIR,
    ROOM,
    ROOMS,
    decided_otherwise,
    raised,
    simulated,
)

from trifecta.domain.calibration.exceptions import Flag, Standing, standing
from trifecta.domain.calibration.sharing import Situation, sharing
from trifecta.domain.errors import InvalidError


@pytest.mark.parametrize("members", [2, 3, 4])
@pytest.mark.parametrize("individual", [0.0, 0.3, 0.8])
def test_the_formula_is_what_votes_give(members: int, individual: float) -> None:
    situation = replace(PAIR, members=members, votes=2 * members, individual=individual)
    expected = simulated(situation, runs=60_000, seed=3)
    found = sharing(situation)
    assert found.shared == pytest.approx(expected.shared, rel=0.01)
    assert found.separate == pytest.approx(expected.separate, rel=0.01)


def test_sharing_helps_until_about_half_is_individual() -> None:
    assert sharing(PAIR).breaks_even == pytest.approx(0.52)
    assert sharing(replace(PAIR, individual=0.4)).helps
    assert not sharing(replace(PAIR, individual=0.6)).helps


def test_votes_without_noise_leave_nothing_to_share() -> None:
    assert sharing(replace(PAIR, severity_sd=0.1, error_sd=0.2)).breaks_even < 0.1


@pytest.mark.parametrize(
    "wrong",
    [
        replace(PAIR, individual=1.2),
        replace(PAIR, ratee_sd=0.0),
        replace(PAIR, error_sd=-1.0),
        replace(PAIR, members=1),
        replace(PAIR, votes=1),
    ],
)
def test_impossible_situations_are_refused(wrong: Situation) -> None:
    with pytest.raises(InvalidError):
        sharing(wrong)


# ---------------------------------------------------------------- flags


def flag(calibrator: str, function: str, *gaps: int) -> Flag:
    return Flag(calibrator=calibrator, function=function, gaps=gaps)


ANA = flag("Ana", "engineering", -2, -1, -1, -1)


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ([], "none"),
        ([ANA], "one_alone"),
        ([ANA, ANA], "one_alone"),
        ([ANA, flag("Ben", "product", -2, -2, -1, 0)], "may_be_discussed"),
        ([ANA, flag("Ben", "product", -1, -1, -1, -1)], "too_small"),
        ([ANA, flag("Ben", "product", 2, 1, 1, 1)], "opposed"),
        ([ANA, flag("Ben", "engineering", -2, -2, -2, -2)], "same_function"),
        ([ANA, flag("Ben", "product", -2, -2, -2, -2), flag("Ben", "product", 0, 0, 0, 0)],
         "too_small"),
        ([flag("Ana", "engineering", -2), flag("Ben", "product", -2)], "may_be_discussed"),
        ([flag("Ana", "engineering", -1), flag("Ben", "product", -2)], "too_small"),
    ],
)  # fmt: skip
def test_an_exception_may_be_discussed_when_two_functions_see_more_than_a_step(
    flags: list[Flag], expected: Standing
) -> None:
    assert standing(flags) == expected


def test_the_simulation_asks_the_rule_of_the_product() -> None:
    assert decided_otherwise(ROOM, runs=3000, seed=5) == 0


def test_double_flags_keep_false_exceptions_rare_and_what_is_raised_right() -> None:
    found = raised(ROOM, "two flags", runs=200_000, seed=5)
    assert found.false <= 0.004
    assert found.right >= 0.85
    assert found.found >= 0.8


def test_one_flag_or_an_average_would_not() -> None:
    for rule in ("one flag", "mean of two", "two, from a step"):
        assert raised(ROOM, rule, runs=100_000, seed=5).false > 0.008


def test_where_members_really_differ_flags_are_less_sure() -> None:
    """What the docs say plainly: then the target is missed, and a shared rating does not fit."""
    differ = next(room for room in ROOMS if room.own == 0.5)
    assert raised(differ, "two flags", runs=100_000, seed=5).false > 0.004
