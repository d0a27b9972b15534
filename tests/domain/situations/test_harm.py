"""Misconduct and despair are told apart from trouble: said first, and nothing is made of them."""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path

import pytest

from trifecta.domain.situations.analysis import Loaded, Span
from trifecta.domain.situations.findings.harm import harm_in
from trifecta.domain.situations.helping import help_with
from trifecta.domain.situations.highlights import highlights_of
from trifecta.domain.situations.lexicons import lexicon_of
from trifecta.domain.situations.model.checking import Findings, Reading
from trifecta.domain.situations.model.endpoint import BY_RULES
from trifecta.domain.situations.reading import MISCONDUCT, read
from trifecta.domain.situations.report import analysis_data
from trifecta.domain.situations.scanning import scan
from trifecta.domain.situations.sheets.sheet import suggestions

TYPED = Path(__file__).parents[3] / "benchmarks" / "situations" / "typed.jsonl"
CONFLICT = "I'm an EM. My PM and I fight over every roadmap, and he always says my team is lazy."
SLAP = "Last week he slapped me in the hallway, that idiot"
TIRED = "Some days I don't want to live any more"

TOLD = [
    ("misconduct", "Our PM keeps commenting on my body when we are alone."),
    ("misconduct", "On Friday he tried to kiss me in the office kitchen."),
    ("misconduct", "The engineering manager put his hand on my leg, twice."),
    ("misconduct", "He shouted so near to my face that I felt it, and he knows where I park."),
    ("misconduct", "My EM calls me by a racist name in front of everybody."),
    ("misconduct", "She asks her out although she said no."),
    ("misconduct", "He threatened to get me fired if I go on maternity leave."),
    ("misconduct", "My PM threw a laptop at me in the review."),
    ("misconduct", "He says I only got the role because I'm a woman."),
    ("misconduct", "Our PM says women can't code and laughs."),
    ("misconduct", "She makes fun of my accent in each demo."),
    ("misconduct", "I was removed from the team after I got pregnant."),
    ("despair", "Lately I think of killing myself."),
    ("despair", "I have thoughts of not being here."),
    ("despair", "I hurt myself when the week gets bad."),
    ("despair", "Everybody would be better off without me."),
]


@pytest.mark.parametrize(("kind", "text"), TOLD)
def test_it_is_seen_and_quoted_and_nothing_else_is_made_of_it(kind: str, text: str) -> None:
    found = read(text, about_us=True)

    assert [(one.kind, one.span.of(text)) for one in found.harm] == [(kind, text.rstrip("."))]
    assert not highlights_of(found)


@pytest.mark.parametrize(
    "text",
    [
        "We hit the date and she hit me with another scope change.",
        "He pushed me to commit to March, which would be career suicide.",
        "I'm killing myself for this release, and she gets the praise.",
        "We touch base each Monday, and his words touched me.",
        "She threatened to go to our director if I don't cut the scope.",
        "I don't want to live with this debt any more.",
        "I don't want to be here when that goes out.",
        "The team would be better off without this process.",
        "He screams at me for every bug, and treats us like slaves.",
        "Our tool is for employees who report sexual harassment.",
        "Nobody touched my hair, and he never threatened to hurt me.",
        "He touched my code without asking, and talks about her weight in the decision.",
        "We lost two people while our EM was on maternity leave.",
        "She follows me on LinkedIn, and asked me again and again for the number.",
    ],
)
def test_everyday_words_that_are_near_are_not_taken_for_it(text: str) -> None:
    assert not read(text, about_us=True).harm


def test_none_is_found_where_people_tell_of_trouble_alone() -> None:
    texts = [json.loads(line)["text"] for line in TYPED.read_text("utf-8").splitlines()]
    assert len(texts) == 360
    assert [text for text in texts if harm_in(scan(text, lexicon_of()))] == []


def test_misconduct_counts_before_a_conflict_and_nothing_is_suggested() -> None:
    found = read(f"{CONFLICT} {SLAP}.")

    assert found.tells_of_misconduct
    assert (found.relevant, found.relevance, found.start_why) == (False, 0.0, MISCONDUCT)
    nothing = (found.loaded, found.sweeping, found.statements, found.signals, found.questions)
    assert nothing == ((), (), (), (), ())
    sheet = suggestions(f"{CONFLICT} {SLAP}.", found)
    assert {astuple(one) for one in sheet.values()} == {("", "nothing")}


def test_its_writer_can_say_that_it_was_read_wrongly_and_it_is_still_said_first() -> None:
    text = f"{CONFLICT} {SLAP}."
    found = read(text, about_us=True)

    assert found.relevant
    assert not found.tells_of_misconduct
    assert [one.span.of(text) for one in found.harm] == [SLAP]
    assert [one.span.of(text) for one in found.loaded] == ["team is lazy"]
    assert all(one.span is None or "slap" not in one.span.of(text) for one in found.questions)


def test_a_model_is_not_believed_where_it_says_more_of_it() -> None:
    text = f"{CONFLICT} {SLAP}."
    start = text.index("that idiot")
    idiot = Loaded(span=Span(start, start + 10), kind="insult", neutral="What was he up against?")
    findings = Findings(
        relevance=0.9,
        signals=(),
        lean="unclear",
        because=(),
        loaded=(idiot,),
        statements=(),
        jumps=(),
    )
    reading = Reading(source=BY_RULES, findings=findings)

    assert read(text, reading=reading).relevance == 0.0
    assert read(text, reading=reading, about_us=True).loaded == ()


def test_somebody_who_is_in_despair_is_told_so_and_the_rest_is_read() -> None:
    text = f"{CONFLICT} {TIRED}."
    found = read(text)

    assert [(one.kind, one.span.of(text)) for one in found.harm] == [("despair", TIRED)]
    assert found.relevant
    assert found.questions


def test_programs_get_what_is_said_and_where() -> None:
    text = f"{CONFLICT} {TIRED}. {SLAP}."
    harm = analysis_data(text, read(text))["harm"]

    assert [(one["kind"], one["quote"]) for one in harm] == [
        ("despair", TIRED),
        ("misconduct", SLAP),
    ]
    assert "crisis line" in harm[0]["says"]
    assert "people operations" in harm[1]["says"]


def test_it_is_all_that_is_said_beside_a_statement() -> None:
    (help_,) = help_with(f"I want a QA engineer, since {SLAP}.", place="need")

    assert (help_.id, help_.says.partition(",")[0]) == ("harm", "This is no difference of needs")
