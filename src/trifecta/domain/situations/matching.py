"""Finding patterns among the words of a text, in time that grows with its length alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from trifecta.domain.situations.patterns import SHORTEST_STEM, Pattern, stems_in
from trifecta.domain.situations.tokens import Sentence, Token

Rule = TypeVar("Rule")
NOTHING: Final[frozenset[str]] = frozenset()


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
        self._heads = {stem[:SHORTEST_STEM] for stem in self._stems}
        self._classes: dict[str, set[str]] = {}
        for name, words in classes.items():
            for word in words:
                self._classes.setdefault(word, set()).add(name)
        self._index: dict[str, list[tuple[Rule, Pattern, frozenset[str] | None]]] = {}
        for rule, each in rules:
            for pattern in each:
                for option in pattern[0].options:
                    self._index.setdefault(option, []).append((rule, pattern, _second(pattern)))

    def find(
        self,
        tokens: Sequence[Token],
        sentences: Sequence[Sentence],
        marked: Marked = NOTHING_MARKED,
    ) -> Iterator[Match[Rule]]:
        """Every place where a pattern fits, the longest of each pattern, in order of the text."""
        keys, begin = self._words(tokens, marked)
        words = _Words(keys, marked)
        for sentence in sentences:
            end = sentence.last
            for first in range(sentence.first, end):
                for key in begin[first]:
                    after = words.after(first, key)
                    follows = keys[after] if after < end else NOTHING
                    for rule, pattern, second in self._index[key]:
                        if second is None or not follows.isdisjoint(second):
                            last = words.fit(pattern, 1, after, end)
                            if last:
                                yield Match(rule, first, last)

    def _words(
        self, tokens: Sequence[Token], marked: Marked
    ) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
        """What each word is (itself, the stems it begins with, its classes), and what begins so."""
        known: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        keys, begin = [], []
        for place, token in enumerate(tokens):
            both = known.get(token.word)
            if both is None:
                mine = self._keys_of(token.word)
                both = known[token.word] = mine, mine & self._index.keys()
            extra = marked.classes.get(place)
            keys.append(both[0] | extra if extra else both[0])
            begin.append(both[1] | (extra & self._index.keys()) if extra else both[1])
        return keys, begin

    def _keys_of(self, word: str) -> frozenset[str]:
        keys = {word}
        if word[:SHORTEST_STEM] in self._heads:
            for length in self._lengths:
                if length > len(word):
                    break
                if word[:length] in self._stems:
                    keys.add(f"{word[:length]}*")
        return frozenset(keys.union(*(self._classes[key] for key in keys if key in self._classes)))


def _second(pattern: Pattern) -> frozenset[str] | None:
    """What has to follow at once, which most patterns fail at; None where nothing has to."""
    if len(pattern) == 1 or pattern[1].gap or pattern[1].optional:
        return None
    return pattern[1].options


@dataclass(frozen=True, slots=True)
class _Words:
    """What each word of a text is, and the names among them."""

    keys: Sequence[frozenset[str]]
    marked: Marked

    def fit(self, pattern: Pattern, step: int, place: int, end: int) -> int:
        """Where the steps from `step` on end when they begin at `place`; 0 where they do not fit.

        A pattern has few steps and its gaps are short, so that this takes a bounded time.
        """
        if step == len(pattern):
            return place
        asked = pattern[step]
        for at in range(place, min(place + asked.gap + 1, end)):
            both = self.keys[at] & asked.options
            if both:
                last = self.fit(pattern, step + 1, self.after(at, *both), end)
                if last:
                    return last
        return self.fit(pattern, step + 1, place, end) if asked.optional else 0

    def after(self, place: int, *fitting: str) -> int:
        """Behind the word, or behind all the words of a name where the name was asked for."""
        named = self.marked.classes.get(place)
        return self.marked.ends[place] if named and not named.isdisjoint(fitting) else place + 1
