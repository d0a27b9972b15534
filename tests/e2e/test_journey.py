"""From an empty database to a signed agreement: two browsers, one of them without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from tests.e2e.conftest import Person
from tests.e2e.steps import (
    accept_link,
    add_commitment,
    answer_questions,
    ask,
    finish_check_in,
    found_company,
    keep,
    link_for,
    links_to,
    make_account,
    person_button,
    score_needs,
    write_board,
    write_side,
)

from trifecta.domain.compromise.problem import Problem
from trifecta.domain.compromise.worked_example import growth_team

BECAUSE = "people and seats hang on it"
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_pair_goes_from_stuck_to_signed(open_browser: Callable[..., Person]) -> None:
    robin, noor = open_browser(), open_browser(java_script_enabled=False)
    robin.role, noor.role = "em", "pm"
    together(robin, noor)
    checked_in(robin, noor)
    problem = growth_team(begins=timezone.localdate())
    tension = understood(robin, noor, problem)
    planned(robin, noor, tension, problem)
    signed(robin, noor)


def together(robin: Person, noor: Person) -> None:
    robin.go("/")
    robin.press("Make an account")
    make_account(robin, name="Robin Hale", email="robin@example.com")
    found_company(robin, company="Larkspur", team="Growth team")
    link = link_for(robin, role="pm")
    noor.go("/")
    assert noor.lacks("Make an account")
    accept_link(noor, link, name="Noor Aziz", email="noor@example.com")
    assert noor.sees("Growth team")


def checked_in(robin: Person, noor: Person) -> None:
    robin.go("/")
    robin.press(robin.page.locator(".card .button").first.inner_text())
    robin.press("Start the check-in")
    answer_questions(robin, own=2, guess=-2)
    finish_check_in(robin, limit_kind="leaving", limit="Two of six will look elsewhere.")
    assert robin.sees("Your answers are sealed")
    noor.go("/")
    assert noor.lacks("Two of six")
    noor.press(noor.page.locator(".card .button").first.inner_text())
    noor.press("Begin")
    answer_questions(noor, own=-2, guess=1)
    finish_check_in(noor, limit_kind="money", limit="Three seats hang on fifty experiments.")
    for person in (robin, noor):
        person.go("/")
        person.page.get_by_role("link", name="Diagnosis").first.click()
        person.page.wait_for_load_state()
        assert person.sees("Two of six will look elsewhere.")
        assert person.sees("Three seats hang on fifty experiments.")
    assert any("noor@example.com" in message.to for message in mail.outbox)


def understood(robin: Person, noor: Person, problem: Problem) -> str:
    robin.go("/")
    partnership = robin.page.url.split("/p/")[1].strip("/")
    robin.go(f"/p/{partnership}/tensions/open/")
    robin.page.locator("input[name=title]").fill("Fifty experiments, or something new to build")
    robin.press("Open it and write your side")
    write_side(
        robin,
        asks="Let us build the new onboarding service.",
        needs={need.text: BECAUSE for need in problem.needs_of("em")},
        weights=[45, 30, 25],
        limit="Six engineers, and I am judged on how many stay.",
    )
    tension = "/".join(robin.page.url.split("/")[3:5])
    noor.go(f"/{tension}/")
    noor.press(noor.page.locator("main .button").first.inner_text())
    write_side(
        noor,
        asks="All fifty experiments, this quarter, before anything else.",
        needs={need.text: BECAUSE for need in problem.needs_of("pm")},
        weights=[65, 35],
        limit="The review counts finished experiments.",
    )
    for person, other in ((robin, noor), (noor, robin)):
        person.go(f"/{tension}/questions/")
        ask(
            person,
            links_to(person, r"/ask/")[0],
            ["What happens if we do half of it?", "Who judges it?", "Does the order matter?"],
        )
        other.go(f"/{tension}/questions/")
        for number, path in enumerate(links_to(other, r"/question/.*answer")):
            other.go(path)
            keep(other, person_button(other, "Send"), text=f"Answer {number}, as it is.")
    for person, other in ((robin, noor), (noor, robin)):
        person.go(f"/{tension}/play-back/")
        keep(person, person_button(person, "Send to"), text="You need the work to count.")
        other.go(f"/{tension}/play-back/")
        if other.lacks("Yes, that is it"):
            other.press(other.page.locator("main .button").first.inner_text())
        other.press("Yes, that is it")
    robin.go(f"/{tension}/")
    assert robin.sees("Plans are open")
    return tension


def planned(robin: Person, noor: Person, tension: str, problem: Problem) -> None:
    """The plan of the worked example comes out of what the two of them wrote."""
    write_board(robin, tension, problem)
    score_needs(robin, tension, problem, party="em")
    score_needs(noor, tension, problem, party="pm")
    for person in (robin, noor):
        person.go(f"/{tension}/plan/")
        assert "You can both have" in person.page.inner_text("h1")
        work = person.page.inner_text(".stages")
        first, rest = work.split(problem.stages[1].name)
        second, later = rest.split(problem.stages[2].name)
        for stage, chosen in ((first, "kit early"), (second, "batches turns statistics")):
            for option in chosen.split():
                assert problem.option(option).title in stage
        assert problem.option("build_next").title in later
        for argued in ("hand_first", "hand_rest", "design_now", "build_now"):
            assert problem.option(argued).title not in work
        assert "was never the choice" in person.page.inner_text(".callout")
    robin.press("Suggest this plan to Noor")
    robin.press("Suggest it to Noor")
    noor.go(f"/{tension}/plan/")
    noor.press("Yes, write the agreement")


def signed(robin: Person, noor: Person) -> None:
    """Both write on the agreement, and it is in force with the second signature."""
    if noor.page.get_by_role("button", name="Write the agreement").count():
        noor.press("Write the agreement")
    today = timezone.localdate()
    noor.press("Change name, words and day")
    noor.page.locator("input[name=review_on]").fill((today + timedelta(days=60)).isoformat())
    noor.press("Save")
    add_commitment(noor, text="The kit stands", owner="Robin", due=today + timedelta(days=28))
    add_commitment(noor, text="Fifty are done", owner="Noor", due=today + timedelta(days=80))
    for number, path in enumerate(links_to(noor, r"/commitments/[a-z0-9]{20}/$")):
        noor.go(path)
        noor.page.get_by_label(("Robin", "Noor")[number % 2], exact=True).check()
        due = noor.page.locator("input[name=due]")
        due.fill(due.input_value() or (today + timedelta(days=150)).isoformat())
        noor.press("Save")
    noor.press("Propose it to Robin")
    agreement = "/".join(noor.page.url.split("/")[:5]) + "/"
    mail.outbox.clear()
    for person in (noor, robin):
        person.page.goto(agreement)
        assert person.lacks("In force since")
        person.press("Read and sign")
        person.press("Sign these words")
    for person in (noor, robin):
        person.page.goto(agreement)
        assert person.sees("In force since")
    calendars = [message for message in mail.outbox if message.attachments]
    assert {message.to[0] for message in calendars} == {"robin@example.com", "noor@example.com"}
