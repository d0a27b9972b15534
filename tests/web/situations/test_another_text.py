"""Another text in the same browser: its own sheet, and nothing lands where it was not written."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from tests.web.situations.pages import TEXT, address, body, sheet_of, with_text, write

pytestmark = pytest.mark.django_db
OTHER = "Our designer throws every draft away, and tells nobody that he begins again."
NEED = "Quiet nights"


def with_sheet() -> Client:
    client = with_text()
    client.post(address("sheet"), sheet_of(client) | {"need": NEED})
    return client


def test_with_another_text_the_sheet_begins_anew_and_the_page_says_so() -> None:
    client = with_sheet()
    write(client, OTHER)
    assert "This is another text, so the sheet begins anew from it." in body(client, "read")
    assert "begins anew" not in body(client, "read")
    assert sheet_of(client)["need"] != NEED


def test_where_nothing_was_written_into_the_sheet_nothing_is_said_of_it() -> None:
    client = with_text()
    write(client, OTHER)
    assert "begins anew" not in body(client, "read")


def test_the_text_before_comes_back_with_its_sheet_and_goes_again() -> None:
    client = with_sheet()
    write(client, OTHER)
    client.post(address("sheet"), sheet_of(client) | {"ask": "One draft"})
    page = html.unescape(client.post(address("before"), follow=True).content.decode())
    assert "This is the text before, with its sheet." in page
    assert sheet_of(client)["need"] == NEED
    client.post(address("before"))
    assert (sheet_of(client)["need"], sheet_of(client)["ask"]) == ("", "One draft")


def test_going_back_says_how_to_see_the_newer_text_again() -> None:
    client = with_text()
    write(client, TEXT.replace("May", "June"))
    page = html.unescape(client.post(address("before"), follow=True).content.decode())
    assert "To see the newer one again, press “Go back to the text before” once more." in page


def test_where_there_is_no_text_before_nothing_is_said_of_one() -> None:
    page = with_text().post(address("before"), follow=True).content.decode()
    assert "This is the text before" not in page
