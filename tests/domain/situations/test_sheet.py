"""The sheet suggests from one's own words, then from what is usual, and says which."""

from __future__ import annotations

import pytest
from tests.domain.people.voice import complaints

from trifecta.domain.framework.seats import SEAT
from trifecta.domain.people.roles import PARTNER_ROLES
from trifecta.domain.situations.reading import read
from trifecta.domain.situations.sheets.preparing import SHEET, Preparation, Written
from trifecta.domain.situations.sheets.sheet import OPENING, entries, suggestions

STUCK = (
    "I lead engineering. I want to stop new features in May so that we can mend the billing code. "
    "My PM keeps promising things to sales and never asks us first. She only cares about her "
    "promotion. She wants fifty experiments by June because the board counts them."
)
HAPPY = "We shipped the release on Friday, and the whole team went out for dinner."


def suggested(text: str, **who: str) -> dict[str, tuple[str, str]]:
    role, counterpart = who.get("role", ""), who.get("counterpart", "")
    found = suggestions(text, read(text, role=role, counterpart=counterpart))
    return {name: (one.text, one.basis) for name, one in found.items()}


def test_every_part_of_the_sheet_has_a_suggestion_or_none() -> None:
    assert list(suggested(STUCK)) == [part.id for part in SHEET]
    assert {basis for _, basis in suggested(STUCK).values()} <= {
        "words",
        "usual",
        "questions",
        "nothing",
    }


def test_what_i_ask_for_is_my_own_sentence() -> None:
    text, basis = suggested(STUCK, role="em")["ask"]
    assert basis == "words"
    assert all(line in STUCK for line in text.split("\n"))
    assert "I want to stop new features in May" in text


def test_who_asks_for_nothing_but_goes_straight_to_a_solution_asks_for_that() -> None:
    text = "Our PM changes the sprint every time. I'm going to lock the board. I hear it last."

    assert suggested(text, role="em")["ask"] == ("I'm going to lock the board", "words")


def test_what_i_ask_for_comes_before_a_solution() -> None:
    text = "Our PM changes the sprint. I want two quiet weeks. Or I'm going to lock the board."

    assert suggested(text, role="em")["ask"] == ("I want two quiet weeks", "words")


def test_what_i_need_is_in_my_words_without_what_joins_it() -> None:
    text, basis = suggested(STUCK, role="em")["need"]
    assert basis == "words"
    assert text.startswith("We can mend the billing code")


def test_a_condition_is_told_with_what_depends_on_it() -> None:
    text = "My engineers threaten to go if we don't build something new. The PM never asks why."
    needed, basis = suggested(text, role="em")["need"]
    assert basis == "words"
    assert not needed.lower().startswith("if")
    assert "if we don't build something new" in needed


def test_what_happens_otherwise_is_told_beside_what_is_asked_for() -> None:
    text = "The PM never asks us. We need two weeks for the migration, or every export breaks."
    needed, basis = suggested(text, role="em")["need"]
    assert basis == "words"
    assert needed == "Otherwise every export breaks."


def test_an_accusation_is_taken_for_nobodys_need() -> None:
    for text, _ in suggested(STUCK, role="em").values():
        assert "promotion" not in text


@pytest.mark.parametrize("role", PARTNER_ROLES)
def test_where_nothing_was_said_what_is_usual_for_the_other_is_suggested(role: str) -> None:
    found = suggested(HAPPY, counterpart=role)
    assert found["their_judging"] == (SEAT[role].judged, "usual")
    assert found["their_limits"] == (SEAT[role].limits, "usual")
    assert found["their_success"] == (SEAT[role].success, "usual")


def test_where_nobody_is_known_nothing_is_guessed() -> None:
    found = suggested(HAPPY)
    assert found["their_judging"] == ("", "nothing")
    assert found["ask"] == ("", "nothing")
    assert found["opening"] == (OPENING, "questions")


