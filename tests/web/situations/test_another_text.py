"""Another text in the same browser: its own sheet, and nothing lands where it was not written."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client
from tests.web.situations.pages import (
    TEXT,
    address,
    body,
    sheet_of,
    with_text,
    write,
    write_instead_of_the_one_before,
)

from trifecta.domain.situations.sheets.preparing import LONGEST_FIELD

pytestmark = pytest.mark.django_db
OTHER = "Our designer throws every draft away, and tells nobody that he begins again."
THIRD = "We share one budget, and she spends it on trips in spring."
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


def test_going_back_says_how_to_see_the_other_text_again() -> None:
    client = with_text()
    write(client, TEXT.replace("May", "June"))
    page = html.unescape(client.post(address("before"), follow=True).content.decode())
    assert "“Go back to the text before” now leads to the one that you came from." in page


def test_where_there_is_no_text_before_nothing_is_said_of_one() -> None:
    page = with_text().post(address("before"), follow=True).content.decode()
    assert "This is the text before" not in page


def test_after_a_few_other_words_the_text_before_still_comes_back_with_its_sheet() -> None:
    client = with_sheet()
    write(client, OTHER)
    write(client, OTHER.replace("every", "each"))
    client.post(address("before"))
    assert sheet_of(client)["need"] == NEED


def test_whoever_writes_the_text_before_again_has_its_sheet_and_is_told_so() -> None:
    client = with_sheet()
    write(client, OTHER)
    assert "With a third text you are asked which of the two goes." in body(client, "write")
    write(client, TEXT)
    page = html.unescape(body(client, "read"))
    assert "This is the text before, so its sheet is here again." in page
    assert "begins anew" not in page
    assert sheet_of(client)["need"] == NEED


# ---------------------------------------------------- a sheet from an older tab


def sent(client: Client, sheet: dict[str, Any]) -> Any:
    return client.post(address("sheet"), sheet)


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_a_sheet_names_the_text_that_it_is_for_without_saying_it() -> None:
    page = body(with_text(), "sheet")
    (digest,) = re.findall(r'name="made_for" value="([^"]*)"', page)
    assert re.fullmatch("[0-9a-f]{64}", digest)


def test_a_sheet_for_the_text_before_is_not_saved_and_all_of_it_is_shown() -> None:
    client = with_text()
    typed = sheet_of(client) | {"need": f"{NEED}\nand <b>quiet</b> days", "opening": "Well."}
    write(client, OTHER)
    answer = sent(client, typed)
    assert answer.status_code == 409
    page = words(answer)
    assert "Another text is open here now" in page
    assert f"{NEED}\nand <b>quiet</b> days" in page
    assert "Well." in page
    assert OTHER in page
    assert "<b>quiet" not in answer.content.decode()
    assert sheet_of(client)["need"] == ""


def test_what_was_only_suggested_for_the_text_before_is_not_taken_for_typed() -> None:
    client = with_text(role="em")
    typed = sheet_of(client) | {"need": NEED}
    write(client, OTHER, role="em")
    answer = sent(client, typed)
    assert [row["part"].field.id for row in answer.context["rows"]] == ["need"]


def test_it_can_be_put_into_the_sheet_that_is_open_which_keeps_its_other_parts() -> None:
    client = with_text()
    typed = sheet_of(client) | {"need": NEED}
    write(client, OTHER)
    sent(client, sheet_of(client) | {"ask": "One draft"})
    answer = sent(client, typed)
    rest = {entry.id: entry.text for entry in answer.context["rest"]}
    before = sheet_of(client)
    sent(client, rest | {"made_for": answer.context["made_for"], "need": NEED})
    after = sheet_of(client)
    assert after == before | {"need": NEED, "opened": after["opened"]}
    assert sheet_of(client)["ask"] == "One draft"


def test_what_it_would_take_the_place_of_is_shown() -> None:
    client = with_text()
    typed = sheet_of(client) | {"need": NEED}
    write(client, OTHER)
    sent(client, sheet_of(client) | {"need": "One draft that stays"})
    assert "take the place of: One draft that stays" in words(sent(client, typed))


def test_one_can_go_back_to_the_text_that_it_was_typed_for() -> None:
    client = with_text()
    typed = sheet_of(client) | {"need": NEED}
    write(client, OTHER)
    assert "Go back to that text, and keep it there" in words(sent(client, typed))
    assert sent(client, typed | {"back": "yes"})["Location"] == address("paper")
    assert TEXT.partition(".")[0] in body(client, "read")
    assert sheet_of(client)["need"] == NEED


def test_where_that_text_is_gone_there_is_no_way_back_and_nothing_is_lost() -> None:
    client = with_text()
    typed = sheet_of(client) | {"need": NEED}
    write(client, OTHER)
    write_instead_of_the_one_before(client, THIRD)
    page = words(sent(client, typed))
    assert "a text that is not here any more" in page
    assert "Go back to that text" not in page
    assert NEED in page


def test_another_who_is_who_is_another_sheet_too() -> None:
    client = with_text(role="em", counterpart="pm")
    typed = sheet_of(client) | {"need": NEED}
    write(client, TEXT, role="em", counterpart="design")
    answer = sent(client, typed)
    assert answer.status_code == 409
    page = words(answer)
    assert "Who is who has changed here" in page
    assert "And the other person? <b>Product</b> then, <b>Design</b> now." in page
    assert "What do you lead?" not in page


def test_what_was_suggested_is_not_taken_for_typed_though_its_text_is_gone() -> None:
    client = with_text(role="em")
    typed = sheet_of(client) | {"need": f"{NEED}\r\n"}
    write(client, OTHER)
    write_instead_of_the_one_before(client, THIRD)
    answer = sent(client, typed)
    assert [row["part"].field.id for row in answer.context["rows"]] == ["need"]
    client.post(address("forget"))
    assert [text for _, text in sent(client, typed).context["said"]] == [f"{NEED}\r\n"]


def test_going_back_from_there_keeps_what_was_saved_since_in_that_sheet() -> None:
    client = with_text()
    typed = sheet_of(client) | {"need": NEED}
    sent(client, sheet_of(client) | {"ask": "One draft"})
    write(client, OTHER)
    page = words(sent(client, typed))
    form = page.split("<form")[1].split("</form>")[0]
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    assert sent(client, fields)["Location"] == address("paper")
    assert (sheet_of(client)["need"], sheet_of(client)["ask"]) == (NEED, "One draft")


def test_where_nothing_was_typed_the_open_sheet_is_shown_at_once() -> None:
    client = with_text()
    untouched = sheet_of(client)
    write(client, OTHER)
    answer = client.post(address("sheet"), untouched, follow=True)
    assert answer.redirect_chain == [(address("sheet"), 302)]
    assert "so nothing is lost" in words(answer)


def test_where_nothing_is_open_any_more_what_was_typed_is_shown_to_be_copied() -> None:
    client = with_text()
    typed = sheet_of(client) | {"need": NEED}
    client.post(address("forget"))
    answer = sent(client, typed)
    assert answer.status_code == 409
    assert "Nothing is open here any more" in words(answer)
    assert NEED in words(answer)
    assert sent(client, {"need": " "})["Location"] == address("write")


def test_too_long_after_going_back_stays_with_the_text_that_was_gone_back_to() -> None:
    client = with_text()
    typed = sheet_of(client) | {"need": "long " * LONGEST_FIELD, "back": "yes"}
    write(client, OTHER)
    answer = sent(client, typed)
    assert answer.status_code == 422
    assert answer.context["made_for"] == typed["made_for"]
