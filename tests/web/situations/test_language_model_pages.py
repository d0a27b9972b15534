"""A page says before anything is sent that a language model reads, and lets the writer say no."""

from __future__ import annotations

import html
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.language_models import MODEL, FakeModel, Said, fake_model, saying
from tests.personas import World, join
from tests.privacy.stores import everything_stored
from tests.web.situations.pages import MARK, TEXT, address, body, browser, write

from trifecta.apps.people.models import PartnerRole
from trifecta.apps.people.partnerships import NewPartnership, create_partnership
from trifecta.web.views import situations_held

pytestmark = pytest.mark.django_db
ANSWER = {
    "relevance": 90,
    "signals": [{"id": "em_pm_conflict", "quotes": ["We never talk about it"]}],
    "root_cause": {"lean": "incentive", "quotes": ["She gets judged on experiments"]},
    "loaded": [
        {
            "quote": "only cares about her promotion",
            "kind": "motive",
            "neutral": "She may be judged on launches & sales.",
        }
    ],
    "statements": [],
    "jumps": [],
}


@pytest.fixture
def model(settings: object) -> Iterator[FakeModel]:
    with fake_model(saying(ANSWER)) as found:
        settings.TRIFECTA_READER = found.endpoint()  # type: ignore[attr-defined]
        yield found


def read_by(reader: str, client: Client | None = None, text: str = TEXT) -> Client:
    client = client or browser()
    assert write(client, text, reader=reader).status_code == 302
    return client


def test_without_a_model_nothing_is_said_of_one_and_nothing_can_be_chosen() -> None:
    page = body(browser(), "write")
    assert "no model, and nothing leaves it" in page
    assert 'name="reader"' not in page


def test_the_page_says_who_reads_before_anything_is_sent(model: FakeModel) -> None:
    page = html.unescape(body(browser(), "write"))
    assert f"A language model, {MODEL} at 127.0.0.1, unless you choose the rules." in page
    assert "Rules and word lists on this server; nothing leaves it" in page
    assert "Nothing leaves it but situations that you let 127.0.0.1 read." in page
    assert model.asked == []


def test_what_a_model_found_is_shown_as_coming_from_it_and_asked_for_once(model: FakeModel) -> None:
    client = read_by("model")
    page = body(client, "read")
    for name in ("sheet", "paper", "markdown", "read"):
        body(client, name)

    assert f"Read by a language model, {MODEL} at 127.0.0.1." in page
    assert "You seem to be rewarded for different things" in page
    assert "She may be judged on launches &amp; sales." in page
    assert "The language model worded this." in page
    assert len(model.asked) == 1


def test_the_rules_can_be_chosen_and_are_chosen_the_next_time_too(model: FakeModel) -> None:
    client = read_by("here")
    assert "language model" not in body(client, "read")
    form = client.get(address("write")).context["form"]
    assert form["reader"].value() == "here"
    assert model.asked == []


def test_whoever_chooses_nothing_sends_nothing(model: FakeModel) -> None:
    client = browser()
    assert write(client, TEXT).status_code == 302
    assert model.asked == []


def test_reading_it_here_after_all_leaves_nothing_of_the_model(model: FakeModel) -> None:
    client = read_by("here", read_by("model"))
    assert "language model" not in body(client, "read")


def test_the_same_text_is_not_sent_twice_and_another_one_is(model: FakeModel) -> None:
    client = read_by("model", read_by("model"))
    assert len(model.asked) == 1
    read_by("model", client, text=f"{TEXT} And now?")
    assert len(model.asked) == 2
    client.post(address("before"))
    assert "Read by a language model" in body(client, "read")
    assert len(model.asked) == 2


def test_trouble_is_said_on_the_page_and_the_rules_read(settings: object) -> None:
    with fake_model(Said(body=b"zq9001x", status=500)) as broken:
        settings.TRIFECTA_READER = broken.endpoint()  # type: ignore[attr-defined]
        page = body(read_by("model"), "read")
    assert "the language model at 127.0.0.1 was to read it, and it failed." in page
    assert "May be heard as blame" in page


def test_names_of_those_one_leads_with_are_taken_out(model: FakeModel, world: World) -> None:
    """By names that are words as well, which nothing but knowing whom one leads with takes out."""
    world.alice.name, world.bob.name = "Mark Quill", "Joy Kettle"
    world.alice.save()
    world.bob.save()
    read_by("model", browser(world.alice), text=f"{TEXT} Well, mark is tired of kettle, joy too.")
    (sent,) = (asked["messages"][1]["content"].lower() for asked in model.asked)
    assert "is tired of" in sent
    assert [one for one in ("mark", "joy", "kettle") if one in sent.split("well, ")[-1]] == []


def test_words_that_are_nobodys_name_are_sent(model: FakeModel, world: World) -> None:
    read_by("model", browser(world.alice), text=f"{TEXT} Well, mark is tired of the kettle.")
    assert "mark is tired of the kettle" in model.everything_sent()


def test_readings_by_a_model_are_counted_like_others(
    model: FakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(situations_held, "MOST_OF_AN_ADDRESS", 1)
    client = read_by("model")
    response = write(client, f"{TEXT} More.", reader="model")
    assert response.status_code == 429
    assert len(model.asked) == 1


def test_what_a_model_found_is_sealed_with_the_text(model: FakeModel) -> None:
    read_by("model")
    stored = everything_stored()
    assert MARK not in stored
    assert "launches" not in stored


def test_looking_up_names_takes_as_many_queries_for_one_partnership_as_for_four(
    model: FakeModel, world: World
) -> None:
    counts = []
    for name in ("", "Payments", "Search", "Mobile"):
        if name:
            partnership = create_partnership(
                actor=world.alice,
                organisation_id=world.organisation.id,
                new=NewPartnership(name=name, team=name, my_role=PartnerRole.EM),
            )
            join(
                partnership=partnership,
                inviter=world.alice,
                user=world.carol,
                role=PartnerRole.PM,
            )
        client = browser(world.alice)
        body(client, "write")
        with CaptureQueriesContext(connection) as asked:
            read_by("model", client, text=f"{TEXT} {name} I told bob.")
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
    assert "bob" not in model.everything_sent()
