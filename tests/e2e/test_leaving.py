"""Somebody chooses their mails, takes their data along and closes their account, in a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.e2e.conftest import NARROW, Person
from tests.personas import PASSWORD, World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world()


def signed_in(person: Person, name: str) -> Person:
    person.go("/account/login/")
    person.fill("E-mail address", f"{name}@example.com")
    person.fill("Password", PASSWORD)
    person.press("Sign in")
    return person


def test_a_person_takes_what_is_theirs_and_goes(
    world: World, open_browser: Callable[..., Person], tmp_path: Path
) -> None:
    alice, bob = signed_in(open_browser(), "alice"), signed_in(open_browser(), "bob")

    alice.go("/you/")
    alice.press("Which mails you get")
    alice.page.get_by_label("One a day at most").check()
    alice.press("Keep this")
    assert alice.sees("Your mails are set.")

    alice.press("Take your data along")
    with alice.page.expect_download() as downloading:
        alice.press("Download the file")
    downloading.value.save_as(tmp_path / "mine.json")
    found = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
    assert (found["account"]["name"], found["which_mails"]) == ("Alice", "daily")

    alice.go("/you/close/")
    assert alice.sees("You leave Growth")
    alice.press("Close my account")
    assert alice.sees("Is it you?")
    alice.fill("Your password", PASSWORD)
    alice.press("Go on")
    assert alice.sees("Your account is closed")
    signed_in(alice, "alice")
    assert alice.sees("do not belong together")

    bob.go(f"/p/{world.partnership.id}/history/")
    assert bob.sees("Alice left.")


def test_whoever_has_to_be_replaced_first_is_led_there_on_a_phone(
    world: World, open_browser: Callable[..., Person]
) -> None:
    oscar = signed_in(open_browser(viewport=NARROW), "oscar")
    oscar.go("/you/close/")
    assert oscar.sees("Somebody has to look after Acme")
    oscar.press("Give somebody a role in Acme")
    oscar.page.locator("select[name=member]").select_option(label="Alice")
    oscar.page.locator("input[name=role][value=owner]").check()
    oscar.page.locator("main form .button").first.click()
    oscar.page.wait_for_load_state()
    oscar.go("/you/close/")
    oscar.press("Close my account")
    oscar.fill("Your password", PASSWORD)
    oscar.press("Go on")
    assert oscar.sees("Your account is closed")
