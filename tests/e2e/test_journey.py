"""From an empty database to a signed agreement: two people, two browsers, one plan for both."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from tests.e2e.conftest import Person
from tests.e2e.steps import (
    accept_link,
    answer_questions,
    ask,
    finish_check_in,
    found_company,
    keep,
    link_for,
    links_to,
    make_account,
    person_button,
    write_side,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_pair_goes_from_stuck_to_signed(open_browser: Callable[..., Person]) -> None:
    robin, noor = open_browser(), open_browser()
    together(robin, noor)
    checked_in(robin, noor)
    tension = understood(robin, noor)
    assert tension


def together(robin: Person, noor: Person) -> None:
    robin.go("/")
    robin.press("Make an account")
    make_account(robin, name="Robin Hale", email="robin@example.com")
    found_company(robin, company="Larkspur", team="Growth team")
    link = link_for(robin, role="pm")
    noor.go("/")
    assert not noor.sees("Make an account")
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
    assert not noor.sees("Two of six")
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


def understood(robin: Person, noor: Person) -> str:
    robin.go("/")
    partnership = robin.page.url.split("/p/")[1].strip("/")
    robin.go(f"/p/{partnership}/tensions/open/")
    robin.page.locator("input[name=title]").fill("Fifty experiments, or something new to build")
    robin.press("Open it and write your side")
    write_side(
        robin,
        asks="Let us build the new onboarding service.",
        needs={
            "Work this quarter that my engineers learn from": "two of them are close to leaving",
            "Nobody on one kind of test for weeks": "I gave my word in the summer",
        },
        limit="Six engineers, and I am judged on how many stay.",
    )
    tension = "/".join(robin.page.url.split("/")[3:5])
    noor.go(f"/{tension}/")
    noor.press(noor.page.locator("main .button").first.inner_text())
    write_side(
        noor,
        asks="All fifty experiments, this quarter, before anything else.",
        needs={
            "Proof by January that growth works": "three seats depend on it",
            "Results that people who doubt us will trust": "last year's were taken apart",
        },
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
        if not other.sees("Yes, that is it"):
            other.press(other.page.locator("main .button").first.inner_text())
        other.press("Yes, that is it")
    robin.go(f"/{tension}/")
    assert robin.sees("Plans are open")
    return tension
