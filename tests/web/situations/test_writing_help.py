"""Writing help in a tension: beside one's own words, for their writer alone, kept nowhere."""

from __future__ import annotations

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.personas import World
from tests.web.situations.pages import browser

from trifecta.apps.people.models import User
from trifecta.apps.tensions.services import open_tension, share_side, write_statement

pytestmark = pytest.mark.django_db
BLAMES = "My PM only cares about her promotion, and engineering pays for it."
ASKS = "I want to stop all new features in May."
HELP = "Only you see this, and you can leave it as it is."


@pytest.fixture
def tension(world: World) -> str:
    row = open_tension(actor=world.alice, partnership_id=world.partnership.id, title="May")
    write(world.alice, row.id, "position", BLAMES)
    write(world.alice, row.id, "need", ASKS, because="one of two has asked to leave")
    return row.id


def write(user: User, tension_id: str, kind: str, text: str, because: str = "") -> str:
    row = write_statement(actor=user, tension_id=tension_id, kind=kind, text=text, because=because)
    return row.id


def page(user: User, name: str, *args: str) -> str:
    response = browser(user).get(reverse(f"tensions:{name}", args=args))
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_reading_ones_side_through_shows_what_may_be_heard_as_blame(
    world: World, tension: str
) -> None:
    shown = page(world.alice, "side", tension)
    assert "“only cares about her promotion” may be heard as blame." in shown
    assert shown.count(HELP) == 2


@pytest.mark.parametrize("kind", ["position", "need"])
def test_what_is_said_as_if_it_were_always_so_is_said_in_the_same_form(
    world: World, kind: str
) -> None:
    row = open_tension(actor=world.alice, partnership_id=world.partnership.id, title="June")
    for part in ("position", "need"):
        text = "He always blocks us." if part == kind else "Quiet nights"
        write(world.alice, row.id, part, text, because="two people are tired")
    shown = page(world.alice, "side", row.id)
    assert "blocks” may be heard as blame. You could say what happened, and when." in shown
    assert "This may be heard as blame" not in shown


def test_something_asked_for_in_a_needs_place_is_pointed_out_where_it_is_written(
    world: World, tension: str
) -> None:
    assert "What would it give you?" in page(world.alice, "write", tension, "need")


def test_the_page_to_change_the_words_helps_too(world: World, tension: str) -> None:
    row = write(world.alice, tension, "need", "Only a scapegoat for engineering.", because=BLAMES)
    assert "may be heard as blame" in page(world.alice, "statement", row)


def test_words_that_need_no_help_get_none(world: World) -> None:
    row = open_tension(actor=world.bob, partnership_id=world.partnership.id, title="June")
    write(world.bob, row.id, "position", "The importer goes to Halden in the first week of March.")
    write(world.bob, row.id, "need", "Something our first large customer can use", because="it is")
    assert HELP not in page(world.bob, "side", row.id)


def test_the_other_never_sees_it(world: World, tension: str) -> None:
    share_side(actor=world.alice, tension_id=tension)
    shown = page(world.bob, "tension", tension)
    assert BLAMES in shown
    assert HELP not in shown
    assert "heard as blame" not in shown


def test_it_is_in_nobodys_way_and_asks_the_database_nothing(world: World, tension: str) -> None:
    client = browser(world.alice)
    address = reverse("tensions:side", args=[tension])
    client.get(address)
    with CaptureQueriesContext(connection) as helped:
        client.get(address)
    calm = open_tension(actor=world.alice, partnership_id=world.partnership.id, title="July")
    write(world.alice, calm.id, "position", "The importer goes to Halden in March.")
    write(world.alice, calm.id, "need", "Quiet nights", because="two people are tired")
    address = reverse("tensions:side", args=[calm.id])
    client.get(address)
    with CaptureQueriesContext(connection) as calmly:
        client.get(address)
    assert len(helped) == len(calmly)
    share_side(actor=world.alice, tension_id=tension)


def queries_of(user: User, name: str, *args: str) -> int:
    client = browser(user)
    address = reverse(f"tensions:{name}", args=args)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("name", "kind"), [("side", ()), ("write", ("need",))])
def test_help_beside_five_statements_asks_the_database_no_more_than_beside_one(
    world: World, tension: str, name: str, kind: tuple[str, ...]
) -> None:
    before = queries_of(world.alice, name, tension, *kind)
    for number in range(4):
        write(world.alice, tension, "need", f"{ASKS} {number}", because=BLAMES)
    assert page(world.alice, name, tension, *kind).count(HELP) >= 5
    assert queries_of(world.alice, name, tension, *kind) == before
