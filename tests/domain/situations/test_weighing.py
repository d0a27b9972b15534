"""Words speak for trouble by themselves too, within bounds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.scanning import scan
from trifecta.domain.situations.weights.weighing import spoken_for, weights_from

TABLE = "# a remark\n(base)\t0\t-1.5\nroadmap\t4\t3\nthanks\t4\t-3\nthe\t1\t0.1\n"


def said(text: str) -> float:
    return spoken_for(scan(text, lexicon_of()).counts, weights_from(TABLE))


def test_a_text_without_known_words_has_the_base() -> None:
    assert said("") == said("zebra 7 !") == -1.5


def test_words_pull_their_way() -> None:
    assert said("the roadmap") > said("the") > said("the thanks")


def test_one_word_cannot_be_repeated_until_it_decides() -> None:
    assert said("roadmap " * 1_000) == said("roadmap " * 30)
    assert read("product " * 1_000).relevance < 0.5


def test_few_words_say_little() -> None:
    assert abs(said("roadmap") + 1.5) < 1


def test_a_language_without_weights_is_read_by_its_rules() -> None:
    text = "Our PM never tells the engineers why. They blame each other for every slipped date."
    rules = replace(lexicon_of(), weights=None)

    assert read(text, lexicon=rules).relevant
    assert read(text, lexicon=rules).relevance != read(text).relevance


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("(base)\t0", "line 1"),
        ("(base)\t0\tnan", "line 1"),
        ("(base)\t0\t1\nword\tmuch\t2", "line 2"),
        ("word\t1\t2", "lacks"),
    ],
)
def test_a_broken_table_names_its_line(table: str, line: str) -> None:
    with pytest.raises(InvalidError, match=line):
        weights_from(table)
