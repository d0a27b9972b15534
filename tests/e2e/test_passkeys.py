"""A passkey is added, signs in without a password, and serves as the second step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.e2e.conftest import Person
from tests.personas import PASSWORD, account

pytestmark = pytest.mark.django_db(transaction=True)
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture
def alice(open_browser: Callable[..., Person], settings: Any) -> Person:
    """Alice, signed in, with a key in her browser that says yes."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    account("alice")
    person = open_browser()
    devices = person.page.context.new_cdp_session(person.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    with_password(person)
    return person


def with_password(person: Person) -> None:
    person.go("/account/login/")
    person.fill("E-mail address", "alice@example.com")
    person.fill("Password", PASSWORD)
    person.press("Sign in")


def sign_out(person: Person) -> None:
    person.go("/you/")
    person.press("Sign out")


def add_a_key(person: Person) -> None:
    person.go("/account/2fa/webauthn/add/")
    person.fill("Your password", PASSWORD)
    person.press("Go on")
    person.fill("What do you call it?", "This laptop")
    person.page.get_by_label("Sign in with it alone").check()
    person.page.get_by_role("button", name="Add the key").click()
    person.page.wait_for_url("**/recovery-codes/")


def test_a_passkey_signs_in_without_a_password(alice: Person) -> None:
    add_a_key(alice)
    alice.go("/account/2fa/webauthn/")
    assert alice.sees("This laptop")
    sign_out(alice)
    alice.go("/account/login/")
    alice.page.get_by_role("button", name="Sign in with a passkey").click()
    alice.page.get_by_text("You are in no partnership yet").wait_for()


def test_after_the_password_the_key_is_asked_for(alice: Person) -> None:
    add_a_key(alice)
    sign_out(alice)
    with_password(alice)
    assert alice.sees("The second step")
    alice.page.get_by_role("button", name="Use a key").click()
    alice.page.get_by_text("You are in no partnership yet").wait_for()


def test_a_key_that_is_not_used_is_said_to_be_not_used(alice: Person) -> None:
    sign_out(alice)
    alice.page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('no'))")
    alice.go("/account/login/")
    alice.page.get_by_role("button", name="Sign in with a passkey").click()
    alice.page.get_by_text("The key was not used.").wait_for()
