"""Forgetting is asked about first, whatever it is called; then everything is gone."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client
from tests.personas import World
from tests.web.situations.pages import MARK, address, body, browser, sheet_of, with_text, write

from trifecta.apps.situations.models import Draft, KeptPreparation
from trifecta.apps.situations.services import keep_preparation
from trifecta.domain.situations.sheets.preparing import Preparation, Written

pytestmark = pytest.mark.django_db


def confirmed(client: Client, path: str) -> Any:
    """What comes after the button of the page at `path`."""
    page = client.get(path).content.decode()
    form = page.split("<main")[1].split('<form method="post">')[1].split("</form>")[0]
    sent = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return client.post(path, sent, follow=True)


def with_kept(world: World) -> Client:
    kept = keep_preparation(
        actor=world.alice,
        title="Before Thursday",
        preparation=Preparation(written=Written(text=f"We argue. {MARK}")),
    )
    client = browser(world.alice)
    client.post(address("go-on", kept.id))
    return client


def words(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page))


@pytest.mark.parametrize("name", ["read", "sheet", "paper", "write"])
def test_forget_it_now_asks_first_and_deletes_nothing_by_itself(name: str) -> None:
    client = with_text()
    page = body(client, name)
    assert f'<a href="{address("forget")}">Forget it now</a>' in page
    asked = body(client, "forget")
    assert "Forget what is open here?" in asked
    assert "I lead engineering." in asked
    assert f'href="{address("keep")}"' in asked
    assert Draft.objects.count() == 1


def test_after_the_confirmation_it_is_deleted_at_once() -> None:
    client = with_text()
    assert "It is deleted" in confirmed(client, address("forget")).content.decode()
    assert not Draft.objects.exists()
    assert client.get(address("read")).status_code == 302


def test_another_one_can_be_started_and_the_page_says_what_that_deletes() -> None:
    client = with_text()
    start = f"{address('forget')}?another"
    assert f'href="{start}">Start another one</a>' in body(client, "write")
    assert "What is open here is deleted first" in client.get(start).content.decode()
    page = confirmed(client, start).content.decode()
    assert "Here is an empty page for another one." in page
    assert MARK not in page
    assert not Draft.objects.exists()


def test_where_nothing_is_open_there_is_no_other_one_to_start() -> None:
    assert "Start another one" not in body(browser(), "write")


def test_what_is_kept_stays_and_the_page_says_so(world: World) -> None:
    client = with_kept(world)
    page = words(body(client, "forget"))
    assert "“Before Thursday”, which you keep, stays as it is." in page
    assert "Keep it first" not in page
    client.post(address("sheet"), sheet_of(client) | {"need": "Quiet nights"})
    page = words(body(client, "forget"))
    assert "stays as it is, without what you have changed since." in page
    assert "Keep it first" in page
    confirmed(client, address("forget"))
    assert not Draft.objects.exists()
    assert KeptPreparation.objects.count() == 1


def test_a_confirmation_in_an_older_tab_does_not_delete_what_came_after() -> None:
    client = with_text()
    page = body(client, "forget")
    (made_for,) = re.findall(r'name="made_for" value="([^"]*)"', page)
    write(client, "Our designer throws every draft away.")
    answer = client.post(address("forget"), {"made_for": made_for})
    assert answer.status_code == 409
    assert "another one by now, from another tab, so nothing is deleted yet" in words(
        answer.content.decode()
    )
    assert "Our designer throws every draft away." in answer.content.decode()
    assert Draft.objects.exists()
