"""Whoever joins later reads what is shared with them, and nothing of the time before."""

from __future__ import annotations

import pytest

from tests.apps.tensions import story
from tests.personas import World, join
from trifecta.apps.people.models import User
from trifecta.apps.tensions.models import EarlierStatement
from trifecta.apps.tensions.services import change_statement, share_side

BEFORE, SINCE = "Carol promises what she likes.", "Promises come without asking us."


def reworded(world: World, tension_id: str, old: str, new: str) -> None:
    side = story.seen_by(world.alice, tension_id).mine
    row = next(one for one in side.constraints if one.text == old)
    change_statement(actor=world.alice, statement_id=row.id, text=new, version=row.version)


def earlier_words(reader: User, tension_id: str) -> list[str]:
    return [
        earlier.text
        for side in story.seen_by(reader, tension_id).sides
        for row in side.constraints
        for earlier in row.earlier
    ]


@pytest.fixture
def tension_id(world: World) -> str:
    """alice has said something to bob, and said it otherwise once carol was there."""
    tension_id = story.opened(world)
    story.write(world.alice, tension_id, "constraint", BEFORE)
    story.share(world.alice, tension_id, story.ALICE_NEEDS)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    reworded(world, tension_id, BEFORE, SINCE)
    share_side(actor=world.alice, tension_id=tension_id)
    return tension_id


def test_words_changed_before_they_were_shared_with_somebody_are_not_shown_to_them(
    world: World, tension_id: str
) -> None:
    assert earlier_words(world.bob, tension_id) == [BEFORE]
    assert earlier_words(world.carol, tension_id) == []


def test_words_changed_afterwards_are_shown_to_them_as_well(world: World, tension_id: str) -> None:
    reworded(world, tension_id, SINCE, "Some promises come without asking us.")
    assert earlier_words(world.bob, tension_id) == [SINCE, BEFORE]
    assert earlier_words(world.carol, tension_id) == [SINCE]


def test_words_kept_before_their_sharing_was_kept_go_to_those_who_were_there_first(
    world: World, tension_id: str
) -> None:
    EarlierStatement.objects.update(shared_at=None)
    assert earlier_words(world.bob, tension_id) == [BEFORE]
    assert earlier_words(world.carol, tension_id) == []
