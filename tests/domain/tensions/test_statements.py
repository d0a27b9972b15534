"""What is written is kept as written, within limits that say what to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.errors import InvalidError, TooManyError
from trifecta.domain.tensions.statements import (
    GUIDANCE,
    LONGEST_BECAUSE,
    Kind,
    check_room,
    clean_statement,
    clean_text,
    tidy,
)


def test_a_need_says_why_it_matters() -> None:
    with pytest.raises(InvalidError) as caught:
        clean_statement(Kind.NEED, text="Calm nights", because="  ")
    assert set(caught.value.fields) == {"because"}


@pytest.mark.parametrize("kind", [Kind.POSITION, Kind.CONSTRAINT])
def test_only_needs_keep_a_reason(kind: Kind) -> None:
    assert clean_statement(kind, text="A thing", because="a reason").because == ""


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_written_is_asked_for_by_name(kind: Kind) -> None:
    with pytest.raises(InvalidError) as caught:
        clean_statement(kind, text=" \n ", because="x")
    assert set(caught.value.fields) == {"text"}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_text_of_a_hundred_kilobytes_says_how_long_it_may_be(kind: Kind) -> None:
    with pytest.raises(InvalidError) as caught:
        clean_statement(kind, text="x" * 100_000, because="y" * 100_000)
    assert f"{GUIDANCE[kind].longest:,} characters" in caught.value.fields["text"]
    assert "100,000" in caught.value.fields["text"]
    if kind is Kind.NEED:
        assert f"{LONGEST_BECAUSE:,}" in caught.value.fields["because"]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_example_would_be_accepted(kind: Kind) -> None:
    assert GUIDANCE[kind].examples
    for example in GUIDANCE[kind].examples:
        assert clean_statement(kind, text=example, because="It matters.").text == example


@pytest.mark.parametrize(("kind", "most"), [("position", 3), ("need", 5), ("constraint", 10)])
def test_there_is_room_up_to_the_limit_and_not_beyond(kind: str, most: int) -> None:
    check_room(Kind(kind), already=most - 1)
    with pytest.raises(TooManyError, match="which is the most"):
        check_room(Kind(kind), already=most)


def test_a_reason_that_is_too_short_is_asked_for_more() -> None:
    with pytest.raises(InvalidError) as caught:
        clean_text("short", field="reason", longest=50, missing="Say why.", shortest=10)
    assert "at least 10" in caught.value.fields["reason"]


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(st.characters(min_codepoint=32), min_size=1))
def test_letters_of_any_script_are_kept(text: str) -> None:
    assert tidy(f"a{text}b") == f"a{text}b"


def test_line_ends_are_one_kind_and_control_characters_go() -> None:
    assert tidy("one\r\ntwo\rthree\x00\x07") == "one\ntwo\nthree"
