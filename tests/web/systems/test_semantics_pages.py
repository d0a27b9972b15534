"""A model runs by the semantics it was given, on every page and in every version."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.apps.systems.models import COUNTS, begun
from tests.crawling import signed_in_as
from tests.personas import World
from tests.web.systems.test_model_pages import NEW, page, words_of

from trifecta.apps.systems.models import ModelVersion, SystemModel
from trifecta.apps.systems.services.models import save_text
from trifecta.apps.systems.services.observing import bring_in_counts

HALVES = "[Candidates] > Screened @ 25\nScreened > Hires @ Leak(0.5)"


@pytest.fixture
def alice(world: World) -> Client:
    return signed_in_as(world.alice)


def about(semantics: str) -> dict[str, str]:
    return {
        "question": "How many people join?",
        "name": "Hiring",
        "period": "week",
        "rounds": "3",
        "answered_by": "",
        "semantics": semantics,
    }


def made_sane(world: World, client: Client) -> str:
    model_id = begun(world, text=HALVES)
    client.post(page("about", model_id), about("sane"))
    return model_id


def test_a_model_begins_with_the_semantics_that_are_chosen(world: World, alice: Client) -> None:
    alice.post(page("new", world.partnership.id), {**NEW, "text": HALVES, "semantics": "sane"})
    assert ModelVersion.objects.get().semantics == "sane"


def test_without_a_choice_a_model_runs_as_published(world: World, alice: Client) -> None:
    alice.post(page("new", world.partnership.id), NEW)
    assert ModelVersion.objects.get().semantics == "systems"


def test_another_way_to_run_is_a_text_of_its_own(world: World, alice: Client) -> None:
    model_id = made_sane(world, alice)
    rows = ModelVersion.objects.filter(model_id=model_id).order_by("number")
    assert [(row.text, row.semantics) for row in rows] == [(HALVES, "systems"), (HALVES, "sane")]
    seen = words_of(alice.get(page("model", model_id)))
    assert "After 3 weeks, Hires is at 31.2." in seen
    assert "As the language was published, Hires would be at 31 after 3 weeks" in seen
    assert "from here on" in words_of(alice.get(page("version", model_id, 2)))
    alice.post(page("about", model_id), {**about("sane"), "name": "Another"})
    assert rows.count() == 2
    assert SystemModel.objects.get().name == "Another"


def test_the_choice_made_is_the_one_that_is_shown(world: World, alice: Client) -> None:
    model_id = made_sane(world, alice)
    assert 'value="sane" id="id_semantics_1" checked' in " ".join(
        alice.get(page("about", model_id)).content.decode().split()
    )


def test_a_new_text_keeps_the_semantics_and_an_old_one_brings_its_own(
    world: World, alice: Client
) -> None:
    model_id = made_sane(world, alice)
    save_text(actor=world.bob, model_id=model_id, text=f"{HALVES}\nHires(1)", read=2)
    assert ModelVersion.objects.get(number=3).semantics == "sane"
    alice.post(page("restore", model_id, 1))
    assert ModelVersion.objects.get(number=4).semantics == "systems"
    alice.post(page("restore", model_id, 2))
    assert ModelVersion.objects.get(number=5).semantics == "sane"


def test_two_texts_are_compared_each_by_its_own(world: World, alice: Client) -> None:
    seen = words_of(alice.get(page("compare", made_sane(world, alice))))
    assert "Hires 31 31.2" in seen
    assert "Text 1 is run as the language was published, text 2 is run by sane semantics." in seen


def test_a_look_while_writing_runs_by_them(world: World, alice: Client) -> None:
    model_id = made_sane(world, alice)
    assert 'data-semantics="sane"' in alice.get(page("edit", model_id)).content.decode()
    sent = {"text": HALVES, "period": "week", "rounds": "3", "stock": "Hires"}
    sane = alice.post(page("look"), {**sent, "semantics": "sane"}).content.decode()
    assert "After 3 weeks, Hires is at 31.2." in sane
    other = alice.post(page("look"), {**sent, "semantics": "no such"}).content.decode()
    assert "After 3 weeks, Hires is at 31." in other


def test_what_conversions_lose_is_said(alice: Client) -> None:
    sent = {"text": "[C] > A @ 25\nA > B @ 0.5", "rounds": "3", "semantics": "sane"}
    assert (
        "Lost in conversions by then: 25 of A." in alice.post(page("look"), sent).content.decode()
    )


def test_the_page_of_counts_says_by_which_way_they_are_compared(
    world: World, alice: Client
) -> None:
    model_id = begun(world)
    bring_in_counts(actor=world.alice, model_id=model_id, counts=COUNTS)
    said = "Counts are held against the text as the language was published"
    assert said not in words_of(alice.get(page("observed", model_id)))
    alice.post(page("about", model_id), about("sane"))
    assert said in words_of(alice.get(page("observed", model_id)))


def test_a_way_to_run_that_there_is_none_of_is_refused(world: World, alice: Client) -> None:
    model_id = begun(world)
    sent = alice.post(page("about", model_id), about("other"))
    assert sent.status_code == 422
    assert "Choose one of these." in words_of(sent)
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelVersion.objects.update(semantics="other")


def test_a_long_look_by_sane_semantics_is_cut_to_what_there_is_time_for(alice: Client) -> None:
    text = "\n".join(f"S{n} > S{n + 1} @ 1" for n in range(900))
    sent = {"text": text, "rounds": "200", "period": "week", "semantics": "sane"}
    assert "S900 stays at 0 for 7 weeks" in alice.post(page("look"), sent).content.decode()
