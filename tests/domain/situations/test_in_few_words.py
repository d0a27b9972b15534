"""Who writes one sentence gets an answer to it, too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.scanning import scan
from trifecta.domain.situations.weights.leanings import leanings_from
from trifecta.domain.situations.weights.relevance import (
    LOOKED_AT_AGAIN,
    MANY_WORDS,
    SUREST_IN_FEW,
    evidence_of,
    log_odds,
    looked_at_again,
    relevance_of,
    surely,
    told_in_few,
)

CONFLICT = "Our PM and I argue about hiring and it is getting personal."
SHORT = (
    "Our PM and the engineers argue about the roadmap every week, and nobody knows who decides "
    "what gets built next or why the launch moved again."
)
LONGER = f"{SHORT} She talks with sales, he with his team, and both of them sound tired by now."


@pytest.mark.parametrize(
    "text",
    [
        CONFLICT,
        "PM and I are in conflict over the roadmap. I need advice on how to begin.",
        "The EM and I are on bad terms.",
        "EM and I disagree on quality and it's ugly.",
        "My PM and I are stuck on scope.",
        "we fight, the em and me",
        "The EM and I are not speaking.",
        "My PM cancelled four of our last five one-on-ones. I'm angry.",
        "I can't work with my EM.",
        "My EM and I don't get along.",
    ],
)
def test_trouble_told_in_a_sentence_is_trouble(text: str) -> None:
    assert read(text).relevant


@pytest.mark.parametrize(
    "text",
    [
        "Our EM and PM get along.",
        "Our PM and I get along well.",
        "Our PM and I never argue.",
        "The PM and I argue, and it's fun.",
        "The EM and I wrote the runbook together.",
        "I can't work with the new build tool.",
        "My PM asked for the release notes.",
        "The EM forgot the date, said sorry, and now we're all good.",
    ],
)
def test_a_sentence_without_trouble_is_none(text: str) -> None:
    assert not read(text).relevant


def test_the_fewer_words_there_are_the_more_the_rules_count() -> None:
    evidence = evidence_of(scan(CONFLICT, lexicon_of()))
    none, few, more, many = (
        told_in_few(0.2, evidence, words=words) for words in (0, 10, 20, MANY_WORDS)
    )

    assert relevance_of(evidence) > none
    assert log_odds(none) == pytest.approx(SUREST_IN_FEW)
    assert none > few > more > many == pytest.approx(0.2)


@pytest.mark.parametrize("relevance", [LOOKED_AT_AGAIN / 2, 0.999])
def test_what_is_surely_something_else_stays_so_and_nothing_is_less_sure(relevance: float) -> None:
    evidence = evidence_of(scan(CONFLICT, lexicon_of()))

    assert told_in_few(relevance, evidence, words=1) == pytest.approx(relevance)


def test_in_the_end_the_last_look_counts_and_then_how_few_words_there_are() -> None:
    evidence = evidence_of(scan(CONFLICT, lexicon_of()))
    good, broken = evidence | {"good": 1.0}, evidence | {"incident": 2.0}

    few, many = (surely(0.3, -1, evidence, words=words) for words in (5, 200))
    assert few > many == pytest.approx(looked_at_again(0.3, -1, words=200, good=0))
    assert surely(0.3, 1, good, words=200) == looked_at_again(0.3, 1, words=200, good=1.0)
    assert surely(0.3, 1, broken, words=200) == pytest.approx(0.3)


@pytest.mark.parametrize("against", ["good", "ended", "handbook", "technical", "only_hints"])
def test_where_something_speaks_against_it_words_count_as_ever(against: str) -> None:
    evidence = evidence_of(scan(CONFLICT, lexicon_of())) | {against: 1.0}

    assert told_in_few(0.2, evidence, words=1) == 0.2


def test_whoever_is_named_beside_the_writer_tells_who_writes() -> None:
    beside, led, alone = (
        scan(text, lexicon_of()).around[0]
        for text in ("The EM and I argue.", "My engineers and I argue.", "The EM argues.")
    )

    assert "product" in beside
    assert "product" not in led | alone


def test_being_asked_why_is_a_reckoning_and_asking_is_none() -> None:
    said = "Each time a date slips I am the one who gets asked why."

    assert evidence_of(scan(f"My PM changes the scope. {said}", lexicon_of()))["incentives"] > 0
    assert not evidence_of(scan("The PM asked why, and I told her.", lexicon_of()))["incentives"]


@pytest.mark.parametrize("base", [-0.2, 2.0])
def test_a_sentence_is_given_credit_for_what_it_leaves_out_and_a_few_lines_are_not(
    base: float,
) -> None:
    table = f"word\trarity\tapplies\n(base)\t0\t{base}\n"
    lexicon = replace(lexicon_of(), leanings=leanings_from(table), pairs=None)
    short, longer = (log_odds(read(text, lexicon=lexicon).relevance) for text in (SHORT, LONGER))

    assert short > base + 0.2
    assert longer == pytest.approx(base)
