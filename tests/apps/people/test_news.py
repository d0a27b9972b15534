"""Who is told by mail that somebody came, went, or holds a role; and that nothing is quoted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.personas import World, join

from trifecta.apps.notices.models import Notice
from trifecta.apps.people.invitations import accept_invitation, invite_to_organisation
from trifecta.apps.people.models import OrganisationMember, OrganisationRole, PartnershipMember
from trifecta.apps.people.partnerships import end_membership, leave_partnership, write_success
from trifecta.apps.people.putting_away import bring_back_partnership, put_away_partnership
from trifecta.apps.people.services import end_role, grant_role

SECRET = "Fewer of us leave this year"


def told(what: str) -> dict[str, Notice]:
    rows = Notice.objects.filter(key__startswith=f"people.{what}|").select_related("recipient")
    found = {row.recipient.email.split("@")[0]: row for row in rows}
    assert len(found) == len(rows)
    return found


def carol_joins(world: World, role: str = "business") -> None:
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role=role)


def test_those_who_are_there_are_told_who_joined_and_for_what(world: World) -> None:
    Notice.objects.all().delete()
    carol_joins(world)
    notices = told("joined")
    assert set(notices) == {"alice", "bob"}
    assert notices["bob"].subject == "Growth: Carol has joined"
    assert "Carol has joined Growth for business. " in notices["bob"].body
    assert notices["bob"].path == f"/p/{world.partnership.id}/members/"


def test_the_first_member_tells_nobody(world: World) -> None:
    assert "alice" not in {
        row.recipient.email for row in Notice.objects.filter(recipient=world.bob)
    }
    assert set(told("joined")) == {"alice"}  # that bob has joined


def test_somebody_who_takes_over_is_named_with_whom_they_follow(world: World) -> None:
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    Notice.objects.all().delete()
    carol_joins(world, role="pm")
    assert "Carol has joined Growth for product, in Bob’s place." in told("joined")["alice"].body


def test_beside_somebody_of_the_same_role_nobody_is_replaced(world: World) -> None:
    Notice.objects.all().delete()
    carol_joins(world, role="pm")
    assert "place" not in told("joined")["alice"].body


def test_the_others_are_told_who_left_and_not_the_one_who_did(world: World) -> None:
    carol_joins(world)
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    notices = told("left")
    assert set(notices) == {"alice", "carol"}
    assert "Bob has left Growth." in notices["alice"].body
    assert "You can invite somebody in Bob’s place." in notices["alice"].body


def test_when_the_successor_is_there_already_the_mail_says_so(world: World) -> None:
    carol_joins(world, role="pm")
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    assert "Carol is there for product now." in told("left")["alice"].body


def test_an_ended_membership_is_told_to_the_others_and_to_whom_it_was(world: World) -> None:
    bob = PartnershipMember.objects.get(user=world.bob)
    end_membership(actor=world.pat, organisation_id=world.organisation.id, member_id=bob.id)
    notices = told("left")
    assert set(notices) == {"alice", "bob"}
    assert "Pat has ended Bob’s membership in Growth." in notices["alice"].body
    assert "Pat has ended your membership in Growth." in notices["bob"].body
    assert notices["bob"].path == "/"


def test_putting_away_and_bringing_back_are_told_to_the_other_members_alone(world: World) -> None:
    carol_joins(world)
    leave_partnership(actor=world.carol, partnership_id=world.partnership.id)
    for act, what in (
        (put_away_partnership, "put_away"),
        (bring_back_partnership, "brought_back"),
    ):
        act(actor=world.alice, partnership_id=world.partnership.id)
        assert set(told(what)) == {"bob"}
    assert told("put_away")["bob"].body.startswith("Alice has put Growth away.")
    assert told("brought_back")["bob"].body.startswith("Alice has brought Growth back.")


def test_the_last_to_leave_tells_nobody(world: World) -> None:
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    Notice.objects.all().delete()
    leave_partnership(actor=world.alice, partnership_id=world.partnership.id)
    assert not Notice.objects.exists()


def test_a_role_is_told_to_whoever_gets_it_and_loses_it(world: World) -> None:
    carols = OrganisationMember.objects.get_or_create(
        organisation=world.organisation, user=world.carol, left_at=None
    )[0]
    for _ in range(2):
        role = grant_role(
            actor=world.oscar,
            organisation_id=world.organisation.id,
            member_id=carols.id,
            role="executive_business",
        )
    end_role(actor=world.oscar, organisation_id=world.organisation.id, role_id=role.id)
    assert set(told("role_given")) == set(told("role_ended")) == {"carol"}
    body = told("role_given")["carol"].body
    assert body.startswith("Oscar has given you a role in Acme: Business executive.")
    assert "Oscar has ended a role of yours in Acme" in told("role_ended")["carol"].body


def test_nobody_is_told_of_what_they_do_themselves(world: World) -> None:
    oscar = OrganisationMember.objects.get(organisation=world.organisation, user=world.oscar)
    Notice.objects.all().delete()
    role = grant_role(
        actor=world.oscar,
        organisation_id=world.organisation.id,
        member_id=oscar.id,
        role="people_operations",
    )
    end_role(actor=world.oscar, organisation_id=world.organisation.id, role_id=role.id)
    link = invite_to_organisation(
        actor=world.oscar, organisation_id=world.organisation.id, role="owner"
    )
    accept_invitation(actor=world.dana, token=link.token)
    assert OrganisationRole.objects.filter(member__user=world.dana).exists()
    assert not Notice.objects.exists()


def everything(world: World) -> list[Callable[[], object]]:
    which = {"partnership_id": world.partnership.id}
    return [
        lambda: carol_joins(world),
        lambda: put_away_partnership(actor=world.alice, **which),
        lambda: bring_back_partnership(actor=world.bob, **which),
        lambda: leave_partnership(actor=world.carol, **which),
    ]


@pytest.mark.parametrize("number", range(4))
def test_no_mail_quotes_what_anybody_wrote(world: World, number: int) -> None:
    write_success(actor=world.alice, partnership_id=world.partnership.id, success=SECRET)
    for act in everything(world)[: number + 1]:
        act()
    said = " ".join(f"{row.subject} {row.body}" for row in Notice.objects.all())
    assert "Growth" in said
    assert SECRET not in said
