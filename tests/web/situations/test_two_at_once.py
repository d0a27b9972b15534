"""Two tabs at the same moment: what either saves stays, and what is forgotten stays forgotten."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.personas import World
from tests.web.people.pages import send
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

from trifecta.apps.situations.models import Draft
from trifecta.apps.situations.selectors import kept_by
from trifecta.web.views import situations, situations_kept

pytestmark = pytest.mark.django_db
OTHER = "Our designer throws every draft away, and tells nobody that he begins again."
THIRD = "We share one budget, and she spends it on trips in spring."
NEED = "Quiet nights"


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, act: Callable[[], object], *, place: Any, name: str
) -> None:
    """Have `act` happen in another tab just before `name` of `place` is called, once."""
    there, left = getattr(place, name), [act]

    def called(*args: Any, **kwargs: Any) -> Any:
        if left:
            left.pop()()
        return there(*args, **kwargs)

    monkeypatch.setattr(place, name, called)


def before_saving(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """After the sheet of the text was looked up, and before what was sent is saved."""
    meanwhile(monkeypatch, act, place=situations, name="groups_of")


def while_it_reads(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    meanwhile(monkeypatch, act, place=situations, name="with_reading")


def saving(client: Client, **parts: str) -> Callable[[], object]:
    sheet = sheet_of(client) | parts
    return lambda: client.post(address("sheet"), sheet)


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


# -------------------------------------------------------------------- both are saved


def test_two_sheets_that_are_saved_at_once_both_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    client = with_text()
    mine = sheet_of(client) | {"ask": "One plan"}
    before_saving(monkeypatch, saving(client, need=NEED))
    assert client.post(address("sheet"), mine)["Location"] == address("paper")
    assert (sheet_of(client)["need"], sheet_of(client)["ask"]) == (NEED, "One plan")


def test_the_same_part_in_both_at_once_is_shown_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    client = with_text()
    mine = sheet_of(client) | {"need": "A date"}
    before_saving(monkeypatch, saving(client, need=NEED))
    answer = client.post(address("sheet"), mine)
    assert answer.status_code == 409
    assert f"Saved in the other tab: {NEED}" in words(answer)


def test_a_sheet_for_a_text_that_is_replaced_at_that_moment_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = with_text()
    mine = sheet_of(client) | {"need": NEED}
    before_saving(monkeypatch, lambda: write(client, OTHER))
    answer = client.post(address("sheet"), mine)
    assert answer.status_code == 409
    assert "Another text is open here now" in words(answer)
    assert NEED in words(answer)
    assert OTHER in body(client, "write")


def test_a_sheet_whose_text_is_forgotten_at_that_moment_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = with_text()
    mine = sheet_of(client) | {"need": NEED}
    before_saving(monkeypatch, lambda: client.post(address("forget")))
    answer = client.post(address("sheet"), mine)
    assert answer.status_code == 409
    assert "Nothing is open here any more" in words(answer)
    assert NEED in words(answer)
    assert not Draft.objects.exists()


def test_a_sheet_that_is_saved_while_a_text_is_read_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    client = with_text()
    while_it_reads(monkeypatch, saving(client, need=NEED))
    assert write(client, TEXT.replace("May", "June")).status_code == 302
    assert sheet_of(client)["need"] == NEED
    assert "June" in body(client, "read")


def test_a_text_that_is_held_while_another_is_read_can_be_gone_back_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = with_text()
    while_it_reads(monkeypatch, lambda: write(client, OTHER))
    asked = write(client, THIRD)
    assert asked.status_code == 409
    _, (before, _) = asked.context["two"]
    write(client, THIRD, goes=before)
    client.post(address("before"))
    assert OTHER in body(client, "write")


@pytest.mark.parametrize("has_account", [True, False])
def test_two_first_texts_at_once_are_both_here(
    world: World, monkeypatch: pytest.MonkeyPatch, has_account: bool
) -> None:
    client = browser(world.alice if has_account else None)
    body(client, "write")
    while_it_reads(monkeypatch, lambda: write(client, OTHER))
    assert write(client, TEXT).status_code == 302
    page = words(client.get(address("read")))
    assert "Another text was sent after you opened this page, from another tab perhaps." in page
    assert Draft.objects.count() == 1
    client.post(address("before"))
    assert OTHER in body(client, "write")


def test_the_first_tab_goes_on_with_its_own_of_two_first_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client, sheets = browser(), []
    body(client, "write")

    def first() -> None:
        write(client, OTHER)
        sheets.append(sheet_of(client) | {"need": NEED})

    while_it_reads(monkeypatch, first)
    write(client, TEXT)
    answer = client.post(address("sheet"), sheets[0])
    assert answer.status_code == 409
    assert "Go back to that text, and keep it there" in words(answer)
    client.post(address("sheet"), sheets[0] | {"back": "yes"})
    assert OTHER in body(client, "write")
    assert sheet_of(client)["need"] == NEED


def test_a_first_text_that_is_sent_twice_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser()
    body(client, "write")
    while_it_reads(monkeypatch, lambda: write(client, TEXT))
    write(client, TEXT)
    page = body(client, "read")
    assert "Another text was sent" not in page
    assert "Go back to the text before" not in page
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("has_looked", [True, False])
def test_first_texts_of_two_browsers_at_once_never_meet(
    monkeypatch: pytest.MonkeyPatch, has_looked: bool
) -> None:
    mine, theirs = browser(), browser()
    if has_looked:
        body(mine, "write")
        body(theirs, "write")
    while_it_reads(monkeypatch, lambda: write(theirs, OTHER))
    write(mine, TEXT)
    assert "Go back to the text before" not in body(mine, "read")
    assert OTHER not in body(mine, "write")
    assert Draft.objects.count() == 2


def test_what_somebody_began_before_in_this_browser_is_not_met_again() -> None:
    client = browser()
    body(client, "write")
    write(client, OTHER)
    del client.cookies[settings.SESSION_COOKIE_NAME]
    write(client, TEXT)
    assert "Go back to the text before" not in body(client, "read")


def test_a_first_text_that_is_forgotten_again_while_another_is_read_stays_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = browser()
    body(client, "write")

    def begun_and_forgotten() -> None:
        write(client, OTHER)
        client.post(address("forget"))

    while_it_reads(monkeypatch, begun_and_forgotten)
    assert write(client, TEXT).status_code == 302
    assert "Go back to the text before" not in body(client, "read")
    assert Draft.objects.count() == 1


def test_a_tab_that_was_opened_empty_says_that_another_has_sent_a_text() -> None:
    client = browser()
    opened = client.get(address("write")).context["made_for"]
    write(client, OTHER, made_for=opened)
    assert "Another text was sent" not in body(client, "read")
    write(client, OTHER.replace("every", "each"), made_for=opened)
    assert "Another text was sent" not in body(client, "read")
    write(client, TEXT, made_for=opened)
    page = words(client.get(address("read")))
    assert "from another tab perhaps. “Go back to the text before” leads to it." in page


def test_it_says_so_of_what_was_written_into_the_sheet_of_that_text() -> None:
    client = browser()
    opened = client.get(address("write")).context["made_for"]
    write(client, OTHER, made_for=opened)
    client.post(address("sheet"), sheet_of(client) | {"need": NEED})
    write(client, TEXT, made_for=opened)
    page = words(client.get(address("read")))
    assert "“Go back to the text before” leads to it, with what is in its sheet." in page
    assert "begins anew" not in page
    client.post(address("before"))
    assert sheet_of(client)["need"] == NEED


def test_what_is_saved_while_it_is_kept_stays_open(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = with_text(world.alice)
    act = saving(client, need=NEED)
    meanwhile(monkeypatch, act, place=situations_kept, name="keep_preparation")
    send(client, address("keep"), title="Before Thursday")
    assert sheet_of(client)["need"] == NEED
    assert "You took this from" in body(client, "keep")
    assert len(kept_by(actor=world.alice)) == 1


def test_what_is_saved_while_a_kept_one_is_taken_up_is_asked_about(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = with_text(world.alice)
    send(client, address("keep"), title="Before Thursday")
    (line,) = kept_by(actor=world.alice)
    client.post(address("go-on", line.id))
    act = saving(client, need=NEED)
    meanwhile(monkeypatch, act, place=situations_kept, name="change_held")
    answer = client.post(address("go-on", line.id))
    assert answer.status_code == 409
    assert sheet_of(client)["need"] == NEED


# -------------------------------------------------------------------- forgotten


def test_a_text_that_is_forgotten_while_it_is_read_stays_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = with_text()
    while_it_reads(monkeypatch, lambda: client.post(address("forget")))
    answer = write(client, OTHER)
    assert answer.status_code == 409
    assert "was forgotten, in another tab perhaps, while this was being read" in words(answer)
    assert OTHER in words(answer)
    assert "Leave it as it was" not in words(answer)
    assert not Draft.objects.exists()
    assert client.get(address("read")).status_code == 302


def test_it_is_held_again_when_its_writer_sends_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    client = with_text()
    while_it_reads(monkeypatch, lambda: client.post(address("forget")))
    write(client, OTHER)
    assert write(client, OTHER).status_code == 302
    assert OTHER in body(client, "write")


# -------------------------------------------------------------------- a button pressed twice


def test_going_back_twice_from_one_page_goes_back_once() -> None:
    client = with_text()
    write(client, OTHER)
    pressed = {"made_for": client.get(address("read")).context["made_for"]}
    client.post(address("before"), pressed)
    client.post(address("before"), pressed)
    assert MARK in body(client, "write")
    page = words(client.post(address("before"), pressed, follow=True))
    assert "This is the text before" not in page


def test_the_pages_with_these_buttons_say_for_which_text_they_are() -> None:
    client = with_text(text="The lift is out of order until Friday.")
    write(client, OTHER)
    client.post(address("before"))
    forms = body(client, "read").split("<form")[1:]
    sent = [one for one in forms if address("before") in one or address("about-us") in one]
    assert len(sent) == 2
    assert all('name="made_for"' in one.split("</form>")[0] for one in sent)


def test_what_is_said_of_one_text_is_not_taken_for_another() -> None:
    client = with_text(text="The lift is out of order until Friday.")
    made_for = client.get(address("read")).context["made_for"]
    write(client, "The bread is best on Saturdays, they say.")
    client.post(address("about-us"), {"made_for": made_for})
    assert "You said that it is about" not in body(client, "read")


# -------------------------------------------------------------------- looking writes nothing


@pytest.mark.parametrize("name", ["write", "read", "sheet", "paper", "markdown", "forget"])
def test_looking_at_a_page_again_keeps_no_writer_waiting(name: str) -> None:
    client = with_text()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        body(client, name)
    said = [one["sql"] for one in seen.captured_queries]
    assert not [sql for sql in said if not sql.startswith("SELECT")]
    assert sum("situations_draft" in sql for sql in said) == 1


def test_a_sheet_is_looked_up_once_and_once_more_to_save_it() -> None:
    client = with_text()
    sheet = sheet_of(client) | {"need": NEED}
    with CaptureQueriesContext(connection) as seen:
        client.post(address("sheet"), sheet)
    said = [one["sql"] for one in seen.captured_queries]
    looked_up = [sql for sql in said if sql.startswith("SELECT") and "situations_draft" in sql]
    assert len(looked_up) == 2
