"""Whoever leads both, or stands between them, writes about two others, and asks each of them."""

from __future__ import annotations

import pytest

from trifecta.domain.framework.asking import GAPS
from trifecta.domain.framework.questions import QUESTION, QUESTIONS
from trifecta.domain.framework.seats import SEAT
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.report import analysis_data
from trifecta.domain.situations.sheets.preparing import Preparation, Written, clean_written
from trifecta.domain.situations.sheets.sheet import OPENING_OF_BOTH, entries
from trifecta.domain.situations.words import lean, who_writes

ABOVE = (
    "I'm VP of engineering and product both, and my EM and my PM hardly talk any more. Each comes "
    "to me separately to complain. He says that she changes the scope in the middle of the sprint, "
    "she says that he pads every estimate. I rate each of them apart."
)
BETWEEN = (
    ABOVE,
    "My PM and my EM do not trust each other, and both report to me.",
    "I am the director over both of them. The EM says requirements come late, the PM says "
    "engineering never commits.",
    "Founder here. My head of engineering and my head of product blame each other.",
    "As their director I hear the engineering manager complain of the product manager every week.",
)
BESIDE = (
    "The PO and the tech lead don't speak any more. I've sat with each of them.",
    "I'm the agile coach. Our product manager and the tech lead quarrel about every estimate.",
    "I'm asked to mediate between product and engineering.",
    "I'm a scrum master, and between the PO and the tech lead it's ice cold.",
    "I'm the designer. Our PM and our EM argue in each review through me.",
    "I'm the QA lead. The product manager and the engineering manager blame each other.",
    "The VP of product and the VP of engineering do not agree, and I'm a developer far below.",
)
ONE_OF_TWO = (
    "I'm VP engineering. Our VP product promises dates to sales without asking us.",
    "I am head of product. Our engineering director and I don't have a working relationship.",
    "I'm CTO. My engineers complain that the PMs send them tickets directly.",
    "My PM escalates everything, and my engineers are tired of it.",
    "As long as their director smiles, product owners are fine with bugs that we get blamed for.",
    "I'm going to the CEO, for product sold something that engineering can't build.",
)


@pytest.mark.parametrize("text", BETWEEN)
def test_whoever_leads_both_or_stands_between_them_is_known_by_their_words(text: str) -> None:
    found = read(text)
    assert (found.writer, found.counterpart, found.both) == ("executive", "", ("em", "pm"))


@pytest.mark.parametrize("text", ONE_OF_TWO)
def test_whoever_is_one_of_two_or_neither_leads_both_in_no_words(text: str) -> None:
    found = read(text)
    assert found.writer != "executive"
    assert found.both == ()


def test_what_the_writer_says_of_themselves_counts_more_than_their_words() -> None:
    assert read(ABOVE, role="pm").writer == "pm"
    assert read(ONE_OF_TWO[0], role="executive").both == ("em", "pm")


def test_questions_are_put_to_each_of_the_two_and_say_them_for_you() -> None:
    found = read(ABOVE)
    assert 3 <= len(found.questions) <= 5
    assert all(QUESTION[one.id].put_to == "each" for one in found.questions)
    assert [one.why for one in found.questions if one.gap == "gone-quiet"] == [
        "They talk less than they could"
    ]
    assert "judged-apart" in found.gaps
    assert lean(found).endswith("they are stuck") or lean(found).startswith("They seem")


def test_nobody_else_is_asked_what_only_whoever_leads_both_can_ask() -> None:
    alone = read("Our EM and our PM are in constant conflict.")
    found = [alone, *(read(ABOVE, role=role) for role in ("em", "pm"))]
    asked = [QUESTION[one.id] for each in found for one in each.questions]
    assert len(asked) >= 9
    assert {one.put_to for one in asked} == {"counterpart"}


def test_the_two_are_those_who_are_named() -> None:
    text = "Both report to me: our design lead says that engineering ignores every mock-up."
    assert read(text).both == ("em", "design")
    assert read("They both report to me, and do not talk.", role="executive").both == ("em", "pm")


def test_one_of_the_two_can_be_said_to_be_meant() -> None:
    found = read(ABOVE, role="executive", counterpart="pm")
    assert (found.counterpart, found.both) == ("pm", ())
    assert who_writes(found) == "somebody who leads them, writing about product"
    assert analysis_data(ABOVE, found)["both_often"] == []


