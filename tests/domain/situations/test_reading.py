"""A text is read into findings that quote it exactly, and quiet texts are left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.situations.accounts import (
    ACCOUNTS,
    CONFLICT,
    DEBT_OR_FEATURES,
    GROWTH,
    QUIET,
    STRUCTURE,
    YES_TO_SALES,
    Account,
)

from trifecta.domain.situations.analysis import Analysis
from trifecta.domain.situations.evaluating import spans_in
from trifecta.domain.situations.reading import read


def signals(analysis: Analysis) -> set[str]:
    return {signal.id for signal in analysis.signals}


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.text[:30])
def test_an_account_is_read_as_a_careful_reader_would(account: Account) -> None:
    found = read(account.text)

    assert found.relevant == account.relevant
    if account.signal is not None:
        assert account.signal in signals(found)
    if account.lean is not None:
        assert found.root_cause.lean == account.lean
    if account.villain is not None:
        assert found.villain_language == account.villain
    if account.jump is not None:
        assert found.jumped_to_solution == account.jump


@pytest.mark.parametrize("text", QUIET, ids=lambda text: text[:30])
def test_a_text_about_something_else_raises_no_alarm(text: str) -> None:
    found = read(text)

    assert not found.relevant
    assert found.signals == ()
    assert found.questions == ()
    assert found.start_step is None
    assert found.root_cause.lean == "unclear"


@pytest.mark.parametrize(
    ("text", "step"),
    [
        (YES_TO_SALES, "understand"),
        (STRUCTURE, "shared-rating"),
        (CONFLICT, "diagnose"),
        (DEBT_OR_FEATURES, "compromise"),
        (GROWTH, "interesting-work"),
    ],
)
def test_a_typical_opening_has_its_first_step(text: str, step: str) -> None:
    found = read(text)

    assert found.relevant
    assert found.start_step == step
    assert found.start_why


# ---------------------------------------------------------------- loaded words


@pytest.mark.parametrize(
    "text",
    [
        "Our PM isn't lazy, she never tells us why.",
        "It's not that the engineers are stupid, they are never asked.",
        "The PM was never dishonest with us about the dates.",
        "I'm an idiot for not asking the PM earlier.",
        "Nobody here is malicious; product and engineering just see different things.",
        "For years I was convinced that product people were parasites, and I was wrong.",
        "Engineering believes the PMs are clueless, and I don't know where that comes from.",
        "Call it my ego if that helps, but the PM did not listen.",
        "Sometimes it takes an idiot like me to say it to the PM.",
        "If you want me to lie to you about the date, ask the PM for a mail.",
        "Something important is lying there untouched, and the product owner does not see it.",
        "We felt like code monkeys whenever the PM came in.",
        "The config changes are nasty, and the PM knows it.",
        "I work on glue code for the PM, and it was never his fault.",
        "Our team has no mobile skills yet, and the PM has something like a five-year plan.",
        "With the CPO it was agreed: no winner and no loser between product and engineering.",
    ],
)
def test_what_is_denied_or_supposed_or_said_of_oneself_makes_no_villain(text: str) -> None:
    assert not read(text).villain_language


@pytest.mark.parametrize(
    "text",
    [
        "Our PM is lazy.",
        "The engineers are completely clueless.",
        "She only cares about her promotion.",
        "Sales are liars and the CPO covers for them.",
        "Our CTO is an incompetent tyrant.",
        "I think the PM is lazy.",
        "The PM is lying to us about the dates.",
        "Our PM has no clue, and the engineers pay for it.",
        "With engineering nothing is ever their own fault.",
        "The project manager is in way over his head.",
        "The PM threw every single member of the team under the bus.",
        "He is awful at it, and the PM before him was no better.",
        "These control freaks treat us like dirt.",
        "She was supposed to help, and all she does is suck up to the boss, the coward.",
    ],
)
def test_loaded_words_come_with_a_neutral_reading(text: str) -> None:
    found = read(text).loaded

    assert found
    assert all(one.neutral for one in found)


# ---------------------------------------------------------------- any text


def exact(text: str, analysis: Analysis) -> bool:
    return all(0 <= span.start < span.end <= len(text) for span in spans_in(analysis))


@given(st.text(max_size=400))
def test_any_text_can_be_read_and_every_span_lies_in_it(text: str) -> None:
    found = read(text)

    assert exact(text, found)
    assert 0 <= found.relevance <= 1
    assert found.relevant == (found.relevance >= 0.5)


PIECES = st.sampled_from(
    [
        "my PM", "the EM", "engineers", "product", "never listens", "is lazy", "blames us",
        "wants the launch", "because", "can't", "we should just", "fire the PM", "not", "‘", "’",
        "“", "”", "…", "\n\n", "- ", "3 PM", "em-dash", "😀", "e\u0301", "\u202e", "don’t",
        "DON'T", "ﬁnger", "İstanbul", ".", ",", "technical debt or features", "KPI", "\0",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_pieces_in_any_order_are_read_the_same_each_time(text: str) -> None:
    found = read(text)

    assert exact(text, found)
    assert read(text) == found
    assert all(span.of(text).strip() == span.of(text) for span in spans_in(found))


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_apostrophes_and_capitals_change_no_finding_but_abbreviations(text: str) -> None:
    curly = text.replace("'", "’")

    assert spans_in(read(curly)) == spans_in(read(curly.replace("’", "'")))


def test_another_language_is_said_to_be_one() -> None:
    german = (
        "Unser Produktmanager verspricht dem Vertrieb immer alles, und wir Entwickler sind am Ende "
        "die Dummen, so kann das nicht weitergehen."
    )

    assert not read(german).is_english
    assert read(GROWTH).is_english


def test_a_no_ends_with_its_clause() -> None:
    """What is denied before a comma denies nothing of what somebody does behind it."""
    assert read("The PM has no experience, and he bullies the developers.").loaded
    assert not read("The PM never bullies the developers.").loaded


ASIDE = "She got the budget, I got the night shifts, and nobody wrote anything down."


def test_its_writer_knows_better_than_the_words_what_it_is_about() -> None:
    plain, said = read(ASIDE), read(ASIDE, about_us=True)
    assert not plain.relevant
    assert not plain.against_its_words
    assert said.relevant
    assert said.against_its_words
    assert said.relevance == plain.relevance
    assert said.start_step
    assert 3 <= len(said.questions) <= 5


def test_a_word_on_what_it_is_about_changes_nothing_where_it_reads_so() -> None:
    text = "The PM promises dates to customers without asking us, and we fight every sprint."
    said = read(text, about_us=True)
    assert replace(said, about_us=False) == read(text)
    assert not said.against_its_words


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was blamed. The PM and the engineers agreed on a rule, and it took a while.",
        "So that nobody is blamed, the product manager and the engineering manager log decisions.",
        "No one blames product for the outage. Engineering took it on.",
    ],
)
def test_blame_that_is_denied_is_none(text: str) -> None:
    assert "finger_pointing" not in {one.id for one in read(text, about_us=True).signals}
    blamed = text.replace("Nobody was", "We were").replace("nobody is", "we are")
    blamed = blamed.replace("No one blames", "Everybody blames")
    assert "finger_pointing" in {one.id for one in read(blamed, about_us=True).signals}


def test_what_somebody_is_accused_of_is_not_what_they_need() -> None:
    text = (
        "My PM only cares about her roadmap. She cares about the launch because sales rely on it."
    )
    needs = [one.span.of(text) for one in read(text).statements if one.kind == "need"]

    assert "cares about her roadmap" not in needs
    assert needs


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ("We look like idiots in front of the VP, because my PM changes the plan.", []),
        ("I'm not saying my PM is a liar.", []),
        ("My PM is a liar.", ["liar"]),
        ("The engineers look like idiots in front of my PM.", ["idiots"]),
        ("The eng lead is a dinosaur.", ["a dinosaur"]),
    ],
)
def test_of_oneself_and_denied_nothing_is_loaded(text: str, loaded: list[str]) -> None:
    assert [one.span.of(text) for one in read(text).loaded] == loaded


def test_a_cause_is_not_read_from_pages_at_night() -> None:
    text = "I need fewer pages at night. My PM wants the discount feature by June."

    assert read(text).root_cause.lean == "unclear"


@pytest.mark.parametrize(
    "text",
    [
        "I don't believe he's lazy, my PM.",
        "I doubt she's lying, my PM.",
        "I can't say that he's incompetent, my PM.",
        "It would be unfair to say she's incompetent, my PM.",
        "Nobody is saying she's incompetent, my PM.",
    ],
)
def test_an_accusation_that_is_denied_is_quoted_nowhere(text: str) -> None:
    found = read(text, about_us=True)
    quoted = [span.of(text) for one in found.signals for span in one.spans]

    assert not found.loaded
    assert found.root_cause.lean == "unclear"
    assert not [quote for quote in quoted if quote in {"lazy", "he's lazy", "she's lying"}]


@pytest.mark.parametrize(
    "also",
    [
        "I want us to agree on one goal.",
        "How can we agree on one goal?",
        "We used to work well together.",
        "It was good before the reorg.",
    ],
)
def test_a_wish_or_what_was_good_before_does_not_end_the_trouble(also: str) -> None:
    text = "The PM and I clash in every planning and it is getting worse."

    assert read(text).relevant
    assert read(f"{text} {also}").relevant


@pytest.mark.parametrize(
    "text",
    [
        "PM says the invoice export is what customers pay for, and we argue.",
        "I have no idea what to do with my PM.",
        "I don't know how to start with my PM.",
    ],
)
def test_a_chance_word_gives_no_cause(text: str) -> None:
    assert read(text, about_us=True).root_cause.lean == "unclear"


def test_a_cause_that_no_word_tells_is_said_to_be_one() -> None:
    listed = read("She is measured on signups, my PM, and I am measured on uptime.")
    together = read(
        "I lead both. The PM wants more features, the EM wants time to fix the payment service, "
        "and each comes to me to decide.",
        role="executive",
    )

    assert listed.root_cause.because.startswith("The words speak of what people are measured on")
    assert together.root_cause.lean == "incentive"
    assert together.root_cause.because.startswith("No word says so alone")


def test_of_a_text_about_something_else_nothing_is_claimed_for_its_writers_word_alone() -> None:
    text = (
        "The build server went down at noon. We restarted it, then wrote a note on what happened "
        "and put it where everybody can find it."
    )
    found = read(text, about_us=True)

    assert found.relevant
    assert found.root_cause.lean == "unclear"
    assert not found.signals
