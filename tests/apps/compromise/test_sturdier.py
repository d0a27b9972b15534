"""A sturdier plan is told to whoever had it worked out, and holds as long as the numbers do."""

from __future__ import annotations

import pytest
from tests.apps.compromise.boards import Board, fill_every_week, make_board, score_need_of
from tests.apps.compromise.test_resting import keep, seen
from tests.personas import World

from trifecta.apps.compromise.models import WorkedOut
from trifecta.apps.compromise.selectors.resting import SturdierPlan, sturdier_for
from trifecta.apps.people.models import User
from trifecta.domain.compromise.problem import Plan


@pytest.fixture
def board(world: World) -> Board:
    board = make_board(world)
    fill_every_week(world, board)
    return board


def told(actor: User, board: Board) -> tuple[SturdierPlan, ...]:
    view, found = seen(actor, board)
    return sturdier_for(actor=actor, view=view, found=found)


def test_it_is_told_to_whoever_had_it_worked_out(world: World, board: Board) -> None:
    assert told(world.alice, board) == ()
    keep(world.alice, board)
    (row,) = told(world.alice, board)
    assert dict(row.plan.placements) == {board.kit: board.first, board.runs: board.second}
    assert len(row.than.placements) == 3
    assert row.does_well > row.than_does_well
    assert not row.stale
    assert told(world.bob, board) == ()


def test_to_somebody_else_who_holds_the_page_nothing_is_told(world: World, board: Board) -> None:
    keep(world.alice, board)
    view, found = seen(world.alice, board)
    for other in (world.bob, world.oscar):
        assert sturdier_for(actor=other, view=view, found=found) == ()


def test_other_numbers_make_it_stale_until_they_are_back(world: World, board: Board) -> None:
    keep(world.alice, board)
    before = told(world.alice, board)
    score_need_of(world.bob, board, board.bob_need, {board.runs: 79})
    assert [row.stale for row in told(world.alice, board)] == [True]
    score_need_of(world.bob, board, board.bob_need, {board.runs: 80})
    assert told(world.alice, board) == before


def test_a_plan_that_two_answers_name_is_there_once_and_holds_if_one_does(
    world: World, board: Board
) -> None:
    keep(world.alice, board)
    score_need_of(world.bob, board, board.bob_need, {board.runs: 79})
    keep(world.alice, board, plan=Plan(placements={board.kit: board.first}))
    named = [row.basis["robust"]["sturdier"]["at"] for row in WorkedOut.objects.all()]
    assert named == [{board.kit: board.first, board.runs: board.second}] * 2
    assert [row.stale for row in told(world.alice, board)] == [False]
    score_need_of(world.bob, board, board.bob_need, {board.runs: 80})
    (row,) = told(world.alice, board)
    assert (row.stale, len(row.than.placements)) == (False, 3)
