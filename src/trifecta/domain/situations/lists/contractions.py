"""What is written as one word or in full: "don't" and "do not" mean the same to every list.

The lists name such words in one of the two ways. Patterns are made to fit the other as well, once,
when the lists are read; words are counted, and a "not" is known, as if all were written short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, product
from typing import Any, Final, Self

from trifecta.domain.situations.lists.alike import MOST, Alike, Pair, plain, words_of
from trifecta.domain.situations.lists.patterns import Pattern, Step

FILE: Final = "contractions.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contractions:
    """What each short word is written for: two words in `full`, one in `single` ("cannot"). And as
    what they count. `firsts` and `seconds` are the first and the second of all two words.
    """

    full: Mapping[str, tuple[Pair, ...]]
    single: Mapping[str, str]
    alike: Alike
    firsts: frozenset[str]
    seconds: frozenset[str]

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> Self:
        """As the file has it: a short word, and what it stands for; raises InvalidError."""
        full: dict[str, tuple[Pair, ...]] = {}
        single: dict[str, str] = {}
        counted: dict[Pair, str] = {}
        for name, written in found.items():
            short, words = plain(name), words_of(FILE, name, written)
            full[short] = tuple((one[0], one[1]) for one in words if len(one) == MOST)
            single |= {one[0]: short for one in words if len(one) < MOST}
            if full[short]:
                counted.setdefault(full[short][0], short)
        pairs = [pair for several in full.values() for pair in several]
        return cls(
            full=full,
            single=single,
            alike=Alike.of(single=single, pairs=counted),
            firsts=frozenset(first for first, _ in pairs),
            seconds=frozenset(second for _, second in pairs),
        )

    def next_words(self, words: frozenset[str]) -> frozenset[str]:
        """Words that may come next, however they are written: "would" is begun by "wouldn't"."""
        begun = {short for short, pair in self._pairs() if pair[0] in words}
        in_full = {pair[0] for short, pair in self._pairs() if short in words}
        return self._with_single(words.union(begun, in_full))

    def all_ways(
        self, patterns: Iterable[Pattern], classes: Mapping[str, frozenset[str]]
    ) -> Iterator[Pattern]:
        """The patterns, and how else they may be written; `classes` has those they ask for."""
        return chain.from_iterable(self._ways(pattern, classes) for pattern in patterns)

    def _ways(self, pattern: Pattern, classes: Mapping[str, frozenset[str]]) -> Iterator[Pattern]:
        steps = [Step(self._with_single(s.options), s.gap, s.optional) for s in pattern]
        asked = [step.options.union(*(classes.get(o, ()) for o in step.options)) for step in steps]
        ways = [
            [(step,), *self._in_full(step, words)] for step, words in zip(steps, asked, strict=True)
        ]
        if not asked[0].isdisjoint(self.seconds):
            begun = {short for short, pair in self._pairs() if pair[1] in asked[0]}
            ways[0][0] = (Step(steps[0].options | begun, 0, optional=False),)
        yield from (sum(chosen, ()) for chosen in product(*ways))
        for at in range(len(steps) - 1):
            one, other = steps[at : at + MOST]
            if one.optional or other.optional or other.gap:
                continue
            short = self._as_one(asked[at], asked[at + 1])
            if short:
                yield (*steps[:at], Step(short, one.gap, optional=False), *steps[at + MOST :])

    def _as_one(self, first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
        """The short words for one of `first` and one of `second`."""
        if first.isdisjoint(self.firsts) or second.isdisjoint(self.seconds):
            return frozenset()
        return frozenset(
            short for short, pair in self._pairs() if pair[0] in first and pair[1] in second
        )

    def _pairs(self) -> Iterator[tuple[str, Pair]]:
        return ((short, pair) for short, pairs in self.full.items() for pair in pairs)

    def _with_single(self, words: frozenset[str]) -> frozenset[str]:
        """ "cannot" is asked for wherever "can't" is, and the other way round."""
        also = {word for word, short in self.single.items() if short in words}
        return words.union(also, (short for word, short in self.single.items() if word in words))

    def _in_full(self, step: Step, words: frozenset[str]) -> list[Pattern]:
        """Two steps for the one that asks for `words`, if some of them are written in full so."""
        pairs = [pair for word in words for pair in self.full.get(word, ())]
        if not pairs:
            return []
        first, second = (frozenset(words) for words in zip(*pairs, strict=True))
        return [(Step(first, step.gap, optional=False), Step(second, 0, optional=False))]
