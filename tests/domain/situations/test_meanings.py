"""What a text means as a whole counts beside its words, where an encoder has told."""

from __future__ import annotations

import pytest
from tests.domain.situations.accounts import ACCOUNTS, Account

from trifecta.domain.errors import InvalidError
from trifecta.domain.situations.evaluating import spans_in
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.model.checking import Reading, reading_data, reading_from
from trifecta.domain.situations.model.endpoint import (
    BY_MEANING,
    Endpoint,
    by_model,
    instead_of,
    without_meaning,
)
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.weights.leanings import QUESTIONS
from trifecta.domain.situations.weights.meanings import meanings_from, with_meaning

TABLE = (
    "# a remark\nplace\tapplies\tvillain\n(share)\t0.5\t1\n(base)\t-1\t0.25\n0\t2\t0\n1\t0\t-4\n"
)
ENDPOINT = Endpoint(kind="ollama", url="http://127.0.0.1:1", host="model.test", model="m")
OUTAGE = (
    "The certificate of the API expired at night; requests failed for eleven minutes, traffic was "
    "moved to another region, and an alert was added."
)
LAUGHED = "The owner laughed and told the guy that customers can wait."
QUARREL = (
    "The product manager and the engineers argue about the roadmap every week, nobody trusts "
    "anybody, and each side tells a different story about who decided what and why it is late."
)


def test_a_place_speaks_by_question() -> None:
    assert meanings_from(TABLE).meant([0.5, 0.25]) == {"applies": (0.5, 0.0), "villain": (1, -0.75)}


def test_a_place_of_another_length_is_refused() -> None:
    with pytest.raises(InvalidError, match="vectors of 2 numbers"):
        meanings_from(TABLE).meant([0.5])


def test_words_count_with_their_share_and_alone_where_nothing_is_meant() -> None:
    odds = {"applies": 2.0, "incentive": -1.0}
    assert with_meaning(odds, {"applies": (0.5, 0.25)}) == {"applies": 1.25, "incentive": -1.0}
    assert with_meaning(odds, {}) == odds


def test_meaning_moves_whether_it_applies_in_both_directions() -> None:
    plain = read(QUARREL).relevance
    assert read(QUARREL, reading=Reading(meant={"applies": (1, -3.0)})).relevance < plain
    assert read(QUARREL, reading=Reading(meant={"applies": (1, 3.0)})).relevance > plain


def test_a_text_about_something_else_stays_so_whatever_it_means() -> None:
    found = read(OUTAGE, reading=Reading(source=BY_MEANING, meant={"applies": (1, 50.0)}))
    assert not found.relevant
    assert found.signals == ()


def test_a_villain_who_is_meant_is_quoted_from_the_text() -> None:
    found = read(LAUGHED, reading=Reading(meant={"villain": (0, 2.0)}))
    assert read(LAUGHED, reading=Reading(meant={"villain": (0, -2.0)})).loaded == ()
    assert [one.span.of(LAUGHED) for one in found.loaded] == [LAUGHED.rstrip(".")]


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_quote_is_exact_whatever_is_meant(account: Account) -> None:
    every = dict.fromkeys(QUESTIONS, (1.0, 2.0))
    spans = list(spans_in(read(account.text, reading=Reading(meant=every))))
    assert spans
    assert all(0 <= span.start < span.end <= len(account.text) for span in spans)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("", "no line that names its questions"),
        ("place\tapplies\n", "lacks the line “(share)”"),
        ("place\tapplies\n(share)\t1\n", "lacks the line “(base)”"),
        ("place\tfame\n", "fame is no question"),
        (TABLE + "2\t1\n", "line 7: a place and 2 numbers"),
        (TABLE + "2\t1\tnan\n", "line 7: a place and 2 numbers"),
    ],
)
def test_a_broken_table_says_what_is_wrong_and_where(table: str, says: str) -> None:
    with pytest.raises(InvalidError) as caught:
        meanings_from(table)
    assert says in caught.value.message
    assert "meanings.tsv" in caught.value.message


def test_a_reading_is_the_same_after_it_was_kept() -> None:
    reading = Reading(source=BY_MEANING, meant={"applies": (0.5, -1.25)})
    assert reading_from(reading_data(reading)) == reading


def test_a_reading_that_was_kept_before_has_no_meaning() -> None:
    data = reading_data(Reading())
    del data["meant"]
    assert reading_from(data) == Reading()


def test_it_is_said_who_read_and_nothing_is_said_of_another_machine() -> None:
    assert BY_MEANING.says.endswith("all on this server.")
    assert not BY_MEANING.by_model
    assert not BY_MEANING.fell_back
    fallen = without_meaning("files")
    assert fallen.fell_back
    assert "an encoder of sentences was to read it, and its files are not those" in fallen.says
    assert "language model at" in instead_of(ENDPOINT, "slow").says
    assert by_model(ENDPOINT).by_model


def test_the_table_that_comes_with_trifecta_is_for_its_encoder() -> None:
    meanings, leanings = lexicon_of().meanings, lexicon_of().leanings
    assert meanings is not None
    assert leanings is not None
    assert len(meanings.weights) == 384
    assert set(meanings.questions) <= set(leanings.questions)
    assert "applies" in meanings.questions
