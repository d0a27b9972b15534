"""Which cause is named, and which sentences are quoted for it, where the words are weighed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.weights.leanings import leanings_from

ARGUE = "My product manager and the engineers argue again. "
RIDDLE, PUZZLE, WAGE = "To him it is a riddle", "To them it is a puzzle", "It is about the wage"


def cause_of(
    *sentences: str, base: tuple[float, float], **weights: tuple[float, float]
) -> tuple[str, list[str]]:
    """The cause and its quotes, by a table that weighs these words for incentives and
    understanding, and has `base` for them.
    """
    rows = {"(base)": (0, *base)} | {word: (4, *each) for word, each in weights.items()}
    lines = ["word\trarity\tincentive\tunderstanding"]
    lines += ["\t".join([name, *map(str, row)]) for name, row in rows.items()]
    lexicon = replace(lexicon_of(), leanings=leanings_from("\n".join(lines)), pairs=None)
    text = ARGUE + " ".join(f"{one}." for one in sentences)
    found = read(text, lexicon=lexicon).root_cause
    return found.lean, [span.of(text) for span in found.spans]


@pytest.mark.parametrize(
    ("odds", "lean", "quotes"), [(0.5, "unclear", []), (1.0, "both", [WAGE, RIDDLE])]
)
def test_both_causes_are_named_only_where_the_whole_text_tells_each(
    odds: float, lean: str, quotes: list[str]
) -> None:
    found = cause_of(WAGE, RIDDLE, base=(odds, odds), wage=(2, -2), riddle=(-2, 2))

    assert found == (lean, quotes)


@pytest.mark.parametrize(("weight", "quotes"), [(4.2, [RIDDLE, PUZZLE]), (2.5, [RIDDLE])])
def test_a_second_sentence_is_quoted_where_it_tells_it_nearly_as_plainly(
    weight: float, quotes: list[str]
) -> None:
    found = cause_of(RIDDLE, PUZZLE, base=(-3, 2), riddle=(-1, 5), puzzle=(-1, weight))

    assert found == ("understanding", quotes)


@pytest.mark.parametrize(
    ("weight", "lean", "quotes"), [(0.25, "unclear", []), (1, "understanding", [RIDDLE])]
)
def test_a_cause_that_hardly_a_word_shows_is_not_claimed(
    weight: float, lean: str, quotes: list[str]
) -> None:
    assert cause_of(RIDDLE, base=(-1, 2), riddle=(0, weight)) == (lean, quotes)
