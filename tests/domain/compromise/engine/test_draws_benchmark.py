"""The benchmark of draws and of the screen measures the product on problems that can be solved."""

from __future__ import annotations

from benchmarks.compromise.draws import (
    largest_difference,
    measured_draws,
    measured_unlock,
    problem_of,
)

from trifecta.domain.compromise.bounds import FILES
from trifecta.domain.compromise.checks import check
from trifecta.domain.compromise.engine.solving import solve


def test_a_random_problem_is_a_problem_and_the_same_for_a_seed() -> None:
    row = problem_of(6, seed=1)
    check(row, bounds=FILES)
    assert row == problem_of(6, seed=1)
    assert row != problem_of(6, seed=2)


def test_draws_at_once_agree_with_each_problem_judged_alone() -> None:
    row = problem_of(6, seed=1)
    assert largest_difference(row, solve(row), seed=3) < 1e-9


def test_what_is_missed_comes_from_draws_that_were_solved_again() -> None:
    drawn = measured_draws(problem_of(6, seed=1), draws=20, seconds=5, seed=0)
    assert drawn.options == 6
    assert 0 < len(drawn.missed) <= 8
    assert max(most for _, most in drawn.missed) < 0.01


def test_the_true_best_change_has_a_place_in_the_screen() -> None:
    relaxed = measured_unlock(problem_of(6, seed=1), seconds=5, seed=0)
    assert 1 <= relaxed.place <= relaxed.changes
