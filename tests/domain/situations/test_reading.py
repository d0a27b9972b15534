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

from trifecta.domain.framework.lookup import by_id
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


# ---------------------------------------------------------------- what is asked


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.text[:30])
def test_three_to_five_different_questions_of_the_framework_are_asked(account: Account) -> None:
    asked = read(account.text).questions

    assert 3 <= len(asked) <= 5
    assert len({one.id for one in asked}) == len(asked)
    assert all(by_id(one.id) is not None and by_id(one.gap) is not None for one in asked)


def test_questions_go_to_whoever_is_on_the_other_side() -> None:
    to_product = read("I'm an EM and my PM refuses to explain the roadmap.")
    to_engineering = read("I'm a PM and my EM refuses to explain the estimate.")

    assert (to_product.writer, to_product.counterpart) == ("em", "pm")
    assert (to_engineering.writer, to_engineering.counterpart) == ("pm", "em")
    assert {one.id for one in to_product.questions} != {one.id for one in to_engineering.questions}


def test_the_role_that_is_chosen_counts_for_more_than_the_words() -> None:
    assert read(CONFLICT, role="pm").counterpart == "em"
    assert read(CONFLICT, role="em").counterpart == "pm"


def test_questions_differ_with_what_is_missing() -> None:
    jumped = read("The PM never listens. We should just fire the PM and be done.")
    measured = read("Our PM gets a bonus for launches, engineering is measured on uptime.")

    assert jumped.gaps[0] == "solution-first"
    assert "evaluation-unknown" in measured.gaps[:2]


def test_the_company_changes_what_is_asked() -> None:
    text = "The PM and the engineering manager fight, and nobody knows who decides."
    usual = {one.id for one in read(text).questions}

    assert any(
        {one.id for one in read(text, company=kind).questions} != usual
        for kind in ("startup", "enterprise", "product_led", "technical_first")
    )


# ---------------------------------------------------------------- positions, needs, limits


def test_positions_needs_and_constraints_are_told_apart_with_whose_they_are() -> None:
    text = (
        "My PM wants the export by Friday because the renewal depends on it. "
        "I can't take anybody off the migration."
    )
    found = read(text)

    said = {(one.kind, one.whose, one.span.of(text)) for one in found.statements}
    assert ("position", "counterpart", "wants the export by Friday") in said
    assert ("need", "counterpart", "because the renewal depends on it") in said or any(
        kind == "need" and "renewal depends" in quote for kind, _, quote in said
    )
    assert any(kind == "constraint" and whose == "writer" for kind, whose, _ in said)


def test_that_somebody_never_asks_is_nothing_they_ask_for() -> None:
    text = "My PM never asks us before a date is given, and asks us for two more reports."
    asked = [one.span.of(text) for one in read(text).statements if one.kind == "position"]
    assert asked == ["asks us for two more reports"]


def test_a_statement_ends_before_what_leads_over_to_the_next_one() -> None:
    text = "I need tests, because the last releases broke and my people are on call all weekend."
    said = [(one.kind, one.span.of(text)) for one in read(text, role="em").statements]
    assert ("need", "because the last releases broke") in said
    assert any(kind == "constraint" and words.startswith("on call") for kind, words in said)


def test_interesting_work_is_seen() -> None:
    found = read(GROWTH)

    assert any(
        "something new" in span.of(GROWTH) or "leave" in span.of(GROWTH)
        for span in found.interesting_work
    )


def test_coddling_is_seen() -> None:
    text = "I shield the team from customers, and the PM says engineers never hear the numbers."

    assert [span.of(text) for span in read(text).coddling]


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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I don't want to be who blocks it.", {"position: don't want to be who blocks it"}),
        ("The PM does not really want a migration.", {"position: not really want a migration"}),
        ("We need six weeks for the migration.", {"position: need six weeks for the migration"}),
        ("The board wanted a portal and he dropped ours.", {"position: wanted a portal"}),
        ('Leadership just "wants it".', {"position: wants it"}),
        ("The PM wants the export by March.", {"position: wants the export by March"}),
        ("She promised the export by March.", {"constraint: promised the export by March"}),
        ("We need two weeks, or it breaks.", {"position: need two weeks", "need: or it breaks"}),
        ("I can't complain about the PM.", set()),
        ("We can't hire anybody.", {"constraint: can't hire anybody"}),
        ("I was never on call.", set()),
        ("We don't need another meeting.", set()),
        ("He smiled because she laughed.", set()),
        ("She asked me which of us should miss.", set()),
        ("The PM never asks us to estimate.", set()),
        ("We can't propose a date.", set()),
    ],
)  # fmt: skip
def test_a_statement_is_what_is_meant(text: str, said: set[str]) -> None:
    assert {f"{one.kind}: {one.span.of(text)}" for one in read(text).statements} == said


