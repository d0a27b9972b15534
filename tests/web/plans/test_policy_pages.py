"""The pages of what a company has decided, as somebody uses them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.apps.compromise.boards import Board, hold_to_the_kit, make_board, open_plans
from tests.personas import World
from tests.web.plans.test_plan_pages import address, plan_page, signed_in, text

from trifecta.apps.compromise.models import PlanPolicy

TITLE = "Experiments run on the kit"


@pytest.fixture
def board(world: World) -> Board:
    return make_board(world)


@pytest.fixture
def alice(world: World) -> Client:
    return signed_in(world.alice)


def decided(board: Board, **more: Any) -> dict[str, Any]:
    said = {
        "title": TITLE,
        "never": [board.by_hand],
        "first": "",
        "for_these": [],
        "once": "a" * 22,
    }
    return {**said, **more}


def test_a_decision_is_written_changed_and_removed(
    alice: Client, world: World, board: Board
) -> None:
    add = address("policy_add", board.tension_id)
    home = address("board", board.tension_id)
    assert "Nothing so far. What your company’s strategy has settled" in text(alice.get(home))
    assert alice.post(add, decided(board)).headers["Location"] == home
    assert alice.post(add, decided(board)).status_code == 302
    row = PlanPolicy.objects.get()
    page = text(signed_in(world.bob).get(home))
    assert f"{TITLE} Rules out “Run experiments by hand”." in page
    assert f"ruled out by “{TITLE}”" in page

    change = address("policy", row.id)
    new = decided(
        board,
        never=[],
        first=board.kit,
        for_these=[board.rewrite],
        version=row.version,
        once="b" * 22,
    )
    assert alice.post(change, new).status_code == 302
    assert "“Rewrite the service” only with “Build the kit”, or after it." in text(alice.get(home))
    stale = alice.post(change, {**new, "title": "Mine", "once": "c" * 22})
    assert stale.status_code == 409
    assert "What stands there now" in text(stale)
    assert 'value="Mine"' in stale.content.decode()

    assert alice.post(address("policy_remove", row.id), {"once": "d" * 22}).status_code == 302
    assert "Plans are no longer held to it." in text(alice.get(home))


def test_the_plan_says_what_it_keeps_to(alice: Client, world: World, board: Board) -> None:
    hold_to_the_kit(world.bob, board)
    page = text(plan_page(alice, board.tension_id))
    assert f"Every plan keeps to what your company has decided: “{TITLE}”." in page


def test_what_says_nothing_stays_in_the_form(alice: Client, board: Board) -> None:
    add = address("policy_add", board.tension_id)
    answer = alice.post(add, decided(board, never=[]))
    assert answer.status_code == 422
    assert "Choose what it rules out, or answer the two questions below." in text(answer)
    assert f'value="{TITLE}"' in answer.content.decode()
    gone = alice.post(add, decided(board, never=["0" * 20]))
    assert "One of these has gone. Look again." in text(gone)
    long = alice.post(add, decided(board, title="x" * 100_000))
    assert "at most" in text(long)
    assert not PlanPolicy.objects.exists()


def test_before_there_are_options_it_leads_to_them(alice: Client, world: World) -> None:
    tension_id = open_plans(world)
    page = alice.get(address("policy_add", tension_id))
    assert "There are no options yet" in text(page)
    assert address("option_add", tension_id) in page.content.decode()


def test_what_somebody_wrote_is_never_markup(alice: Client, board: Board) -> None:
    name = "<script>alert(1)</script>"
    alice.post(address("policy_add", board.tension_id), decided(board, title=name))
    page = alice.get(address("board", board.tension_id)).content.decode()
    assert name not in page
    assert "&lt;script&gt;" in page
