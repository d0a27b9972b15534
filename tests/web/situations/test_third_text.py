"""A third text in one browser: nothing is deleted for it before somebody says which one."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client
from tests.personas import World
from tests.web.situations.pages import TEXT, address, body, sheet_of, with_text, write

from trifecta.apps.people.models import User
from trifecta.apps.situations.services import keep_preparation
from trifecta.domain.situations.sheets.preparing import Preparation, Written
from trifecta.web.views import situations

pytestmark = pytest.mark.django_db
OTHER = "Our designer throws every draft away, and tells nobody that he begins again."
THIRD = "We share one budget, and she spends it on trips in spring."
FOURTH = "Somebody promised the trade fair a screen which does not exist."
NEED = "Quiet nights"


def with_two(user: User | None = None, *, need: str = NEED) -> Client:
    """A browser that holds two texts; into the sheet of the first, `need` was written."""
    client = with_text(user)
    if need:
        client.post(address("sheet"), sheet_of(client) | {"need": need})
    write(client, OTHER)
    return client


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


def choices_in(response: Any) -> list[str]:
    """What the buttons send: for the open text, and for the one before."""
    return re.findall(r'name="goes" value="([0-9a-f]{64})"', response.content.decode())


def before(client: Client) -> str:
    """The text that going back leads to."""
    client.post(address("before"))
    written: str = client.get(address("write")).context["held"].written.text
    return written


@pytest.mark.parametrize("need", [NEED, ""])
def test_it_is_asked_about_whether_or_not_anything_was_written_into_a_sheet(need: str) -> None:
    client = with_two(need=need)
    assert "With a third text you are asked which of the two goes." in body(client, "write")
    answer = write(client, THIRD, role="em")
    page = words(answer)
    assert answer.status_code == 409
    assert "Nothing is deleted yet" in page
    assert page.index(f"“{OTHER[:40]}") < page.index(f"“{TEXT[:40]}")
    assert page.count("You have written into its sheet.") == bool(need)
    assert THIRD in page.split("<textarea")[1].split("</textarea>")[0]
    assert '<option value="em" selected>' in page


def test_until_then_both_are_here_with_their_sheets() -> None:
    client = with_two()
    write(client, THIRD)
    assert client.get(address("write")).context["held"].written.text == OTHER
    assert before(client) == TEXT
    assert sheet_of(client)["need"] == NEED


@pytest.mark.parametrize(("goes", "stays"), [(0, TEXT), (1, OTHER)])
def test_the_one_that_is_chosen_goes_and_the_other_stays(goes: int, stays: str) -> None:
    client = with_two()
    chosen = choices_in(write(client, THIRD))[goes]
    assert write(client, THIRD, goes=chosen)["Location"] == address("read")
    page = words(client.get(address("read")))
    assert "The text that you chose is deleted, with its sheet." in page
    assert sheet_of(client)["need"] == ""
    assert before(client) == stays
    assert (sheet_of(client)["need"] == NEED) is (stays == TEXT)
    assert before(client) == THIRD


def test_going_back_in_a_new_tab_first_does_not_change_what_was_chosen() -> None:
    client = with_two()
    _, chosen = choices_in(write(client, THIRD))
    assert before(client) == TEXT
    write(client, THIRD, goes=chosen)
    assert before(client) == OTHER


@pytest.mark.parametrize("goes", ["", "0" * 64, "yes"])
def test_what_stands_for_neither_of_them_chooses_none(goes: str) -> None:
    client = with_two()
    assert write(client, THIRD, goes=goes).status_code == 409
    assert before(client) == TEXT


def test_what_was_chosen_for_one_third_text_is_asked_again_for_the_next() -> None:
    client = with_two()
    _, chosen = choices_in(write(client, THIRD))
    write(client, THIRD, goes=chosen)
    answer = write(client, FOURTH, goes=chosen)
    assert answer.status_code == 409
    assert TEXT[:40] not in words(answer)


@pytest.mark.parametrize(
    "text", [OTHER.replace("every", "each"), TEXT, TEXT.replace("May", "June")]
)
def test_for_a_text_that_is_here_gone_over_nothing_has_to_go(text: str) -> None:
    client = with_two()
    assert write(client, text).status_code == 302


def test_it_is_asked_before_anybody_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    client = with_two()

    def never(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("it was read")

    monkeypatch.setattr(situations, "with_reading", never)
    assert write(client, THIRD).status_code == 409


def test_a_second_text_that_comes_while_a_third_is_read_is_asked_about_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place: Any = situations
    client, there = with_text(), place.with_reading

    def meanwhile(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(place, "with_reading", there)
        write(client, OTHER)
        return there(*args, **kwargs)

    monkeypatch.setattr(place, "with_reading", meanwhile)
    answer = write(client, THIRD)
    assert len(choices_in(answer)) == 2
    assert OTHER in words(answer)
    assert before(client) == TEXT


def test_taking_up_one_that_is_kept_says_that_the_text_before_goes_too(world: World) -> None:
    kept = Preparation(written=Written(text="My PM never asks us."))
    row = keep_preparation(actor=world.alice, title="Before Thursday", preparation=kept)
    page = words(with_two(world.alice).post(address("go-on", row.id)))
    assert "The text before this one goes too, with its sheet" in page
    page = words(with_text(world.alice).post(address("go-on", row.id)))
    assert "The text before" not in page
