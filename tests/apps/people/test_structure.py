"""Which partnerships and teams there are, for those who may know."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.personas import World, join

from trifecta.apps.people.models import Partnership, Team
from trifecta.apps.people.partnerships import leave_partnership, say_willing
from trifecta.apps.people.selectors import (
    outline_for,
    partnership_for,
    standing,
    team_for,
    willingness,
)
from trifecta.domain.errors import NotFoundError


@pytest.mark.parametrize("who", ["alice", "bob", "oscar", "olga", "pat"])
def test_members_and_people_with_a_role_know_of_a_partnership(world: World, who: str) -> None:
    outline = outline_for(actor=world.everyone[who], partnership_id=world.partnership.id)
    assert [member.name for member in outline.members] == ["Alice", "Bob"]
    assert outline.mine == (who in {"alice", "bob"})


@pytest.mark.parametrize("who", ["carol", "mallory"])
def test_nobody_else_does(world: World, who: str) -> None:
    with pytest.raises(NotFoundError):
        outline_for(actor=world.everyone[who], partnership_id=world.partnership.id)


def test_a_partnership_that_does_not_exist_is_not_there_for_anybody(world: World) -> None:
    with pytest.raises(NotFoundError):
        outline_for(actor=world.oscar, partnership_id="no-such-partnership")


def test_a_team_is_known_in_its_organisation_alone(world: World) -> None:
    team = Team.objects.get(organisation=world.organisation)
    assert team_for(actor=world.bob, team_id=team.id) == team
    for actor, team_id in ((world.mallory, team.id), (world.bob, "no-such-team")):
        with pytest.raises(NotFoundError):
            team_for(actor=actor, team_id=team_id)


def both_willing(world: World) -> None:
    for member in (world.alice, world.bob):
        say_willing(actor=member, partnership_id=world.partnership.id, willing=True)


def settled(world: World) -> bool:
    return willingness(actor=world.alice, partnership_id=world.partnership.id).everybody


def test_willingness_is_settled_when_everybody_has_said_yes(world: World) -> None:
    say_willing(actor=world.alice, partnership_id=world.partnership.id, willing=True)
    assert not settled(world)
    say_willing(actor=world.bob, partnership_id=world.partnership.id, willing=True)
    assert settled(world)
    say_willing(actor=world.bob, partnership_id=world.partnership.id, willing=False)
    assert not settled(world)


def test_somebody_new_has_yet_to_say_yes(world: World) -> None:
    both_willing(world)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    assert not settled(world)


def test_when_the_one_who_hesitated_leaves_the_others_are_settled(world: World) -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    both_willing(world)
    leave_partnership(actor=world.carol, partnership_id=world.partnership.id)
    assert settled(world)


def test_one_alone_is_never_settled(world: World) -> None:
    both_willing(world)
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    assert not settled(world)
    assert not Partnership.objects.get(id=world.partnership.id).all_willing


def test_no_page_reads_what_the_others_answered(world: World) -> None:
    both_willing(world)
    with CaptureQueriesContext(connection) as asked:
        view = partnership_for(actor=world.alice, partnership_id=world.partnership.id)
        standing(view=view)
    reading = [one["sql"] for one in asked if '"willing"' in one["sql"]]
    assert len(reading) == 1
    assert view.me.id in reading[0]


def test_the_readers_own_answer_is_theirs(world: World) -> None:
    say_willing(actor=world.alice, partnership_id=world.partnership.id, willing=False)
    for actor, answer in ((world.alice, False), (world.bob, None)):
        view = partnership_for(actor=actor, partnership_id=world.partnership.id)
        assert standing(view=view).willingness.mine is answer
