"""Which words that stand for somebody a text has, whoever they are: to ask whom it speaks of."""

from __future__ import annotations

from typing import Final, Literal

from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.lists.lexicon import Lexicon
from trifecta.domain.situations.lists.tokens import tokens_of

Pronoun = Literal["he", "she", "they", "we"]

PRONOUNS: Final[tuple[Pronoun, ...]] = ("he", "she", "they", "we")
"""Each is a class of the language, with all its forms; in the order in which they are asked for."""
FEWEST_WORDS: Final = 8
"""Of a text whose writer is asked who is in it."""


def pronouns_in(text: str, lexicon: Lexicon | None = None) -> tuple[Pronoun, ...]:
    """Each once, in the order of `PRONOUNS`; none of a text of fewer than `FEWEST_WORDS` words.

    What is written all in capitals is none of them: "US" is a country.
    """
    if len(text.split()) < FEWEST_WORDS:
        return ()
    classes = (lexicon or lexicon_of()).classes
    words = {
        token.word
        for token in tokens_of(text)
        if token.is_word and not text[token.start : token.end].isupper()
    }
    return tuple(one for one in PRONOUNS if not words.isdisjoint(classes.get(f"<{one}>", ())))
