"""What is told last counts: an argument that ended well is no alarm, and a peace that broke is."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.scanning import scan
from trifecta.domain.situations.weights.relevance import evidence_of

TROUBLE = "Our PM and I argued for weeks about the checkout, and it was tense between us."
ENDS = (
    "We sorted it out over lunch and nobody sulked.",
    "She apologised, I was wrong too, and since then we plan together.",
    "In the end we found a way that both of us like, and we laugh about it.",
    "She was right about the contract, and I owe her for it.",
    "That was two years ago. Once we both understood the numbers, the arguing stopped.",
)
AGAIN = (
    "But now she keeps overruling us, and we argue again.",
    "Nothing changed: she still never asks us, and we argue every week.",
    "How do I deal with a PM who never listens?",
)


def evidence(text: str) -> dict[str, float]:
    return evidence_of(scan(text, lexicon_of()))


def test_the_trouble_alone_is_an_alarm() -> None:
    assert read(TROUBLE).relevant


@pytest.mark.parametrize("end", ENDS)
def test_an_argument_that_ended_well_is_none(end: str) -> None:
    assert not read(f"{TROUBLE} {end}").relevant


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("again", AGAIN)
def test_a_nice_sentence_takes_nothing_away_from_what_goes_on_after_it(
    end: str, again: str
) -> None:
    found = read(f"{TROUBLE} {end} {again}")
    assert found.relevant
    assert found.signals


@pytest.mark.parametrize("end", ENDS)
def test_the_order_is_what_counts(end: str) -> None:
    assert evidence(f"{TROUBLE} {end}")["ended"] > 0
    assert evidence(f"{end} {TROUBLE}")["ended"] == 0


def test_good_and_then_trouble_is_told_apart_from_good_alone() -> None:
    good = "I am grateful for our PM, and it worked great for years."
    assert evidence(good)["worsened"] == 0
    assert evidence(f"{good} But the PM blames us in front of customers.")["worsened"] == 1
    assert evidence(f"The PM blames us. {good}")["worsened"] == 0


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("That doesn't mean our PM and we engineers ever had a fight.", True),
        ("I don't think that the PM and the engineers ever really fight.", True),
        ("I think that the PM and the engineers really fight.", False),
        ("They don't meet, I hear, and the PM and the engineers really fight.", False),
    ],
)
def test_a_not_of_what_is_meant_or_thought_turns_round_all_of_it(text: str, denied: bool) -> None:
    seen = scan(text, lexicon_of())
    (hit,) = [hit for hit in seen.hits["trouble"] if hit.rule.id == "fights"]
    assert seen.is_denied(hit) is denied
