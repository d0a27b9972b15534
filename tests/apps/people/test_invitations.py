"""Invitations: one use, an end, a way back, and nothing to be learnt from a wrong link."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from tests.personas import World, account, make_world

from trifecta.apps.people.invitations import (
    MOST_AN_HOUR,
    accept_invitation,
    invite_partner,
    invite_to_organisation,
    revoke_invitation,
)
from trifecta.apps.people.models import Invitation, OrganisationRole, PartnershipMember
from trifecta.apps.people.selectors import invitation_by_token, open_invitations
from trifecta.domain.errors import NotFoundError, TooManyError, TrifectaError


def invite(world: World, role: str = "business") -> str:
    return invite_partner(actor=world.alice, partnership_id=world.partnership.id, role=role).token


def test_a_link_works_once(world: World) -> None:
    token = invite(world)
    accept_invitation(actor=world.carol, token=token)
    with pytest.raises(NotFoundError):
        accept_invitation(actor=world.dana, token=token)
    assert invitation_by_token(token=token) is None


def test_a_link_ends(world: World) -> None:
    token = invite(world)
    Invitation.objects.filter(partnership=world.partnership).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    with pytest.raises(NotFoundError):
        accept_invitation(actor=world.carol, token=token)


def test_a_link_can_be_taken_back_by_either_partner(world: World) -> None:
    token = invite(world)
    found = open_invitations(actor=world.bob, partnership_id=world.partnership.id)[0]
    revoke_invitation(actor=world.bob, invitation_id=found.id)
    with pytest.raises(NotFoundError):
        accept_invitation(actor=world.carol, token=token)


@pytest.mark.parametrize("outsider", ["carol", "mallory"])
def test_outsiders_neither_make_nor_take_back_links(world: World, outsider: str) -> None:
    actor = world.everyone[outsider]
    token = invite(world)
    with pytest.raises(NotFoundError):
        invite_partner(actor=actor, partnership_id=world.partnership.id, role="pm")
    found = invitation_by_token(token=token)
    assert found is not None
    with pytest.raises(NotFoundError):
        revoke_invitation(actor=actor, invitation_id=found.id)
    assert invitation_by_token(token=token) == found


def test_the_database_holds_no_token(world: World) -> None:
    token = invite(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_invitation")
        assert token not in repr(cursor.fetchall())


def test_only_owners_give_roles_by_link(world: World) -> None:
    with pytest.raises(NotFoundError):
        invite_to_organisation(actor=world.pat, organisation_id=world.organisation.id, role="owner")
    link = invite_to_organisation(
        actor=world.oscar, organisation_id=world.organisation.id, role="executive_business"
    )
    accept_invitation(actor=world.carol, token=link.token)
    assert OrganisationRole.objects.filter(member__user=world.carol).get().role == (
        "executive_business"
    )


def test_one_person_makes_only_so_many_links_an_hour(world: World) -> None:
    for _ in range(MOST_AN_HOUR):
        invite(world)
    with pytest.raises(TooManyError):
        invite(world)


@pytest.mark.django_db(transaction=True)
def test_two_people_with_one_link_at_the_same_moment_let_one_in() -> None:
    world = make_world()
    token, barrier = invite(world), threading.Barrier(2)
    outcomes: list[str] = []

    def accept(name: str) -> None:
        user = account(name)
        barrier.wait()
        try:
            accept_invitation(actor=user, token=token)
            outcomes.append("in")
        except TrifectaError:
            outcomes.append("too late")
        connection.close()

    threads = [threading.Thread(target=accept, args=(name,)) for name in ("erin", "frank")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", "too late"]
    assert PartnershipMember.objects.filter(partnership=world.partnership).count() == 3
