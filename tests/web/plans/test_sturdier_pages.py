"""A sturdier plan is opened, lived with and suggested like others, by whoever was told of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.apps.compromise.boards import Board, fill_every_week, make_board, score_need_of
from tests.personas import World
from tests.web.plans.test_plan_pages import address, plan_page, signed_in, text

from trifecta.apps.compromise.models import Acceptance, Look, Proposal
from trifecta.domain.compromise.compare import plan_key
from trifecta.domain.compromise.problem import Plan


@pytest.fixture
def board(world: World) -> Board:
    board = make_board(world)
    fill_every_week(world, board)
    return board


def key_on(board: Board) -> str:
    return plan_key(Plan(placements={board.kit: board.first, board.runs: board.second}))


def work_it_out(client: Client, board: Board, key: str = "suggested") -> str:
    plan_page(client, board.tension_id)
    return text(client.post(address("rests_on", board.tension_id, key), follow=True))


def opened(client: Client, board: Board, key: str | None = None) -> Any:
    there = address("plan", board.tension_id)
    return client.get(there, {"look": key or key_on(board)}, follow=True)


def test_it_is_opened_from_what_the_plan_rests_on(world: World, board: Board) -> None:
    client = signed_in(world.alice)
    said = work_it_out(client, board)
    assert "Another plan is sturdier" in said
    assert "Look at that plan" in said
    page = opened(client, board)
    assert page.context["looked_at"].kind == "sturdier"
    for words in (
        "A sturdier plan, without “Polish the kit”",
        "This plan came up when you had it worked out what another one rests on",
        "You alone see it here, unless you suggest it.",
        "How far each need is met",
        "Suggest this plan to Bob",
    ):
        assert words in text(page)
    lines = plan_page(client, board.tension_id).context["comparison"].lines
    assert key_on(board) in [line.key for line in lines]


def test_nobody_else_is_told_of_it(world: World, board: Board) -> None:
    alice, bob = signed_in(world.alice), signed_in(world.bob)
    plan_page(bob, board.tension_id)
    before = text(opened(bob, board))
    work_it_out(alice, board)
    assert text(opened(bob, board)) == before
    assert "These are the plans now" in before
    for name in ("rests_on", "could_live", "suggest"):
        there = address(name, board.tension_id, key_on(board))
        assert bob.get(there).status_code == 302
        assert signed_in(world.oscar).get(there).status_code == 404
    bob.post(address("could_live", board.tension_id, key_on(board)), {"could": "yes"})
    bob.post(address("suggest", board.tension_id, key_on(board)), {"title": "Without polish"})
    assert not Acceptance.objects.exists()
    assert not Proposal.objects.exists()


def test_it_is_suggested_like_any_other_and_then_all_see_it(world: World, board: Board) -> None:
    alice, bob = signed_in(world.alice), signed_in(world.bob)
    work_it_out(alice, board)
    where = address("suggest", board.tension_id, key_on(board))
    assert "A sturdier plan, without" in text(alice.get(where))
    page = alice.post(where, {"title": "Room to breathe", "summary": ""}, follow=True)
    assert "You suggested “Room to breathe”" in text(page)
    plan_page(bob, board.tension_id)
    seen = text(opened(bob, board))
    assert "Alice suggests “Room to breathe”" in seen
    assert "This plan came up" not in seen
    assert "This plan came up" not in text(opened(alice, board))


def test_one_says_blind_whether_one_could_live_with_it(world: World, board: Board) -> None:
    clients = [signed_in(world.alice), signed_in(world.bob)]
    where = address("could_live", board.tension_id, key_on(board))
    for client in clients:
        work_it_out(client, board)
        assert "You could both live with this plan" not in text(opened(client, board))
        client.post(where, {"could": "yes"})
    for client in clients:
        assert "You could both live with this plan" in text(opened(client, board))


def test_what_it_rests_on_is_worked_out_without_another_look(world: World, board: Board) -> None:
    client = signed_in(world.alice)
    work_it_out(client, board)
    assert Look.objects.count() == 2
    assert "It counts no more" in text(opened(client, board))
    assert "It counts no more" in text(
        client.get(address("rests_on", board.tension_id, key_on(board)))
    )
    assert "of 100 cases" in work_it_out(client, board, key_on(board))
    assert Look.objects.count() == 2


def test_other_numbers_say_that_it_was_found_with_those_before(world: World, board: Board) -> None:
    client = signed_in(world.alice)
    work_it_out(client, board)
    score_need_of(world.bob, board, board.bob_need, {board.runs: 79})
    gone = text(opened(client, board))
    assert "found to be sturdier with other numbers than there are now" in gone
    assert "found to be sturdier" in text(
        client.get(address("rests_on", board.tension_id, key_on(board)), follow=True)
    )
    work_it_out(client, board)
    assert opened(client, board).context["looked_at"].key == key_on(board)
