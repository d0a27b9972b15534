"""Who writes and who the other is: as said, else as read; and what follows from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.situations.accounts import CONFLICT, QUIET

from trifecta.domain.framework.questions import QUESTION
from trifecta.domain.people.roles import PARTNER_ROLES
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.scanning import scan

STUCK = (
    "I lead engineering. My PM keeps promising things to sales and never asks us first. Design "
    "keeps changing screens. She wants fifty experiments by June because the board counts them."
)
ROLES = st.sampled_from(["", *PARTNER_ROLES])


def test_what_the_writer_says_of_who_is_who_counts_more_than_what_was_read() -> None:
    found = read(STUCK, role="design", counterpart="business")
    assert (found.writer, found.counterpart) == ("design", "business")


def test_what_was_not_said_is_read() -> None:
    assert (read(STUCK).writer, read(STUCK).counterpart) == ("em", "pm")
    assert read(STUCK, counterpart="design").writer == "em"


@pytest.mark.parametrize(
    ("role", "opposite"),
    [("em", "pm"), ("pm", "em"), ("design", "em"), ("business", "em"), ("staff", "pm")],
)
def test_who_stands_opposite_is_guessed_from_the_writers_role(role: str, opposite: str) -> None:
    assert read(QUIET[0], role=role).counterpart == opposite


@pytest.mark.parametrize("counterpart", PARTNER_ROLES)
def test_questions_fit_whoever_the_writer_says_the_other_is(counterpart: str) -> None:
    found = read(STUCK, role="em", counterpart=counterpart).questions
    assert len(found) >= 3
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert QUESTION[one.id].fits(asker="em", counterpart=counterpart)
        assert QUESTION[one.id].text == one.text


def test_another_counterpart_is_asked_something_else() -> None:
    asked = {
        other: tuple(one.id for one in read(STUCK, role="em", counterpart=other).questions)
        for other in ("pm", "business", "design")
    }
    assert len(set(asked.values())) == 3


def test_what_is_said_of_somebody_else_is_not_the_counterparts() -> None:
    text = f"{CONFLICT} Sales wants the export by June."
    whose = {
        other: {
            one.whose
            for one in read(text, role="em", counterpart=other).statements
            if "export by June" in one.span.of(text)
        }
        for other in ("business", "pm", "")
    }
    assert whose == {"business": {"counterpart"}, "pm": {"other"}, "": {"other"}}


@given(ROLES, ROLES)
def test_whoever_is_said_to_be_who_nothing_else_changes(role: str, counterpart: str) -> None:
    plain, said = read(STUCK), read(STUCK, role=role, counterpart=counterpart)
    for name in ("relevance", "signals", "root_cause", "loaded", "jumps", "tradeoffs", "people"):
        assert getattr(plain, name) == getattr(said, name)
    assert [one.span for one in plain.statements] == [one.span for one in said.statements]


AGREED = (
    "We agreed on a fifth for debt and shook hands. Then a portal was wanted and he dropped it "
    "without telling me. He says I don't see the pressure, I say he doesn't see the outages."
)
"""Nobody is named in it: "he" could lead anything."""


def test_he_and_i_are_whom_the_writer_says_both_are() -> None:
    """Who "he" is decides whether it is trouble between two who lead together."""
    assert not read(AGREED).relevant
    for role, counterpart in (("em", "pm"), ("pm", "em"), ("staff", "pm")):
        found = read(AGREED, role=role, counterpart=counterpart)
        assert found.relevant
        assert "em_pm_conflict" in {one.id for one in found.signals}
        assert found.questions


@pytest.mark.parametrize(("role", "counterpart"), [("em", ""), ("", "pm")])
def test_one_of_two_says_nothing_of_the_other(role: str, counterpart: str) -> None:
    assert read(AGREED, role=role, counterpart=counterpart).relevance == read(AGREED).relevance


@pytest.mark.parametrize("text", QUIET)
def test_nothing_is_made_of_quiet_words_for_who_is_who(text: str) -> None:
    assert not read(text, role="em", counterpart="pm").relevant


def test_a_name_is_remembered_for_five_sentences_and_not_for_more() -> None:
    """ "She" is still the product manager of the first sentence five sentences later."""
    seen = scan(f"My product manager is new. {'It rained. ' * 6}", lexicon_of())
    assert ["product" in roles for roles in seen.around] == [True] * 6 + [False]


@pytest.mark.parametrize(
    ("text", "writer", "counterpart"),
    [
        ("Hi, PM at a studio. The engine lead refuses.", "pm", "em"),
        ("EM here. My PM never asks us.", "em", "pm"),
        ("I am product. The engineers never ask us.", "pm", "em"),
        ("My engineer was blamed by product.", "em", "pm"),
        ("My PM and my engineering manager don't talk.", "", ""),
        ("My head of product and my head of engineering don't talk.", "executive", ""),
        ("The PM promised it to the bank, and nobody asked us.", "", "pm"),
        ("I don't know where my product partner's work stops and mine starts.", "em", "pm"),
    ],
)
def test_who_writes_is_read_from_how_they_speak(text: str, writer: str, counterpart: str) -> None:
    found = read(text, about_us=True)
    assert (found.writer, found.counterpart) == (writer, counterpart)


@pytest.mark.parametrize(
    ("text", "writer", "counterpart"),
    [
        ("Staff engineer here. My product manager does not speak to me.", "staff", "pm"),
        ("Our QA is thin and my PM picks speed. We fight.", "em", "pm"),
        ("I'm the EM. Nadia (product) never asks before she promises a date.", "em", "pm"),
        ("I'm the boss of a PM, and engineering waits.", "", ""),
    ],
)
def test_who_is_called_otherwise_is_not_taken_for_a_lead(
    text: str, writer: str, counterpart: str
) -> None:
    found = read(text)

    assert (found.writer, found.counterpart) == (writer, counterpart)


@pytest.mark.parametrize(
    ("text", "writer", "counterpart"),
    [
        ("I manage the checkout engineers and product ignores us.", "em", "pm"),
        ("I look after six developers. The PM is new.", "em", "pm"),
        ("I head up engineering, and product decides alone.", "em", "pm"),
        ("I lead backend. The PM decides alone.", "em", "pm"),
        ("I own the roadmap, and the engineers decide alone.", "pm", "em"),
        ("I don't manage the engineers. The PM does, and it shows.", "", ""),
    ],
)
def test_who_says_what_they_run_leads_it(text: str, writer: str, counterpart: str) -> None:
    found = read(text)

    assert (found.writer, found.counterpart) == (writer, counterpart)


@pytest.mark.parametrize(
    ("of_product", "of_engineering"),
    [
        (
            "Our PM and I argue every week about scope.",
            "Our EM and I argue every week about scope.",
        ),
        ("Our PM blames me for the delay.", "Our EM blames me for the delay."),
        (
            "My product manager and I can't agree on anything.",
            "My engineering manager and I can't agree on anything.",
        ),
        ("My PM never tells me what changed.", "My tech lead never tells me what changed."),
    ],
)
def test_either_side_of_the_two_is_read_alike(of_product: str, of_engineering: str) -> None:
    """Whoever writes of "my EM" leads product, and is in each sentence without being named."""
    found, other = read(of_product), read(of_engineering)

    assert found.relevant
    assert other.relevant
    assert abs(found.relevance - other.relevance) < 0.1


def test_a_text_without_people_is_about_nobody_whoever_writes_it() -> None:
    text = (
        "The annual report is late again. The designer waits for the numbers, the printer waits "
        "for an answer on Friday, and nobody in finance picks up the phone while the boxes are "
        "standing in the hall."
    )

    assert not read(text, role="em", counterpart="pm").relevant
    assert read(f"{text} She blames me.", role="em", counterpart="pm").relevant


@pytest.mark.parametrize(
    ("text", "writer"),
    [
        ("I'm the designer. Our PM and our EM argue in each review through me.", "design"),
        ("Staff engineer here. The EM and the PM both want me on their side.", "staff"),
        ("I'm in sales. Our PM and our EM fight and the customer waits.", "business"),
        ("I'm the tech lead. Our PM and our EM fight and I get both versions.", ""),
        ("QA lead here: the product manager blames the engineering manager in front of me.", ""),
        ("I'm the data science lead. My EM and the PM don't talk.", ""),
        ("I'm a developer and my EM and the PM fight in each planning.", ""),
    ],
)
def test_whoever_stands_beside_two_others_is_neither_and_has_none_of_them(
    text: str, writer: str
) -> None:
    found = read(text)

    assert (found.writer, found.counterpart) == (writer, "")


@pytest.mark.parametrize(
    ("text", "writer", "counterpart"),
    [
        ("I'm the designer. The PM never asks me before she promises a screen.", "design", "pm"),
        ("Design lead here. My EM counterpart and I fight, the PM stays out.", "design", "em"),
        ("I'm the tech lead. The PM and I fight; my EM and the PM are friends.", "em", "pm"),
        ("I'm tech lead and the PM goes to my EM whenever I say no.", "em", "pm"),
        ("I'm the EM. The PM and the tech lead fight.", "em", "pm"),
        ("I'm the PM. The designer and the EM fight.", "pm", "em"),
        ("I'm an EM and used to be an analyst. The PM and I argue.", "em", "pm"),
    ],
)
def test_whoever_is_one_of_two_keeps_the_other_whoever_else_is_named(
    text: str, writer: str, counterpart: str
) -> None:
    found = read(text)

    assert (found.writer, found.counterpart) == (writer, counterpart)


def test_whoever_stands_beside_two_can_say_whom_of_them_is_meant() -> None:
    text = "I'm the designer. Our PM and our EM argue in each review through me."

    assert read(text, counterpart="em").counterpart == "em"
    assert read(text, role="pm").counterpart == "em"
    assert read(text, role="design").counterpart == ""


@pytest.mark.parametrize(
    ("text", "writer"),
    [
        ("I run the ledger team; Tomasz is the product manager and we argue.", "em"),
        ("I lead the payments squad. Nina is the PM and we argue.", "em"),
        ("I run the support team; Tomasz is the product manager and we argue.", ""),
        ("I run the facilities team, Ana is the product manager and we argue.", ""),
        ("I manage the legal team, and the PM hates our reviews.", ""),
        ("I run the team retros. Nina is the PM and talks over everybody.", ""),
        ("Before the 1:1 with Dele (EM): he thinks I sell things we don't have.", "pm"),
        ("Coffee with Ola Berg (tech lead) on Monday. We argue about the date.", "pm"),
        ("Before my talk with the PM: we argue about the date.", "em"),
        ("Before the talk with Dele (EM) and Nina (PM): I heard that they argue.", ""),
        ("After my talk with Dele (EM), a direct report, I think he argues.", ""),
        ("A talk with Dele (EM) about arguments.", ""),
        ("To Dele (EM): we argue about the date.", ""),
    ],
)
def test_who_works_beside_one_half_leads_the_other(text: str, writer: str) -> None:
    assert read(text, about_us=True).writer == writer
