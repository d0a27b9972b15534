"""What was said of single options becomes one default that waits for the others, and back."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from tests.apps.compromise.boards import make_board
from tests.migrations.stepping import migrated
from tests.personas import another_partnership, make_world

BEFORE, AFTER = "0003_no_open_day", "0004_default_plans"


@pytest.mark.django_db(transaction=True)
def test_a_default_is_gathered_and_scattered_again() -> None:
    try:
        world = make_world()
        board = make_board(world)
        make_board(another_partnership(world, "Nothing said"))
        options = migrated(("compromise", BEFORE)).get_model("compromise", "Option").objects
        options.filter(id=board.kit).update(otherwise=board.first)
        options.filter(id=board.by_hand).update(otherwise=board.second)
        removed = options.get(id=board.rewrite)
        removed.otherwise, removed.removed_at = board.first, removed.created_at
        removed.save(update_fields=["otherwise", "removed_at"])
        first = min(
            options.filter(id__in=[board.kit, board.by_hand]), key=lambda one: one.created_at
        )

        after = migrated(("compromise", AFTER)).get_model("compromise", "DefaultPlan").objects
        (found,) = after.all()
        assert found.tension_id == board.tension_id
        assert found.organisation_id == world.organisation.id
        assert found.placements == {board.kit: board.first, board.by_hand: board.second}
        assert found.proposed_by_id == first.proposed_by_id
        assert found.confirmed_by == [first.proposed_by_id]

        back = migrated(("compromise", BEFORE)).get_model("compromise", "Option").objects
        assert dict(back.exclude(otherwise="").values_list("id", "otherwise")) == {
            board.kit: board.first,
            board.by_hand: board.second,
            board.rewrite: board.first,
        }
    finally:
        call_command("migrate", verbosity=0)
