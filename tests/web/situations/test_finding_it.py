"""Where people find that they can prepare a conversation."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.personas import World, account, another_partnership
from tests.web.situations.pages import address, body, browser, with_text

from trifecta.apps.people.partnerships import leave_partnership

pytestmark = pytest.mark.django_db


def nav_of(page: str) -> str:
    return page.split('<nav aria-label="Main">')[1].split("</nav>", maxsplit=1)[0]


def test_a_stranger_and_whoever_is_signed_in_find_it_in_the_header(world: World) -> None:
    for user, path in ((None, reverse("people:how-it-works")), (world.alice, "/you/")):
        page = browser(user).get(path).content.decode()
        assert f'href="{address("write")}"' in nav_of(page)
    assert 'aria-current="page">Prepare' in nav_of(body(browser(world.alice), "write"))


def test_it_stands_in_the_header_of_a_partnership_too(world: World) -> None:
    path = reverse("people:partnership", args=[world.partnership.id])
    page = browser(world.alice).get(path).content.decode()
    assert f'href="{address("write")}"' in nav_of(page)


def test_the_pages_that_somebody_begins_from_lead_to_it(world: World) -> None:
    for user in (world.alice, account("alone")):
        page = browser(user).get("/", follow=True).content.decode()
        main = page.split("<main")[1].split("</main>", maxsplit=1)[0]
        assert f'href="{address("write")}"' in main
    page = browser(world.mallory).get("/", follow=True).content.decode()
    assert f'href="{address("write")}"' in nav_of(page)


# -------------------------------------------------------------------- and back from there

PAGES = ("write", "read", "sheet", "paper", "forget", "keep", "carry", "kept")


def header_links(client: Client, name: str) -> list[str]:
    """Where the header leads, in its order, and in which words."""
    links = re.findall(r'<a[^>]* href="([^"]+)"[^>]*>(.*?)</a>', nav_of(body(client, name)))
    return [f"{words}: {path}" for path, words in links if path != address("write")]


@pytest.mark.parametrize("name", PAGES)
def test_whoever_is_in_one_partnership_gets_back_to_it_as_from_its_pages(
    world: World, name: str
) -> None:
    place = world.partnership.id
    assert header_links(with_text(world.alice), name) == [
        f"Growth: {reverse('people:partnership', args=[place])}",
        f"Agreements: {reverse('compromise:agreements', args=[place])}",
        "Alice: /you/",
    ]


@pytest.mark.parametrize("name", PAGES)
def test_whoever_is_in_several_gets_to_the_list_of_them(world: World, name: str) -> None:
    another_partnership(world, "Billing")
    client = with_text(world.alice)
    assert header_links(client, name) == ["Your partnerships: /", "Alice: /you/"]
    page = client.get("/").content.decode()
    assert "Billing" in page
    assert "Growth" in page


@pytest.mark.parametrize("several", [False, True])
def test_on_a_narrow_window_what_leads_back_has_room(world: World, several: bool) -> None:
    if several:
        another_partnership(world, "Billing")
    link = f'<a class="wide" href="{address("write")}"'
    assert link in nav_of(body(browser(world.alice), "write"))
    assert link not in nav_of(body(browser(world.carol), "write"))
    assert link not in nav_of(body(browser(), "write"))


def test_a_partnership_that_somebody_has_left_is_none_of_theirs(world: World) -> None:
    leave_partnership(actor=world.bob, partnership_id=world.partnership.id)
    assert header_links(with_text(world.bob), "read") == ["Bob: /you/"]


@pytest.mark.parametrize("name", PAGES[:6])
def test_an_account_without_any_has_no_such_link(world: World, name: str) -> None:
    assert header_links(with_text(world.carol), name) == ["Carol: /you/"]


@pytest.mark.parametrize("name", PAGES[:6])
def test_a_guest_has_the_header_that_they_have_elsewhere(name: str) -> None:
    client = with_text()
    assert header_links(client, name) == [f"Sign in: {reverse('account_login')}"]
