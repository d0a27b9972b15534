"""The page says what exaggerating does; here it is measured again on fewer problems."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.compromise.exaggerating import (
    LIES,
    Lie,
    Outcome,
    compared,
    doubled,
    figures,
    random_problem,
    said,
    simulate,
)

PROBLEMS, SEED = 60, 11


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_what_is_said_are_weights_again(lie: Lie) -> None:
    told = lie([0.6, 0.3, 0.1])
    assert sum(told) == pytest.approx(1.0)
    assert min(told) > 0


def test_only_the_weights_of_the_one_who_lies_change() -> None:
    row = random_problem(np.random.default_rng(SEED), parties=2)
    told = said(row, "p0", doubled)
    assert told.needs_of("p1") == row.needs_of("p1")
    assert told.needs_of("p0") != row.needs_of("p0")
    plain = [replace(need, weight=0.0) for need in told.needs]
    assert plain == [replace(need, weight=0.0) for need in row.needs]


def test_telling_the_truth_changes_nothing() -> None:
    dice = np.random.default_rng(SEED)
    for _ in range(10):
        row = random_problem(dice, parties=2)
        assert compared(row, "p0", lambda weights: weights) == Outcome(own=0.0, others=0.0)


def test_figures_are_shares_and_means() -> None:
    rows = [Outcome(own=value, others=0.0) for value in (-0.2, 0.0, 0.005, 0.1)]
    found = figures(rows)
    assert (found.less, found.same, found.more) == (0.25, 0.5, 0.25)
    assert (found.lost, found.won) == (-0.2, 0.1)


@pytest.mark.parametrize("name", LIES)
def test_between_two_people_exaggerating_costs_more_often_than_it_gains(name: str) -> None:
    found = simulate(problems=PROBLEMS, parties=2, lie=LIES[name], seed=SEED)
    assert found.less > found.more
    assert found.same > 0.5
    assert found.own < 0
