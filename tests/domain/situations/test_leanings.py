"""Words and rules speak together where a language has weights for it, and the rules alone else."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from benchmarks.situations.leanings import texts_of, weights_of, written
from tests.domain.situations.accounts import ACCOUNTS

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.analysis import SIGNALS, Lean
from trifecta.domain.situations.evaluating import spans_in
from trifecta.domain.situations.labelled import Labelled
from trifecta.domain.situations.leanings import QUESTIONS, leanings_from
from trifecta.domain.situations.lexicon import Lexicon
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.relevance import MORE, looked_at_again

TABLE = (
    "# a remark\n"
    "word\trarity\tincentive\tunderstanding\n"
    "(base)\t0\t-0.5\t-0.5\n"
    "wage\t4\t9\t-2\n"
    "riddle\t4\t-2\t9\n"
    "(told_understanding)\t0\t0\t2\n"
)
ARGUE = "My product manager and the engineers argue again. "


def english(table: str | None) -> Lexicon:
    return replace(lexicon_of(), leanings=leanings_from(table) if table else None)


def odds(words: str, **evidence: float) -> dict[str, float]:
    return leanings_from(TABLE).odds(Counter(words.split()), evidence)


def test_nothing_known_leaves_the_base() -> None:
    assert odds("") == odds("zebra", strange=3) == {"incentive": -0.5, "understanding": -0.5}


def test_words_and_evidence_add_up() -> None:
    assert odds("wage")["incentive"] > 0 > odds("wage")["understanding"]
    assert odds("wage", told_understanding=2)["understanding"] > odds("wage")["understanding"] + 3


def test_a_cause_that_no_list_knows_is_found_by_its_words_and_quotes_their_sentence() -> None:
    text = f"{ARGUE}To him it is a riddle."

    found = read(text, lexicon=english(TABLE)).root_cause

    assert found.lean == "understanding"
    assert [span.of(text) for span in found.spans] == ["To him it is a riddle"]
    assert read(text, lexicon=english(None)).root_cause.lean == "unclear"


def test_what_a_table_does_not_ask_is_left_to_the_rules() -> None:
    table = "word\trarity\tfinger_pointing\n(base)\t0\t5\nwage\t4\t1\n"
    text = "My product manager is paid a bonus for launches and we, the engineers, for uptime."

    found = read(text, lexicon=english(table))

    assert found.root_cause.lean == read(text, lexicon=english(None)).root_cause.lean == "incentive"
    assert "finger_pointing" in {signal.id for signal in found.signals}


@pytest.mark.parametrize("relevance", [0.06, 0.3, 0.5, 0.8, 0.99])
def test_the_last_look_is_bounded_and_keeps_the_order(relevance: float) -> None:
    less, more = MORE

    assert looked_at_again(relevance, -99) == looked_at_again(relevance, less) < relevance
    assert looked_at_again(relevance, 99) == looked_at_again(relevance, more) > relevance
    assert looked_at_again(relevance, 0) == pytest.approx(relevance)


def test_what_is_about_something_else_is_not_looked_at_again() -> None:
    assert looked_at_again(0.01, 99) == 0.01


def test_every_finding_of_the_weighed_words_lies_in_its_text() -> None:
    for account in ACCOUNTS:
        for span in spans_in(read(account.text)):
            assert account.text[span.start : span.end].strip()


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("", "names its questions"),
        ("# only a remark\n", "names its questions"),
        ("word\trarity\n(base)\t0\n", "nothing is no question"),
        ("word\trarity\tmood\n(base)\t0\t1\n", "mood is no question"),
        ("word\trarity\tapplies\nroadmap\t4\t1\n", "lacks the line"),
        ("word\trarity\tapplies\n(base)\t0\n", "line 2: a word and 2 numbers"),
        ("# x\nword\trarity\tapplies\n(base)\t0\t1\nroadmap\t4\tmuch\n", "line 4"),
    ],
)
def test_a_broken_table_says_what_is_wrong_and_where(table: str, says: str) -> None:
    with pytest.raises(InvalidError, match=says):
        leanings_from(table)


def labelled() -> list[Labelled]:
    """Accounts with labels that go round, none of them of incentives."""
    leans: tuple[Lean | None, ...] = (None, "understanding", "unclear")
    return [
        Labelled(
            text=account.text,
            category="",
            relevant=at % 3 > 0,
            signals=frozenset(SIGNALS[at % 2 :: 2]) if at % 3 else frozenset(),
            disputed=frozenset(),
            lean=leans[at % 3],
            villain=False,
            jump=False,
        )
        for at, account in enumerate(ACCOUNTS * 4)
    ]


def test_weights_are_read_as_they_were_written_without_what_no_text_has() -> None:
    texts = texts_of(labelled())
    weights = weights_of(texts)

    asked = [name for name in QUESTIONS if name != "incentive"]
    table = leanings_from(written(weights, texts, asked))

    assert weights.base.keys() == set(asked)
    assert table.questions == tuple(asked)
    assert table.base == pytest.approx([weights.base[name] for name in asked], abs=0.001)
    assert table.words.keys() == weights.rarity.keys()
    assert table.evidence.keys() == set(texts.names)
