"""What crosses putting a partnership away is decided under one lock: one order or the other."""

from __future__ import annotations

import pytest
from tests.apps.checkins.rounds import answer_and_seal, started
from tests.apps.compromise.test_agreement_races import at_once
from tests.personas import World, make_world

from trifecta.apps.checkins import services as checkins
from trifecta.apps.checkins.models import Round
from trifecta.apps.notices.models import Notice
from trifecta.apps.people.invitations import accept_invitation, invite_partner
from trifecta.apps.people.models import Partnership, PartnershipMember, PutAway, User
from trifecta.apps.people.partnerships import leave_partnership
from trifecta.apps.people.putting_away import bring_back_partnership, put_away_partnership
from trifecta.domain.errors import NotFoundError

pytestmark = pytest.mark.django_db(transaction=True)


def put_away(world: World, actor: User) -> str:
    return put_away_partnership(actor=actor, partnership_id=world.partnership.id).id


def ended(world: World) -> bool:
    return Partnership.objects.get(id=world.partnership.id).ended_at is not None


def test_two_members_put_it_away_at_the_same_moment_once() -> None:
    world = make_world()
    results = at_once(lambda: put_away(world, world.alice), lambda: put_away(world, world.bob))
    assert results == [world.partnership.id] * 2
    assert PutAway.objects.count() == 1
    assert Notice.objects.filter(key__startswith="people.put_away").count() == 1


def test_an_invitation_accepted_at_the_same_moment_comes_before_or_not_at_all() -> None:
    world = make_world()
    link = invite_partner(actor=world.alice, partnership_id=world.partnership.id, role="business")
    at_once(
        lambda: put_away(world, world.alice),
        lambda: accept_invitation(actor=world.carol, token=link.token),
    )
    joined = PartnershipMember.objects.filter(user=world.carol).exists()
    told = Notice.objects.filter(key__startswith="people.put_away", recipient=world.carol).exists()
    assert ended(world)
    assert told == joined


def test_the_last_seal_at_the_same_moment_opens_before_or_not_at_all() -> None:
    world = make_world()
    round_id = started(world)
    answer_and_seal(actor=world.alice, round_id=round_id)
    results = at_once(
        lambda: put_away(world, world.alice),
        lambda: checkins.seal_entry(actor=world.bob, round_id=round_id),
    )
    opened = Round.objects.get(id=round_id).revealed
    refused = any(isinstance(one, NotFoundError) for one in results)
    assert ended(world)
    assert opened != refused
    if refused:
        bring_back_partnership(actor=world.bob, partnership_id=world.partnership.id)
        assert checkins.seal_entry(actor=world.bob, round_id=round_id)


def test_the_last_two_leave_at_the_same_moment_and_it_is_put_away_once() -> None:
    world = make_world()
    at_once(
        lambda: leave_partnership(actor=world.alice, partnership_id=world.partnership.id),
        lambda: leave_partnership(actor=world.bob, partnership_id=world.partnership.id),
    )
    assert ended(world)
    assert PutAway.objects.count() == 1


def test_bringing_back_and_putting_away_at_the_same_moment_leave_one_of_the_two() -> None:
    world = make_world()
    put_away(world, world.alice)
    at_once(
        lambda: bring_back_partnership(actor=world.bob, partnership_id=world.partnership.id),
        lambda: put_away(world, world.alice),
    )
    resting = PutAway.objects.filter(brought_back_at=None).count()
    assert resting == (1 if ended(world) else 0)
