"""Signals are told by words that mean them, not by words that look like them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.weights.leanings import leanings_from


def signals(text: str) -> set[str]:
    return {one.id for one in read(text, about_us=True).signals}


@pytest.mark.parametrize(
    "text",
    [
        "Excuse my bad English. My PM and I argue about scope every sprint.",
        "Please excuse the length of this, I'm the EM and my PM and I are at odds.",
        "The PM and I have known each other for ten years, and now we argue about each ticket.",
        "Rather than pointing fingers, the PM and I wrote down what happened. We still argue.",
        "Instead of pointing at each other the PM and I wrote the note together. We still argue.",
        "We hold blameless reviews, and still the PM and I argue over what comes first.",
    ],
)
def test_words_that_look_like_blame_are_none(text: str) -> None:
    assert "finger_pointing" not in signals(text)


@pytest.mark.parametrize(
    "text",
    [
        "My PM blames us for each delay and we blame her specs.",
        "It's always an excuse with the engineers, says our PM, and they say the same of him.",
        "Our retros are called blameless, but the PM blames the developers in every one of them.",
        "Instead of fixing it the PM and the tech lead blame each other.",
        "The PM and the EM attack each other for every slip.",
    ],
)
def test_blame_is_told(text: str) -> None:
    assert "finger_pointing" in signals(text)


def test_who_somebody_is_tells_nothing_of_how_the_work_is_divided() -> None:
    text = "The PM, who's actually good, argues with me about dates, and the EM, who's new, too."
    quotes = [
        span.of(text) for one in read(text, about_us=True).signals for span in one.spans
    ]  # fmt: skip

    assert "who's" not in quotes
    assert "partnership_structure" in signals(
        "Who decides what gets built, the PM or me, the EM? We argue about it."
    )


def test_when_reviews_are_held_tells_nothing_of_how_people_are_rated() -> None:
    assert "performance_evaluation" not in signals(
        "Minutes. Present: PM, EM. Performance review dates: 2 to 9 May. Next meeting: Tuesday."
    )
    assert "performance_evaluation" in signals(
        "The PM rates the engineers in each performance review, and they argue about it."
    )


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Context: small company. My PM and I fight about dates.", "fight"),
        (
            "Notes before the 1:1 with Dele (EM), Tuesday\n\nThe review was a mess, he thinks I "
            "sell things we don't have. I'm the PM.",
            "The review was a mess, he thinks I sell things we don't have",
        ),
        (
            "Situation: PM vs EM\nHe rejects what I bring and I answer in tickets. I'm the PM.",
            "He rejects what I bring and I answer in tickets",
        ),
        (
            "# PM conflict\nOur product manager sends my engineers tasks at night.",
            "Our product manager sends my engineers tasks at night",
        ),
        ("Constant war between product and engineering.", "war"),
        ("My PM: no answers, ever.", "My PM: no answers, ever"),
        ("PM vs EM again.", "PM vs EM again"),
        ("My PM and the team\nkeep fighting about dates.", "fighting"),
    ],
)
def test_a_heading_is_no_sign_where_a_sentence_is(text: str, quote: str) -> None:
    found = {one.id: one.spans for one in read(text, about_us=True).signals}
    assert [span.of(text) for span in found["em_pm_conflict"]] == [quote]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("My PM chose the vendor and the colour of the door.", set()),
        (
            "My PM chose the vendor, and the colour of the door is now green, as her boss wanted.",
            {"finger_pointing"},
        ),
    ],
)
def test_a_few_words_that_only_their_writer_takes_for_trouble_are_read_into_no_signal(
    text: str, told: set[str]
) -> None:
    table = "word\trarity\tapplies\tfinger_pointing\n(base)\t0\t-0.6\t5\n"
    lexicon = replace(lexicon_of(), leanings=leanings_from(table), pairs=None)
    found = read(text, lexicon=lexicon, about_us=True)

    assert found.against_its_words
    assert {one.id for one in found.signals} == told
