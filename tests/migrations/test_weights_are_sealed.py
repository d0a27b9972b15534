"""Weights of before count on where plans were seen, and are a draft of their owner's elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from tests.apps.compromise.boards import Board, make_board, suggest
from tests.apps.tensions import story
from tests.migrations.stepping import migrated
from tests.personas import World, make_world

from trifecta.apps.compromise.models import Look, Score
from trifecta.apps.compromise.selectors.found import plan_for
from trifecta.apps.compromise.services.looking import look_at_plans
from trifecta.apps.tensions.models import Side
from trifecta.apps.tensions.selectors import needs_for_finder, weights_for

BEFORE = [
    ("compromise", "0006_looks_and_answers_alone"),
    ("tensions", "0003_earlier_statement_shared_at"),
]
SEALED = [("compromise", "0008_weights_behind_seen_plans_are_sealed")]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> Iterator[World]:
    try:
        yield make_world()
    finally:
        call_command("migrate", verbosity=0)


def give(apps: Any, need_id: str, weight: float) -> None:
    """As weights were written before: in place, on the need."""
    row = apps.get_model("tensions", "Statement").objects.get(id=need_id)
    row.weight = weight
    row.save(update_fields=["weight"])


def with_weights(world: World, board: Board, *, trace: str) -> tuple[str, str]:
    """bob has two needs, weighed as it was done before; returns their ids."""
    second = story.write(world.bob, board.tension_id, "need", "Sleep").id
    if trace == "a suggestion":
        suggest(world.alice, board)
    if trace == "a look":
        Look.objects.create(
            organisation=world.organisation,
            tension_id=board.tension_id,
            member_id=story.member_id(world, world.alice),
            digest="0" * 64,
        )
    if trace != "scores of all":
        Score.objects.filter(need__member__user=world.bob).delete()
    old = migrated(*BEFORE)
    give(old, board.bob_need, 0.75)
    give(old, second, 0.25)
    migrated(*SEALED)
    return board.bob_need, second


@pytest.mark.parametrize("trace", ["a look", "a suggestion", "scores of all"])
def test_where_plans_could_be_seen_all_have_sealed(world: World, trace: str) -> None:
    board = make_board(world)
    with_weights(world, board, trace=trace)
    for user in (world.alice, world.bob):
        assert Side.objects.get(member__user=user).weights_sealed_at is not None
    view = weights_for(actor=world.bob, tension_id=board.tension_id)
    assert (list(view.sealed.values()), view.draft) == ([0.75, 0.25], None)


def test_nobody_loses_their_plan(world: World) -> None:
    board = make_board(world)
    migrated(*BEFORE)
    migrated(*SEALED)
    look_at_plans(actor=world.alice, tension_id=board.tension_id)
    assert plan_for(actor=world.alice, tension_id=board.tension_id).found is not None


def test_where_nobody_has_seen_a_plan_weights_become_a_draft(world: World) -> None:
    board = make_board(world)
    first, second = with_weights(world, board, trace="nothing")
    view = weights_for(actor=world.bob, tension_id=board.tension_id)
    assert (view.sealed, view.to_seal) == ({}, {first: 0.75, second: 0.25})
    needs = needs_for_finder(actor=world.bob, tension_id=board.tension_id)
    assert {need.weight for need in needs if need.id in {first, second}} == {0.5}
    story_of_bob = Side.objects.get(member__user=world.bob)
    assert story_of_bob.weights_sealed_at is None


def test_taken_back_a_draft_counts_as_it_did(world: World) -> None:
    board = make_board(world)
    first, second = with_weights(world, board, trace="nothing")
    old = migrated(*BEFORE)
    rows = old.get_model("tensions", "Statement").objects
    assert [rows.get(id=key).weight for key in (first, second)] == [0.75, 0.25]
