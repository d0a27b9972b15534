"""Who writes is known by how they begin, sign, and name themselves on the way."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.reading import read


def who(text: str) -> tuple[str, str]:
    found = read(text)
    return found.writer, found.counterpart


@pytest.mark.parametrize(
    ("text", "writer", "counterpart"),
    [
        ("He thinks that we pad, I think that he invents. EM here.", "em", "pm"),
        ("She wants to rewrite it, I have clients waiting. PM, logistics.", "pm", "em"),
        ("He decides, I find out.\n\nSigned, an engineering manager", "em", "pm"),
        ("He decides, I find out. - an EM in fintech", "em", "pm"),
        ("I bring it, she says no.\nSincerely,\nA product manager", "pm", "em"),
        ("She blames me for every slip and I blame her (PM here).", "pm", "em"),
        ("He promises dates and I pay for them. EM btw", "em", "pm"),
        ("It's war each sprint. (EM)", "em", "pm"),
        ("he promises and then we argue. em here, 6 devs", "em", "pm"),
        ("Junior PM here, she won't answer me.", "pm", "em"),
        ("EM, 8 years. He and I fight about scope.", "em", "pm"),
        ("Me: EM, 7 engineers. Him: wants it all by June.", "em", "pm"),
    ],
)
def test_who_signs_or_begins_with_what_they_are_writes(
    text: str, writer: str, counterpart: str
) -> None:
    """With "he" alone for the other, a signature was taken for the other's name."""
    assert who(text) == (writer, counterpart)


@pytest.mark.parametrize(
    "text",
    [
        "We all know who loses in the end. The engineering manager.",
        "Who pays for it? Engineering manager, probably.",
        "It landed on somebody's desk again. EM, of course.",
        "We lack people. EM of the year, he calls himself.",
        "Need an EM here, says she, and looks at me.",
        "New EM here never asks me what is promised.",
        "EM in fintech refuses all that I bring.",
        "We fight over dates. Ex-EM here.",
        'And he signs each mail the same way. "EM, payments."',
        "We fight over all of it.\n- PM\n- EM",
        "PM: ships. EM: stops. They fight.",
        "Which of us goes first? EM or PM?",
    ],
)
def test_who_is_named_at_the_end_or_beginning_alone_has_not_signed(text: str) -> None:
    assert who(text)[0] == ""


def test_whose_mail_is_pasted_has_not_written() -> None:
    text = "My PM sent me this.\n\nThe date stays.\nBest,\nNina\nProduct Manager, Payments"

    assert who(text) == ("em", "pm")


@pytest.mark.parametrize(
    ("text", "writer", "counterpart"),
    [
        ("I'm his engineering counterpart and we argue.", "em", "pm"),
        ("I'm Olga's product counterpart and we argue.", "pm", "em"),
        ("I'm in product, he's in engineering, we fight.", "pm", "em"),
        ("I'm on the product side of a pair that fights.", "pm", "em"),
        ("I work in engineering, she in product. We fight.", "em", "pm"),
        ("She never asks those of us in engineering.", "em", "pm"),
        ("I've spent two years as PM next to the same EM. Now we fight.", "pm", "em"),
        ("As EM I keep hearing no from her.", "em", "pm"),
        ("I work as PM with a tech lead who gives no dates.", "pm", "em"),
        ("I've been the EM for six years. She and I fight.", "em", "pm"),
        ("I took over as product manager in May. The tech lead and I fight.", "pm", "em"),
        (
            "I've been an engineer for years and now I'm the PM. My tech lead and I fight.",
            "pm",
            "em",
        ),
        ("My role is product manager and the tech lead fights with me.", "pm", "em"),
        ("I, the PM, report to Bastian, who's the EM that I fight with.", "pm", "em"),
        ("She asked me, the EM, for a date and then halved it.", "em", "pm"),
        ("I (the PM) wanted it in May, the tech lead wanted never.", "pm", "em"),
        ("Me – the EM – and him from product, we fight each week.", "em", "pm"),
        ("It's always me, the product owner, who has to give in to the tech lead.", "pm", "em"),
    ],
)
def test_who_is_what_they_say_on_the_way(text: str, writer: str, counterpart: str) -> None:
    assert who(text) == (writer, counterpart)


@pytest.mark.parametrize(
    "text",
    [
        "I'm asking the PM every week and never hear back.",
        "I'm afraid the PM will say no again.",
        "I'm not the PM. She is.",
        "I'm the one who asks the PM.",
        "I'm the PM's assistant and hear all of it.",
        "I have been asking the PM for months.",
        "As a PM she should know what it costs.",
        "As PM he should stand up for his people.",
        "She has ten years of experience as a PM and asks nobody.",
        "Tom started as PM in May and we fight.",
        "He told me, the PM agreed, and nobody did it.",
        "It's between me, the PM, and the designer.",
        "Me, the PM and the EM meet on Mondays.",
        "To me, the PM, when she is cornered, lies.",
    ],
)
def test_who_is_only_spoken_of_does_not_write(text: str) -> None:
    assert who(text)[0] != "pm"


def test_engineers_who_are_said_to_be_somebody_elses_are_not_led_by_the_writer() -> None:
    assert who("My engineers (well, Rashid's engineers) say a month. He and I fight.") == ("", "em")
    assert who("My developers, or rather Anna's developers, wait. We fight.")[0] == ""
    assert who("My engineers (not really mine, they report to Lee) refuse.")[0] == ""


@pytest.mark.parametrize(
    "aside",
    ["(well, most of them)", "(Rashid's on leave)", ", Rashid's old crew included,", "(all six)"],
)
def test_what_else_is_said_of_ones_engineers_changes_nothing(aside: str) -> None:
    assert who(f"My engineers {aside} argue with the PM.") == ("em", "pm")


@pytest.mark.parametrize(
    ("text", "counterpart"),
    [
        ("The PM and I argue about dates while the developers wait.", "pm"),
        ("Me and the EM fight about scope and the product owners watch.", "em"),
        ("He's the engineering manager, and the product owners watch us fight.", "em"),
        ("He's the PM, she's the EM, they fight and I watch.", ""),
        ("The PM and I agree on everything; the tech lead blocks both of us.", ""),
    ],
)
def test_who_stands_beside_the_writer_is_the_other(text: str, counterpart: str) -> None:
    assert who(text)[1] == counterpart


@pytest.mark.parametrize(
    ("text", "writer", "counterpart"),
    [
        ("The product manager and I disagree. I run a team of nine.", "em", "pm"),
        ("The product manager decides alone. I manage nine people.", "em", "pm"),
        ("I run a team of nine PMs and the engineering manager refuses.", "pm", "em"),
        ("He runs a team of nine. I'm the PM and we argue.", "pm", "em"),
        ("I do the engineering half, he does product. We fight.", "em", "pm"),
        ("I am responsible for product, he for engineering. We fight.", "pm", "em"),
        ("He brings the list, I go back to the engineers and we do half.", "em", "pm"),
        ("The EM is away, so I go back to the engineers myself.", "", "em"),
        ("The engineers never ask what it is for, and I argue with them.", "", "em"),
    ],
)
def test_who_says_what_they_have_leads_it(text: str, writer: str, counterpart: str) -> None:
    assert who(text) == (writer, counterpart)
