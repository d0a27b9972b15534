"""A reply to a result: what can be sent, and how it is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.people.voice import complaints

from trifecta.domain.checkins.replies import (
    LONGEST_REPLY,
    Fit,
    clean_draft,
    clean_reply,
    contested,
    said_words,
    sees_it_differently,
)
from trifecta.domain.errors import InvalidError

ROBIN_AND_NOOR = ("Robin", "Noor")


@given(fit=st.sampled_from([fit.value for fit in Fit]), words=st.text(max_size=LONGEST_REPLY))
def test_any_choice_can_be_sent_with_or_without_words(fit: str, words: str) -> None:
    clean = clean_reply(fit=fit, words=words)
    assert clean.fit == fit
    assert clean_reply(fit=fit, words=clean.words) == clean


@pytest.mark.parametrize("fit", ["", "yes"])
def test_it_is_not_sent_without_a_choice(fit: str) -> None:
    with pytest.raises(InvalidError) as caught:
        clean_reply(fit=fit, words="Words.")
    assert caught.value.fields == {"fit": "Choose how far it fits."}
    assert clean_draft(fit=fit, words="Words.").fit is None


def test_an_empty_one_is_not_kept() -> None:
    with pytest.raises(InvalidError):
        clean_draft(fit="", words=" \r\n ")


def test_too_much_says_how_much() -> None:
    with pytest.raises(InvalidError) as caught:
        clean_draft(fit="fits", words="x" * (LONGEST_REPLY + 1))
    assert "this has 1,001" in caught.value.fields["words"]


def test_a_pair_is_told_who_sees_it_differently() -> None:
    assert contested([(ROBIN_AND_NOOR, [])]) == ""
    assert contested([(ROBIN_AND_NOOR, ["Noor"])]) == "Noor sees it differently. Start there."
    assert contested([(ROBIN_AND_NOOR, ROBIN_AND_NOOR)]) == (
        "Robin and Noor see it differently. Start there."
    )


def test_of_several_pairs_it_says_which() -> None:
    pairs = [
        (ROBIN_AND_NOOR, ["Noor"]),
        (("Robin", "Sasha"), []),
        (("Noor", "Sasha"), ["Noor", "Sasha"]),
    ]
    assert contested(pairs) == (
        "About Robin and Noor, Noor sees it differently; about Noor and Sasha, Noor and Sasha see "
        "it differently. Start there."
    )


def test_the_words_are_calm() -> None:
    said = [sees_it_differently(["You"]), sees_it_differently([]), *map(said_words, Fit)]
    assert said[:2] == ["You see it differently", ""]
    assert [found for words in said for found in complaints(words)] == []
