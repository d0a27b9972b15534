"""An export is mapped once, offered again, and leaves nothing of a candidate anywhere."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.systems.models import begun
from tests.crawling import signed_in_as
from tests.domain.systems.exports import ASHBY, GREENHOUSE, LEVER, SMALL_MODEL, WORKABLE
from tests.personas import World
from tests.web.systems.test_model_pages import page, words_of
from tests.web.systems.test_observed_pages import hidden, looked_at

from trifecta.apps.systems.models import Observed

NAMES = ("Kim", "Noor", "Ada Poe", "example.org", "Robin Hill", "Sam Lee")
COUNTED = [
    "2026-02-23,Screens,0",
    "2026-03-02,Screens,2",
    "2026-03-02,Candidates > Screens,2",
    "2026-03-16,Hires,1",
]


def names_in(place: str) -> list[str]:
    """As whole words: three letters stand in a random token now and then."""
    return [name for name in NAMES if re.search(rf"\b{re.escape(name)}\b", place)]


@pytest.fixture
def alice(world: World) -> Client:
    return signed_in_as(world.alice)


def sent(client: Client, model_id: str, text: str, **more: Any) -> Any:
    file = SimpleUploadedFile("export.csv", text.encode())
    return looked_at(client, model_id, "", file=file, **more)


def chosen(shown: Any) -> dict[str, str]:
    """What the page of columns sends where nothing is changed on it."""
    form = shown.context["form"]
    begun_with = {name: form[name].value() or "" for name in form.fields}
    return {**hidden(shown), **begun_with, "rows": hidden_rows(shown)}


def hidden_rows(shown: Any) -> str:
    return "event" if shown.context["form"].mapping.by_event else "candidate"


def without(fields: dict[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name not in names}


def mapped(client: Client, model_id: str, text: str, **more: str) -> Any:
    """The preview after the columns were chosen as they were guessed."""
    shown = sent(client, model_id, text)
    fields = without(chosen(shown), "again") | more
    return client.post(page("observed_columns", model_id), fields)


@pytest.mark.parametrize("text", [GREENHOUSE, LEVER, ASHBY, WORKABLE])
def test_an_export_is_mapped_looked_at_and_kept(
    world: World, alice: Client, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    model_id = begun(world, text=SMALL_MODEL)
    first = sent(alice, model_id, text)
    assert "is which?" in words_of(first)
    preview = alice.post(page("observed_columns", model_id), without(chosen(first), "again"))
    assert "Nothing is kept yet" in words_of(preview), words_of(preview)
    alice.post(page("observed_keep", model_id), hidden(preview))

    row = Observed.objects.get()
    assert set(COUNTED) <= set(row.counts.splitlines())
    for place in (first.content.decode(), preview.content.decode(), row.counts, caplog.text):
        assert not names_in(place)
    assert not names_in(row.mapping or "")


def test_the_next_export_of_the_shape_is_mapped_as_last_time(world: World, alice: Client) -> None:
    model_id = begun(world, text=SMALL_MODEL)
    preview = mapped(alice, model_id, GREENHOUSE, s1="-")
    alice.post(page("observed_keep", model_id), hidden(preview))

    more = f"{GREENHOUSE}Kim Doe,904,kim@example.org,Designer,03/24/2026,,,,\n"
    again = sent(alice, model_id, more)
    assert "Mapped as last time: 4 columns" in words_of(again)
    assert "There are 4 weeks of counts now. 1 week is new" in words_of(again)
    change = alice.post(
        page("observed_columns", model_id),
        {"pack": again.context["read"].pack, "mapping": again.context["mapping"]},
    )
    assert change.context["form"]["s1"].value() == "-"
    assert "What you said last time is filled in" in words_of(change)


def test_a_new_stage_is_asked_about_with_the_rest_filled_in(world: World, alice: Client) -> None:
    model_id = begun(world, text=SMALL_MODEL)
    preview = mapped(alice, model_id, LEVER, s1="-")
    alice.post(page("observed_keep", model_id), hidden(preview))

    shown = sent(alice, model_id, f"{LEVER}a-3;Reference check;2026-03-19;Sam Lee\n")
    assert "Which stage is which?" in words_of(shown)
    form = shown.context["form"]
    assert [form[f"s{at}"].value() for at in range(6)] == [
        "Screens",
        "-",
        "Offers",
        "Hires",
        "left",
        "-",
    ]


def test_what_a_row_is_can_be_said_otherwise(world: World, alice: Client) -> None:
    model_id = begun(world, text=SMALL_MODEL)
    shown = sent(alice, model_id, ASHBY)
    fields = {"pack": hidden(shown)["pack"], "rows": "candidate", "again": "1"}
    other = alice.post(page("observed_columns", model_id), fields)
    assert [line["said"] for line in other.context["form"].lines] == [
        "Entered Stage At",
        "Left Stage At",
    ]


def test_day_or_month_is_asked_for_where_no_date_says_it(world: World, alice: Client) -> None:
    model_id = begun(world, text=SMALL_MODEL)
    text = "Applied on,Offer on\n03/04/2026,05/04/2026\n06/04/2026,\n"
    shown = sent(alice, model_id, text)
    assert 'name="order"' in shown.content.decode()
    fields = without(chosen(shown), "again")
    refused = alice.post(page("observed_columns", model_id), fields)
    assert refused.status_code == 422
    assert "Say which comes first" in words_of(refused)
    preview = alice.post(page("observed_columns", model_id), fields | {"order": "month first"})
    assert "2026-03-02,Candidates > Screens,1" in hidden(preview)["counts"]


def test_a_cell_that_is_no_date_is_said_without_what_stands_in_it(
    world: World, alice: Client
) -> None:
    model_id = begun(world, text=SMALL_MODEL)
    shown = mapped(alice, model_id, GREENHOUSE.replace("03/10/2026", "Kim Doe"))
    assert shown.status_code == 422
    assert "Line 2, column Offer Date: this is no date" in words_of(shown)
    assert "Kim" not in shown.content.decode()


def test_counting_begins_with_the_week_that_is_asked_for(world: World, alice: Client) -> None:
    model_id = begun(world, text=SMALL_MODEL)
    preview = mapped(alice, model_id, GREENHOUSE, first="2026-03-11")
    counts = hidden(preview)["counts"]
    assert "2026-03-02,Screens,2" in counts
    assert "2026-03-02,Candidates > Screens" not in counts


@pytest.mark.parametrize("pack", ["", "x", "eJyrVkrOz0lVslJQqgUAHEcEAw"])
def test_a_page_that_did_not_come_back_whole_says_what_to_do(
    world: World, alice: Client, pack: str
) -> None:
    model_id = begun(world, text=SMALL_MODEL)
    shown = alice.post(page("observed_columns", model_id), {"pack": pack})
    assert shown.status_code == 422
    assert "Choose it again" in words_of(shown)


def test_the_page_of_columns_by_itself_leads_to_the_beginning(world: World, alice: Client) -> None:
    model_id = begun(world, text=SMALL_MODEL)
    sent_on = alice.get(page("observed_columns", model_id))
    assert sent_on.headers["Location"] == page("observed", model_id)
