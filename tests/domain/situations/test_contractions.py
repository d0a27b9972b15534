""" "Don't" and "do not" are the same to the reader, whichever of the two its lists name."""

from __future__ import annotations

import pytest
from tests.domain.situations.test_word_lists import english

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.lists.alike import counted
from trifecta.domain.situations.lists.contractions import Contractions
from trifecta.domain.situations.lists.lexicon import lexicon_from
from trifecta.domain.situations.lists.matching import Finder
from trifecta.domain.situations.lists.patterns import pattern_of
from trifecta.domain.situations.lists.tokens import sentences_of, tokens_of
from trifecta.domain.situations.reading import read

SHORT = Contractions.read(
    {
        "don't": ["do not"],
        "won't": ["will not"],
        "isn't": ["is not"],
        "can't": ["can not", "cannot"],
        "he's": ["he is", "he has"],
        "I’m": ["I am"],
        "it's": ["it is"],
        "i'd": ["i would", "i had"],
        "ain't": ["is not", "am not"],
    }
)
CLASSES = {"<not>": frozenset({"not", "don't", "won't"}), "<be>": frozenset({"is", "was"})}


def fits(pattern: str, text: str) -> str:
    tokens = tokens_of(text)
    rule = ("rule", list(SHORT.all_ways([pattern_of(pattern)], CLASSES)))
    found = list(Finder([rule], CLASSES).find(tokens, sentences_of(tokens)))
    longest = max(found, key=lambda one: one.last - one.first, default=None)
    return text[tokens[longest.first].start : tokens[longest.last - 1].end] if longest else ""


@pytest.mark.parametrize(
    ("pattern", "text", "quote"),
    [
        ("don't ask", "they do not ask", "do not ask"),
        ("i'm|he's leaving", "I am leaving", "I am leaving"),
        ("he's gone", "he has gone", "he has gone"),
        ("i am leaving", "I'm leaving", "I'm leaving"),
        ("can't we", "cannot we", "cannot we"),
        ("cannot say", "we can't say", "can't say"),
        ("can't say", "we can not say", "can not say"),
        ("still <not> ask", "they still do not ask", "still do not ask"),
        ("it <be> time", "it's time", "it's time"),
        ("he is not there", "he isn't there", "he isn't there"),
        ("he _2 won't ask", "he simply will not ask", "he simply will not ask"),
        ("so won't? ask", "so will not ask", "so will not ask"),
        ("would like", "I'd like it", "I'd like"),
        ("is late", "he's late", "he's late"),
        ("don't know why he's late", "do not know why he is late", "do not know why he is late"),
    ],
)
def test_a_pattern_fits_both_ways_of_writing(pattern: str, text: str, quote: str) -> None:
    assert fits(pattern, text) == quote


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("i'm leaving", "he is leaving"),
        ("i am _ leaving", "I leaving"),
        ("don't ask", "do ask"),
        ("i would? leave", "I'd"),
    ],
)
def test_it_fits_nothing_else(pattern: str, text: str) -> None:
    assert not fits(pattern, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("we do not ask", ["we", "", "don't", "ask"]),
        ("he is not", ["he", "", "isn't"]),
        ("I am not", ["", "i'm", "not"]),
        ("we cannot", ["we", "can't"]),
        ("he has it", ["he", "has", "it"]),
        ("do , not", ["do", ",", "not"]),
    ],
)
def test_words_are_counted_as_if_all_were_written_short(text: str, words: list[str]) -> None:
    tokens = tokens_of(text)

    assert SHORT.alike.words([token.word for token in tokens]) == words
    assert counted(words, tokens) == {word: 1 for word in words if word not in ("", ",")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Our PM doesn't say why and won't listen. I'm done, I've handed in my notice.",
            "Our PM does not say why and will not listen. I am done, I have handed in my notice.",
        ),
        (
            "They're blaming engineering for every date. I don't know what they're measured on, "
            "and they can't see that we're two people short.",
            "They are blaming engineering for every date. I do not know what they are measured "
            "on, and they cannot see that we are two people short.",
        ),
        (
            "I'd like to ship less, but product wouldn't hear of it. She's rated on launches, "
            "we're rated on uptime, so it's never our turn.",
            "I would like to ship less, but product would not hear of it. She is rated on "
            "launches, we are rated on uptime, so it is never our turn.",
        ),
        (
            "The lead isn't lazy, I wouldn't call him a liar. He doesn't trust our product owner.",
            "The lead is not lazy, I would not call him a liar. He does not trust our product "
            "owner.",
        ),
    ],
)
def test_a_text_says_the_same_in_full(one: str, other: str) -> None:
    short, full = read(one), read(other)

    assert short.relevance == pytest.approx(full.relevance, abs=0.05)
    assert [s.id for s in short.signals] == [s.id for s in full.signals]
    assert short.root_cause.lean == full.root_cause.lean
    assert len(short.loaded) == len(full.loaded)
    assert len(short.jumps) == len(full.jumps)
    assert [s.kind for s in short.statements] == [s.kind for s in full.statements]


def test_a_role_is_known_before_either_way_of_writing() -> None:
    for text in ("But product wouldn't hear of it.", "But product would not hear of it."):
        assert [one.role for one in read(text).people] == ["product"], text


def test_what_somebody_cannot_do_is_a_limit_however_it_is_written() -> None:
    """A "can't" limits and a "won't" refuses; neither takes back what comes after it."""
    for text in (
        "Our PM can't trust the engineers and won't blame product.",
        "Our PM can not trust the engineers and will not blame product.",
        "Our PM cannot trust the engineers and will not blame product.",
    ):
        assert [s.id for s in read(text).signals] == ["em_pm_conflict", "finger_pointing"], text


@pytest.mark.parametrize(
    "text", ["\"don't\" = 'do not'", '"don\'t" = []', '"don\'t" = ["do not go"]', "x = [3]"]
)
def test_what_is_wrong_in_the_list_is_said(text: str) -> None:
    with pytest.raises(InvalidError, match=r"contractions\.toml: “.*” needs a list"):
        lexicon_from("en", english() | {"contractions": text})