def test_what_another_wants_is_neither_mine_nor_the_other_persons() -> None:
    text = (
        "I lead engineering, and design keeps changing screens late. "
        "Sales wants the export by June because of the Halden contract. Our deadline is July."
    )
    everyone = suggested(text, role="em", counterpart="design")
    assert "Sales" not in everyone["ask"][0]
    assert "Halden" not in everyone["need"][0]
    assert everyone["their_success"] == (SEAT["design"].success, "usual")
    with_sales = suggested(text, role="em", counterpart="business")
    assert "Halden" in with_sales["their_success"][0]


def test_the_opening_asks_and_proposes_nothing() -> None:
    text, _ = suggested(STUCK, role="em")["opening"]
    assert text.startswith(OPENING)
    assert text.endswith("?")


def test_what_was_written_stands_instead_of_the_suggestion() -> None:
    sheet = {"need": "Quiet nights", "ask": ""}
    preparation = Preparation(written=Written(text=STUCK, role="em"), sheet=sheet)
    stand = {one.id: one for one in entries(preparation, read(STUCK, role="em"))}
    assert (stand["need"].text, stand["need"].suggested) == ("Quiet nights", False)
    assert (stand["ask"].text, stand["ask"].suggested) == ("", False)
    assert stand["questions"].suggested


def test_a_sentence_without_an_end_or_a_beginning_is_taken_whole() -> None:
    text, _ = suggested("I want to stop new features in May", role="em")["ask"]
    assert text in {"I want to stop new features in May", ""}


def test_the_sheet_speaks_as_the_product_does() -> None:
    for part in SHEET:
        assert complaints(f"{part.label}. {part.hint}".replace("..", ".")) == []


def test_what_people_wish_to_work_on_or_are_spared_is_not_what_the_writer_asks_for() -> None:
    text = (
        "I lead engineering, and my PM wants features. I need two months for the ledger. My senior "
        "people want to do the rewrite in Rust and I kept the on-call mess away from the juniors."
    )
    shown = suggested(text, role="em")
    assert shown["ask"][0] == "I need two months for the ledger"
    assert "Rust" in shown["my_limits"][0]


TWO = (
    "I am the CTO. Noor leads product and Robin leads engineering. Noor insists on the discount "
    "because her sales target is due in June. I think I should just decide for them."
)


def test_whoever_leads_both_gets_neither_somebody_elses_need_nor_a_solution() -> None:
    shown = suggested(TWO, role="executive")

    assert shown["need"] == ("", "nothing")
    assert shown["ask"] == ("", "nothing")


def test_what_is_held_against_somebody_stays_out_of_what_is_asked_for() -> None:
    text = "I lead engineering. My PM always blocks us when I ask for time to fix bugs."

    assert suggested(text)["ask"] == ("I ask for time to fix bugs", "words")


def test_a_field_has_the_clause_and_not_the_sentence_around_it() -> None:
    text = (
        "I asked for a quarter of her time and she said no, because her target is June. I am "
        "measured on uptime, and she is measured on launches. We should rewrite it in Rust."
    )
    shown = suggested(text, role="em", counterpart="pm")

    assert shown["ask"][0] == "I asked for a quarter of her time"
    assert "I am measured" not in shown["their_judging"][0]
    assert "Rust" not in shown["my_limits"][0]


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("I don't want to escalate, but my PM goes to my boss each time.", ""),
        ("Our biggest dealer asked me for a date and my PM said yes.", ""),
        ("My PM changes the plan. Fire him.", ""),
        ("I want us to agree on what we stand for.", "I want us to agree on what we stand for"),
        (
            "My PM changes the plan. All I ask is a date that holds.",
            "All I ask is a date that holds",
        ),
    ],
)
def test_neither_a_refusal_nor_what_others_ask_is_what_i_ask_for(text: str, ask: str) -> None:
    assert suggested(text, role="em", counterpart="pm")["ask"][0] == ask


