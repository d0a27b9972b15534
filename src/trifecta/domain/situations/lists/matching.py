"""Finding patterns among the words of a text, in time that grows with its length alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from sys import intern
from typing import Final, Generic, NamedTuple, TypeVar

from trifecta.domain.situations.lists.patterns import SHORTEST_STEM, Pattern, stems_in
from trifecta.domain.situations.lists.tokens import Sentence, Token

Rule = TypeVar("Rule")
NOTHING: Final[frozenset[str]] = frozenset()


class Match(NamedTuple, Generic[Rule]):
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
    """Rules with their patterns, arranged by the word of each that is asked for least often."""

    def __init__(
        self,
        rules: Sequence[tuple[Rule, Sequence[Pattern]]],
        classes: Mapping[str, frozenset[str]],
    ) -> None:
        patterns = _with_shared_words([pattern for _, each in rules for pattern in each])
        self._stems = stems_in([*patterns]) | {
            word[:-1] for words in classes.values() for word in words if word.endswith("*")
        }
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._heads = {stem[:SHORTEST_STEM] for stem in self._stems}
        self._classes: dict[str, set[str]] = {}
        for name, words in classes.items():
            for word in words:
                self._classes.setdefault(intern(word), set()).add(intern(name))
        self._asked = {
            option for pattern in patterns for step in pattern for option in step.options
        } | self._classes.keys()
        asked_for = Counter(
            option for pattern in patterns for step in pattern for option in step.options
        )
        asked_for.update(
            {name: sum(asked_for[word] for word in words) for name, words in classes.items()}
        )
        self._rules = [rule for rule, each in rules for _ in each]
        self._index: dict[str, dict[frozenset[str], dict[int, Pattern]]] = {}
        for number, pattern in enumerate(patterns):
            rarest, second = _needed(pattern, asked_for)
            for option in rarest:
                self._index.setdefault(option, {}).setdefault(second, {})[number] = pattern
        self._rarest = frozenset(self._index)
        self._known = {word: self._keys_of(word) for word in self._asked}

    def find(
        self,
        tokens: Sequence[Token],
        sentences: Sequence[Sentence],
        marked: Marked = NOTHING_MARKED,
    ) -> Iterator[Match[Rule]]:
        """Every place where a pattern fits, the longest of each pattern, in order of the text."""
        keys = self._keys(tokens, marked)
        words = _Words(keys, marked)
        for sentence in sentences:
            places = words.places(sentence)
            said = frozenset(places)
            found: dict[tuple[int, int], int] = {}
            for number, pattern in self._possible(said).items():
                for option in said & pattern[0].options:
                    for first in places[option]:
                        last = words.end(pattern, first, sentence.last)
                        if last:
                            found[first, number] = last
            for (first, number), last in sorted(found.items()):
                yield Match(self._rules[number], first, last)

    def _possible(self, said: frozenset[str]) -> Mapping[int, Pattern]:
        """The patterns, by number, of which the two words are there that are asked for least."""
        found: dict[int, Pattern] = {}
        for key in said & self._rarest:
            for need, several in self._index[key].items():
                if not need or not said.isdisjoint(need):
                    found |= several
        return found

    def _keys(self, tokens: Sequence[Token], marked: Marked) -> list[frozenset[str]]:
        """What each word is: itself, the stems it begins with, its classes."""
        words = [token.word for token in tokens]
        known = {
            word: self._known.get(word) or self._begun_by(word)
            for word in {*words}
            if word in self._known or word[:SHORTEST_STEM] in self._heads
        }
        keys = [known.get(word, NOTHING) for word in words]
        for place, named in marked.classes.items():
            keys[place] |= named
        return keys

    def _keys_of(self, word: str) -> frozenset[str]:
        """Of a word that patterns or classes ask for."""
        keys = {word, *self._begun_by(word)}
        return frozenset(keys.union(*(self._classes[key] for key in keys if key in self._classes)))

    def _begun_by(self, word: str) -> frozenset[str]:
        """The stems that a word begins with, and their classes."""
        begins = word[:SHORTEST_STEM]
        lengths = self._lengths if begins in self._heads else ()
        stems = {
            intern(f"{word[:n]}*") for n in lengths if n <= len(word) and word[:n] in self._stems
        }
        return frozenset(
            stems.union(*(self._classes[key] for key in stems if key in self._classes))
        )


def _with_shared_words(patterns: Sequence[Pattern]) -> list[Pattern]:
    """The same patterns with each step, and each word, once in memory: a processor that has them at
    hand looks for them sooner.
    """
    steps = {step for pattern in patterns for step in pattern}
    words = {options: frozenset(map(intern, options)) for options in {s.options for s in steps}}
    shared = {step: replace(step, options=words[step.options]) for step in steps}
    return [tuple(map(shared.__getitem__, pattern)) for pattern in patterns]


def _needed(
    pattern: Pattern, asked_for: Mapping[str, int]
) -> tuple[frozenset[str], frozenset[str]]:
    """Of what has to come, the two that are asked for least; the second empty where nothing has."""
    needed = sorted(
        (step.options for step in pattern if not step.optional),
        key=lambda options: sum(asked_for[word] for word in options),
    )
    return needed[0], needed[1] if len(needed) > 1 else NOTHING


@dataclass(frozen=True, slots=True)
class _Words:
    """What each word of a text is, and the names among them."""

    keys: Sequence[frozenset[str]]
    marked: Marked

    def places(self, sentence: Sentence) -> dict[str, list[int]]:
        """Where in a sentence each of the words, stems and classes stands."""
        found: dict[str, list[int]] = {}
        for at in range(sentence.first, sentence.last):
            for key in self.keys[at]:
                found.setdefault(key, []).append(at)
        return found

    def end(self, pattern: Pattern, first: int, end: int) -> int:
        """Where a pattern ends that begins at `first`, in a sentence that ends at `end`; 0 where
        it does not fit.
        """
        return self._fit(pattern, 1, self._after(first, pattern[0].options), end)

    def _fit(self, pattern: Pattern, step: int, place: int, end: int) -> int:
        """Where the steps from `step` on end when they begin at `place`; 0 where they do not fit.

        A pattern has few steps and its gaps are short, so that this takes a bounded time.
        """
        if step == len(pattern):
            return place
        asked = pattern[step]
        for at in range(place, min(place + asked.gap + 1, end)):
            if not self.keys[at].isdisjoint(asked.options):
                last = self._fit(pattern, step + 1, self._after(at, asked.options), end)
                if last:
                    return last
        return self._fit(pattern, step + 1, place, end) if asked.optional else 0

    def _after(self, place: int, asked: Collection[str]) -> int:
        """Behind the word, or behind all the words of a name where the name was asked for."""
        named = self.marked.classes.get(place)
        return self.marked.ends[place] if named and not named.isdisjoint(asked) else place + 1
