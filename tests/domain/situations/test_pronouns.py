"""Which words that stand for somebody a text has, to ask whom it speaks of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.who.pronouns import FEWEST_WORDS, pronouns_in

REST = "what had been agreed on was gone the next day"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("He said nothing:", ("he",)),
        ("Behind his back,", ("he",)),
        ("I told him so, and", ("he",)),
        ("By himself, I think:", ("he",)),
        ("When she's away,", ("she",)),
        ("I asked her, and", ("she",)),
        ("The idea was hers, and", ("she",)),
        ("They’ve been told, and", ("they",)),
        ("On their side,", ("they",)),
        ("Between themselves,", ("they",)),
        ("It was ours, and", ("we",)),
        ("Nobody told us that", ("we",)),
        ("We'd said so, and", ("we",)),
        ("Our plan, her plan, their plan, his plan:", ("he", "she", "they", "we")),
        ("We asked and he laughed, we asked again,", ("he", "we")),
    ],
)
def test_each_counts_in_all_its_forms_and_once(words: str, found: tuple[str, ...]) -> None:
    assert pronouns_in(f"{words} {REST}") == found


@pytest.mark.parametrize(
    "words",
    [
        "I said so, and",
        "Nobody in the US knew that",
        "The bus was late, there",
        "In the theory of the hero,",
        "Somebody said that",
        "You said so, and",
        "A shed, a heap, a wed, a fuss:",
        "The chef, the usher, the theme:",
    ],
)
def test_other_words_stand_for_nobody(words: str) -> None:
    assert pronouns_in(f"{words} {REST}") == ()


def test_a_text_of_a_few_words_is_not_asked_about() -> None:
    few = ("he left " * FEWEST_WORDS).split()
    assert pronouns_in(" ".join(few[: FEWEST_WORDS - 1])) == ()
    assert pronouns_in(" ".join(few[:FEWEST_WORDS])) == ("he",)


def test_a_language_that_lacks_the_words_asks_for_nobody() -> None:
    english = lexicon_of()
    lacking = replace(
        english, classes={name: words for name, words in english.classes.items() if name != "<he>"}
    )
    assert pronouns_in(f"He and she: {REST}", lacking) == ("she",)
