"""What is found fast is what patterns say word by word, whatever stands around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from trifecta.domain.situations.lists.matching import Finder, Marked
from trifecta.domain.situations.lists.patterns import Pattern, pattern_of
from trifecta.domain.situations.lists.tokens import sentences_of, tokens_of

CLASSES = {"<never>": frozenset({"never", "hard*"}), "<us>": frozenset({"we", "us"})}
WORDS = ["we", "us", "never", "hardly", "pm", "lead", "leads", "leading", "product", ",", "."]
OPTIONS = ["we", "us", "never", "lead*", "<never>", "<us>", "<pm>", "product", ",", "unheard"]


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    steps = []
    for place in range(draw(st.integers(1, 4))):
        if place and draw(st.booleans()):
            steps.append(f"_{draw(st.integers(1, 3))}")
        options = draw(st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=3, unique=True))
        steps.append("|".join(options) + ("?" if place and draw(st.booleans()) else ""))
    return pattern_of(" ".join(steps))


class Plainly:
    """Follows a pattern by its definition: no index, nothing known beforehand."""

    def __init__(self, words: Sequence[str], names: Mapping[int, int]) -> None:
        self.words = words
        self.names = names

    def is_one(self, place: int, option: str) -> bool:
        word = self.words[place]
        if option == "<pm>":
            return place in self.names
        return any(
            word.startswith(one[:-1]) if one.endswith("*") else word == one
            for one in CLASSES.get(option, {option})
        )

    def longest(self, pattern: Pattern, first: int, end: int) -> int:
        """A word that is a name as well begins what either of them begins."""
        return max(
            self.ends((replace(pattern[0], options=frozenset({option})), *pattern[1:]), first, end)
            for option in pattern[0].options
        )

    def ends(self, pattern: Pattern, place: int, end: int) -> int:
        if not pattern:
            return place
        step, rest = pattern[0], pattern[1:]
        for at in range(place, min(place + step.gap + 1, end)):
            if any(self.is_one(at, option) for option in step.options):
                named = "<pm>" in step.options and at in self.names
                if last := self.ends(rest, self.names[at] if named else at + 1, end):
                    return last
        return self.ends(rest, place, end) if step.optional else 0


@given(
    st.lists(patterns(), min_size=1, max_size=4),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=25),
    st.sets(st.integers(0, 24), max_size=4),
)
def test_every_place_is_found_that_the_pattern_describes(
    asked: list[Pattern], words: list[str], marked: set[int]
) -> None:
    tokens = tokens_of(" ".join(words))
    sentences = sentences_of(tokens)
    ends = {
        place: min(place + 2, one.last)
        for one in sentences
        for place in marked
        if one.first <= place < one.last
    }
    finder = Finder([(number, [pattern]) for number, pattern in enumerate(asked)], CLASSES)
    names = Marked(classes=dict.fromkeys(ends, frozenset({"<pm>"})), ends=ends)
    plainly = Plainly([token.word for token in tokens], ends)
    expected = {
        (number, first, plainly.longest(pattern, first, one.last))
        for one in sentences
        for first in range(one.first, one.last)
        for number, pattern in enumerate(asked)
    }
    found = {
        (match.rule, match.first, match.last) for match in finder.find(tokens, sentences, names)
    }
    longest = {
        (rule, first, max(last for r, f, last in found if (r, f) == (rule, first)))
        for rule, first, _ in found
    }
    assert longest == {one for one in expected if one[2]}
