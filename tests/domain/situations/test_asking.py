"""What to ask: for what the text shows first, and never what would fit any other text as well."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from tests.domain.situations.accounts import ACCOUNTS, CONFLICT, Account

from trifecta.domain.framework.lookup import by_id
from trifecta.domain.framework.questions import QUESTION, QUESTIONS
from trifecta.domain.situations.analysis import Analysis, Asked
from trifecta.domain.situations.reading import read


def asked_for(gap: str, analysis: Analysis) -> Asked:
    return next(one for one in analysis.questions if one.gap == gap)


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
    assert measured.gaps[0] == "judged-apart"


def test_the_company_changes_what_is_asked() -> None:
    text = "The PM and the engineering manager fight, and nobody knows who decides."
    usual = {one.id for one in read(text).questions}

    assert any(
        {one.id for one in read(text, company=kind).questions} != usual
        for kind in ("startup", "enterprise", "product_led", "technical_first")
    )


@pytest.mark.parametrize(
    ("text", "gap", "quote"),
    [
        (
            "The PM adds two stories to the sprint after planning, every week.",
            "plan-changed",
            "adds two stories to the sprint after planning",
        ),
        (
            "I found out from a customer that our PM had promised the export.",
            "decided-without",
            "found out from a customer that our PM had promised the export",
        ),
        (
            "Our PM never explains why we build it, and the engineers stopped asking.",
            "reason-untold",
            "never explains why we build it",
        ),
        ("I warned product twice. Nobody listened to the engineers.", "not-heard", "warned"),
        ("She doesn't believe our estimates, and our EM shrugs.", "estimate-doubted", "estimates"),
        ("The PM and I barely talk since the launch.", "gone-quiet", "barely talk"),
        ("We get orders from sales, product and the COO.", "many-masters", "orders from sales"),
        ("Product blames engineering and engineering blames product.", "blame-passed", "blames"),
        ("We are back at the start, the PM and I.", "comes-back", "back at the start"),
        (
            "The investors want a demo, and the PM pushes us.",
            "pressed-from-above",
            "investors want",
        ),
        ("No product manager since May, I do both jobs.", "seat-empty", "No product manager since"),
        ("The spec comes down finished from product.", "handed-over", "spec comes down finished"),
        ("The engineers are never satisfied, says our PM.", "done-differs", "never satisfied"),
        ("Sales promised it to a customer, says the PM.", "sales-promise", "Sales promised it"),
    ],
)
def test_a_question_comes_from_what_was_written(text: str, gap: str, quote: str) -> None:
    found = asked_for(gap, read(text, about_us=True, role="em", counterpart="pm"))

    assert found.span is not None
    assert quote in found.span.of(text)


def test_no_two_questions_come_from_the_same_words() -> None:
    text = "The PM dropped it without telling me, and I found out from sales that it was gone."
    spans = [one.span for one in read(text, about_us=True).questions if one.span]

    assert len(spans) >= 2
    assert all(one.end <= after.start for one, after in pairwise(spans))


def test_what_is_denied_asks_for_nothing() -> None:
    text = "The PM never changed the plan on us, but she blames the engineers for the outage."
    assert "plan-changed" not in read(text, about_us=True).gaps


@pytest.mark.parametrize(
    "text",
    [
        "Our PM was on holiday last week and now she is back.",
        "Whenever I ask, the PM helps the engineers.",
        "The PM and I read the roadmap together, and the team likes it.",
    ],
)
def test_what_only_begins_like_trouble_asks_for_nothing(text: str) -> None:
    assert not any(one.span for one in read(text, about_us=True).questions)


def test_where_nothing_is_asked_for_nobody_is_asked_what_it_would_give_them() -> None:
    quiet = read("The PM and I have drifted apart since the launch.", about_us=True)
    asks = read("The PM wants the export by March. I do not see why.", about_us=True)

    assert "need-unknown" not in quiet.gaps
    assert asked_for("need-unknown", asks).span is not None


def test_a_choice_is_asked_about_with_a_question_of_its_own() -> None:
    debt = read("The PM wants features, the engineers want refactoring.", about_us=True, role="em")
    tests = read("Near the date our PM cuts the tests.", about_us=True, role="em")

    assert asked_for("claimed-trade-off", debt).id != asked_for("claimed-trade-off", tests).id


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("Our PM says we either ship it in May or test it.", "speed-or-quality"),
        ("Custom requests from sales starve the core product.", "one-customer-or-all"),
        ("Now a quick hack or later a clean solution, my PM and I argue.", "now-or-later-well"),
        ("Experiments or foundations, my PM and I argue.", "experiments-or-foundations"),
    ],
)
def test_a_question_about_this_very_choice_comes_before_what_fits_any_choice(
    text: str, choice: str
) -> None:
    asked = asked_for("claimed-trade-off", read(text, about_us=True, role="em", counterpart="pm"))

    assert choice in QUESTION[asked.id].trade_offs


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.text[:30])
def test_what_words_show_is_asked_before_what_is_only_not_told(account: Account) -> None:
    shown = [one.span is not None for one in read(account.text, about_us=True).questions]
    assert shown == sorted(shown, reverse=True)


def test_different_texts_are_asked_different_things() -> None:
    """Of all accounts, no one question is asked in more than a third."""
    counts = Counter(
        one.id for account in ACCOUNTS for one in read(account.text, about_us=True).questions
    )
    assert counts.most_common(1)[0][1] <= len(ACCOUNTS) / 3


def test_who_has_a_solution_asks_what_it_means_to_the_other() -> None:
    text = (
        "As an engineering manager I had enough. Our PM adds tickets every night, "
        "so I've revoked her rights on the board."
    )
    analysis = read(text)
    asked = next(one for one in analysis.questions if one.gap == "solution-first")

    assert asked.id == "pm-my-way-promised"
    assert asked.span is not None
    assert "revoked her rights" in asked.span.of(text)


@pytest.mark.parametrize(
    ("text", "stray"),
    [
        ("The PM left the room, and the engineers said nothing.", "em-stays"),
        ("Our PM would sell the lot of us, say the engineers.", "biz-say"),
        ("I need somebody who designs the talks, not a PM who shouts at engineers.", "design-"),
        ("The PM replaced nobody, and the engineers blame her.", "em-possible"),
    ],
)
def test_what_plays_no_part_is_not_asked_about(text: str, stray: str) -> None:
    for writer, other in (("em", "pm"), ("pm", "em"), ("", "")):
        asked = read(text, about_us=True, role=writer, counterpart=other).questions
        assert not any(one.id.startswith(stray) for one in asked)


def test_a_question_for_a_role_goes_to_somebody_who_is_known_to_have_it() -> None:
    text = "Product blames engineering, engineering blames product, and both fear the date."
    found = read(text, about_us=True)
    assert found.counterpart == ""
    assert not any(QUESTION[one.id].counterparts for one in found.questions)


def test_two_who_are_judged_by_different_things_are_asked_about_that() -> None:
    text = "She is rated on launches and I am rated on outages. Our PM pushes, I hold back."
    asked = asked_for("judged-apart", read(text, about_us=True, role="em", counterpart="pm"))

    assert asked.why == "You seem to be judged by different things"
    assert asked.span is not None
    assert asked.span.of(text) == "She is rated on launches and I am rated on outages"


def test_who_asks_how_to_go_on_with_the_other_side_is_stuck_with_them() -> None:
    text = (
        "As an engineering lead I'm trying to get to a good working relationship with my product "
        "manager. We overlap on who does what, and yet some things get dropped. I feel I'm doing "
        "work they really should be picking up."
    )
    for asks in (" What can I do?", " How do you handle that?", " Any advice?"):
        assert read(text + asks).relevance > read(text).relevance
    assert read(f"{text} How do you handle that?").relevant


def test_what_somebody_does_not_want_is_not_asked_what_it_would_give_them() -> None:
    text = "I lead product. My EM doesn't want to be held to a date. We argue every week."
    assert "need-unknown" not in read(text).gaps


def test_of_two_causes_no_sentence_about_the_other_one_says_that_they_are_judged_apart() -> None:
    text = (
        "She never believes a word the engineers say and does not see the outages. My PM is rated "
        "on launches, I am rated on uptime. She has no idea what we do, and nobody explains it."
    )
    found = read(text, about_us=True, role="em", counterpart="pm")
    assert found.root_cause.lean == "both"
    assert asked_for("judged-apart", found).span is None


def test_how_they_are_judged_is_not_asked_where_it_is_told() -> None:
    found = read(
        "Our PM changes the sprint on Thursday, every time. She is measured on the launch date and "
        "I'm measured on incidents. I'm going to lock the board so that only I can move tickets."
    )

    gaps = [one.gap for one in found.questions]
    assert "judged-apart" in gaps
    assert "evaluation-unknown" not in gaps


KINDS = ("startup", "enterprise", "product_led", "technical_first")


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_of_company_changes_what_is_asked(kind: str) -> None:
    text = "She's measured on new signups, my team is measured on uptime. Guess how we plan."
    usual = [one.text for one in read(text, role="em", counterpart="pm").questions]
    here = [one.text for one in read(text, role="em", counterpart="pm", company=kind).questions]
    both = [one.id for one in read(text, role="executive", company=kind).questions]

    assert set(here) - set(usual)
    assert len(here) >= 3
    assert not set(both) & {one.id for one in QUESTIONS if one.companies - {kind}}


def ids_of(text: str, role: str = "em", company: str = "") -> list[str]:
    other = "em" if role == "pm" else "pm"
    found = read(text, about_us=True, role=role, counterpart=other, company=company)
    return [one.id for one in found.questions]


@pytest.mark.parametrize(
    "text",
    [
        "Our PM swaps two tickets for others in the middle of the sprint, I can't say who asks.",
        "The product owner exchanges half of what we planned before Wednesday.",
        "Each sprint new stories come in from my PM after planning.",
    ],
)
def test_who_swaps_work_is_asked_what_comes_in_and_what_goes_out(text: str) -> None:
    assert {"changed-goes-out", "changed-came-from"} & set(ids_of(text))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("At the town hall my PM presented the importer as his own work.", "trust-credit"),
        ("My PM went to our CTO instead of talking to me about the delay.", "trust-went-above"),
        (
            "The PM asked my developers in front of the customer why it broke.",
            "trust-before-others",
        ),
        ("My PM has cancelled our one on one for the fifth week.", "quiet-worth"),
        ("The PM and I can't agree on what done means.", "done-means"),
    ],
)
def test_the_matter_itself_is_asked_about(text: str, question: str) -> None:
    assert ids_of(text)[0] == question


def test_what_it_is_about_is_asked_only_where_hardly_anything_is_told() -> None:
    about = "differs-what-is-it"
    assert about in ids_of("Help, the PM and I are at war.")
    assert about not in ids_of(
        "The PM and I are at war. She changes the sprint on Thursday, and my developers have "
        "stopped to begin anything large before the weekend because it may be gone again."
    )


@pytest.mark.parametrize(
    "text",
    [
        "My PM's bonus hangs on signups, mine on uptime, and the developers are bored by it.",
        "Our retros are hollow rituals, the PM reads her mails and nothing follows.",
        "The PM rushes everything, and I am worn out from arguing with her.",
    ],
)
def test_who_does_not_speak_of_losing_customers_asks_nothing_about_their_staying(text: str) -> None:
    assert not {"biz-renew", "em-held-to"} & set(ids_of(text))
    assert not {"biz-renew", "em-held-to"} & set(ids_of(text, role="pm"))


def test_a_question_for_one_kind_of_company_is_about_what_is_told() -> None:
    text = "We fight over a dashboard that my EM has built and nobody opens, every single week."
    assert "any-right-bet" not in ids_of(text, role="pm", company="technical_first")


@pytest.mark.parametrize(
    "text",
    [
        "The date is in a contract that legal signed. My EM doesn't get that I can't move it.",
        "Our contract with the bank fixes the day. My EM treats it like a wish of mine.",
        "I'm bound by law to report in May, and my EM and I fight over that.",
    ],
)
def test_what_limits_the_writer_is_not_asked_of_the_other(text: str) -> None:
    assert "any-rule" not in ids_of(text, role="pm")


def test_what_limits_the_other_is_asked_about() -> None:
    text = "She says that compliance wants it, and we fight over the form, my PM and I."
    assert "any-rule" in ids_of(text)


def test_a_choice_with_support_is_claimed_only_where_support_is_spoken_of() -> None:
    swaps = read("My PM swaps out two tickets, and the roadmap slips.", about_us=True, role="em")
    eats = read("Support eats half of the roadmap, says my PM.", about_us=True, role="em")

    assert "claimed-trade-off" not in swaps.gaps
    assert asked_for("claimed-trade-off", eats).id == "choice-support-back"


@pytest.mark.parametrize(
    ("text", "question", "quote"),
    [
        (
            "He never asks for anything twice, our EM, his team is exhausted and we argue a lot.",
            "em-people",
            "his team is exhausted",
        ),
        (
            "We fight all the time. My PM calls developers every morning and asks for a status.",
            "any-status",
            "asks for a status",
        ),
    ],
)
def test_a_question_about_what_the_text_speaks_of_quotes_it(
    text: str, question: str, quote: str
) -> None:
    role = "pm" if question.startswith("em") else "em"
    found = read(text, about_us=True, role=role, counterpart="em" if role == "pm" else "pm")
    asked = {one.id: one.span.of(text) for one in found.questions if one.span}
    assert quote in asked[question]


def test_what_the_other_does_is_asked_about_before_what_could_be_asked_anybody() -> None:
    text = (
        "My EM answers the questions that the steering committee puts to me. I have been in this "
        "job for half a year and we do not get along."
    )
    first = read(text, about_us=True, role="pm", counterpart="em").questions[0]

    assert first.id == "differs-led-up"
    assert first.span is not None
    assert first.span.of(text).startswith("My EM answers the questions")


@pytest.mark.parametrize(
    ("solution", "own_way"),
    [
        ("We should rewrite the billing first, that would solve it.", True),
        ("I've locked the backlog.", True),
        ("I've decided that we move to Kotlin.", True),
        ("From now on I'll freeze the sprint and refuse all changes.", True),
        ("Fire him.", False),
        ("The only fix is a new product owner.", False),
        ("Split product and engineering into two departments.", False),
        ("The only way out with this PM is that I quit.", False),
        ("I've asked HR to move him to another office.", False),
    ],
)
def test_my_way_is_asked_about_where_there_is_one(solution: str, own_way: bool) -> None:
    analysis = read(f"Our PM and I, the EM, quarrel about each plan. {solution}", about_us=True)
    asked = asked_for("solution-first", analysis)
    assert (asked.id in {"pm-my-way-promised", "mine-breaks", "mine-leaves-out"}) == own_way


@pytest.mark.parametrize(
    ("text", "between_us"),
    [
        ("Our PM promised me a quarter for tech debt and took it back.", True),
        ("I promised her a date and we quarrel, she's our PM.", True),
        ("Our PM promised the regulator a date and I found out last week.", False),
        ("Our PM promised a customer the portal by May and we quarrel.", False),
        ("Our PM promised the board a demo, and I heard it in the all-hands.", False),
        ("My EM had promised his director a quiet quarter and says no to me.", False),
    ],
)
def test_a_promise_to_others_is_none_between_us(text: str, between_us: bool) -> None:
    found = {one.id for one in read(text, about_us=True).questions}
    assert ("any-count-on" in found) == between_us


@pytest.mark.parametrize(
    ("told", "changed"),
    [
        ("Our PM changed the priorities on Monday.", True),
        ("I can't plan when our PM's scope changes each week.", True),
        ("Our PM and I asked whether our goals can be changed.", False),
        ("Our PM asked me to change the scope.", False),
        ("The plan may change again, says our PM.", False),
        ("Our PM said that the goals can't be changed.", False),
    ],
)
def test_what_may_be_changed_has_not_been(told: str, changed: bool) -> None:
    gaps = read(f"{told} We quarrel.", about_us=True).gaps
    assert ("plan-changed" in gaps) == changed


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("Our PM wants a new export module in May and doesn't say why.", True),
        ("Our PM promised the customer the portal by May, and we quarrel.", True),
        ("Our PM treats us like a machine: coin in, feature out. He pings us all day.", False),
        ("Our PM and I argue weekly about who owns the release date.", False),
        ("The EM always says no and never explains what is behind, I'm the PM.", False),
    ],
)
def test_whether_it_is_worth_doing_is_asked_where_something_is_built(
    text: str, built: bool
) -> None:
    found = {one.id for one in read(text, about_us=True).questions}
    assert (not found.isdisjoint({"pm-who-waits", "pm-later", "reason-if-not"})) == built
