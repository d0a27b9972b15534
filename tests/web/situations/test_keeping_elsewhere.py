"""Keeping from an older tab, or from a second browser, keeps what was shown or asks first."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client
from tests.personas import World
from tests.web.situations.pages import MARK, address, body, browser, sheet_of, with_text, write

from trifecta.apps.people.models import User
from trifecta.apps.situations.models import KeptPreparation
from trifecta.apps.situations.selectors import kept_by
from trifecta.apps.situations.services import (
    change_preparation,
    delete_preparation,
    keep_preparation,
)
from trifecta.domain.errors import ConflictError
from trifecta.domain.situations.sheets.preparing import Preparation, Written

pytestmark = pytest.mark.django_db
OTHER = "Our designer throws every draft away, and tells nobody that he begins again."
REPLACE = "Replace “Before Thursday”?"


def keep(user: User, title: str = "Before Thursday", text: str = f"We argue. {MARK}") -> str:
    preparation = Preparation(written=Written(text=text))
    return keep_preparation(actor=user, title=title, preparation=preparation).id


def gone_on_with(user: User, kept_id: str) -> Client:
    client = browser(user)
    client.post(address("go-on", kept_id))
    return client


def need(client: Client, text: str) -> None:
    client.post(address("sheet"), sheet_of(client) | {"need": text})


def words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def form_on(page: str, button: str) -> dict[str, str]:
    """What the form with this button sends of itself."""
    (form,) = [one for one in page.split("<form")[1:] if f">{button}</button>" in one]
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))


def press(client: Client, page: str, button: str) -> Any:
    return client.post(address("keep-changes"), form_on(page, button))


def test_keeping_from_an_older_tab_keeps_no_text_that_it_did_not_show(world: World) -> None:
    client = with_text(world.alice)
    page = body(client, "keep")
    assert "“I lead engineering." in page.split("<main")[1]
    write(client, OTHER)
    answer = client.post(address("keep"), form_on(page, "Keep it") | {"title": "The first"})
    assert answer.status_code == 409
    asked = answer.content.decode()
    assert "Another text is open here now" in asked
    assert OTHER in asked
    assert not KeptPreparation.objects.exists()
    client.post(address("keep"), form_on(asked, "Keep it") | {"title": "The drafts"})
    (line,) = kept_by(actor=world.alice)
    assert OTHER in body(client, "one", line.id)


def test_changes_from_an_older_tab_land_in_no_other_one(world: World) -> None:
    first, second = keep(world.alice), keep(world.alice, "The drafts")
    client = gone_on_with(world.alice, first)
    page = body(client, "keep")
    client.post(address("go-on", second))
    need(client, "One draft")
    answer = press(client, page, "Keep the changes to it")
    assert answer.status_code == 409
    assert "was taken from “The drafts”, which you went on with" in words(answer.content.decode())
    assert "One draft" not in body(client, "one", second)
    press(client, answer.content.decode(), "Keep the changes to it")
    assert "One draft" in body(client, "one", second)


def test_going_on_with_one_from_an_older_tab_asks_again_about_another_text(world: World) -> None:
    kept_id = keep(world.alice)
    client = with_text(world.alice)
    page = client.post(address("go-on", kept_id)).content.decode()
    assert "“I lead engineering." in page
    form = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    write(client, OTHER)
    answer = client.post(address("go-on", kept_id), form)
    assert answer.status_code == 409
    said = words(answer.content.decode())
    assert "You were asked this about another text." in said
    assert OTHER in said
    assert OTHER in body(client, "read")
    again = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', answer.content.decode()))
    assert client.post(address("go-on", kept_id), again)["Location"] == address("sheet")


def test_changes_of_a_text_that_is_open_no_more_ask_again(world: World) -> None:
    client = gone_on_with(world.alice, keep(world.alice))
    page = body(client, "keep")
    write(client, f"We argue. {MARK} And that is all.")
    answer = press(client, page, "Keep the changes to it")
    assert answer.status_code == 409
    assert "And that is all." in answer.content.decode()


def test_the_second_browser_does_not_overwrite_the_first_unasked(world: World) -> None:
    kept_id = keep(world.alice)
    first, second = (gone_on_with(world.alice, kept_id) for _ in range(2))
    opened = body(second, "keep")
    need(first, "Quiet nights")
    need(second, "A date")
    press(first, body(first, "keep"), "Keep the changes to it")
    for page in (body(second, "keep"), press(second, opened, "Keep the changes to it").content):
        said = words(page if isinstance(page, str) else page.decode())
        assert "it was changed since from somewhere else" in said
        assert REPLACE in said
    assert second.post(address("keep-changes")).status_code == 409
    assert "Quiet nights" in body(second, "one", kept_id)


def test_the_second_browser_keeps_its_own_as_another_one_or_replaces_it(world: World) -> None:
    kept_id = keep(world.alice)
    first, second, third = (gone_on_with(world.alice, kept_id) for _ in range(3))
    for client, text in ((first, "Quiet nights"), (second, "A date"), (third, "A word")):
        need(client, text)
    press(first, body(first, "keep"), "Keep the changes to it")
    form = form_on(body(second, "keep"), "Keep it as another one")
    second.post(address("keep"), form | {"title": "Mine"})
    mine = kept_by(actor=world.alice)[0]
    assert (mine.title, "A date" in body(second, "one", mine.id)) == ("Mine", True)
    asked = body(third, "keep")
    newer = Preparation(written=Written(text=OTHER))
    state = KeptPreparation.objects.get(id=kept_id).changed_at
    change_preparation(
        actor=world.alice, preparation_id=kept_id, preparation=newer, changed_at=state
    )
    again = press(third, asked, "Replace it")
    assert again.status_code == 409
    assert "was changed after you came to this page" in words(again.content.decode())
    press(third, again.content.decode(), "Replace it")
    assert "A word" in body(third, "one", kept_id)


def test_another_name_is_no_change_of_what_is_kept(world: World) -> None:
    kept_id = keep(world.alice)
    client = gone_on_with(world.alice, kept_id)
    client.post(address("rename", kept_id), {"title": "After Thursday"})
    assert press(client, body(client, "keep"), "Keep the changes to it").status_code == 302


@pytest.mark.parametrize("before", ["the page", "the button"])
def test_changes_of_one_that_was_deleted_can_be_kept_as_a_new_one(
    world: World, before: str
) -> None:
    kept_id = keep(world.alice)
    client = gone_on_with(world.alice, kept_id)
    need(client, "Quiet nights")
    page = body(client, "keep")
    delete_preparation(actor=world.alice, preparation_id=kept_id)
    if before == "the page":
        page = body(client, "keep")
    else:
        answer = press(client, page, "Keep the changes to it")
        assert answer.status_code == 409
        page = answer.content.decode()
    assert "The one that you took this from is deleted" in page
    assert "Keep the changes to it" not in page
    client.post(address("keep"), form_on(page, "Keep it") | {"title": "Again"})
    (line,) = kept_by(actor=world.alice)
    assert "Quiet nights" in body(client, "one", line.id)


def test_after_deleting_it_in_another_tab_the_changes_are_not_lost_either(world: World) -> None:
    kept_id = keep(world.alice)
    client = gone_on_with(world.alice, kept_id)
    need(client, "Quiet nights")
    page = body(client, "keep")
    client.post(address("delete", kept_id))
    answer = press(client, page, "Keep the changes to it")
    assert answer.status_code == 409
    assert "taken from none that you keep" in answer.content.decode()
    assert form_on(answer.content.decode(), "Keep it")


def test_of_two_at_the_same_time_the_second_changes_nothing(world: World) -> None:
    row = KeptPreparation.objects.get(id=keep(world.alice))
    newer = Preparation(written=Written(text=OTHER))
    change_preparation(
        actor=world.alice, preparation_id=row.id, preparation=newer, changed_at=row.changed_at
    )
    with pytest.raises(ConflictError):
        change_preparation(
            actor=world.alice, preparation_id=row.id, preparation=newer, changed_at=row.changed_at
        )
