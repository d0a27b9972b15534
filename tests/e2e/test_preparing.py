"""Somebody prepares a conversation alone: with JavaScript or without, by keyboard or pointer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from tests.e2e.axe import problems
from tests.e2e.conftest import Person
from tests.web.situations.pages import TEXT

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = (
    "/prepare/",
    "/prepare/read/",
    "/prepare/sheet/",
    "/prepare/print/",
    "/prepare/keep/",
    "/prepare/forget/",
)


@pytest.mark.parametrize("script", [True, False])
def test_from_a_text_to_a_sheet_in_ones_bag(
    open_browser: Callable[..., Person], script: bool
) -> None:
    person = open_browser(java_script_enabled=script)
    page = person.page
    person.go("/prepare/")
    person.fill("What is going on?", TEXT)
    page.get_by_label("What do you lead?").select_option("em")
    person.press("Read it")
    assert person.sees("Where to start")
    page.locator(".found").first.click()
    assert page.url.endswith("#note-1")
    page.locator("#note-1 h3 a").click()
    assert page.url.endswith("#at-1")
    person.press("Go on to the sheet")
    assert page.get_by_label("What I ask for").input_value().startswith("I want to stop")
    person.fill("What I need", "Nights without alarms")
    person.press("Keep this and go on")
    assert person.sees("Nights without alarms")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download it as Markdown").click()
    assert "Nights without alarms" in download.value.path().read_text(encoding="utf-8")
    page.get_by_role("link", name="Forget it now").click()
    person.press("Forget it")
    assert person.sees("It is deleted")
    person.go("/prepare/read/")
    assert page.url.endswith("/prepare/")


def test_an_explanation_appears_on_the_words_by_keyboard(
    open_browser: Callable[..., Person],
) -> None:
    person = open_browser()
    prepare(person)
    peek = person.page.locator(".found .peek").first
    assert not peek.is_visible()
    person.page.locator(".found").first.focus()
    assert peek.is_visible()
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**/#note-1")
    assert outline_of(person.page.locator("#note-1")) == "solid 3px"


@pytest.mark.parametrize("way", ["keyboard", "pointer"])
def test_an_explanation_goes_away_with_escape_and_comes_again(
    open_browser: Callable[..., Person], way: str
) -> None:
    person = open_browser()
    prepare(person)
    mark, peek = (person.page.locator(one).first for one in (".found", ".found .peek"))

    def show() -> None:
        mark.focus() if way == "keyboard" else mark.hover()
        assert peek.is_visible()

    def leave() -> None:
        mark.blur() if way == "keyboard" else person.page.mouse.move(2, 2)

    show()
    person.page.keyboard.press("Escape")
    assert not peek.is_visible()
    leave()
    show()
    leave()
    expect(peek).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_a_pointer_can_go_from_the_words_to_the_explanation(
    open_browser: Callable[..., Person], script: bool
) -> None:
    person = open_browser(java_script_enabled=script)
    prepare(person)
    mark, peek = (person.page.locator(one).first for one in (".found", ".found .peek"))
    mark.hover()
    box, words = peek.bounding_box(), mark.bounding_box()
    assert box is not None
    assert words is not None
    across, top = words["x"] + words["width"] / 2, words["y"] + words["height"] / 2
    for step in range(int(box["y"] - top + box["height"] - 4)):
        person.page.mouse.move(across, top + step)
        assert peek.is_visible(), step
    assert box["y"] >= words["y"] + words["height"] - 1


def test_an_explanation_near_the_lower_edge_opens_above_its_words(
    open_browser: Callable[..., Person],
) -> None:
    person = open_browser()
    prepare(person)
    page = person.page
    mark, peek = (page.locator(one).first for one in (".found", ".found .peek"))
    words = mark.bounding_box()
    assert words is not None
    page.set_viewport_size({"width": 1280, "height": int(words["y"] + words["height"] + 12)})
    mark.hover()
    box, words = peek.bounding_box(), mark.bounding_box()
    assert box is not None
    assert words is not None
    assert 0 <= box["y"] < box["y"] + box["height"] <= words["y"] + 1
    page.mouse.move(2, 2)
    expect(peek).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 900})
    mark.hover()
    below = peek.bounding_box()
    assert below is not None
    assert below["y"] > words["y"]


def test_at_a_narrow_width_a_note_says_itself_what_was_said_before(
    open_browser: Callable[..., Person],
) -> None:
    person = open_browser()
    prepare(person, "My PM and I fight. I want to stop the import. I want to stop the export.")
    again, as_at = (person.page.locator(one).first for one in (".again", ".as-at"))
    expect(as_at).to_be_visible()
    expect(again).to_be_hidden()
    person.page.set_viewport_size({"width": 390, "height": 844})
    expect(again).to_be_visible()
    expect(as_at).to_be_hidden()


def test_the_pages_are_sound_at_every_width_and_in_both_lights(
    open_browser: Callable[..., Person],
) -> None:
    person = open_browser(reduced_motion="reduce")
    prepare(person)
    assert [problem for path in PAGES for problem in problems(person, path)] == []


def outline_of(place: Locator) -> str:
    read = "e => getComputedStyle(e).outlineStyle + ' ' + getComputedStyle(e).outlineWidth"
    return str(place.evaluate(read))


def prepare(person: Person, text: str = TEXT) -> None:
    person.go("/prepare/")
    person.fill("What is going on?", text)
    person.press("Read it")
