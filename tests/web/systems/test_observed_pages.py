"""What was counted stands beside the model: all of it or none, and where the two part is said."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.systems.models import COUNTS, begun
from tests.crawling import signed_in_as
from tests.personas import World
from tests.web.systems.test_model_pages import page, words_of

from trifecta.apps.leaving.selectors import everything_of
from trifecta.apps.systems.models import Observed
from trifecta.apps.systems.services.models import save_text
from trifecta.apps.systems.services.observing import bring_in_counts
from trifecta.domain.errors import NotFoundError


@pytest.fixture
def alice(world: World) -> Client:
    return signed_in_as(world.alice)


def looked_at(client: Client, model_id: str, counts: str, **more: Any) -> Any:
    """The page after the counts were sent."""
    return client.post(page("observed", model_id), {"counts": counts, **more})


def hidden(response: Any) -> dict[str, str]:
    """What the first form of the page sends by itself."""
    fields = re.findall(
        r'<input type="hidden" name="(?!csrf)(\w+)" value="([^"]*)"', response.content.decode()
    )
    return {name: unescape(value) for name, value in reversed(fields)}


def kept(client: Client, model_id: str, counts: str, **more: Any) -> Any:
    """Counts that were looked at, and then kept."""
    shown = looked_at(client, model_id, counts)
    assert shown.status_code == 200, words_of(shown)
    return client.post(page("observed_keep", model_id), hidden(shown) | more)


def test_counts_are_looked_at_and_then_put_beside_the_model(world: World, alice: Client) -> None:
    model_id = begun(world)
    assert "never wrong" in words_of(alice.get(page("observed", model_id)))
    shown = looked_at(alice, model_id, COUNTS)
    assert "12 weeks of 3 stocks and flows" in words_of(shown)
    assert "Nothing is kept yet" in words_of(shown)
    assert not Observed.objects.exists()
    sent = alice.post(page("observed_keep", model_id), hidden(shown))
    assert sent.headers["Location"] == page("observed", model_id)
    seen = words_of(alice.get(page("observed", model_id)))
    assert "Screened > Hires" in seen
    assert "Alice brought the counts in" in seen
    shown = alice.get(page("model", model_id)).content.decode()
    assert "Beside what was counted" in shown
    assert "b-ring" in shown


def test_a_file_does_as_well_however_it_was_saved(world: World, alice: Client) -> None:
    model_id = begun(world)
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        file = SimpleUploadedFile("counts.csv", "week;Screened\r\n1;8,5\r\n".encode(encoding))
        shown = looked_at(alice, model_id, "", file=file)
        assert "Week 1. Nothing is kept yet." in words_of(shown)
        assert "1 numbers are not whole" in words_of(shown)


def test_a_file_that_needs_mending_stands_where_it_can_be_mended(
    world: World, alice: Client
) -> None:
    file = SimpleUploadedFile("counts.csv", b"week,Screned\n1,8\n")
    shown = looked_at(alice, begun(world), "", file=file)
    assert shown.status_code == 422
    assert "did you mean “Screened”?" in words_of(shown)
    assert "week,Screned\n1,8" in shown.content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04workbook", "This is a workbook or an archive"),
        (b"\x00\x01", "This is no text file"),
        (b"x" * 5_000_001, "This file is larger than 5 MB"),
    ],
)
def test_a_file_that_is_no_table_says_what_to_do(
    world: World, alice: Client, data: bytes, said: str
) -> None:
    shown = looked_at(alice, begun(world), "", file=SimpleUploadedFile("counts.csv", data))
    assert shown.status_code == 422
    assert said in words_of(shown)


def test_new_weeks_are_added_and_one_step_back_is_there(world: World, alice: Client) -> None:
    model_id = begun(world)
    kept(alice, model_id, "week,Screened\n1,8\n2,9\n")
    newer = "week,Screened\n2,10\n3,11\n"
    shown = looked_at(alice, model_id, newer)
    assert "There are 2 weeks of counts now. 1 week is new, and 1 is in both" in words_of(shown)
    assert "changes 1 of them" in words_of(shown)
    kept(alice, model_id, newer, how="add")
    row = Observed.objects.get()
    assert row.counts.splitlines()[1:] == ["1,Screened,8", "2,Screened,10", "3,Screened,11"]

    assert "Go back to the counts before" in words_of(alice.get(page("observed", model_id)))
    alice.post(page("observed_undo", model_id))
    assert Observed.objects.get().counts.splitlines()[1:] == ["1,Screened,8", "2,Screened,9"]
    alice.post(page("observed_undo", model_id), {"once": "2"})
    assert Observed.objects.get().counts == row.counts


def test_counts_can_take_the_place_of_those_before(world: World, alice: Client) -> None:
    model_id = begun(world)
    kept(alice, model_id, COUNTS)
    kept(alice, model_id, "week,Screened\n20,10\n", how="replace")
    assert Observed.objects.get().counts == "week,stock or flow,value\n20,Screened,10\n"


def test_dates_and_numbers_are_not_put_together(world: World, alice: Client) -> None:
    model_id = begun(world)
    kept(alice, model_id, COUNTS)
    shown = looked_at(alice, model_id, "week,Screened\n2026-03-02,10\n")
    assert "The 12 weeks that are there are replaced" in words_of(shown)
    assert 'name="how"' not in shown.content.decode()


def test_somebody_elses_newer_counts_are_not_overwritten(world: World, alice: Client) -> None:
    model_id = begun(world)
    shown = looked_at(alice, model_id, COUNTS)
    bring_in_counts(actor=world.bob, model_id=model_id, counts="week,Screened\n1,3\n")
    again = alice.post(page("observed_keep", model_id), hidden(shown) | {"how": "replace"})
    assert again.status_code == 409
    assert "Somebody has changed the counts in the meantime" in words_of(again)
    assert Observed.objects.get().counts == "week,Screened\n1,3\n"
    alice.post(page("observed_keep", model_id), hidden(again) | {"how": "replace"})
    assert Observed.objects.get().counts.count("\n") == 37


def test_day_or_month_first_is_asked_with_everything_still_there(
    world: World, alice: Client
) -> None:
    model_id = begun(world)
    counts = "week,Screened\n04/05/2026,8\n"
    asked = looked_at(alice, model_id, counts)
    assert asked.status_code == 422
    assert 'name="order"' in asked.content.decode()
    assert "04/05/2026,8" in asked.content.decode()
    shown = looked_at(alice, model_id, counts, order="day first")
    assert "2026-05-04,Screened,8" in hidden(shown)["counts"]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ("", "Paste the counts, or choose a file."),
        ("week,stock or flow,value\n1,Screened,8\nx,Screened,9", "Line 3"),
        ("week,stock or flow,value\n1,Nobody,8", "Line 2"),
        ("nothing of the kind", "no rows below"),
        ("stock,value\n1,2", "Line 1: no heading is “week” or “date”."),
        ("week,Screened\n" + "1,1\n" * 25_001, "Leave out older ones"),
        ("week,Screened\n" + f"1,{'1' * 40}\n" * 5_000, "leave out older weeks"),
        ("2026-03-02,Kim Doe\n2026-03-03,Ada Poe", "there are no headings"),
    ],
)
def test_what_cannot_be_read_is_said_by_its_line_and_nothing_is_kept(
    world: World, alice: Client, counts: str, said: str
) -> None:
    shown = alice.post(page("observed", begun(world)), {"counts": counts})
    assert shown.status_code == 422
    assert said in words_of(shown)
    assert not Observed.objects.exists()


def test_a_text_that_no_longer_has_the_names_says_what_to_do(world: World, alice: Client) -> None:
    model_id = begun(world)
    bring_in_counts(actor=world.bob, model_id=model_id, counts=COUNTS)
    save_text(actor=world.bob, model_id=model_id, text="[A] > B @ 1", read=1)
    assert "Names in the text have changed" in words_of(alice.get(page("observed", model_id)))
    save_text(actor=world.bob, model_id=model_id, text="A > B @ (", read=2)
    assert "does not run at the moment" in words_of(alice.get(page("observed", model_id)))
    shown = alice.post(page("observed", model_id), {"counts": COUNTS})
    assert "Mend the text first" in words_of(shown)


def test_counts_are_the_members_own_and_can_be_deleted(world: World, alice: Client) -> None:
    model_id = begun(world)
    with pytest.raises(NotFoundError):
        bring_in_counts(actor=world.carol, model_id=model_id, counts=COUNTS)
    bring_in_counts(actor=world.alice, model_id=model_id, counts=COUNTS)
    assert everything_of(actor=world.alice)["models"]["counted"][0]["counts"] == COUNTS
    alice.post(page("observed_remove", model_id))
    assert not Observed.objects.exists()