def test_as_data_both_are_there_with_how_it_often_is_for_each() -> None:
    found = analysis_data(ABOVE, read(ABOVE))
    assert (found["writer"], found["counterpart"]) == ("executive", None)
    assert found["both"] == ["em", "pm"]
    assert found["counterpart_often"] is None
    assert [one["role"] for one in found["both_often"]] == ["em", "pm"]
    assert [one["limited_by"] for one in found["both_often"]] == [
        SEAT["em"].limits,
        SEAT["pm"].limits,
    ]


def test_the_sheet_guesses_for_both_and_opens_to_both() -> None:
    sheet = {
        one.id: one.text for one in entries(Preparation(written=Written(text=ABOVE)), read(ABOVE))
    }
    assert sheet["their_success"].split("\n") == [
        f"Engineering: {SEAT['em'].success}",
        f"Product: {SEAT['pm'].success}",
    ]
    assert sheet["opening"].startswith(OPENING_OF_BOTH)


def test_one_opens_with_no_question_about_what_one_has_in_mind_already() -> None:
    text = f"{ABOVE} I have decided to put the EM under the PM."
    found = read(text)
    assert found.questions[0].gap == "solution-first"
    sheet = entries(Preparation(written=Written(text=text)), found)
    opening = next(one.text for one in sheet if one.id == "opening")
    assert found.questions[0].text not in opening
    assert found.questions[1].text in opening


def test_whoever_leads_both_is_a_writer_and_no_counterpart() -> None:
    written = clean_written(text=ABOVE, role="executive", counterpart="executive")
    assert (written.role, written.counterpart) == ("executive", "")


def test_what_goes_on_behind_an_and_is_quoted_with_what_it_goes_on_from() -> None:
    text = "Our PM and I argue daily. I'm tempted to put the PM under me and be done with it."
    assert [span.of(text) for span in read(text).jumps] == [
        "I'm tempted to put the PM under me and be done with it"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I manage both the PM and the tech lead and they can't agree. I hear two stories.",
        "Our PM and tech lead in Lisbon can't agree. I manage both remotely.",
        "I manage the PM and the tech lead. They fight.",
        "Two people on my leadership team, the head of product and the head of engineering, fight.",
        "I am the manager of a PM and an engineering manager who fight.",
        "I'm the CTO and the head of product and the head of engineering both report to me.",
        "I have two leads, one product and one engineering, and they fight.",
    ],
)
def test_more_ways_to_lead_both(text: str) -> None:
    found = read(text)

    assert found.writer == "executive"
    assert found.both == ("em", "pm")


@pytest.mark.parametrize(
    "text",
    [
        "I've got a head of product and a head of engineering who don't talk.",
        "The head of product and the head of engineering fight. I hired both.",
        "I promoted the two of them, the EM and the PM, and they argue.",
        "The VP product and the VP engineering fight in my staff meeting.",
    ],
)
def test_whoever_has_or_hired_both_leads_both(text: str) -> None:
    assert read(text).both == ("em", "pm")


@pytest.mark.parametrize(
    "text",
    [
        "I've got a head of product who promises dates and engineers who can't keep them.",
        "I inherited both the backlog and the PM; the EM argues with us.",
        "I lead engineering. I promoted both my seniors and the PM argues with them.",
    ],
)
def test_whoever_hired_somebody_else_leads_one_side_at_most(text: str) -> None:
    assert read(text).writer != "executive"


@pytest.mark.parametrize("text", BESIDE)
def test_whoever_stands_beside_two_has_both_before_them_and_is_not_their_boss(text: str) -> None:
    found = read(text, about_us=True)

    assert found.writer != "executive"
    assert (found.counterpart, found.both) == ("", ("em", "pm"))
    assert lean(found).endswith("they are stuck") or lean(found).startswith("They seem")
    assert all(QUESTION[one.id].put_to == "each" for one in found.questions)
    assert not [one for one in found.questions if "executive" in QUESTION[one.id].askers]


def test_whoever_stands_beside_two_asks_nothing_that_only_their_boss_can_ask() -> None:
    asked = [one for one in QUESTIONS if one.put_to == "each" and one.fits(asker="neither")]

    assert {gap for one in asked for gap in one.closes} >= {gap.id for gap in GAPS}
    assert not [one for one in asked if "judge you" in one.text or "besides me" in one.text]
