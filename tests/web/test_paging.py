"""Long lists: a page at a time, by links that keep the rest of the address."""

from __future__ import annotations

import re

import pytest
from django.test import RequestFactory
from django.urls import reverse
from tests.personas import World, account
from tests.web.people.pages import address, browser, text

from trifecta.apps.people.services import join_organisation
from trifecta.apps.tensions.services import (
    open_tension,
    seal_weights,
    share_side,
    write_statement,
)
from trifecta.web.paging import page_of
from trifecta.web.views.people_organisation import PEOPLE
from trifecta.web.views.tensions import LINES

ROWS = list(range(45))


def test_a_short_list_has_one_page_and_no_links() -> None:
    rows, pages = page_of(RequestFactory().get("/"), ROWS[:20], size=20)
    assert list(rows) == ROWS[:20]
    assert not pages.needed
    assert pages.before == pages.after == ""


def test_a_page_in_the_middle_leads_both_ways_and_keeps_the_other_list() -> None:
    request = RequestFactory().get("/?people=2&teams=3")
    rows, pages = page_of(request, ROWS, size=20, name="people", to="people")
    assert list(rows) == ROWS[20:40]
    assert (pages.number, pages.count, pages.total) == (2, 3, 45)
    assert pages.before == "?people=1&teams=3#people"
    assert pages.after == "?people=3&teams=3#people"


@pytest.mark.parametrize(
    ("asked", "number"), [("99", 3), ("-1", 3), ("0", 3), ("word", 1), ("", 1)]
)
def test_a_page_that_there_is_not_leads_to_one_that_there_is(asked: str, number: int) -> None:
    rows, pages = page_of(RequestFactory().get(f"/?page={asked}"), ROWS, size=20)
    assert pages.number == number
    assert rows


@pytest.mark.django_db
def test_many_tensions_have_pages(world: World) -> None:
    titles = [f"T{number:02}." for number in range(LINES + 5)]
    for title in titles:
        open_tension(actor=world.bob, partnership_id=world.partnership.id, title=title)
    url = reverse("tensions:list", args=[world.partnership.id])
    first, second = (text(browser(world.alice).get(f"{url}?page={n}")) for n in (1, 2))
    assert [title in first for title in titles] == [False] * 5 + [True] * LINES
    assert [title in second for title in titles] == [True] * 5 + [False] * LINES
    assert "Page 1 of 2" in first


@pytest.mark.django_db
def test_tensions_that_wait_for_the_reader_stand_before_those_that_moved_last(
    world: World,
) -> None:
    waits, shared = (
        open_tension(actor=world.alice, partnership_id=world.partnership.id, title=title)
        for title in ("It waits.", "It is shared.")
    )
    assert waits.id != shared.id
    for kind, because in (("position", ""), ("need", "it matters")):
        write_statement(
            actor=world.alice,
            tension_id=shared.id,
            kind=kind,
            text="Some words",
            because=because,
            visibility="partners",
        )
    share_side(actor=world.alice, tension_id=shared.id)
    seal_weights(actor=world.alice, tension_id=shared.id, version=0)
    page = text(browser(world.alice).get(reverse("tensions:list", args=[world.partnership.id])))
    assert page.index("It waits.") < page.index("It is shared.")


@pytest.mark.django_db
def test_a_long_history_has_pages_and_names_each_day_once(world: World) -> None:
    for number in range(60):
        open_tension(actor=world.alice, partnership_id=world.partnership.id, title=f"T{number:02}.")
    url = address("history", world.partnership.id)
    html = browser(world.alice).get(url).content.decode()
    assert "Page 1 of 2" in html
    days = re.findall(r"<time [^>]*>(<span class=\"vh\">)?", html)
    assert days[0] == ""
    assert all(day for day in days[1:])
    assert "You set up this partnership" in text(browser(world.alice).get(f"{url}?page=2"))


@pytest.mark.django_db
def test_a_large_organisation_has_pages_of_people_and_says_how_many_there_are(
    world: World,
) -> None:
    for number in range(PEOPLE):
        join_organisation(organisation=world.organisation, user=account(f"Zo{number:02}"))
    url = address("organisation", world.organisation.id)
    first = text(browser(world.olga).get(url))
    assert "Page 1 of 2" in first
    last = f"Zo{PEOPLE - 1:02}"
    assert last not in first
    assert last in text(browser(world.olga).get(f"{url}?people=2"))
