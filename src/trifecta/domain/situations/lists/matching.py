"""Finding patterns among the words of a text, in time that grows with its length alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeAlias, TypeVar

from trifecta.domain.situations.lists.patterns import SHORTEST_STEM, Pattern, Step, stems_in
from trifecta.domain.situations.lists.tokens import Sentence, Token

Rule = TypeVar("Rule")
NOTHING: Final[frozenset[str]] = frozenset()
UNKNOWN: Final[tuple[frozenset[str], Sequence[str]]] = (NOTHING, ())
"""A word that no pattern asks for."""
_ByNeed: TypeAlias = dict[frozenset[str], list[tuple[Rule, Pattern]]]


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


class _Begun(Generic[Rule]):
    """The patterns that begin with one word, by the word that has to come next, which most fail at.

    Behind the others anything may come at once. Each is kept by what else has to come somewhere in
    its sentence, and of that by what is asked for least often.
    """

    def __init__(self) -> None:
        self._by_next: dict[str, _ByNeed[Rule]] = {}
        self._others: _ByNeed[Rule] = {}
        self._next: frozenset[str] = NOTHING

    def add(self, rule: Rule, pattern: Pattern, asked_for: Mapping[str, int]) -> None:
        """`asked_for` says how often patterns name each word."""
        asked = _at_once(pattern)
        need = _rarest(pattern[2:] if asked else pattern[1:], asked_for)
        if not asked:
            self._others.setdefault(need, []).append((rule, pattern))
            return
        for option in asked:
            self._by_next.setdefault(option, {}).setdefault(need, []).append((rule, pattern))
        self._next |= asked

    def possible(
        self, follows: frozenset[str], said: frozenset[str]
    ) -> Sequence[tuple[Rule, Pattern]]:
        """What may fit before a word that is all of `follows`, where all of `said` is said."""
        found: list[tuple[Rule, Pattern]] = []
        if not self._next.isdisjoint(follows):
            for key in sorted(self._next & follows):
                for need, several in self._by_next[key].items():
                    if not need or not said.isdisjoint(need):
                        found += several
        for need, several in self._others.items():
            if not need or not said.isdisjoint(need):
                found += several
        return found


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
        self._asked = {
            option for pattern in patterns for step in pattern for option in step.options
        } | self._classes.keys()
        asked_for = Counter(
            option for pattern in patterns for step in pattern for option in step.options
        )
        self._index: dict[str, _Begun[Rule]] = {}
        for rule, each in rules:
            for pattern in each:
                for option in pattern[0].options:
                    self._index.setdefault(option, _Begun()).add(rule, pattern, asked_for)
        self._firsts = frozenset(self._index)
        self._known: dict[str, tuple[frozenset[str], Sequence[str]]] = {}

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
            said = NOTHING.union(*keys[sentence.first : end])
            for first in range(sentence.first, end):
                for key in begin[first]:
                    after = words.after(first, (key,)) if first in marked.ends else first + 1
                    follows = keys[after] if after < end else NOTHING
                    for rule, pattern in self._index[key].possible(follows, said):
                        last = words.fit(pattern, 1, after, end)
                        if last:
                            yield Match(rule, first, last)

    def _words(
        self, tokens: Sequence[Token], marked: Marked
    ) -> tuple[list[frozenset[str]], list[Sequence[str]]]:
        """What each word is (itself, the stems it begins with, its classes), and what begins so.

        What begins so is in an order, for a set has another one each time the program starts.
        """
        words = [token.word for token in tokens]
        known = {word: self._known.get(word) or self._learn(word) for word in set(words)}
        keys = [known[word][0] for word in words]
        begin: list[Sequence[str]] = [known[word][1] for word in words]
        for place, named in marked.classes.items():
            keys[place] |= named
            begin[place] = sorted(keys[place] & self._firsts)
        return keys, begin

    def _learn(self, word: str) -> tuple[frozenset[str], Sequence[str]]:
        """Kept for the next text only where it is a word of the lists: nothing of a text stays."""
        keys = self._keys_of(word)
        if not keys:
            return UNKNOWN
        begins = keys & self._firsts
        found = keys, sorted(begins) if len(begins) > 1 else tuple(begins)
        if word in self._asked:
            self._known[word] = found
        return found

    def _keys_of(self, word: str) -> frozenset[str]:
        """Of a word that no pattern asks for, nothing."""
        begins = word[:SHORTEST_STEM] in self._heads
        if not begins and word not in self._asked:
            return NOTHING
        keys = {word}
        if begins:
            for length in self._lengths:
                if length > len(word):
                    break
                if word[:length] in self._stems:
                    keys.add(f"{word[:length]}*")
        return frozenset(keys.union(*(self._classes[key] for key in keys if key in self._classes)))


def _at_once(pattern: Pattern) -> frozenset[str]:
    """What has to come right behind the first word, if something has."""
    second = pattern[1] if len(pattern) > 1 else None
    return NOTHING if second is None or second.optional or second.gap else second.options


def _rarest(steps: Sequence[Step], asked_for: Mapping[str, int]) -> frozenset[str]:
    """Of what has to come, the words that are named least often elsewhere; () where nothing has."""
    needed = [step.options for step in steps if not step.optional]
    return min(needed, key=lambda one: sum(asked_for[word] for word in one), default=NOTHING)


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
            if not self.keys[at].isdisjoint(asked.options):
                last = self.fit(pattern, step + 1, self.after(at, asked.options), end)
                if last:
                    return last
        return self.fit(pattern, step + 1, place, end) if asked.optional else 0

    def after(self, place: int, asked: Collection[str]) -> int:
        """Behind the word, or behind all the words of a name where the name was asked for."""
        named = self.marked.classes.get(place)
        return self.marked.ends[place] if named and not named.isdisjoint(asked) else place + 1
