"""A text is read once within minutes, however many pages show it; a long one not without end."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import Any

import pytest
from django.test import Client
from tests.personas import World
from tests.web.situations.pages import MARK, TEXT, address, body, sheet_of, with_text

from trifecta.domain.situations.analysis import Analysis, Loaded, Span
from trifecta.domain.situations.model.checking import Findings, Reading
from trifecta.domain.situations.model.endpoint import BY_RULES
from trifecta.domain.situations.reading import read as read_text
from trifecta.domain.situations.sheets.preparing import Preparation, Written
from trifecta.web.views import situations_held, situations_recent
from trifecta.web.views.situations_recent import is_recent, read_all_anew, recently
from trifecta.web.views.situations_words import analysis_of

pytestmark = pytest.mark.usefixtures("readings")

LONG = f"{TEXT} We argue about the plan each week. " * 200


@pytest.fixture(autouse=True)
def within_one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """No window of counting ends in the middle of a test."""
    monkeypatch.setattr(situations_held, "WINDOW", 10**9)


def recent_of(text: str, **who: Any) -> Analysis:
    return analysis_of(Preparation(written=Written(text=text, **who)))


@pytest.mark.django_db
def test_all_pages_of_a_text_read_it_once(readings: list[str]) -> None:
    client = with_text()
    for name in ("read", "sheet", "paper", "markdown"):
        body(client, name)
    client.post(address("sheet"), sheet_of(client) | {"need": "Quiet nights"})
    assert readings == [TEXT]


def test_it_is_the_same_reading_and_another_for_another_who_is_who(readings: list[str]) -> None:
    assert recent_of(TEXT) == recent_of(TEXT) == read_text(TEXT)
    assert recent_of(TEXT, role="design") == read_text(TEXT, role="design")
    assert recent_of(TEXT, about_us=True).about_us
    assert len(readings) == 3


def test_it_is_read_anew_after_some_minutes(
    readings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    recent_of(TEXT)
    now = monotonic()
    monkeypatch.setattr(situations_recent, "monotonic", lambda: now + situations_recent.SECONDS + 1)
    assert not is_recent(Written(text=TEXT))
    recent_of(TEXT)
    assert readings == [TEXT, TEXT]


def test_only_the_last_few_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(situations_recent, "MOST", 2)
    for text in ("One plan.", "Two plans.", "Three plans."):
        recent_of(text)
    there = [is_recent(Written(text=text)) for text in ("One plan.", "Two plans.", "Three plans.")]
    assert there == [False, True, True]


def test_no_word_of_a_text_is_there_nor_what_a_model_worded_of_it() -> None:
    read = read_text(TEXT)
    said = Loaded(span=Span(20, 26), kind="motive", neutral="Zqpriya may not know.", by_model=True)
    findings = Findings(
        relevance=0.9,
        signals=(),
        lean="unclear",
        because=(),
        loaded=(said,),
        statements=(),
        jumps=(),
    )
    written = Written(text=TEXT, reading=Reading(source=BY_RULES, findings=findings))
    analysis = replace(read, loaded=(said,))
    for _ in range(2):
        assert recently(written, lambda: analysis) == analysis
    there = repr(situations_recent._recent)
    for word in (MARK, "promotion", "experiments", "billing", "Zqpriya"):
        assert word not in there


# -------------------------------------------------------------------- a limit that limits


def looked_at(client: Client, name: str = "read") -> int:
    read_all_anew()
    return client.get(address(name)).status_code


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["read", "sheet", "paper", "markdown"])
def test_a_long_text_is_not_read_without_end(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(situations_held, "MOST_OF_A_BROWSER", 3)
    client = with_text(text=LONG)
    assert [looked_at(client, name) for _ in range(4)] == [200, 200, 200, 429]
    assert looked_at(client, "forget") == 200


@pytest.mark.django_db
def test_looking_again_within_minutes_and_a_short_text_count_for_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(situations_held, "MOST_OF_A_BROWSER", 1)
    client = with_text(text=LONG)
    assert [client.get(address("read")).status_code for _ in range(4)] == [200] * 4
    short = with_text()
    assert [looked_at(short) for _ in range(4)] == [200] * 4


@pytest.mark.django_db
def test_what_was_typed_is_shown_where_the_limit_is_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(situations_held, "MOST_OF_A_BROWSER", 1)
    client = with_text(text=LONG)
    sheet = sheet_of(client) | {"need": "Quiet nights, at last"}
    read_all_anew()
    answer = client.post(address("sheet"), sheet)
    assert answer.status_code == 429
    assert "Quiet nights, at last" in answer.content.decode()


@pytest.mark.django_db
def test_signing_out_is_never_held_up_by_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(situations_held, "MOST_OF_A_BROWSER", 0)
    client = with_text(world.alice)
    monkeypatch.setattr(situations_held, "LONG", 1)
    assert client.get("/account/logout/").status_code == 200


@pytest.mark.django_db
def test_the_limit_says_what_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(situations_held, "MOST_OF_A_BROWSER", 1)
    client = with_text()
    client.post(address("write"), {"text": TEXT})
    answer = client.post(address("write"), {"text": TEXT})
    assert answer.status_code == 429
    assert "A text was read 1 times for this browser within" in answer.content.decode()
    assert int(answer["Retry-After"]) > 0
