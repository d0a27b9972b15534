"""The sheet of one text in two tabs: nothing that either saves is overwritten unasked."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client
from tests.web.situations.pages import address, body, sheet_of, with_text

from trifecta.domain.situations.sheets.preparing import LONGEST_FIELD

pytestmark = pytest.mark.django_db
NEED = "Quiet nights"


def sent(client: Client, sheet: dict[str, Any]) -> Any:
    return client.post(address("sheet"), sheet)


def words(response: Any) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", response.content.decode()))


def form_on(response: Any) -> dict[str, str]:
    """What the form of a page sends if nothing is changed in it."""
    form = response.content.decode().split('aria-labelledby="typed"')[1].split("</form>")[0]
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    areas = dict(re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL))
    return {name: html.unescape(text) for name, text in (fields | areas).items()}


def test_what_was_not_touched_here_keeps_what_another_tab_saved_since() -> None:
    client = with_text(role="em")
    tab = sheet_of(client)
    sent(client, tab | {"need": NEED, "ask": ""})
    assert sent(client, tab | {"opening": "Well."})["Location"] == address("paper")
    sheet = sheet_of(client)
    assert (sheet["need"], sheet["ask"], sheet["opening"]) == (NEED, "", "Well.")


def test_what_is_still_suggested_stays_a_suggestion() -> None:
    client = with_text(role="em")
    before = body(client, "sheet").count("sheet-part suggested")
    sent(client, sheet_of(client) | {"need": NEED})
    assert body(client, "sheet").count("sheet-part suggested") == before - 1


def test_a_part_that_both_changed_shows_both_and_the_rest_is_saved() -> None:
    client = with_text()
    tab = sheet_of(client)
    sent(client, tab | {"need": NEED})
    answer = sent(client, tab | {"need": "A <b>date</b>", "opening": "Well."})
    assert answer.status_code == 409
    page = words(answer)
    assert "Changed in another tab, too" in page
    assert f"Saved in the other tab: {NEED}" in page
    assert "A <b>date</b>" in page
    sheet = sheet_of(client)
    assert (sheet["need"], sheet["opening"]) == (NEED, "Well.")
    assert sent(client, form_on(answer))["Location"] == address("paper")
    sheet = sheet_of(client)
    assert (sheet["need"], sheet["opening"]) == ("A <b>date</b>", "Well.")


def test_a_part_that_was_emptied_in_the_other_tab_is_said_to_be() -> None:
    client = with_text()
    sent(client, sheet_of(client) | {"need": NEED})
    tab = sheet_of(client)
    sent(client, tab | {"need": ""})
    assert "Emptied in the other tab." in words(sent(client, tab | {"need": "A date"}))


def test_the_same_words_in_both_tabs_are_no_conflict() -> None:
    client = with_text()
    tab = sheet_of(client)
    sent(client, tab | {"need": NEED})
    assert sent(client, tab | {"need": f"{NEED} "}).status_code == 302


def test_what_is_saved_while_both_are_looked_at_is_not_overwritten_either() -> None:
    client = with_text()
    tab = sheet_of(client)
    sent(client, tab | {"need": NEED})
    answer = sent(client, tab | {"need": "A date"})
    sent(client, sheet_of(client) | {"need": "A third thing"})
    again = sent(client, form_on(answer))
    assert again.status_code == 409
    assert "Saved in the other tab: A third thing" in words(again)


def test_a_sheet_that_is_shown_again_was_opened_when_it_was_shown_first() -> None:
    client = with_text()
    tab = sheet_of(client)
    sent(client, tab | {"need": NEED})
    long = sent(client, tab | {"ask": "long " * LONGEST_FIELD})
    assert long.status_code == 422
    assert long.context["stood"]["opened"] == tab["opened"]
    sent(client, tab | {"ask": "One draft"})
    assert (sheet_of(client)["need"], sheet_of(client)["ask"]) == (NEED, "One draft")


def test_too_long_where_both_changed_it_is_said_first_and_saves_nothing() -> None:
    client = with_text()
    tab = sheet_of(client)
    sent(client, tab | {"need": NEED})
    answer = sent(client, tab | {"need": "long " * LONGEST_FIELD, "opening": "Well."})
    assert answer.status_code == 422
    assert sheet_of(client)["opening"] != "Well."


@pytest.mark.parametrize("opened", ["", "abc"])
def test_a_sheet_that_does_not_say_how_it_stood_is_saved_as_it_is(opened: str) -> None:
    client = with_text()
    answer = sent(client, sheet_of(client) | {"need": NEED, "opened": opened})
    assert answer["Location"] == address("paper")
    assert sheet_of(client)["need"] == NEED


def test_a_sheet_that_stood_otherwise_when_it_was_opened_is_asked_about() -> None:
    client = with_text()
    answer = sent(client, sheet_of(client) | {"need": NEED, "opened": "x " * 8})
    assert answer.status_code == 409
    assert NEED in words(answer)
    assert sheet_of(client)["need"] != NEED