def test_a_thing_that_is_a_reason_is_named_alone() -> None:
    text = "I lead engineering. I asked my PM for two weeks because of the audit."

    assert suggested(text)["need"] == ("The audit", "words")


def test_my_own_measure_is_not_how_they_are_judged() -> None:
    text = "He's measured on sales. Mine is uptime, and the PM knows it."

    assert suggested(text, role="em")["their_judging"] == ("He's measured on sales", "words")


@pytest.mark.parametrize(
    ("said", "opens"),
    [
        ("I lost my temper in the planning.", "Part of this is mine: I lost my temper in the"),
        ("I should have waited for the numbers.", "Part of this is mine: I should have waited for"),
        ("I could've drawn it in ten minutes.", OPENING),
        ("She should've called me first.", OPENING),
        ("I should've called her first.", OPENING),
        ("I lost my temper when Dana presented.", OPENING),
        ("I should have.", OPENING),
        ("I haven't told him that.", OPENING),
        ("My fault, partly.", OPENING),
    ],
)
def test_who_says_their_own_part_opens_with_it(said: str, opens: str) -> None:
    text = f"I lead engineering. The PM told the CEO we could have it by March. {said}"
    opening, _ = suggested(text)["opening"]

    assert opening.startswith(opens)
    assert OPENING in opening


def test_what_is_held_against_somebody_is_not_how_they_are_judged() -> None:
    text = "My PM only cares about her bonus, and she is measured on launches. We fight."

    assert suggested(text)["their_judging"] == ("She is measured on launches", "words")


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("I never told him about the hiring freeze, it is confidential.", "hiring freeze"),
        ("I never told him that Ines has cancer and works half days.", "Ines has cancer"),
        ("I have not told him about the layoffs, HR forbids it.", "about the layoffs"),
        ("I was told not to tell him about the merger.", "told not to tell"),
        ("Half my team is on loan until March.", "on loan until March"),
        ("Two people are on parental leave and one seat is frozen.", "on parental leave"),
        ("There is a hiring freeze.", "hiring freeze"),
        ("cant do v2 w/ 3 ppl", "v2 w/ 3 ppl"),
        ("I must deliver the audit until end of March.", "deliver the audit until end of March"),
    ],
)
def test_what_is_kept_back_limits_me_and_opens_nothing(said: str, limit: str) -> None:
    shown = suggested(f"Our PM and I argue about capacity. {said}", role="em", counterpart="pm")

    assert limit in shown["my_limits"][0]
    assert "Part of this is mine" not in shown["opening"][0]


@pytest.mark.parametrize(
    "said",
    [
        "She told me not to worry.",
        "Everybody left the room.",
        "We talked about the contract page.",
        "The freeze in the app is a bug.",
        "I can't put my finger on it.",
        "Users only have to key it in.",
        "It's over by Friday.",
    ],
)
def test_what_holds_nobody_back_is_no_limit(said: str) -> None:
    shown = suggested(f"Our PM and I argue about features. {said}", role="em", counterpart="pm")

    assert shown["my_limits"][0] == ""


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("My PM is measured on conversion and we argue.", "My PM is measured on conversion"),
        ("Our PM gets a bonus for each launch, we argue.", "Our PM gets a bonus for each launch"),
        (
            "Tomas, our PM, gets his bonus for launches. He doesn't see what it costs us and he "
            "never asked. We argue.",
            "Tomas, our PM, gets his bonus for launches",
        ),
        ("I am measured on uptime, my PM on sign-ups, and we argue.", "My PM on sign-ups"),
        ("Our PM says: my SLO is 99.95. We argue.", "“My SLO is 99.95”"),
    ],
)
def test_what_they_are_judged_by_is_told_as_it_was_written(text: str, judged: str) -> None:
    shown = suggested(text, role="em", counterpart="pm")

    assert shown["their_judging"] == (judged, "words")


