"""Where to begin: with what is not known yet, and with one rating only where each is understood."""

from __future__ import annotations

import pytest

from trifecta.domain.situations.reading import read


def step_of(text: str, role: str = "em") -> str | None:
    return read(text, about_us=True, role=role).start_step


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("em", "I'm judged on uptime, she on signups. Our PM and I fight about it every week."),
        ("pm", "My bonus hangs on revenue, my EM's bonus hangs on stability, and we argue."),
        ("em", "The PM is rewarded for launches, engineering is rewarded for quiet nights."),
        ("pm", "We understand each other well, my EM and I. It's the bonus that pulls us apart."),
        ("executive", "My EM is measured on incidents, my PM is measured on adoption. They argue."),
        ("executive", "How do I rate an EM and a PM together? The review round is in May."),
        ("pm", "My EM and I fight. How should the two of us be rated in the performance review?"),
    ],
)
def test_who_knows_what_pulls_them_apart_answers_for_the_same(role: str, text: str) -> None:
    assert step_of(text, role) == "shared-rating"


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("em", "I'm judged on uptime. No idea what our PM gets praised for, we fight a lot."),
        ("pm", "I think my EM is rewarded for uptime only, and we argue every sprint."),
        ("em", "My PM gets a bonus for launches, and she pushes. We fight."),
    ],
)
def test_who_knows_one_half_finds_out_the_other(role: str, text: str) -> None:
    assert step_of(text, role) == "diagnose"


@pytest.mark.parametrize(
    "text",
    [
        "The PM wants features, my engineers want refactoring.",
        "My PM wants the export in March, quality comes second, as she puts it.",
    ],
)
def test_no_plan_for_both_is_looked_for_before_a_need_is_told(text: str) -> None:
    assert step_of(text) != "compromise"


@pytest.mark.parametrize(
    "text",
    [
        "Our PM is on leave and nobody took over. I write the tickets and I answer sales, as an "
        "engineering manager.",
        "Two people resigned from my team. The PM says nothing and I am an engineering manager.",
    ],
)
def test_it_is_about_who_answers_for_what_only_where_that_is_told(text: str) -> None:
    assert step_of(text) not in {"shared-rating", "third-member"}


SOLVED = "I've decided that we skip the meeting. Our PM and I argue. "


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("She is lazy.", "understand"),
        ("She is lazy. She is a liar.", "no-villains"),
        ("My engineers want to try Rust.", "understand"),
        ("My engineers want to try Rust. Others are bored by billing.", "interesting-work"),
    ],
)
def test_what_is_said_twice_comes_before_the_solution_and_what_slips_out_once_behind_it(
    text: str, step: str
) -> None:
    assert step_of(SOLVED + text) == step
