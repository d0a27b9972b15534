"""Whether a text is in the language whose word lists are there, by the words that these know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.lists.lexicon import Lexicon
from trifecta.domain.situations.lists.tokens import Token, tokens_of

FEW_WORDS: Final = 5
SOME_WORDS: Final = 12
"""Of fewer words nothing can be told, or not without a table of many words."""
KNOWN: Final = 0.62
"""Less than this share of known words, and a text is in another language. Of some seven thousand
English texts the strangest has more; sentences in other languages, which share words with it, have
about half at most."""
COMMON: Final = 0.12
"""The same for words that a language is full of, where there is no table of many words."""
MANY_WORDS: Final = 5_000
LAST_LATIN: Final = "\u024f"


def in_english(text: str) -> bool:
    """Whether `text` seems to be English, as far as its words tell; few words are taken for it.

    The words are those that the reader goes by, so that both say the same of a text.
    """
    lexicon = lexicon_of()
    return is_in_language(text, tokens_of(text, lexicon.unhurried), lexicon)


def is_in_language(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words of `text`, which are `tokens`, are in the lists of `lexicon`. What has a
    capital may be a name, and says nothing.
    """
    words = [
        token.word
        for token in tokens
        if token.is_word and token.word.isalpha() and not text[token.start].isupper()
    ]
    letters = "".join(words)
    if not letters.isascii() and 2 * sum(one > LAST_LATIN for one in letters) > len(letters):
        return False
    if len(words) < FEW_WORDS:
        return True
    known = lexicon.leanings.rarity if lexicon.leanings else {}
    if len(known) < MANY_WORDS:
        common = sum(word in lexicon.grammar.common for word in words)
        return len(words) < SOME_WORDS or common >= COMMON * len(words)
    return sum(word in known for word in words) >= KNOWN * len(words)