@pytest.mark.parametrize(
    "text",
    [
        "Engineers push back. We should put everyone who works on it under one leader.",
        "The PM changes scope every week, so I've decided that we will skip the meeting.",
        "Our PM ignores us. My suggestion for everyone with such a PM: go to their boss.",
        "Why not simply merge the PM and the EM into one person?",
        "The PM always says no. From Monday we're switching to a hard limit.",
        "The PM changes scope every week and denies it. So take the roadmap away from him.",
        "Product and engineering blame each other. It's simple: put them all in one team.",
        "Our PM lies about every date, and the EM lets him. I handed in my notice this morning.",
    ],
)
def test_ways_of_going_straight_to_a_solution(text: str) -> None:
    assert read(text).jumps


@pytest.mark.parametrize(
    "text",
    [
        'The PM ignores engineering. "Cut it and ship," he says of every test we want.',
        "The PM ignores engineering. Put them in one room and what do you get?",
        "The PM ignores engineering. They put the roadmap together and give it to us.",
        "The PM ignores engineering. We don't want to get rid of him.",
    ],
)
def test_what_others_say_what_is_asked_and_what_is_done_is_no_solution(text: str) -> None:
    assert not read(text).jumps


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


def test_a_solution_is_told_where_the_framework_applies() -> None:
    """Somebody who hands in their notice to a shop has no side here to be understood."""
    text = "The owner of the bakery yelled at me, so I handed in my notice that week."
    assert not read(text).relevant
    assert not read(text).jumps
    assert read(text, about_us=True).jumps


@pytest.mark.parametrize(
    "text",
    [
        "I have a product owner who means well but adds scope in the middle of the sprint.",
        "You need product management, and engineers are not born with it. We argue with our PM.",
        "You are putting the team under pressure, the engineers told the PM, and they argued.",
        "Seeing what drives both, product and engineering, is the only way to get things done.",
        "I'd walk into planning with our PM, and the engineers had nothing to say to either of us.",
        "The PM wants it finished, done. The engineers want it right, and they argue about it.",
        "You could drop her as product manager into our worst team, and the engineers liked her.",
    ],
)
def test_what_only_looks_like_a_solution(text: str) -> None:
    assert not read(text, about_us=True).jumps


@pytest.mark.parametrize(
    "text",
    [
        "My takeaway: fire the project manager, the engineers can talk to customers.",
        "Our PM overrules the engineers. There's just one arrangement that works: one team.",
        "The PM reads our tickets in the evening. That's the rule here now. The engineers obey.",
        "Engineering gets blamed by product. Let it crash, they'll see what we do.",
        "Product promised it, so engineering does it on Sunday, without exception.",
        "The engineers can do without product managers, and so can the customers of our PM.",
        "Our PM changes her mind daily. Do away with the role.",
        "They argue about the roadmap, PM and engineers. Put somebody in between.",
        "Our PM plans over our heads. We engineers ought to just refuse.",
        "Product sells what nobody can build. What they need is a rule that we sign first.",
        "Nobody needs a product owner between us and the customers. Drop the role.",
        "PM and EM both answer for the date, so nobody does. It has to be one head.",
    ],
)
def test_more_ways_of_going_straight_to_a_solution(text: str) -> None:
    assert read(text, about_us=True).jumps


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("She got the budget and I got the night shifts. We argue, my PM and I.", False),
        ("My PM and I argue, because the budget was cut by half.", True),
        ("My PM and I argue. We have a tight budget until June.", True),
    ],
)
def test_a_budget_limits_somebody_where_it_is_short(text: str, limits: bool) -> None:
    found = [one for one in read(text, about_us=True).statements if one.kind == "constraint"]
    assert any("budget" in one.span.of(text) for one in found) is limits


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        (
            "What I need from our PM is a date I can rely on, and she says no every time.",
            ["What I need from our PM is a date I can rely on"],
        ),
        ("Our PM depends on dates we rely on.", ["depends on dates we rely on"]),
        (
            "I need a date in May that sales can rely on.",
            ["need a date in May that sales can rely on"],
        ),
        (
            "I need a date that sales can rely on so that we keep the renewal.",
            ["need a date that sales can rely on", "so that we keep the renewal"],
        ),
    ],
)
def test_a_need_is_told_whole_and_its_reason_beside_it(text: str, needs: list[str]) -> None:
    found = [one for one in read(text, about_us=True).statements if one.kind == "need"]
    assert [one.span.of(text) for one in found] == needs


def test_what_is_asked_for_twice_is_told_twice() -> None:
    text = "She wants us to push for the launch and asks for a demo."
    found = [one for one in read(text, about_us=True).statements if one.kind == "position"]
    assert [one.span.of(text) for one in found] == [
        "wants us to push for the launch",
        "asks for a demo",
    ]
