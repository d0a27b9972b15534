"""Where people find that they can prepare a conversation."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.personas import World, account
from tests.web.situations.pages import address, body, browser

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
