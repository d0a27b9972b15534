"""With an encoder on the server a page asks nobody where to send a text, and says what has read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.encoders import small_encoder
from tests.web.situations.pages import TEXT, body, browser, write

from trifecta.apps.situations.embeddings import files, reading

pytestmark = pytest.mark.django_db
SAYS = "Read by rules, word lists and an encoder of sentences, all on this server."


@pytest.fixture
def folder(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = small_encoder(tmp_path, monkeypatch, size=384).folder
    settings.TRIFECTA_ENCODER = found  # type: ignore[attr-defined]
    return found


def test_nothing_can_be_chosen_because_nothing_leaves(folder: Path) -> None:
    page = body(browser(), "write")
    assert 'name="reader"' not in page
    assert "an encoder of sentences, all on this server: nothing leaves it" in page


def test_it_is_said_what_has_read_and_every_page_is_shown(folder: Path) -> None:
    client = browser()
    assert write(client, TEXT).status_code == 302
    assert SAYS in body(client, "read")
    for name in ("sheet", "paper", "markdown"):
        assert body(client, name)


def test_a_text_is_placed_once_and_not_for_each_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser()
    assert write(client, TEXT).status_code == 302

    def never(_folder: Path) -> None:
        raise AssertionError("placed again")

    monkeypatch.setattr(reading, "meaning_in", never)
    assert SAYS in body(client, "read")


def test_with_other_files_the_rules_read_and_the_page_says_why(folder: Path) -> None:
    (folder / files.WEIGHTS).write_bytes(b"another")
    client = browser()
    assert write(client, TEXT).status_code == 302
    page = body(client, "read")
    assert "an encoder of sentences was to read it, and its files are not those" in page
