"""The words around a finding: its sentence where that is short, and the clause it stands in."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.analysis import Span
from trifecta.domain.situations.sheets.quoting import LONGEST_SENTENCE, Quotes

TEXT = "We fight about the roadmap, she wants A and I want B so much. It is June!"


def of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("want B", "We fight about the roadmap, she wants A and I want B so much."),
        ("June", "It is June!"),
        ("much. It", TEXT),
    ],
)
def test_a_short_sentence_is_quoted_whole(words: str, sentence: str) -> None:
    assert Quotes(TEXT).around(of(TEXT, words)) == sentence


@pytest.mark.parametrize("before", [LONGEST_SENTENCE, 3 * LONGEST_SENTENCE])
def test_of_a_long_sentence_the_words_alone(before: int) -> None:
    text = f"{'a ' * (before // 2)}want B, and so on. Done."

    assert Quotes(text).around(of(text, "want B")) == "want B"


@pytest.mark.parametrize(
    ("words", "clause"),
    [("wants A", "she wants A"), ("want B", "I want B"), ("June", "It is June")],
)
def test_a_clause_begins_behind_what_joins_it(words: str, clause: str) -> None:
    assert Quotes(TEXT).clause(of(TEXT, words), begins=frozenset({"and"})) == clause


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("or they leave", "He says they need more or they leave"),
        ("unless we ship", "Unless we ship, I lose it."),
        ("otherwise I lose it", "A date that holds, otherwise I lose it."),
    ],
)
def test_a_condition_is_quoted_with_what_is_before_it(words: str, sentence: str) -> None:
    text = (
        "He says they need more or they leave, and I have customers. Unless we ship, I lose it. "
        "A date that holds, otherwise I lose it."
    )
    start = text.lower().index(words.lower())
    assert Quotes(text).up_to(Span(start, start + len(words))) == sentence


def test_none_is_quoted_twice() -> None:
    spans = [of(TEXT, "wants A"), of(TEXT, "want B"), of(TEXT, "June")]

    assert Quotes(TEXT).around_each(spans) == (
        "We fight about the roadmap, she wants A and I want B so much.",
        "It is June!",
    )


@pytest.mark.parametrize(
    ("text", "words", "clause"),
    [
        ("I tell sales \U0001f62d I need a date", "need a date", "I need a date"),
        ('He said "never." I want B', "want B", "I want B"),
    ],
)
def test_a_clause_begins_behind_a_picture_or_a_quote(text: str, words: str, clause: str) -> None:
    assert Quotes(text).clause(of(text, words), begins=frozenset()) == clause


def test_a_clause_begins_no_earlier_than_it_may() -> None:
    text = "He says I want B"
    begins = text.index("I want")

    assert Quotes(text).clause(of(text, "want B"), begins=frozenset(), low=begins) == "I want B"


@pytest.mark.parametrize(("clauses", "is_whole"), [(8, True), (14, False)])
def test_a_sentence_of_some_lines_is_quoted_whole_and_one_of_half_a_page_is_not(
    clauses: int, is_whole: bool
) -> None:
    """Each clause is about a third of a line."""
    sentence = f"{'we argue about the date, ' * clauses}and I want B."
    found = Quotes(f"It is June! {sentence} Done.").around(of(f"It is June! {sentence}", "want B"))

    assert found == (sentence if is_whole else "want B")
