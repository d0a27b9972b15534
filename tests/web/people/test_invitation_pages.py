"""What a link offers to whoever opens it, and what it says when it opens nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from tests.personas import World
from tests.web.people.pages import address, browser, send, text

from trifecta.apps.people.invitations import (
    MOST_AN_HOUR,
    accept_invitation,
    invite_partner,
    revoke_invitation,
)
from trifecta.apps.people.models import Invitation, PartnershipMember, User

PASSWORD = "a long enough sentence"


@pytest.fixture
def link(world: World) -> str:
    new = invite_partner(actor=world.alice, partnership_id=world.partnership.id, role="business")
    return address("join", new.token)


def members(world: World) -> set[str]:
    rows = PartnershipMember.objects.filter(partnership=world.partnership, left_at=None)
    return {row.user.name for row in rows}


def test_someone_signed_in_sees_who_invites_them_and_to_what(world: World, link: str) -> None:
    page = text(browser(world.carol).get(link))
    assert "Alice invites you to lead Growth together" in page
    assert "You come in for business, as a peer" in page
    assert "You are signed in as Carol, carol@example.com" in page
    assert "That is not me" in page


def test_the_wrong_person_signs_out_and_the_right_one_comes_back_to_the_link(
    world: World, link: str
) -> None:
    client = browser(world.dana)
    out = re.search(r'href="(/account/logout/[^"]+)"', client.get(link).content.decode())
    assert out
    confirm = client.get(out.group(1)).content.decode()
    assert f'name="next" value="{link}"' in confirm
    response = client.post("/account/logout/", {"next": link})
    assert response.headers["Location"] == link
    assert "Make an account" in text(client.get(link))


def test_joining_takes_a_button_and_leads_to_the_partnership(world: World, link: str) -> None:
    client = browser(world.carol)
    client.get(link)
    assert members(world) == {"Alice", "Bob"}
    response = send(client, link)
    assert response.headers["Location"] == address("partnership", world.partnership.id)
    assert members(world) == {"Alice", "Bob", "Carol"}


def test_pressing_the_button_twice_lets_one_person_in_once(world: World, link: str) -> None:
    client = browser(world.carol)
    first = client.post(link, {"once": "one-token-of-the-page"})
    second = client.post(link, {"once": "one-token-of-the-page"})
    assert first.status_code == 302
    assert second.status_code in {302, 404}
    assert PartnershipMember.objects.filter(user=world.carol).count() == 1


def test_a_stranger_is_offered_an_account_or_signing_in(world: World, link: str) -> None:
    page = browser().get(link).content.decode()
    assert "/account/signup/?next=/join/" in page
    assert "/account/login/?next=/join/" in page


def test_somebody_without_an_account_makes_one_and_joins(world: World, link: str) -> None:
    client = browser()
    client.get(link)
    made = client.post(
        "/account/signup/",
        {"name": "Erin Example", "email": "erin@example.com", "password1": PASSWORD, "next": link},
    )
    assert made.headers["Location"] == link
    send(client, link)
    assert members(world) == {"Alice", "Bob", "Erin Example"}


def test_somebody_with_an_account_signs_in_and_joins(world: World, link: str) -> None:
    client = browser()
    client.get(link)
    login = {"login": "carol@example.com", "password": "correct horse battery", "next": link}
    assert client.post("/account/login/", login).headers["Location"] == link
    send(client, link)
    assert "Carol" in members(world)


def test_looking_at_ones_own_link_does_not_use_it(world: World, link: str) -> None:
    page = text(browser(world.alice).get(link))
    assert "This is your own link" in page
    assert "Join" not in page.split()
    send(browser(world.carol), link)
    assert "Carol" in members(world)


def test_a_member_who_opens_the_link_is_sent_home(world: World, link: str) -> None:
    assert "You are in Growth already" in text(browser(world.bob).get(link))
    assert browser(world.bob).post(link).status_code == 409
    send(browser(world.carol), link)
    assert "Carol" in members(world)


def ended(world: World, how: str) -> str:
    new = invite_partner(actor=world.alice, partnership_id=world.partnership.id, role="design")
    if how == "used":
        accept_invitation(actor=world.dana, token=new.token)
    elif how == "taken back":
        revoke_invitation(actor=world.bob, invitation_id=new.id)
    elif how == "too old":
        past = timezone.now() - timedelta(minutes=1)
        Invitation.objects.filter(id=new.id).update(expires_at=past)
    return address("join", new.token if how != "never made" else "never-made")


@pytest.mark.parametrize("asker", [None, "carol", "mallory"])
def test_a_link_that_opens_nothing_looks_the_same_whatever_the_reason(
    world: World, asker: str | None
) -> None:
    client = browser(world.everyone[asker] if asker else None)
    pages = {
        text(client.get(ended(world, how)))
        for how in ("used", "taken back", "too old", "never made")
    }
    assert len(pages) == 1
    assert "This link opens nothing" in pages.pop()


def test_a_link_that_was_used_in_the_meantime_says_so(world: World, link: str) -> None:
    client = browser(world.carol)
    client.get(link)
    send(browser(world.dana), link)
    response = client.post(link)
    assert response.status_code == 404
    assert "This link opens nothing" in text(response)
    assert "Carol" not in members(world)


def new_link(world: World) -> tuple[str, str]:
    """The page that shows a new link, and the link."""
    client = browser(world.alice)
    response = send(client, address("invite", world.partnership.id), role="design")
    page = client.get(response.headers["Location"]).content.decode()
    found = re.search(r'value="http://testserver(/join/[^"]+)" readonly', page)
    assert found
    assert "shown only now" in page
    again = text(client.get(response.headers["Location"]))
    assert "A link is shown once" in again
    return response.headers["Location"], found.group(1)


def test_a_link_is_shown_once_in_a_field_that_can_be_copied_by_hand(world: World) -> None:
    _, link = new_link(world)
    assert "Alice invites you" in text(browser(world.dana).get(link))


def test_nobody_else_is_ever_shown_the_link(world: World) -> None:
    shown_at, link = new_link(world)
    for name in ("bob", "oscar", "mallory"):
        page = browser(world.everyone[name]).get(shown_at).content.decode()
        assert link not in page


def test_open_links_are_listed_without_the_link_and_can_be_taken_back(
    world: World, link: str
) -> None:
    client = browser(world.bob)
    page = client.get(address("members", world.partnership.id)).content.decode()
    assert link not in page
    revoke = re.search(r'action="(/invitation/[^"]+)"', page)
    assert revoke
    client.post(revoke.group(1))
    assert "opens nothing" in text(browser(world.carol).get(link))


def test_after_so_many_links_an_hour_one_is_told_to_wait(world: World) -> None:
    client = browser(world.bob)
    url = address("invite", world.partnership.id)
    for _ in range(MOST_AN_HOUR):
        assert client.post(url, {"role": "staff"}).status_code == 302
    response = client.post(url, {"role": "staff"})
    assert response.status_code == 429
    assert "which is the limit" in text(response)


def test_an_invitation_opens_sign_up_only_as_long_as_it_is_good(world: World, link: str) -> None:
    client = browser()
    client.get(link)
    assert "Make an account" in text(client.get("/account/signup/"))
    send(browser(world.carol), link)
    assert "Accounts are made by invitation" in text(client.get("/account/signup/"))
    answers = {"name": "Erin", "email": "erin@example.com", "password1": PASSWORD}
    client.post("/account/signup/", answers)
    assert not User.objects.filter(email="erin@example.com").exists()


def test_a_link_into_a_full_partnership_says_so_before_anybody_makes_an_account(
    world: World, link: str
) -> None:
    for guest, role in ((world.carol, "business"), (world.dana, "design")):
        new = invite_partner(actor=world.alice, partnership_id=world.partnership.id, role=role)
        accept_invitation(actor=guest, token=new.token)
    page = text(Client().get(link))
    assert "Growth has four members" in page
    assert "Make an account" not in page


def kept_in_sessions() -> str:
    return "".join(str(row.get_decoded()) for row in Session.objects.all())


def test_a_new_link_stands_readable_in_no_session_before_it_is_shown(world: World) -> None:
    client = browser(world.alice)
    shown_at = send(client, address("invite", world.partnership.id), role="design")
    before = kept_in_sessions()
    page = client.get(shown_at.headers["Location"]).content.decode()
    found = re.search(r'value="http://testserver/join/([^"]+)/" readonly', page)
    assert found
    assert "new_links" in before
    assert found.group(1) not in before


def test_what_a_session_kept_for_one_link_shows_no_other(world: World) -> None:
    client = browser(world.alice)
    addresses = [
        send(client, address("invite", world.partnership.id), role=role).headers["Location"]
        for role in ("design", "staff")
    ]
    session = client.session
    (one, first), (other, second) = session["new_links"].items()
    session["new_links"] = {one: second, other: first}
    session.save()
    for shown_at in addresses:
        assert "A link is shown once" in text(client.get(shown_at))


def test_a_link_that_was_opened_stands_readable_in_no_session(world: World, link: str) -> None:
    client = browser()
    page = client.get(link).content.decode()
    token = link.removeprefix("/join/").rstrip("/")
    assert "invited_by_link" in kept_in_sessions()
    assert token not in kept_in_sessions()
    assert token not in page
    client.get("/account/login/?next=/join/")
    assert token not in kept_in_sessions()


def test_signing_up_leads_back_to_the_link_and_into_the_partnership(
    world: World, link: str
) -> None:
    client = browser()
    page = client.get(link).content.decode()
    assert 'href="/account/signup/?next=/join/"' in page
    answers = {"name": "Erin", "email": "erin@example.com", "password1": PASSWORD}
    answer = client.post("/account/signup/", answers | {"next": "/join/"})
    assert answer.headers["Location"] == "/join/"
    assert "You are signed in as Erin" in text(client.get("/join/"))
    assert send(client, "/join/").headers["Location"] == f"/p/{world.partnership.id}/"
    assert "Erin" in members(world)
    assert client.get("/join/").status_code == 404


def test_signing_out_on_the_way_leads_back_to_the_link_itself(world: World, link: str) -> None:
    client = browser()
    client.get(link)
    client.force_login(world.carol)
    assert f"/account/logout/?next={link}" in client.get("/join/").content.decode()
