"""What is kept can be told apart: in the list, before it is deleted, on paper and as a file."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from tests.personas import World
from tests.web.situations.pages import MARK, address, body, browser, with_text

from trifecta.apps.people.models import User
from trifecta.apps.situations.services import keep_preparation
from trifecta.domain.situations.sheets.preparing import Preparation, Written
from trifecta.web.views.situations_files import as_file

DAY = date(2026, 11, 8)
TWO = (
    "My PM promises things to sales, and I read about them afterwards.",
    "Our PM wants the importer, and nobody asks what it costs us.",
)


def keep(user: User, text: str, title: str = "With product, 8 November") -> str:
    return keep_preparation(
        actor=user, title=title, preparation=Preparation(written=Written(text=text))
    ).id


@pytest.mark.django_db
def test_two_of_one_name_show_their_first_words(world: World) -> None:
    for text in TWO:
        keep(world.alice, text)
    page = html.unescape(body(browser(world.alice), "kept"))
    for text in TWO:
        assert f"“{text}”" in page


@pytest.mark.django_db
def test_of_a_long_text_the_list_shows_the_beginning_alone(world: World) -> None:
    keep(world.alice, f"{'We argue about it each week. ' * 60}{MARK}")
    page = body(browser(world.alice), "kept")
    assert "We argue about it each week." in page
    assert MARK not in page
    assert len(page) < 8_000


@pytest.mark.django_db
def test_the_question_before_deleting_shows_which_one(world: World) -> None:
    _, other = (keep(world.alice, text) for text in TWO)
    page = html.unescape(body(browser(world.alice), "delete", other))
    assert TWO[1] in page
    assert TWO[0] not in page


@pytest.mark.django_db
def test_on_paper_stands_the_sheet_and_not_what_was_written(world: World) -> None:
    page = body(browser(world.alice), "one", keep(world.alice, f"{TWO[0]} {MARK}"))
    (before,) = re.findall(rf'<section class="([^"]*)">(?:(?!<section).)*{MARK}', page, re.S)
    assert "screen" in before.split()
    assert f'<p class="kicker screen"><a href="{address("kept")}">' in page


@pytest.mark.django_db
def test_its_page_says_who_can_read_it_whenever_it_is_opened(world: World) -> None:
    page = body(browser(world.alice), "one", keep(world.alice, TWO[0]))
    assert "Only you can read it: no partner, no executive, no report." in page


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Before Thursday", "before-thursday-2026-11-08.md"),
        ("With engineering, 8 November", "with-engineering-2026-11-08.md"),
        ("Führung & Größe", "fuhrung-groe-2026-11-08.md"),
        ("予算の話", "conversation-2026-11-08.md"),
        ('../"x"; \r\n', "x-2026-11-08.md"),
        ("long " * 40, f"{('long-' * 12)}2026-11-08.md"),
    ],
)
def test_a_file_is_named_after_its_title_and_day(title: str, name: str) -> None:
    preparation = Preparation(written=Written(text=TWO[0]))
    response = as_file(preparation, title=title, day=DAY, said="Kept on")
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_file_says_its_name_and_day_and_what_each_part_rests_on() -> None:
    text = "I lead engineering. My PM and I argue. I need quiet nights, and she never asks me."
    preparation = Preparation(written=Written(text=text, role="em", counterpart="pm"))
    said = as_file(preparation, title="A *plan*", day=DAY, said="Kept on").content.decode()
    assert said.startswith("# A \\*plan\\*\n\nKept on 8 November 2026.\n")
    for origin in ("From your own words.", "A guess: this is how it often is.", "Suggested."):
        assert f"\n*{origin}*\n" in said


@pytest.mark.django_db
def test_what_is_not_kept_yet_has_a_file_of_its_day_too() -> None:
    response = with_text(role="em", counterpart="pm").get(address("markdown"))
    found = re.search(r'filename="([^"]*)"', response["Content-Disposition"])
    assert found
    assert re.fullmatch(r"with-product-\d{4}-\d\d-\d\d\.md", found[1])
