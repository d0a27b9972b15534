"""What people wrote is text in a Markdown file, whatever it looks like."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from trifecta.web.markdown import as_text

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ONLY_TEXT = {"heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline"}
ONLY_WORDS = {"text", "text_special", "softbreak", "hardbreak"}
AWKWARD = st.text(st.sampled_from("ab <>/!?&#;*_-+=.)1`~[](){}|\\\n\t:\"'é"), max_size=60)


def rendered(text: str) -> list[Token]:
    return RENDERER.parse(f"### A part\n\n{as_text(text)}\n\n### Another\n")


def words_of(tokens: list[Token]) -> str:
    inline = [token for token in tokens if token.type == "inline"][1:-1]
    parts = [child for token in inline for child in token.children or []]
    return "".join(child.content or " " for child in parts)


def kinds_of(tokens: list[Token]) -> set[str]:
    within = {child.type for token in tokens for child in token.children or []}
    return {token.type for token in tokens} - ONLY_TEXT | within - ONLY_WORDS


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "# A heading\n===\n---",
        "- one\n- two\n+ three\n* four\n1. five\n2) six",
        "> said",
        "    code\n```\nfence\n~~~",
        "*this* and __that__ and ~~not~~ `so`",
        "[a link](https://example.com) ![a picture](x.png) <https://example.com>",
        "&lt;b&gt; &#35; &copy;",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        "a \\* b \\",
        "<!-- gone -->",
        "[x]: https://example.com",
    ],
)
def test_markup_in_what_people_wrote_is_shown_and_not_obeyed(text: str) -> None:
    tokens = rendered(text)
    assert kinds_of(tokens) == set()
    assert squeezed(words_of(tokens)) == squeezed(text)


@given(AWKWARD)
def test_every_text_comes_back_as_it_was_save_the_space_around_its_lines(text: str) -> None:
    tokens = rendered(text)
    assert kinds_of(tokens) == set()
    assert squeezed(words_of(tokens)) == squeezed(text)


def test_plain_words_stay_as_they_are() -> None:
    plain = "It’s 5 < 6, R&D and snake_case; (so what?) #1 - 50% at 3.5."
    assert as_text(plain) == plain


def test_lines_and_paragraphs_are_kept() -> None:
    assert as_text("one\r\ntwo\n\n\nthree") == "one  \ntwo\n\nthree"


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
