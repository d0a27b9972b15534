"""What a reading, a sheet and a file show: marks and notes, questions, and what is printed."""

from __future__ import annotations

import html
import re

import pytest
from tests.web.situations.pages import address, body, sheet_of, with_text

from trifecta.web.views.situations_words import MOST_NOTES

pytestmark = pytest.mark.django_db

REFUSED = "I'm an EM and my PM said no. I asked again and she said no."
FOREIGN = "Mein Produktmanager und ich streiten. Er will immer alles, und wir schaffen es nicht."
VAGUE = "I'm an EM. My PM and I fight over every plan."
NAMES = (*"abcdefghijklmnopqrstuvwxyz",)
LONG = "My PM and I fight. " + " ".join(
    f"I want to stop the {one}{other} in May." for one in NAMES[:8] for other in NAMES[:9]
)
HERE = ("Who is", "Who are")


# -------------------------------------------------------------------- marks and notes


def test_more_places_than_are_marked_are_said_to_be_there() -> None:
    page = body(with_text(text=LONG), "read")
    assert page.count('<li id="note-') == MOST_NOTES
    assert f"Only the first {MOST_NOTES} places are marked; further down there may be more." in page
    assert "further down" not in body(with_text(), "read")


def test_what_was_said_at_an_earlier_note_is_found_there() -> None:
    page = html.unescape(body(with_text(text=LONG), "read"))
    first, second = (note(page, number) for number in (1, 2))
    assert "As at" not in first
    assert 'As at <a href="#note-1">note 1</a>.' in second
    assert re.search(r"</blockquote><p>.+</p>", first, re.S)


def test_it_is_said_again_for_narrow_windows() -> None:
    page = html.unescape(body(with_text(text=LONG), "read"))
    (said,) = re.findall(r"</blockquote><p>(.+?)(?: <a|</p>)", note(page, 1), re.S)
    assert f'<p class="again">{said.strip()}</p>' in note(page, 2)


def test_every_note_says_something() -> None:
    page = body(with_text(text=f"{REFUSED} {LONG}"), "read")
    for number in range(1, page.count('<li id="note-') + 1):
        assert re.search(r"</blockquote><p[^>]*>\S", note(page, number)), number


def test_the_number_of_a_mark_is_a_word_of_its_own() -> None:
    (first, *_) = re.findall(r'<a class="found.*?</a>', body(with_text(), "read"), flags=re.S)
    assert "<sup>1&nbsp;</sup>" in first


def note(page: str, number: int) -> str:
    return page.split(f'<li id="note-{number}"')[1].split("</li>", maxsplit=1)[0]


# -------------------------------------------------------------------- asking who


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("We agreed on it, and he dropped it without telling me.", "Who are “he” and “we” in it?"),
        ("He dropped what had been agreed on, without a word.", "Who is “he” in it?"),
        ("Then her list came, with nothing of mine on it.", "Who is “she” in it?"),
        ("They dropped what had been agreed on, without a word.", "Who are “they” in it?"),
    ],
)
def test_those_alone_are_asked_for_whom_the_text_speaks_of(text: str, question: str) -> None:
    assert question in html.unescape(body(with_text(text=text), "read"))


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "a " * 50_000,
        "a" * 99_000,
        "He left.",
        "The lift is out of order in the US until May.",
    ],
)
def test_a_text_that_speaks_of_nobody_is_asked_nothing(text: str) -> None:
    page = body(with_text(text=text), "read")
    assert not any(question in page for question in HERE)


@pytest.mark.parametrize(("text", "said"), [(FOREIGN, False), (REFUSED, True)])
def test_nobody_is_named_as_reader_of_what_cannot_be_read(text: str, said: bool) -> None:
    page = html.unescape(body(with_text(text=text, role="em", counterpart="pm"), "read"))
    assert ("This cannot be read yet" in page) is not said
    assert ("Read as engineering writing about product." in page) is said


def test_what_is_said_to_one_of_the_two_is_not_said_to_whoever_leads_them() -> None:
    text = "My head of engineering and my head of product fight over every plan."
    page = body(with_text(text=text, role="executive"), "read")
    assert "Where to start: find out why they are stuck" in page
    assert "you are rewarded for different things" not in page
    assert "you are rewarded for different things" in body(with_text(text=VAGUE), "read")


# -------------------------------------------------------------------- the sheet, and the file


def test_the_questions_are_a_list() -> None:
    client = with_text(role="em")
    asked = "What would you lose?\n\nWho decides?  \n"
    client.post(address("sheet"), sheet_of(client) | {"questions": asked})
    page = body(client, "paper")
    (listed,) = re.findall(r'<ul class="asks">(.*?)</ul>', page, flags=re.S)
    assert re.findall(r"<li[^>]*>(.*?)</li>", listed) == ["What would you lose?", "Who decides?"]


def test_a_list_that_was_typed_as_one_has_one_sign_before_each_line() -> None:
    client = with_text(role="em")
    asked = "- One?\n* Two?\n• - Three?\n-\n– Four?\n-5 or 5?\n"
    client.post(address("sheet"), sheet_of(client) | {"questions": asked})
    (listed,) = re.findall(r'<ul class="asks">(.*?)</ul>', body(client, "paper"), flags=re.S)
    expected = ["One?", "Two?", "Three?", "Four?", "-5 or 5?"]
    assert re.findall(r"<li[^>]*>(.*?)</li>", listed) == expected
    assert "\n- One?\n- Two?\n- Three?\n" in body(client, "markdown")


def test_a_sheet_without_questions_has_no_empty_list() -> None:
    client = with_text(role="em")
    client.post(address("sheet"), sheet_of(client) | {"questions": " \n"})
    page = body(client, "paper")
    assert 'class="asks"' not in page
    assert "Not written yet." in page


def test_the_file_says_briefly_what_is_a_guess_and_nothing_of_buttons() -> None:
    text = body(with_text(role="em"), "markdown")
    assert "*A guess: this is how it often is.*" in text
    for word in ("Change it", "leave it", "take it out", "Taken from"):
        assert word not in text


def test_markup_in_the_sheet_is_text_in_the_file() -> None:
    client = with_text(role="em")
    odd = {"need": "<script>alert(1)</script>\n# Mine", "questions": "# One?\n<b>Two?</b>"}
    client.post(address("sheet"), sheet_of(client) | odd)
    text = body(client, "markdown")
    assert "\\<script>alert(1)\\</script>  \n\\# Mine\n" in text
    assert "- \\# One?\n- \\<b>Two?\\</b>\n" in text


# -------------------------------------------------------------------- on paper


def test_what_can_only_be_pressed_is_not_printed() -> None:
    page = body(with_text(), "read")
    links = re.findall(r"<a [^>]*>(?:Not so\?|More on this)", page)
    assert len(links) > 1
    assert all('class="screen"' in link for link in links)
