"""Weights of before count on where plans were seen, and are a draft of their owner's elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.core.management import call_command
from tests.apps.compromise.boards import Board, make_board, suggest
from tests.apps.tensions import story
from tests.migrations.stepping import migrated
from tests.personas import World, another_partnership, make_world

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
SEEN = ("a look", "a suggestion", "scores of all")
GIVEN = [0.75, 0.25]
"""What bob's two needs weigh, in each partnership."""


def with_trace(world: World, trace: str) -> tuple[Board, list[str]]:
    """A board on which plans were seen as `trace` says, and the ids of bob's two needs there."""
    board = make_board(world)
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
        Score.objects.filter(need_id=board.bob_need).delete()
    return board, [board.bob_need, second]


def give(apps: Any, needs: Mapping[str, float]) -> None:
    """As weights were written before: in place, on the need."""
    for row in apps.get_model("tensions", "Statement").objects.filter(id__in=needs):
        row.weight = needs[row.id]
        row.save(update_fields=["weight"])


@pytest.mark.django_db(transaction=True)
def test_weights_are_sealed_where_plans_were_seen_and_else_a_draft_that_can_be_taken_back() -> None:
    try:
        world = make_world()
        made = {
            trace: with_trace(another_partnership(world, trace), trace)
            for trace in (*SEEN, "nothing")
        }
        needs = {trace: ids for trace, (_, ids) in made.items()}
        boards = {trace: board.tension_id for trace, (board, _) in made.items()}
        never_weighed = make_board(world).tension_id
        old = migrated(*BEFORE)
        give(
            old,
            {key: weight for ids in needs.values() for key, weight in zip(ids, GIVEN, strict=True)},
        )
        migrated(*SEALED)

        for trace in SEEN:
            sealed = Side.objects.filter(tension_id=boards[trace], weights_sealed_at__isnull=False)
            assert sealed.count() == 2, trace
            view = weights_for(actor=world.bob, tension_id=boards[trace])
            assert (list(view.sealed.values()), view.draft) == (GIVEN, None), trace

        look_at_plans(actor=world.alice, tension_id=never_weighed)
        assert plan_for(actor=world.alice, tension_id=never_weighed).found is not None

        kept = dict(zip(needs["nothing"], GIVEN, strict=True))
        view = weights_for(actor=world.bob, tension_id=boards["nothing"])
        assert (view.sealed, view.to_seal) == ({}, kept)
        found = needs_for_finder(actor=world.bob, tension_id=boards["nothing"])
        assert {need.weight for need in found if need.id in kept} == {0.5}
        of_bob = Side.objects.get(tension_id=boards["nothing"], member__user=world.bob)
        assert of_bob.weights_sealed_at is None

        rows = migrated(*BEFORE).get_model("tensions", "Statement").objects
        assert [rows.get(id=key).weight for key in needs["nothing"]] == GIVEN
    finally:
        call_command("migrate", verbosity=0)
