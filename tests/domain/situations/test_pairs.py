"""What two words side by side tell beside single ones: "nobody told", "no fight"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from benchmarks.situations.asked import Texts, texts_of
from benchmarks.situations.leanings import (
    PAIRED,
    Weights,
    keeping,
    odds_of,
    weights_of,
    written,
    written_pairs,
)
from benchmarks.situations.weighing import counts_in, pairs_in, rarity_in
from tests.domain.situations.accounts import ACCOUNTS, with_label

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.scanning import scan
from trifecta.domain.situations.weights.leanings import (
    APPLIES,
    Leanings,
    leanings_from,
    pairs_from,
    together,
)

TABLE = "pair\trarity\tapplies\n(base)\t0\t0\nnobody told\t6\t9\nno fight\t6\t-9\n"


def pairs(text: str) -> Counter[str]:
    return Counter(scan(text, lexicon_of()).pairs)


def test_two_words_side_by_side_are_counted_as_often_as_they_stand_there() -> None:
    assert pairs("Nobody asks. Nobody asks us.") == {"nobody asks": 2, "asks us": 1}


def test_signs_between_words_part_nothing_and_the_end_of_a_sentence_does() -> None:
    assert pairs("He, however, left. They stayed.").keys() == {
        "he however",
        "however left",
        "they stayed",
    }


def test_who_is_called_otherwise_is_told_by_the_same_pairs() -> None:
    assert pairs("Her product manager does not ask.") == pairs("His PM doesn't ask.")


def test_what_somebody_only_wishes_for_makes_no_pairs() -> None:
    assert "work well" not in pairs("I want to work well with her.")
    assert "work well" in pairs("We work well with her.")


@pytest.mark.parametrize("text", ["", ".", "Told.", "\n\n—\n"])
def test_where_no_two_words_stand_side_by_side_there_is_no_pair(text: str) -> None:
    assert not pairs(text)


def test_a_table_of_pairs_adds_to_what_words_and_rules_say() -> None:
    text = "My product manager and the engineers argue, and nobody told me. There was no fight."
    lexicon = replace(lexicon_of(), pairs=None)
    more, less = (
        replace(lexicon, pairs=pairs_from(TABLE.replace(word, "of us")))
        for word in ("no fight", "nobody told")
    )

    alone = read(text, lexicon=lexicon).relevance

    assert read(text, lexicon=more).relevance > alone > read(text, lexicon=less).relevance


def test_only_what_both_tables_ask_is_added() -> None:
    assert together({"applies": 1.0, "villain": 2.0}, {"applies": 0.5, "tradeoff": 9.0}) == {
        "applies": 1.5,
        "villain": 2.0,
    }


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("", "pairs.tsv has no line that names its questions"),
        ("pair\trarity\tmood\n(base)\t0\t1\n", "pairs.tsv: mood is no question"),
        ("pair\trarity\tapplies\nnobody told\t4\t1\n", "pairs.tsv lacks the line"),
        ("pair\trarity\tapplies\n(base)\t0\n", "pairs.tsv, line 2: a pair and 2 numbers"),
    ],
)
def test_a_broken_table_of_pairs_says_what_is_wrong_and_where(table: str, says: str) -> None:
    with pytest.raises(InvalidError, match=says):
        pairs_from(table)


# ------------------------------------------------------------------------------ finding a table


def labelled(times: int = 4) -> Texts:
    """Accounts, every third of which it applies to."""
    return texts_of(
        [
            with_label(account.text, relevant=at % 3 == 0)
            for at, account in enumerate(ACCOUNTS * times)
        ]
    )


def test_pairs_are_read_as_they_were_written() -> None:
    found = weights_of(labelled())
    table = pairs_from(written_pairs(found))

    assert table.questions == tuple(PAIRED) == (APPLIES,)
    assert table.rarity.keys() == found.of_pair.keys()
    assert [row[0] for row in table.words.values()] == pytest.approx(
        found.pairs[APPLIES], abs=0.006
    )
    assert any(row[0] for row in table.words.values())


def test_without_pairs_no_question_is_told_by_them() -> None:
    found = weights_of(labelled(), paired=())

    assert not found.pairs
    assert APPLIES in found.words


def test_the_reader_and_the_search_for_weights_count_the_same() -> None:
    texts = [
        *(account.text for account in ACCOUNTS),
        "They dont ask us. I would love to work well with our PM.",
    ]
    scans = [scan(text, lexicon_of()) for text in texts]

    assert [pairs_in(one.text) for one in scans] == [one.pairs for one in scans]
    assert [counts_in(one.text) for one in scans] == [one.counts for one in scans]
    assert scans[-1].wished
    assert "don't" in scans[-1].counts


def test_a_pair_with_a_name_in_it_tells_of_one_company_alone() -> None:
    rows = [replace(row, text="Then Marta told Marta again") for row in labelled(1).rows]

    assert "told again" not in rarity_in(rows, counts=pairs_in)
    assert not any("marta" in pair for pair in rarity_in(rows, fewest=1, counts=pairs_in))


def test_new_weights_can_count_by_a_share_beside_those_of_a_table_that_is_kept() -> None:
    texts = labelled()
    new = weights_of(texts)
    kept = leanings_from(written(new, texts, [APPLIES]))
    kept = replace(
        kept,
        base=(3.0,),
        words=dict.fromkeys(kept.words, (1.0,)),
        evidence=dict.fromkeys(kept.evidence, (2.0,)),
    )
    before = odds_of(texts, new)[APPLIES]

    mixed = weights_of(texts)
    keeping(mixed, texts.names, (kept, None), [APPLIES], 0.25)

    old = odds_of(texts, weights_with(kept, texts))[APPLIES]
    assert odds_of(texts, mixed)[APPLIES] == pytest.approx(0.25 * before + 0.75 * old)


def test_pairs_can_begin_at_a_table_that_is_there_already() -> None:
    texts = labelled()
    before = pairs_from(written_pairs(weights_of(texts)))
    more = replace(before, words=dict.fromkeys(before.words, (5.0,)))
    far = weights_of(texts, pairs_before=more)
    near = weights_of(texts, pairs_before=before)

    assert set(more.words) <= set(far.of_pair)
    assert np.mean(far.pairs[APPLIES]) > np.mean(near.pairs[APPLIES])


def test_a_share_of_new_pairs_counts_beside_those_that_are_kept() -> None:
    texts = labelled()
    kept = pairs_from(written_pairs(weights_of(texts)))
    words = leanings_from(written(weights_of(texts), texts, [APPLIES]))
    mixed = weights_of(texts)
    new = mixed.pairs[APPLIES].copy()
    keeping(mixed, texts.names, (words, kept), [APPLIES], 0.25)

    old = [kept.words[pair][0] for pair in mixed.of_pair]
    assert mixed.pairs[APPLIES] == pytest.approx(0.25 * new + 0.75 * np.array(old))


def test_texts_beside_the_others_count_as_often_as_is_said() -> None:
    rows = labelled().rows
    once = texts_of(rows)
    seldom = texts_of(rows, [1.0] * (len(rows) - 2) + [0.1, 0.1])

    assert list(seldom.times[:-2]) == list(once.times[:-2])
    assert list(seldom.times[-2:]) == pytest.approx([0.1 * one for one in once.times[-2:]])
    assert weights_of(seldom).base != weights_of(once).base


def weights_with(table: Leanings, texts: Texts) -> Weights:
    """What `table` alone says, in the form that weights are found in."""
    found = weights_of(texts, paired=())
    keeping(found, texts.names, (table, None), [])
    return found
