"""Words that count as one: "product manager" as "pm", "she" as "he", "do not" as "don't".

What a word weighs is found on labelled texts. Who is called otherwise there, or happens to be a
woman, would else be read otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Self

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.lists.tokens import Sentence, Token

FILE: Final = "alike.toml"
MOST: Final = 2
"""Words that one is written for, at most."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """What single words and pairs of words are counted as; `firsts` is what pairs begin with."""

    single: Mapping[str, str]
    pairs: Mapping[Pair, str]
    firsts: frozenset[str]

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> Self:
        """A word, and what is counted as it, as the file has them; raises InvalidError."""
        rows = [(plain(name), words_of(FILE, name, written)) for name, written in found.items()]
        each = [(words, name) for name, several in rows for words in several]
        return cls.of(
            single={words[0]: name for words, name in each if len(words) < MOST},
            pairs={(words[0], words[1]): name for words, name in each if len(words) == MOST},
        )

    @classmethod
    def of(cls, single: Mapping[str, str], pairs: Mapping[Pair, str]) -> Self:
        return cls(single=single, pairs=pairs, firsts=frozenset(first for first, _ in pairs))

    def words(self, words: Sequence[str]) -> list[str]:
        """Each word as what it counts as; of two that are one the first is empty. Where three could
        be taken together in two ways, the last two are.
        """
        read = [self.single.get(word, word) for word in words]
        pairs = [
            self.pairs.get(pair, "") if pair[0] in self.firsts else "" for pair in pairwise(words)
        ]
        for at, one in enumerate(pairs):
            if one and read[at] and not any(pairs[at + 1 : at + 2]):
                read[at], read[at + 1] = "", one
        return read


def counted(
    words: Sequence[str], tokens: Sequence[Token], *, apart: Collection[int] = ()
) -> Counter[str]:
    """How often each of the `words` stands there that `Alike.words` gives for the words of the
    tokens; signs are none, and those at the places `apart` are left out.
    """
    pairs = enumerate(zip(words, tokens, strict=True))
    return Counter(
        word for at, (word, token) in pairs if word and token.is_word and at not in apart
    )


def paired(
    words: Sequence[str],
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    *,
    apart: Collection[int] = (),
) -> Counter[str]:
    """How often each two of them stand side by side in a sentence, with a space between; what is
    counted is as in `counted`.
    """
    found: Counter[str] = Counter()
    for one in sentences:
        kept = [
            words[at]
            for at in range(one.first, one.last)
            if words[at] and tokens[at].is_word and at not in apart
        ]
        found.update(map(" ".join, pairwise(kept)))
    return found


def plain(written: str) -> str:
    """In small letters and with straight apostrophes, as the words of a text are."""
    return written.lower().replace("’", "'")


def words_of(file: str, name: str, written: object) -> list[tuple[str, ...]]:
    """Several times one or two words; raises InvalidError that names the `file`."""
    if isinstance(written, list) and all(isinstance(one, str) for one in written):
        found = [tuple(plain(one).split()) for one in written]
        if found and all(1 <= len(one) <= MOST for one in found):
            return found
    raise InvalidError(f"{file}: “{name}” needs a list of one or two words each.")
