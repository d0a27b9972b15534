"""What the benchmark of the search measures with, checked by hand and against slow counting."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from benchmarks.compromise.asking import ask, has
from benchmarks.compromise.bargaining import (
    agree,
    answered,
    figures_of,
    genius_domains,
    random_domain,
)
from benchmarks.compromise.frontiers import exact_front, in_order, searched
from benchmarks.compromise.knapsacks import knapsack, known_points, whole
from benchmarks.compromise.measures import hypervolume, kappa, same_points, table
from benchmarks.compromise.problems import random_problem
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.compromise.problems import every_plan, utilities

from trifecta.domain.compromise.checks import check
from trifecta.domain.compromise.engine.arrays import arrays_of
from trifecta.domain.compromise.engine.bargains import Points

KNAPSACK = "# N\n3\n# P\n2\n# K\n1\n# profits\n4 2 3\n1 5 2\n# weights\n2 2 2\n# limit\n4\n"
corners = st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1, max_size=6)


def test_a_staircase_of_two_points_covers_what_is_below_either() -> None:
    assert hypervolume(np.array([[3.0, 1.0], [1.0, 2.0]])) == pytest.approx(4.0)
    assert hypervolume(np.array([[-1.0, 5.0]])) == 0.0


@given(corners)
def test_a_volume_is_the_number_of_cells_below_some_point(points: list[tuple[int, ...]]) -> None:
    cells = product(range(4), repeat=3)
    below = sum(any(all(c < p for c, p in zip(cell, row, strict=True)) for row in points)
                for cell in cells)  # fmt: skip
    assert hypervolume(np.array(points, dtype=float)) == pytest.approx(below)


def test_kappa_is_what_the_worst_off_keeps_at_most() -> None:
    points = np.array([[2.0, 0.5], [1.0, 0.8]])
    assert kappa(points, np.array([2.0, 1.0])) == pytest.approx(0.5)


def test_frontiers_are_the_same_whatever_their_order_and_rounding() -> None:
    assert same_points([(1, 0), (0, 1)], [(0, 1.0000000001), (1, -0.0)])
    assert not same_points([(1, 0)], [(1, 0), (0, 1)])


def test_a_table_has_a_line_for_each_row() -> None:
    assert table(("a", "b"), [(1, 2)]).splitlines() == ["| a | b |", "| --- | ---: |", "| 1 | 2 |"]


@pytest.mark.parametrize("seed", [0, 1])
def test_a_random_problem_is_a_good_one_and_the_same_for_a_seed(seed: int) -> None:
    drawn = random_problem(options=9, parties=3, stages=2, seed=seed)
    check(drawn)
    assert drawn == random_problem(options=9, parties=3, stages=2, seed=seed)
    assert drawn != random_problem(options=9, parties=3, stages=2, seed=seed + 1)


def test_the_exact_frontier_is_that_of_all_plans_and_the_search_is_not_above_it() -> None:
    problem = random_problem(options=6, parties=2, stages=2, seed=4)
    worth = {tuple(round(u, 6) for u in utilities(problem, plan)) for plan in every_plan(problem)}
    best = {
        here
        for here in worth
        if not any(
            there != here and all(b >= a for a, b in zip(here, there, strict=True))
            for there in worth
        )
    }
    exact = exact_front(arrays_of(problem)).points
    assert same_points(exact.tolist(), best)
    found = searched(problem)
    assert in_order(found)
    assert hypervolume(found) <= hypervolume(exact) + 1e-9


def test_a_domain_is_the_same_after_it_was_read_and_written_again(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    domain = random_domain(tmp_path, issues=3, values=4, seed=1)
    (found,) = genius_domains(tmp_path, tmp_path / "again")
    here, there = figures_of(answered(domain)), figures_of(answered(found))
    assert in_order(here.frontier)
    assert here.nash == pytest.approx(here.frontier.prod(axis=1).max())
    assert same_points(here.frontier.tolist(), there.frontier.tolist())


def test_points_agree_only_where_frontier_and_both_solutions_do() -> None:
    utilities = np.array([[1.0, 0.4], [0.6, 0.6], [0.2, 1.0]])
    ours = figures_of(Points(utilities=utilities, nash=0, kalai_smorodinsky=1, first=[], steps=[]))
    peer = {"frontier": ours.frontier.tolist(), "nash": [[1.0, 0.4]], "ks": [[0.6, 0.6]]}
    assert agree(ours, peer)
    assert not agree(ours, peer | {"nash": [[0.2, 1.0]]})
    assert not agree(ours, peer | {"ks": [[1.0, 0.4]]})
    assert not agree(ours, peer | {"frontier": ours.frontier[:2].tolist()})


def test_a_knapsack_is_read_as_a_problem_with_its_exact_frontier(tmp_path: Path) -> None:
    (tmp_path / "small.dat").write_text(KNAPSACK)
    (tmp_path / "small.min").write_text("7 3\n6 6\n5 7\n")
    problem, totals = knapsack(tmp_path / "small.dat")
    known = known_points(tmp_path / "small.min").tolist()
    exact = exact_front(arrays_of(problem)).points * totals
    assert same_points(exact.tolist(), known)
    assert same_points((whole(problem) * totals).tolist(), known)


def test_what_a_python_does_not_have_is_known_and_a_failing_peer_says_why() -> None:
    assert has(sys.executable, "json")
    assert not has(sys.executable, "a_package_that_is_nowhere")
    assert not has(None, "json")
    with pytest.raises(RuntimeError, match="nowhere failed"):
        ask(sys.executable, "nowhere", {})
