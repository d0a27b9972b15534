"""Trade-offs that are claimed: what is one, which one it is, and what only names two things."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from trifecta.domain.framework.tradeoffs import FALSE_TRADE_OFFS
from trifecta.domain.situations import lexicons
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.lists.entries import EITHER
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.weights.leanings import leanings_from

FILE = "tradeoffs.toml"
BY_LISTS = replace(lexicon_of(), leanings=None)
"""As in a language that has no table of what words speak for."""


def kinds(text: str) -> set[str]:
    found = read(text, about_us=True, lexicon=BY_LISTS)
    return {one.id for one in found.tradeoffs}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The PM wants features and the engineers want refactoring.", "features-or-debt"),
        ("There is never any time for refactoring, says our PM.", "features-or-debt"),
        ("They never approve technical debt work.", "features-or-debt"),
        ("The PO says no to every refactoring ticket I bring.", "features-or-debt"),
        ("Our EM asked for two weeks to fix the build and it was no.", "features-or-debt"),
        ("The boss only ever wanted features.", "features-or-debt"),
        ("When the date is near, product cuts the tests first.", "speed-or-quality"),
        ("He wants speed over quality, she wants it the other way round.", "speed-or-quality"),
        ("My PM says we ship it now and fix it later.", "now-or-later-well"),
        ("Short-term numbers beat the long-term health of the product.", "now-or-later-well"),
        ("One big customer rings and our roadmap moves.", "one-customer-or-all"),
        ("Custom requests from sales starve the core product.", "one-customer-or-all"),
        ("Support tickets eat the sprint, and the PM asks about the plan.", "support-or-roadmap"),
        ("Product wants experiments before a stable platform.", "experiments-or-foundations"),
        ("Is it autonomy or one standard for all teams?", "autonomy-or-standards"),
        ("Engineers play with toys instead of what customers need.", "interesting-or-needed"),
        ("It is debts or features, and features win every time.", "features-or-debt"),
        ("Either we repair the core or we build what they ask for.", "features-or-debt"),
        ("He can have it soon or he can have it right.", "speed-or-quality"),
        ("We either ship it late or ship it broken.", "speed-or-quality"),
        ("Either it is out in May or it is tested.", "speed-or-quality"),
        ("I say quality, the PM says speed.", "speed-or-quality"),
        ("Either I bore my best people or I disappoint our PM.", "interesting-or-needed"),
        ("Either every team chooses freely or we have one standard.", "autonomy-or-standards"),
    ],
)  # fmt: skip
def test_a_choice_is_named_as_the_framework_names_it(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Our PM and I went through the tech debt and the features together.",
        "Sales promised it to a customer, and nobody told the engineers.",
        "The rewrite of the payments service went well, says the PM.",
        "The engineers write automated tests, and the PM ignores us.",
        "We never had to choose between speed and quality.",
        "The PM asks whether it is a bug or a feature.",
        "The customer does not buy refactoring, says our PM.",
        "We either meet the PM on Monday or on Tuesday.",
        "Either the PM did not read it or she did not like it.",
        "The quality of the code has dropped, the PM says.",
        "Something is late or broken every week, and the PM asks me.",
    ],
)
def test_two_things_that_are_only_named_claim_nothing(text: str) -> None:
    assert kinds(text) == set()


def test_the_lists_know_every_trade_off_of_the_framework_and_no_other() -> None:
    listed = tomllib.loads(Path(lexicons.__file__).with_name("en").joinpath(FILE).read_text())
    assert listed.keys() - {EITHER} == {one.id for one in FALSE_TRADE_OFFS}
    assert BY_LISTS.sides.keys() <= listed.keys()


TABLE = "word\trarity\ttradeoff\n(base)\t0\t{}\nclaps\t1\t0.1\nwhatever\t1\t0.5\n"
BY_WORDS, SELDOM = (
    replace(BY_LISTS, leanings=leanings_from(TABLE.format(base))) for base in (0.2, -2)
)
"""Tables in which two words speak for a choice, and that need little or much to tell one."""


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        (
            "Whatever you say, whatever. The EM always goes on with upgrades and features.",
            "features-or-debt",
            "The EM always goes on with upgrades and features",
        ),
        (
            "Everybody claps. The PM always takes whatever upgrades she likes. A feature it is.",
            "features-or-debt",
            "The PM always takes whatever upgrades she likes",
        ),
    ],
)
def test_what_no_list_knows_is_told_by_the_whole_text(text: str, kind: str, quote: str) -> None:
    """By the sentence that names both sides, or else speaks most for it and names one of them."""
    assert not kinds(text)
    (found,) = read(text, about_us=True, lexicon=BY_WORDS).tradeoffs
    assert found.id == kind
    assert found.span.of(text).startswith(quote)


def test_a_choice_between_things_that_are_not_named_is_none() -> None:
    text = "Everybody claps. The PM takes whatever she likes."
    assert read(text, about_us=True, lexicon=BY_WORDS).tradeoffs == ()


def test_what_two_are_rewarded_for_is_no_choice() -> None:
    text = "Whatever. She is rated on upgrades, I am rated on features."
    assert read(text, about_us=True, lexicon=BY_WORDS).tradeoffs == ()


@pytest.mark.parametrize(
    "text",
    [
        "Whatever. The PM went through the upgrades and the features.",
        "Whatever. She is accountable for features only, the EM for upgrades only.",
    ],
)
def test_sides_that_nothing_is_set_against_or_that_somebody_answers_for_claim_none(
    text: str,
) -> None:
    assert read(text, about_us=True, lexicon=BY_WORDS).tradeoffs == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "The PM is new, and we cut tests again, and my people are tired.",
            "we cut tests again",
        ),
        (
            "Whatever: since March, the upgrades always wait for a feature, says the EM.",
            "the upgrades always wait for a feature",
        ),
    ],
)
def test_the_clause_that_claims_it_is_quoted(text: str, quote: str) -> None:
    (found,) = read(text, about_us=True, lexicon=BY_WORDS).tradeoffs
    assert found.span.of(text) == quote


def test_a_text_that_does_not_speak_for_it_claims_none() -> None:
    text = "The PM and I planned the upgrades and the features."
    assert read(text, about_us=True, lexicon=SELDOM).tradeoffs == ()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("My EM wants the migration, I want the export. We can't do both.", "We can't do both"),
        (
            "He wants to get off the old queue. I want the export. Export or queue, we can't have "
            "both. I'm the PM.",
            "we can't have both",
        ),
        (
            "My tech lead wants to rewrite the billing, I want the launch; there's only room for "
            "one. I'm the PM.",
            "there's only room for one",
        ),
        (
            "My PM wants the report, my team the refactoring. There's no capacity for both.",
            "There's no capacity for both",
        ),
        (
            "The report or the migration: it has to be one or the other, says my PM.",
            "it has to be one or the other",
        ),
    ],
)
def test_one_of_two_has_to_do(text: str, quote: str) -> None:
    (found,) = read(text, about_us=True, lexicon=BY_LISTS).tradeoffs
    assert (found.id, found.span.of(text)) == ("features-or-debt", quote)


@pytest.mark.parametrize(
    "text",
    [
        "My PM and I planned the feature and the migration, and we can do both.",
        "The migration is over. One or the other of my engineers tells the PM each day.",
        "The PM is on leave during the migration. I can't do both jobs.",
        "It isn't one or the other, my PM says of the migration.",
        "It doesn't have to be one or the other, my PM says of the migration.",
        "There's only room for one person in the booth, and the migration is loud, says my PM.",
        "My PM wants Monday, I want Tuesday. We can't have both.",
        "Our PM never says no to a refactoring.",
        "My PM can't do both at once, so we take turns with the migration calls.",
        "We're sales-led, and my PM and I argue about the date.",
        "The PMs were moved because the new CRO wanted it that way, and we argue about tickets.",
    ],
)
def test_who_can_have_both_or_names_no_two_claims_no_choice(text: str) -> None:
    assert kinds(text) == set()
    assert not read(text, about_us=True).tradeoffs
