"""From nothing to a partnership of two, in three pages and one link."""

from __future__ import annotations

import re

import pytest
from tests.personas import World, account
from tests.web.people.pages import address, browser, send, text

from trifecta.apps.people.models import Organisation, Partnership
from trifecta.apps.people.selectors import partnerships_of

pytestmark = pytest.mark.django_db


def test_someone_with_an_account_alone_is_told_how_to_start() -> None:
    client = browser(account("erin"))
    page = text(client.get("/"))
    assert "You are in no partnership yet" in page
    assert "Start with your company" in page


def test_three_calm_pages_lead_to_a_link() -> None:
    erin = account("erin")
    client = browser(erin)
    first = send(client, address("start"), name="Larkspur", kind="startup")
    organisation = Organisation.objects.get()
    assert first.headers["Location"] == address("new-partnership", organisation.id)
    second = send(
        client,
        first.headers["Location"],
        team="Growth team",
        my_role="em",
        in_conflict="no",
    )
    partnership = Partnership.objects.get()
    assert partnership.name == "Growth team"
    assert second.headers["Location"] == address("invite", partnership.id)
    invite = client.get(second.headers["Location"]).content.decode()
    assert re.search(r'value="pm"[^>]* checked', invite)
    third = send(client, second.headers["Location"], role="pm")
    link = re.search(
        r'value="(http://[^"]+/join/[^"]+)"', client.get(third.headers["Location"]).content.decode()
    )
    assert link
    frank = account("frank")
    joining = browser(frank)
    path = link.group(1).removeprefix("http://testserver")
    send(joining, path)
    assert [view.name for view in partnerships_of(actor=frank)] == ["Growth team"]


def test_a_form_sent_twice_makes_one_organisation() -> None:
    client = browser(account("erin"))
    answers = {"name": "Larkspur", "kind": "general", "once": "a-token-of-this-form"}
    first = client.post(address("start"), answers)
    second = client.post(address("start"), answers)
    assert first.headers["Location"] == second.headers["Location"]
    assert Organisation.objects.count() == 1


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost() -> None:
    client = browser(account("erin"))
    response = send(client, address("start"), name="Larkspur")
    assert response.status_code == 422
    page = response.content.decode()
    assert "Choose the closest one." in page
    assert 'value="Larkspur"' in page
    assert "<title>Error: " in page.replace("\n", "")


def test_a_name_that_is_too_long_is_refused_with_the_limit() -> None:
    client = browser(account("erin"))
    response = send(client, address("start"), name="x" * 121, kind="general")
    assert response.status_code == 422
    assert "120" in text(response)
    assert not Organisation.objects.exists()


def test_one_partnership_is_home(world: World) -> None:
    response = browser(world.alice).get("/")
    assert response.headers["Location"] == address("partnership", world.partnership.id)


def test_someone_with_several_partnerships_chooses(world: World) -> None:
    client = browser(world.alice)
    send(
        client,
        address("new-partnership", world.organisation.id),
        team="Search team",
        my_role="em",
        in_conflict="yes",
    )
    page = text(client.get("/"))
    assert "Growth" in page
    assert "Search team" in page


def test_the_list_of_partnerships_says_what_to_do_now_in_each(world: World) -> None:
    client = browser(world.alice)
    new = {"team": "Search team", "my_role": "em", "in_conflict": "no"}
    send(client, address("new-partnership", world.organisation.id), **new)
    page = text(client.get("/"))
    assert "Now, for you: Check in for the first time" in page
    assert "Now, for you: Invite whoever leads product with you" in page


@pytest.mark.parametrize("name", ["oscar", "olga", "pat"])
def test_somebody_with_a_role_and_no_partnership_comes_for_the_organisation(
    world: World, name: str
) -> None:
    response = browser(world.everyone[name]).get("/")
    assert response.headers["Location"] == address("organisation", world.organisation.id)


def test_an_executive_sets_a_partnership_up_for_others(world: World) -> None:
    client = browser(world.olga)
    url = address("new-partnership", world.organisation.id)
    assert "I set it up for others" in text(client.get(url))
    response = send(client, url, team="Search team", my_role="others", in_conflict="no")
    partnership = Partnership.objects.get(name="Search team")
    assert response.headers["Location"] == address("invite", partnership.id)
    assert not partnership.members.exists()


def test_a_member_without_a_role_cannot_set_one_up_for_others(world: World) -> None:
    client = browser(world.bob)
    url = address("new-partnership", world.organisation.id)
    assert "I set it up for others" not in text(client.get(url))
    response = send(client, url, team="Search team", my_role="others", in_conflict="no")
    assert response.status_code == 422
    assert not Partnership.objects.filter(name="Search team").exists()


def test_nobody_is_left_out_of_their_own_partnership_by_skipping_a_question(world: World) -> None:
    client = browser(world.olga)
    url = address("new-partnership", world.organisation.id)
    assert " checked" not in client.get(url).content.decode()
    response = send(client, url, team="Search team", in_conflict="no")
    assert response.status_code == 422
    assert "Choose what you lead" in text(response)
