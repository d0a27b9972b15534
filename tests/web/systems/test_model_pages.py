"""The pages of models: they work without scripts, keep what was typed, and end in a decision."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.agreeing import member
from tests.apps.systems.models import OTHER, TEXT, begun, changed, decided
from tests.crawling import signed_in_as
from tests.domain.people.voice import FORBIDDEN
from tests.personas import World

from trifecta.apps.systems.models import Decision, ModelVersion, SystemModel
from trifecta.apps.systems.services.models import save_text
from trifecta.web.views import systems_editing


def page(name: str, *args: object) -> str:
    return reverse(f"systems:{name}", args=args)


def words_of(response: Any) -> str:
    """What a reader sees in `main`, without tags."""
    body = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.fixture
def alice(world: World) -> Client:
    return signed_in_as(world.alice)


NEW = {
    "question": "How many people join?",
    "name": "Hiring",
    "period": "week",
    "rounds": "12",
    "answered_by": "",
    "text": TEXT,
}


def test_an_empty_list_offers_the_library(world: World, alice: Client) -> None:
    seen = words_of(alice.get(page("models", world.partnership.id)))
    assert "There is none yet" in seen
    assert "Technical debt" in seen


def test_a_model_begins_from_one_of_the_library(world: World, alice: Client) -> None:
    shown = alice.get(page("new", world.partnership.id) + "?from=hiring").content.decode()
    assert "Recruiters(6)" in shown
    sent = alice.post(page("new", world.partnership.id), NEW)
    model = SystemModel.objects.get()
    assert sent.headers["Location"] == page("edit", model.id)
    assert "After 12 weeks, Hires is at 22." in words_of(alice.get(page("model", model.id)))


def test_a_file_takes_the_place_of_what_was_typed(world: World, alice: Client) -> None:
    file = SimpleUploadedFile("model.txt", b"\xef\xbb\xbfDoing(3)\r\n")
    alice.post(page("new", world.partnership.id), {**NEW, "file": file})
    assert ModelVersion.objects.get().text == "Doing(3)"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfe\x00", "not a text file"), (b"#" * 90_000, "larger than a model can be")],
)
def test_a_file_that_cannot_be_one_is_told_so(
    world: World, alice: Client, content: bytes, said: str
) -> None:
    file = SimpleUploadedFile("model.txt", content)
    shown = alice.post(page("new", world.partnership.id), {**NEW, "file": file})
    assert shown.status_code == 422
    assert said in words_of(shown)
    assert not SystemModel.objects.exists()


def test_what_is_missing_is_said_and_what_was_typed_stays(world: World, alice: Client) -> None:
    shown = alice.post(page("new", world.partnership.id), {**NEW, "question": "", "rounds": "0"})
    assert shown.status_code == 422
    assert "Choose a number from 1 to 200." in words_of(shown)
    shown = alice.post(page("new", world.partnership.id), {**NEW, "question": ""})
    assert "Write what you want to know." in words_of(shown)
    assert "Screened &gt; Hires @ 2" in shown.content.decode()


def test_looking_without_a_script_shows_the_typed_text_and_keeps_nothing(
    world: World, alice: Client
) -> None:
    model_id = begun(world)
    shown = alice.post(page("edit", model_id), {"text": OTHER, "version": "1", "look": "yes"})
    assert shown.status_code == 200
    assert "After 12 weeks, Hires is at 44." in words_of(shown)
    assert "Screened &gt; Hires @ 4" in shown.content.decode()
    assert ModelVersion.objects.count() == 1


def test_a_fault_stands_with_its_line_and_what_to_write(world: World, alice: Client) -> None:
    shown = words_of(alice.get(page("model", begun(world, text="# all\nA thing > B @ 1 1 +"))))
    assert "It does not run yet." in shown
    assert "Line 2, column" in shown


def test_the_part_that_a_script_asks_for_is_the_same(world: World, alice: Client) -> None:
    shown = alice.post(
        page("look"), {"text": TEXT, "period": "week", "rounds": "12", "stock": "Hires"}
    )
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "After 12 weeks, Hires is at 22." in text
    assert "<html" not in text
    assert not SystemModel.objects.exists()


@pytest.mark.parametrize("rounds", ["", "-1", "9" * 400, "1e9", "٣"])
@pytest.mark.parametrize("text", ["", "x" * 30_000, "a > b @ c", "(" * 200, "a(\x00) > b @ 1"])
def test_no_text_breaks_a_look(alice: Client, text: str, rounds: str) -> None:
    shown = alice.post(page("look"), {"text": text, "rounds": rounds, "period": "<b>"})
    assert shown.status_code in {200, 422}


def test_a_long_look_is_cut_to_what_there_is_time_for(alice: Client) -> None:
    text = "\n".join(f"S{n} > S{n + 1} @ 1" for n in range(900))
    shown = alice.post(page("look"), {"text": text, "rounds": "200", "period": "week"})
    assert "S900 stays at 0 for 22 weeks" in shown.content.decode()


def test_looks_are_limited(alice: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems_editing, "MOST_LOOKS", 2)
    codes = [alice.post(page("look"), {"text": TEXT}).status_code for _ in range(3)]
    assert codes == [200, 200, 429]


def test_two_who_write_at_once_lose_nothing(world: World, alice: Client) -> None:
    model_id = begun(world)
    save_text(actor=world.bob, model_id=model_id, text="Doing(1)", read=1)
    shown = alice.post(page("edit", model_id), {"text": OTHER, "version": "1"})
    assert shown.status_code == 409
    seen = shown.content.decode()
    assert "Doing(1)" in seen
    assert "Screened &gt; Hires @ 4" in seen
    assert 'name="version" value="2"' in seen
    alice.post(page("edit", model_id), {"text": OTHER, "version": "2"})
    assert ModelVersion.objects.count() == 3


def test_versions_can_be_looked_at_compared_and_brought_back(world: World, alice: Client) -> None:
    model_id = changed(world)
    assert "Bob" in words_of(alice.get(page("versions", model_id)))
    assert "Screened > Hires @ 2 is gone" in words_of(alice.get(page("version", model_id, 2)))
    seen = words_of(alice.get(page("compare", model_id)))
    assert "Text 1 beside text 2" in seen
    assert "Hires 22 44" in seen
    alice.post(page("restore", model_id, 1))
    assert ModelVersion.objects.get(number=3).text == TEXT


def test_another_model_of_the_same_partnership_can_stand_beside_it(
    world: World, alice: Client
) -> None:
    here, there = changed(world), begun(world, text="Doing(3)")
    assert "Our hiring beside text 2" in words_of(
        alice.get(page("compare", here) + f"?with={there}")
    )
    for nothing in ("99", "nothing-of-the-kind", "0"):
        assert alice.get(page("compare", here) + f"?with={nothing}").status_code == 404


def test_a_model_ends_in_a_decision_and_the_data_is_looked_at(world: World, alice: Client) -> None:
    model_id = begun(world)
    assert "What follows from it?" in words_of(alice.get(page("model", model_id)))
    empty = alice.post(page("decide", model_id), {})
    assert "Write what should change in the data if you are right." in words_of(empty)
    today = timezone.localdate()
    alice.post(
        page("decide", model_id),
        {
            "what": "Two more learn to interview",
            "owner": member(world, world.bob),
            "due": today.isoformat(),
            "expected": "Hires double",
            "review_on": (today + timedelta(days=30)).isoformat(),
        },
    )
    decision_id = Decision.objects.get().id
    assert "Bob, by" in words_of(alice.get(page("model", model_id)))
    assert "What does the data show?" in words_of(alice.get(page("decision", decision_id)))
    alice.post(
        page("decision", decision_id),
        {"done": "done", "outcome": "otherwise", "learnt": "They stayed where they were."},
    )
    seen = words_of(alice.get(page("decision", decision_id)))
    assert "They stayed where they were." in seen
    assert "it went another way" in words_of(alice.get(page("model", model_id)))


def test_a_model_refined_five_times_is_told_to_decide(world: World, alice: Client) -> None:
    model_id = begun(world)
    for number in range(1, 5):
        save_text(actor=world.alice, model_id=model_id, text=f"Doing({number})", read=number)
    seen = words_of(alice.get(page("model", model_id)))
    assert "It may be good enough to decide" in seen
    assert (
        page("decide", model_id) in alice.get(page("models", world.partnership.id)).content.decode()
    )


def test_a_decision_can_be_let_go_and_then_the_model_deleted(world: World, alice: Client) -> None:
    decision_id = decided(world)
    model_id = Decision.objects.get().model_id
    assert "Something is decided from it" in words_of(alice.get(page("delete", model_id)))
    assert alice.post(page("delete", model_id)).status_code == 409
    alice.post(page("let_go", decision_id))
    assert alice.post(page("delete", model_id)).status_code == 302
    assert not SystemModel.objects.exists()


def test_the_library_is_open_to_everybody(client: Client, db: None) -> None:
    assert "Work in progress" in words_of(client.get(page("library")))
    seen = words_of(client.get(page("starter", "fishery")))
    assert "What it teaches" in seen
    assert client.get(page("starter", "nothing")).status_code == 404


def test_a_starter_leads_into_the_partnership_of_its_reader(world: World, alice: Client) -> None:
    link = f"{page('new', world.partnership.id)}?from=hiring"
    assert link in alice.get(page("starter", "hiring")).content.decode()


def test_the_pages_speak_as_the_product_does(world: World, alice: Client) -> None:
    model_id = changed(world)
    decision_id = decided(world)
    for address in (
        page("models", world.partnership.id),
        page("new", world.partnership.id),
        page("decide", model_id),
        page("delete", model_id),
        page("decision", decision_id),
        page("compare", model_id),
        page("versions", model_id),
    ):
        assert not FORBIDDEN.search(words_of(alice.get(address))), address


def count(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_more_models_and_texts_cost_no_more_queries(world: World, alice: Client) -> None:
    model_id = changed(world)
    lists = [
        page("models", world.partnership.id),
        page("versions", model_id),
        page("model", model_id),
        page("compare", model_id),
    ]
    before = [count(alice, one) for one in lists]
    for number in range(2, 7):
        begun(world)
        save_text(actor=world.bob, model_id=model_id, text=f"Doing({number})", read=number)
    assert [count(alice, one) for one in lists] == before
    assert max(before) <= 15
