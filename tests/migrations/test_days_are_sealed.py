"""A day that stood in the open moves into a sealed column, and back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from tests.apps.compromise.boards import make_board
from tests.migrations.stepping import migrated
from tests.personas import make_world

DAY = date(2027, 1, 15)


@pytest.mark.django_db(transaction=True)
def test_the_day_of_a_need_survives_in_both_directions() -> None:
    try:
        world = make_world()
        board = make_board(world)
        before = migrated(("compromise", "0001_initial")).get_model("compromise", "NeedTerms")
        kept = {"organisation_id": world.organisation.id, "need_id": board.bob_need}
        before.objects.create(needed_by=DAY, **kept)

        after = migrated(("compromise", "0003_no_open_day")).get_model("compromise", "NeedTerms")
        row = after.objects.get(need_id=board.bob_need)
        assert row.terms == {"enough": 100, "needed_by": "2027-01-15", "late": 0}

        back = migrated(("compromise", "0001_initial")).get_model("compromise", "NeedTerms")
        assert back.objects.get(need_id=board.bob_need).needed_by == DAY
    finally:
        call_command("migrate", verbosity=0)
