"""The page of an organisation: who is here, who may what, who stands behind it."""

from __future__ import annotations

import re

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.personas import World, account, join
from tests.web.people.pages import address, browser, send, text

from trifecta.apps.people.invitations import accept_invitation, invite_to_organisation
from trifecta.apps.people.models import Organisation, OrganisationRole, PartnershipMember

MOST_QUERIES = 21  # one of them asks whether the reader has a part in a review cycle


def page(world: World, name: str) -> str:
    return text(browser(world.everyone[name]).get(address("organisation", world.organisation.id)))


def test_everybody_in_it_sees_its_people_and_their_roles(world: World) -> None:
    words = page(world, "bob")
    assert "Olga" in words
    assert "Engineering executive" in words


def test_addresses_are_for_people_with_a_role(world: World) -> None:
    assert "olga@example.com" in page(world, "pat")
    assert "olga@example.com" not in page(world, "bob")


def test_an_executive_sees_which_partnerships_there_are_but_cannot_open_them(
    world: World,
) -> None:
    words = page(world, "olga")
    assert "Growth:" in words
    client = browser(world.olga)
    html = client.get(address("organisation", world.organisation.id)).content.decode()
    assert address("partnership", world.partnership.id) + '"' not in html
    assert client.get(address("partnership", world.partnership.id)).status_code == 404


def test_a_member_sees_the_partnerships_they_are_in_and_no_others(world: World) -> None:
    send(
        browser(world.bob),
        address("new-partnership", world.organisation.id),
        team="Search team",
        my_role="pm",
        in_conflict="no",
        name="Search and find",
    )
    assert "Search and find" in page(world, "bob")
    assert "Search and find" not in page(world, "alice")
    assert "Search team" in page(world, "alice")


def test_an_executive_says_that_they_stand_behind_it_and_takes_it_back(world: World) -> None:
    client = browser(world.olga)
    url = address("say-aligned", world.organisation.id)
    client.post(url, {"aligned": "yes"})
    assert "stands behind shared accountability since" in page(world, "alice")
    client.post(url, {"aligned": "no"})
    assert "stands behind shared accountability since" not in page(world, "alice")


def test_only_executives_are_asked_where_they_stand(world: World) -> None:
    question = "Do you stand behind shared accountability?"
    assert question in page(world, "olga")
    assert not any(question in page(world, name) for name in ("alice", "oscar", "pat"))


def test_the_owner_gives_a_role_and_takes_it_away(world: World) -> None:
    client = browser(world.oscar)
    url = address("give-role", world.organisation.id)
    bob = re.search(r'<option value="([^"]+)">Bob', client.get(url).content.decode())
    assert bob
    send(client, url, member=bob.group(1), role="executive_business")
    assert "Business executive" in page(world, "alice")
    role = OrganisationRole.objects.get(role="executive_business")
    client.post(address("take-role", world.organisation.id, role.id))
    assert "Business executive" not in page(world, "alice")


def test_the_last_owner_stays(world: World) -> None:
    role = OrganisationRole.objects.get(role="owner", organisation=world.organisation)
    response = browser(world.oscar).post(address("take-role", world.organisation.id, role.id))
    assert response.status_code == 422
    assert "Somebody has to look after this organisation" in text(response)


def test_the_owner_changes_what_kind_of_company_it_is(world: World) -> None:
    client = browser(world.oscar)
    url = address("change-organisation", world.organisation.id)
    send(client, url, name="Acme", kind="startup", business_units="no")
    assert Organisation.objects.get(id=world.organisation.id).kind == "startup"
    assert "A small start-up" in page(world, "bob")


def test_people_operations_ends_a_membership_and_its_history_stays(world: World) -> None:
    bob = PartnershipMember.objects.get(user=world.bob)
    client = browser(world.pat)
    client.post(address("end-member", world.organisation.id, bob.id))
    assert browser(world.bob).get(address("partnership", world.partnership.id)).status_code == 404
    history = browser(world.alice).get(address("history", world.partnership.id))
    assert "Bob left." in text(history)


def test_somebody_invited_with_a_role_has_it(world: World) -> None:
    client = browser(world.oscar)
    shown = send(client, address("invite-person", world.organisation.id), role="executive_business")
    link = re.search(
        r'value="http://testserver(/join/[^"]+)"',
        client.get(shown.headers["Location"]).content.decode(),
    )
    assert link
    erin = account("erin")
    page_of_link = text(browser(erin).get(link.group(1)))
    assert "You come in as Business executive" in page_of_link
    send(browser(erin), link.group(1))
    assert "Business executive" in page(world, "alice")


def test_an_executive_invites_into_a_partnership_they_are_not_in(world: World) -> None:
    client = browser(world.olga)
    response = send(client, address("invite", world.partnership.id), role="business")
    assert response.status_code == 302
    words = page(world, "olga")
    assert "Open links" in words
    assert "Growth, business" in words


def test_an_organisation_of_somebody_else_is_not_there(world: World) -> None:
    client = browser(world.mallory)
    there = client.get(address("organisation", world.organisation.id))
    absent = client.get(address("organisation", "there-is-no-such-one"))
    assert there.status_code == absent.status_code == 404
    assert there.content == absent.content


@pytest.mark.parametrize("people", [1, 8])
def test_more_people_and_partnerships_ask_the_database_no_more_often(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    for number in range(people):
        link = invite_to_organisation(
            actor=world.oscar, organisation_id=world.organisation.id, role="people_operations"
        )
        accept_invitation(actor=account(f"person{number}"), token=link.token)
    join(partnership=world.partnership, inviter=world.alice, user=world.carol, role="business")
    client = browser(world.oscar)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(address("organisation", world.organisation.id))
