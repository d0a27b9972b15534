"""Two tabs at the same moment: what either saves stays, and what is forgotten stays forgotten."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.personas import World
from tests.web.people.pages import send
from tests.web.situations.pages import MARK, TEXT, address, body, sheet_of, with_text, write

from trifecta.apps.situations.models import Draft
from trifecta.apps.situations.selectors import kept_by
from trifecta.web.views import situations, situations_kept

pytestmark = pytest.mark.django_db
OTHER = "Our designer throws every draft away, and tells nobody that he begins again."
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
    write(client, "We share one budget, and she spends it on trips in spring.")
    client.post(address("before"))
    assert OTHER in body(client, "write")


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
