"""Words and rules speak together where a language has weights for it, and the rules alone else."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from benchmarks.situations.asked import caution, texts_of
from benchmarks.situations.leanings import keeping, weights_of, written
from benchmarks.situations.vectors import Vectors
from tests.domain.situations.accounts import ACCOUNTS

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.analysis import SIGNALS, Lean
from trifecta.domain.situations.evaluating import spans_in
from trifecta.domain.situations.labelled import Labelled
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.lists.lexicon import Lexicon
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.weights.leanings import APPLIES, QUESTIONS, leanings_from
from trifecta.domain.situations.weights.relevance import (
    DESPITE_GOOD,
    ENOUGH_WORDS,
    LEFT_OUT,
    MANY_WORDS,
    log_odds,
    looked_at_again,
)
from trifecta.domain.situations.weights.weighing import terms_of

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
    leanings = leanings_from(TABLE)
    return leanings.odds(terms_of(Counter(words.split()), leanings.rarity), evidence)


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
def test_the_last_look_decides_where_there_are_words_enough(relevance: float) -> None:
    assert looked_at_again(relevance, 0, words=MANY_WORDS, good=0) == pytest.approx(0.5)
    assert looked_at_again(relevance, 9, words=200, good=0) > 0.99
    assert looked_at_again(relevance, -9, words=200, good=0) < 0.01


def test_the_first_look_counts_the_more_the_fewer_words_there_are() -> None:
    few, more, enough = (
        looked_at_again(0.9, -2, words=words, good=0) for words in (0, 10, ENOUGH_WORDS)
    )

    assert log_odds(few) == pytest.approx(log_odds(0.9) + LEFT_OUT)
    assert few > more > enough


def test_a_word_that_is_repeated_tells_the_last_look_nothing_new() -> None:
    assert read("quarrel " * 1_000).relevance == pytest.approx(read("quarrel " * 30).relevance)


def test_who_writes_little_leaves_out_what_is_plain_to_them() -> None:
    one, few, more, many = (
        log_odds(looked_at_again(0.5, 0, words=words, good=0))
        for words in (1, ENOUGH_WORDS, 25, 200)
    )

    assert one == pytest.approx(few) == pytest.approx(LEFT_OUT)
    assert few > more > many
    assert many == pytest.approx(0)


def test_a_first_look_that_rounding_made_certain_can_be_looked_at_again() -> None:
    assert looked_at_again(1.0, -9, words=200, good=0) < 0.01
    assert looked_at_again(1.0, -9, words=0, good=0) > 0.99
    assert log_odds(0.0) == pytest.approx(-log_odds(1.0))


def test_what_is_about_something_else_is_not_looked_at_again() -> None:
    assert looked_at_again(0.01, 99, words=100, good=0) == 0.01


VILLAIN = "word\trarity\tvillain\n(base)\t0\t-0.5\nscoffs\t4\t9\nlunch\t4\t-1\n"


def villain_from(odds: float) -> str:
    """A table by which the words of any text speak so far for one."""
    return f"word\trarity\tvillain\n(base)\t0\t{odds}\nscoffs\t4\t0.1\n"


def test_where_good_is_said_it_has_to_be_surer() -> None:
    surely = [log_odds(looked_at_again(0.5, 1, words=200, good=good)) for good in (0.0, 0.4, 3.0)]

    assert surely == pytest.approx([1, 1 - DESPITE_GOOD, 1 - DESPITE_GOOD])


def test_a_villain_by_the_way_it_is_told_quotes_the_sentence_and_offers_another_way() -> None:
    text = "M got promoted on my first day. M scoffs all day while reading email."

    (found,) = read(text, lexicon=english(VILLAIN)).loaded

    assert found.kind == "story"
    assert found.span.of(text) == "M scoffs all day while reading email"
    assert "What happened" in found.neutral
    assert read(text, lexicon=english(None)).loaded == ()


@pytest.mark.parametrize(("odds", "found"), [(0.35, 0), (0.8, 1)])
def test_nobody_is_made_a_villain_by_a_way_of_telling_that_hardly_speaks_for_it(
    odds: float, found: int
) -> None:
    text = "M got promoted on my first day. M scoffs all day while reading email."

    assert len(read(text, lexicon=english(villain_from(odds))).loaded) == found


@pytest.mark.parametrize(("odds", "found"), [(1.1, 0), (2.0, 1)])
def test_one_sentence_alone_makes_a_villain_only_where_that_is_much_plainer(
    odds: float, found: int
) -> None:
    text = "M scoffs all day while reading email."

    assert len(read(text, lexicon=english(villain_from(odds))).loaded) == found


def test_of_a_text_without_a_full_stop_the_part_is_quoted_that_tells_it() -> None:
    talks = "and he talks and eats "
    text = f"M came {talks * 90}and scoffs all day {talks * 60}"

    (found,) = read(text, lexicon=english(VILLAIN)).loaded
    quoted = found.span.of(text)

    assert "scoffs" in quoted
    assert 120 < len(quoted.split()) < 300


def test_what_a_list_finds_is_not_told_as_a_story_too() -> None:
    found = read("My manager is an idiot who scoffs all day.", lexicon=english(VILLAIN)).loaded

    assert {one.kind for one in found} == {"insult"}


def test_what_the_writer_does_is_not_quoted_as_told_of_a_villain() -> None:
    text = "M scoffs at us. I eat, and who scoffs scoffs."
    own = "We had a plan. I scoffs, and scoffs, and scoffs."

    assert read(text, lexicon=english(VILLAIN)).loaded
    assert read(own, lexicon=english(VILLAIN)).loaded == ()


def test_no_villain_is_told_of_where_words_do_not_speak_for_one() -> None:
    assert read("We had lunch together.", lexicon=english(VILLAIN)).loaded == ()


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
            villain=at % 4 == 0,
            jump=False,
            tradeoff=at % 5 == 0,
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


def test_a_table_that_is_there_is_where_weights_begin() -> None:
    texts = texts_of(labelled())
    first = weights_of(texts)
    before = leanings_from(written(first, texts, [*first.base]))
    again = weights_of(texts, before=before)

    strange = replace(before, words={word: (5.0,) * len(before.questions) for word in before.words})
    moved = weights_of(texts, before=strange)

    assert again.rarity == dict(before.rarity)
    assert abs(again.words[APPLIES]).sum() >= 0.9 * abs(first.words[APPLIES]).sum()
    assert moved.words[APPLIES].mean() > 4


def test_what_a_table_says_of_other_questions_can_be_kept() -> None:
    texts = texts_of(labelled())
    first = weights_of(texts)
    before = leanings_from(written(first, texts, [APPLIES]))

    again = weights_of(texts, before=before)
    keeping(again, texts.names, (before, None), ["tradeoff"])
    table = leanings_from(written(again, texts, [APPLIES, "tradeoff"]))

    assert table.base[0] == before.base[0]
    assert {word: row[0] for word, row in table.words.items()} == {
        word: row[0] for word, row in before.words.items()
    }
    assert {name: row[0] for name, row in table.evidence.items()} == {
        name: row[0] for name, row in before.evidence.items()
    }
    assert any(row[1] for row in table.words.values())


def test_what_is_rare_elsewhere_is_said_with_more_caution() -> None:
    assert caution("performance_evaluation") > caution("finger_pointing") > 0
    assert caution("em_pm_conflict") < 0 < caution(APPLIES)
    assert caution("incentive") == 0


def test_words_of_no_text_weigh_what_words_like_them_do() -> None:
    """A word that nobody wrote lies beside one that many did."""
    words = ("roadmap", "backlog", "pipeline", "garden", "kitchen", "meadow")
    like = Vectors(words=words, rows=np.array([[1.0, 0.0]] * 3 + [[0.0, 1.0]] * 3))
    sentences = ("the roadmap and the backlog", "the garden and the kitchen")
    rows = [
        replace(labelled()[at % 2], text=sentences[at % 2], relevant=not at % 2) for at in range(8)
    ]

    weights = weights_of(texts_of(rows), like)
    by_word = dict(zip(weights.rarity, weights.words[APPLIES], strict=True))

    assert by_word["pipeline"] > 0 > by_word["meadow"]