@pytest.mark.parametrize(
    "text",
    [
        "I am measured on uptime. The PM and I argue.",
        "My bonus is tied to uptime. The PM and I fight.",
        "Our target is uptime and the PM pushes features. We fight.",
        "The goal of the release is speed. Our PM and I argue.",
        "The PM pays for tools on her own budget. We argue.",
        "Performance is measured by a tool that our PM wrote. We argue.",
    ],
)
def test_what_judges_others_or_nobody_is_not_how_they_are_judged(text: str) -> None:
    assert suggested(text, role="em", counterpart="pm")["their_judging"][1] == "usual"


def test_of_two_each_is_told_with_who_it_is() -> None:
    text = (
        "Priya (PM) and Jonas (EM) blame each other. I rate Jonas on uptime, and our CPO rates "
        "Priya on conversion."
    )
    assert suggested(text, role="executive")["their_judging"][0].split("\n") == [
        "Engineering: I rate Jonas on uptime",
        "Product: Our CPO rates Priya on conversion",
    ]


@pytest.mark.parametrize(
    ("text", "field", "says"),
    [
        (
            "PM wants it.\n- also my team wants to try Rust",
            "my_limits",
            "My team wants to try Rust",
        ),
        ("I asked for it in May. I want a yes or no.", "ask", "I want a yes or no"),
        (
            "I want Noor, our PM, to drop two experiments.",
            "ask",
            "I want Noor, our PM, to drop two experiments",
        ),
        ("I want fewer, bigger releases. The PM says no.", "ask", "I want fewer, bigger releases"),
        ("I want more people and our PM says no.", "ask", "I want more people"),
        (
            "Our PM says no. What we need is quiet nights, otherwise people leave.",
            "need",
            "What we need is quiet nights, otherwise people leave.",
        ),
        ("Our PM: “I need a date by May, or we lose them.” We argue.", "ask", ""),
    ],
)
def test_each_line_is_whole_and_says_something_new(text: str, field: str, says: str) -> None:
    assert suggested(text, role="em", counterpart="pm")[field][0] == says


def test_what_they_say_themselves_stands_between_quotation_marks() -> None:
    text = 'Our PM wrote: "We should wait, because the renewal depends on it." I want to start.'
    shown = suggested(text, role="em", counterpart="pm")

    assert shown["their_success"][0] == "“The renewal depends on it”"
    assert shown["ask"][0] == "I want to start"


def test_what_must_not_be_told_stands_in_no_other_field() -> None:
    text = "Our PM and I argue. I'm not allowed to tell him that we lose the customer otherwise."
    shown = suggested(text, role="em", counterpart="pm")

    told = {field for field, (says, _) in shown.items() if "lose the customer" in says}
    assert told == {"my_limits"}


def test_a_need_that_gives_away_what_must_not_be_told_is_left_out() -> None:
    text = (
        "Our PM and I argue. I need it live by March, or else we pay a fine. I can't tell him "
        "about the fine. I need rest."
    )
    shown = suggested(text, role="em", counterpart="pm")

    assert shown["need"][0] == "I need rest"
    assert "about the fine" in shown["my_limits"][0]


@pytest.mark.parametrize(
    ("said", "field", "line"),
    [
        (
            "Half of us are on loan until May and I may not say why.",
            "my_limits",
            "I may not say why",
        ),
        (
            "Nina, who knows it best, told me in confidence that she is leaving.",
            "my_limits",
            "Nina, who knows it best, told me in confidence that she is leaving",
        ),
        (
            "Finn is our PM. Finn's goal is 99.9% uptime.",
            "their_judging",
            "Finn's goal is 99.9% uptime",
        ),
        ("The PM wants dashboards, I want to mend it.", "ask", "I want to mend it"),
        ("I would like one month.", "ask", "I would like one month"),
        ("The PM believes we want toys.", "ask", ""),
    ],
)
def test_a_line_is_its_speakers_and_has_its_subject(said: str, field: str, line: str) -> None:
    shown = suggested(f"We argue, our PM and I. {said}", role="em", counterpart="pm")

    assert line in shown[field][0].split("\n")
