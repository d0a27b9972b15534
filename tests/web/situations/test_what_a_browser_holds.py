"""What a browser holds: who can read it, how long it stays, and how much of it there can be."""

from __future__ import annotations

import html
import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.privacy.stores import everything_stored
from tests.web.situations.pages import (
    MARK,
    TEXT,
    address,
    body,
    browser,
    sheet_of,
    with_text,
    write,
)

from trifecta.apps.records.models import AuditEvent
from trifecta.apps.situations.models import Draft
from trifecta.apps.situations.ticking import tick
from trifecta.domain.situations.sheets.preparing import IDLE, MOST_BYTES
from trifecta.web.views import situations_held

pytestmark = pytest.mark.django_db


def idle_for(time: timedelta) -> None:
    Draft.objects.update(touched_at=timezone.now() - time)


# -------------------------------------------------------------------- who can read it


def test_another_browser_knows_nothing_of_it() -> None:
    with_text()
    assert browser().get(address("read")).status_code == 302
    assert MARK not in body(browser(), "write")


def test_it_is_unreadable_where_it_is_stored_and_leaves_no_trail(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    client = with_text()
    client.post(address("sheet"), sheet_of(client) | {"need": f"Quiet {MARK}"})
    for name in ("read", "sheet", "paper", "markdown"):
        client.get(address(name))
    assert MARK not in everything_stored()
    assert MARK not in caplog.text
    assert not AuditEvent.objects.exists()


def test_a_ciphertext_that_is_moved_to_another_browser_does_not_open() -> None:
    with_text()
    sealed = Draft.objects.get().sealed
    other = with_text(text="Something of my own.")
    Draft.objects.exclude(sealed=sealed).update(sealed=sealed)
    assert other.get(address("read")).status_code == 302


# -------------------------------------------------------------------- how long


def test_after_two_idle_hours_it_cannot_be_read_and_the_page_says_why_once() -> None:
    client = with_text()
    idle_for(IDLE)
    assert client.get(address("read")).status_code == 302
    page = body(client, "write")
    assert "What was here is deleted" in page
    assert MARK not in page
    assert "What was here is deleted" not in body(client, "write")


def test_looking_at_it_gives_two_hours_more() -> None:
    client = with_text()
    idle_for(IDLE - timedelta(minutes=1))
    body(client, "read")
    assert Draft.objects.get().touched_at > timezone.now() - timedelta(minutes=1)


def test_what_is_idle_is_deleted_though_nobody_comes_back() -> None:
    with_text()
    idle_for(IDLE)
    with_text(text="A fresh one.")
    assert tick() == {"idle preparations forgotten": 1}
    assert Draft.objects.count() == 1


# -------------------------------------------------------------------- how much


def test_a_text_that_is_too_long_is_refused_with_all_of_it_still_there() -> None:
    long = "It goes on and on. " * (MOST_BYTES // 19 + 1)
    response = write(browser(), long)
    page = html.unescape(response.content.decode())
    assert response.status_code == 422
    assert "100 kB is the most" in page
    assert long.strip() in page
    assert not Draft.objects.exists()


def test_more_than_a_request_can_hold_says_what_to_do() -> None:
    response = write(browser(), "a" * 1_100_000)
    assert response.status_code == 413
    assert "Go back in your browser" in response.content.decode()


def test_who_reads_too_often_is_told_so_and_keeps_what_was_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(situations_held, "MOST_OF_A_BROWSER", 2)
    client = with_text()
    answers = [write(client, f"{TEXT} {number}") for number in range(3)]
    assert [one.status_code for one in answers] == [302, 302, 429]
    page = html.unescape(answers[-1].content.decode())
    assert f"{MARK}</b>. 2" in page
    assert "Try again in" in page


def test_an_address_has_a_limit_over_all_its_browsers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(situations_held, "MOST_OF_AN_ADDRESS", 2)
    with_text()
    with_text()
    assert write(browser(), TEXT).status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert write(elsewhere, TEXT).status_code == 302
