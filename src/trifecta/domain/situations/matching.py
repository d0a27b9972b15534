"""Finding patterns among the words of a text, in time that grows with its length alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from trifecta.domain.situations.patterns import Pattern, stems_in
from trifecta.domain.situations.tokens import Sentence, Token

Rule = TypeVar("Rule")


@dataclass(frozen=True, slots=True)
class Match(Generic[Rule]):
    """Tokens from `first` up to, not including, `last`, and the rule that they fit."""

    rule: Rule
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Marked:
    """Names that were found already and take several words: their classes, and where they end."""

    classes: Mapping[int, frozenset[str]]
    ends: Mapping[int, int]


NOTHING_MARKED = Marked(classes={}, ends={})


class Finder(Generic[Rule]):
    """Rules with their patterns, arranged by the word a pattern begins with."""

    def __init__(
        self,
        rules: Sequence[tuple[Rule, Sequence[Pattern]]],
        classes: Mapping[str, frozenset[str]],
    ) -> None:
        patterns = [pattern for _, each in rules for pattern in each]
        self._stems = stems_in([*patterns]) | {
            word[:-1] for words in classes.values() for word in words if word.endswith("*")
        }
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._classes: dict[str, set[str]] = {}
        for name, words in classes.items():
            for word in words:
                self._classes.setdefault(word, set()).add(name)
        self._index: dict[str, list[tuple[Rule, Pattern]]] = {}
        for rule, each in rules:
            for pattern in each:
                for option in pattern[0].options:
                    self._index.setdefault(option, []).append((rule, pattern))

    def find(
        self,
        tokens: Sequence[Token],
        sentences: Sequence[Sentence],
        marked: Marked = NOTHING_MARKED,
    ) -> Iterator[Match[Rule]]:
        """Every place where a pattern fits, the longest of each pattern, in order of the text."""
        keys = self._keys(tokens, marked)
        for sentence in sentences:
            for first in range(sentence.first, sentence.last):
                for key in keys[first]:
                    for rule, pattern in self._index.get(key, ()):
                        after = self._after(first, key, marked)
                        last = _fit(pattern, 1, after, sentence.last, keys, marked)
                        if last:
                            yield Match(rule, first, last)

    def _after(self, place: int, key: str, marked: Marked) -> int:
        """A role takes all the words of its name; any other word itself."""
        return marked.ends[place] if key in marked.classes.get(place, ()) else place + 1

    def _keys(self, tokens: Sequence[Token], marked: Marked) -> list[frozenset[str]]:
        """What each word is: itself, the stems it begins with, its classes."""
        known: dict[str, frozenset[str]] = {}
        found = []
        for place, token in enumerate(tokens):
            keys = known.get(token.word)
            if keys is None:
                keys = known[token.word] = self._keys_of(token.word)
            extra = marked.classes.get(place)
            found.append(keys | extra if extra else keys)
        return found

    def _keys_of(self, word: str) -> frozenset[str]:
        keys = {word}
        for length in self._lengths:
            if length > len(word):
                break
            if word[:length] in self._stems:
                keys.add(f"{word[:length]}*")
        return frozenset(
            keys.union(*(self._classes[key] for key in keys if key in self._classes))
        )


def _fit(
    pattern: Pattern,
    step: int,
    place: int,
    end: int,
    keys: Sequence[frozenset[str]],
    marked: Marked,
) -> int:
    """Where a pattern ends whose steps from `step` on begin at `place`; 0 where it does not fit.

    A pattern has few steps and its gaps are short, so that this takes a bounded time.
    """
    if step == len(pattern):
        return place
    asked = pattern[step]
    for at in range(place, min(place + asked.gap + 1, end)):
        both = keys[at] & asked.options
        if both:
            named = marked.classes.get(at)
            after = marked.ends[at] if named and both & named else at + 1
            last = _fit(pattern, step + 1, after, end, keys, marked)
            if last:
                return last
    if asked.optional:
        return _fit(pattern, step + 1, place, end, keys, marked)
    return 0
