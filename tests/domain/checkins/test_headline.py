"""The answer is a sentence, as sure as the odds are, and the same for both readers."""

from __future__ import annotations

import re
from itertools import combinations, product

import pytest
from hypothesis import given
from tests.domain.checkins.answers import WAVE, blurred, half_like, opposite, side, sides

from trifecta.domain.checkins.estimator import Diagnosis, Odds, Side, Verdict, diagnose
from trifecta.domain.checkins.headline import answer, belief, one_sided, sureness, together

NAMES = ("Alice", "Bob")
JARGON = re.compile(
    r"orientation|incentive|congruen|misalign|lack of|correlat|probab|detected|!", re.IGNORECASE
)


def found(verdict: Verdict, probability: float) -> Diagnosis:
    """A diagnosis of this verdict; the other explanations share what is left."""
    rest = (1 - probability) / 3
    named = verdict if verdict != "unclear" else "both"
    shares = dict.fromkeys(("both", "understanding", "incentives", "neither"), rest)
    shares[named] = probability
    base = diagnose(side(WAVE, WAVE), side(WAVE, WAVE))
    return Diagnosis(
        verdict=verdict,
        odds=Odds(**shares),
        belief="",
        doubt="mixed" if verdict == "unclear" else "",
        flat=(),
        agreement=base.agreement,
        accuracies=base.accuracies,
        congruencies=base.congruencies,
        low_agreement=0.5,
        low_understanding=0.5,
        low_accuracies=(0.5, 0.5),
        reliability=0.75,
    )


@pytest.mark.parametrize(
    ("verdict", "probability"),
    list(product(["both", "understanding", "incentives", "neither"], [0.81, 0.9, 0.97])),
)
def test_the_surer_the_answer_the_plainer_the_sentence(
    verdict: Verdict, probability: float
) -> None:
    said = answer(found(verdict, probability), NAMES).sentence
    assert said.startswith("Most likely, you") == (probability < 0.88)
    assert said.endswith(".")
    assert not JARGON.search(said)


@pytest.mark.parametrize(
    ("probability", "word"), [(0.81, "Fairly"), (0.9, "Quite"), (0.96, "Very")]
)
def test_how_sure_is_a_word_and_a_count_of_pairs(probability: float, word: str) -> None:
    sure = sureness(found("both", probability))
    assert sure is not None
    assert sure.word == word
    assert f"about {round(probability * 100)}" in sure.meaning


def test_nothing_is_ever_certain() -> None:
    sure = sureness(found("neither", 0.9999))
    assert sure is not None
    assert "more than 99" in sure.meaning


def test_not_knowing_gets_the_same_headline_as_any_other_answer() -> None:
    unclear = answer(found("unclear", 0.55), NAMES)
    assert unclear.sentence == "We cannot tell yet."
    assert "more than one explanation" in unclear.meaning


def test_what_is_below_the_line_is_not_rounded_up_to_it() -> None:
    sure = sureness(found("unclear", 0.7999))
    assert sure is not None
    assert "about 79" in sure.meaning


def test_why_it_cannot_be_told_is_said() -> None:
    alice = side(WAVE, WAVE)
    flat = diagnose(alice, side([1] * 24, WAVE))
    assert "all of Bob’s answers are the same mark" in answer(flat, NAMES).meaning
    assert sureness(flat) is None
    skipped = diagnose(alice, Side(role="pm", own={}, guess={}))
    assert "Too few questions" in answer(skipped, NAMES).meaning


def test_wrong_beliefs_about_agreement_are_said() -> None:
    alice, bob = WAVE, opposite(blurred(WAVE, seed=1))
    assert "less than you think" in belief(diagnose(side(alice, alice), side(bob, bob)))
    same = diagnose(side(WAVE, opposite(WAVE)), side(WAVE, opposite(WAVE)))
    assert "more than you think" in belief(same)
    assert belief(diagnose(side(WAVE, WAVE), side(WAVE, WAVE))) == ""


def test_where_one_reads_the_other_and_not_the_reverse_it_is_said_without_blame() -> None:
    bob = half_like(WAVE, opposite(WAVE))
    result = diagnose(side(WAVE, bob), side(bob, opposite(WAVE)))
    assert one_sided(result, NAMES) == (
        "Alice’s guesses are close to what Bob answered; Bob’s guesses about Alice are further off."
    )
    assert one_sided(diagnose(side(WAVE, WAVE), side(WAVE, WAVE)), NAMES) == ""


def test_three_people_are_told_pair_by_pair() -> None:
    pairs = [("Alice", "Bob"), ("Alice", "Carol"), ("Bob", "Carol")]
    said = together(list(zip(pairs, ["both", "neither", "both"], strict=True)))
    assert said.sentence == (
        "Alice and Bob and also Bob and Carol are pulled apart and misread each other. "
        "Alice and Carol are close."
    )


@pytest.mark.parametrize("verdict", ["both", "incentives", "understanding", "neither", "unclear"])
def test_three_people_in_the_same_place_get_one_sentence(verdict: Verdict) -> None:
    pairs = [("Alice", "Bob"), ("Alice", "Carol"), ("Bob", "Carol")]
    said = together([(names, verdict) for names in pairs])
    assert "Alice" not in said.sentence
    assert not JARGON.search(said.sentence + said.meaning)


def test_six_pairs_with_long_names_are_counted() -> None:
    """Twelve names would bury the answer; which pair is where stands below."""
    names = ["Maximiliana-Theodora", "Bartholomew", "Anneliese-Wilhelmina", "Konstantinos"]
    verdicts: list[Verdict] = ["neither", "both", "incentives", "both", "incentives", "incentives"]
    said = together(list(zip(combinations(names, 2), verdicts, strict=True)))
    assert said.sentence == (
        "In two of your six pairs, people are pulled apart and misread each other. "
        "In three, they are pulled apart and know it."
    )
    assert said.meaning == "In one, they are close. Pair by pair, below."


@given(one=sides, other=sides)
def test_both_readers_are_told_the_same(one: Side, other: Side) -> None:
    there, back = diagnose(one, other), diagnose(other, one)
    assert answer(there, NAMES) == answer(back, NAMES[::-1])
    assert sureness(there) == sureness(back)
    assert one_sided(there, NAMES) == one_sided(back, NAMES[::-1])
