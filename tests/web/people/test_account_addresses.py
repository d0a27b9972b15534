"""Every address of the account pages: what a stranger gets, and what somebody signed in gets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import allauth.urls
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from tests.personas import World

SHOWN, SIGN_IN, HOME, ABSENT = "shown", "sign in", "home", "absent"
AGAIN, ELSEWHERE = "asked again who it is", "sent elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What `stranger` and `alice`, who has signed in long ago, get for one address."""

    name: str
    stranger: str
    alice: str
    args: tuple[object, ...] = ()


ADDRESSES = [
    Address(name="account_login", stranger=SHOWN, alice=HOME),
    Address(name="account_logout", stranger=HOME, alice=SHOWN),
    Address(name="account_inactive", stranger=SHOWN, alice=SHOWN),
    Address(name="account_signup", stranger=SHOWN, alice=HOME),
    Address(name="account_reauthenticate", stranger=SIGN_IN, alice=SHOWN),
    Address(name="account_email", stranger=SIGN_IN, alice=SHOWN),
    Address(name="account_email_verification_sent", stranger=SHOWN, alice=SHOWN),
    Address(name="account_change_password", stranger=SIGN_IN, alice=SHOWN),
    Address(name="account_set_password", stranger=SIGN_IN, alice=ELSEWHERE),
    Address(name="account_reset_password", stranger=SHOWN, alice=SHOWN),
    Address(name="account_reset_password_done", stranger=SHOWN, alice=SHOWN),
    Address(name="account_reset_password_from_key_done", stranger=SHOWN, alice=SHOWN),
    Address(
        name="account_reset_password_from_key",
        args=("1", "no-key"),
        stranger=SHOWN,
        alice=SHOWN,
    ),
    Address(name="account_confirm_email", args=("no-key",), stranger=SHOWN, alice=SHOWN),
    Address(name="account_confirm_login_code", stranger=SIGN_IN, alice=HOME),
    Address(name="mfa_index", stranger=SIGN_IN, alice=SHOWN),
    Address(name="mfa_authenticate", stranger=SIGN_IN, alice=HOME),
    Address(name="mfa_reauthenticate", stranger=SIGN_IN, alice=AGAIN),
    Address(name="mfa_activate_totp", stranger=SIGN_IN, alice=AGAIN),
    Address(name="mfa_deactivate_totp", stranger=SIGN_IN, alice=ABSENT),
    Address(name="mfa_view_recovery_codes", stranger=SIGN_IN, alice=ABSENT),
    Address(name="mfa_generate_recovery_codes", stranger=SIGN_IN, alice=AGAIN),
    Address(name="mfa_download_recovery_codes", stranger=SIGN_IN, alice=ABSENT),
    Address(name="mfa_list_webauthn", stranger=SIGN_IN, alice=SHOWN),
    Address(name="mfa_add_webauthn", stranger=SIGN_IN, alice=AGAIN),
    Address(name="mfa_reauthenticate_webauthn", stranger=SIGN_IN, alice=AGAIN),
    Address(name="mfa_remove_webauthn", args=(1,), stranger=SIGN_IN, alice=AGAIN),
    Address(name="mfa_edit_webauthn", args=(1,), stranger=SIGN_IN, alice=AGAIN),
    Address(name="mfa_login_webauthn", stranger=SIGN_IN, alice=HOME),
    Address(name="socialaccount_login_cancelled", stranger=SHOWN, alice=SHOWN),
    Address(name="socialaccount_login_error", stranger=SIGN_IN, alice=SHOWN),
    Address(name="socialaccount_signup", stranger=SIGN_IN, alice=SIGN_IN),
    Address(name="socialaccount_connections", stranger=SIGN_IN, alice=SHOWN),
    Address(name="openid_connect_login", args=("company",), stranger=ABSENT, alice=ABSENT),
    Address(name="openid_connect_callback", args=("company",), stranger=ABSENT, alice=ABSENT),
]
PAGES = [one for one in ADDRESSES if SHOWN in {one.stranger, one.alice}]


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_every_address_of_the_account_pages_is_listed() -> None:
    assert {one.name for one in ADDRESSES} == set(names(allauth.urls.urlpatterns))


def outcome(client: Client, one: Address) -> str:
    response = client.get(reverse(one.name, args=one.args))
    location = response.headers.get("Location", "")
    if response.status_code in {301, 302}:
        return redirected(location)
    return {404: ABSENT, 401: SHOWN, 200: SHOWN}[response.status_code]


def redirected(location: str) -> str:
    if location == "/":
        return HOME
    if location.startswith(reverse("account_reauthenticate")):
        return AGAIN
    return SIGN_IN if location.startswith(reverse("account_login")) else ELSEWHERE


@pytest.mark.parametrize("one", ADDRESSES, ids=lambda one: one.name)
def test_a_stranger_gets_what_is_listed(one: Address, world: World) -> None:
    assert outcome(Client(), one) == one.stranger


@pytest.mark.parametrize("one", ADDRESSES, ids=lambda one: one.name)
def test_somebody_signed_in_gets_what_is_listed(one: Address, world: World) -> None:
    client = Client()
    client.force_login(world.alice)
    assert outcome(client, one) == one.alice


@pytest.mark.parametrize(
    "one",
    [one for one in ADDRESSES if SHOWN in {one.stranger, one.alice}],
    ids=lambda one: one.name,
)
def test_every_page_is_in_our_look_and_asks_nothing_of_other_servers(
    one: Address, world: World
) -> None:
    client = Client()
    if one.stranger != SHOWN:
        client.force_login(world.alice)
    page = client.get(reverse(one.name, args=one.args)).content.decode()
    assert "trifecta/base.css" in page
    assert page.count("<h1") == 1
    assert 'placeholder="' not in page
    assert "http://" not in page.replace("http://testserver", "").replace("http://www.w3.org", "")
