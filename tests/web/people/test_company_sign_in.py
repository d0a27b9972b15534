"""Signing in with the company's own provider, against one that is made up here."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.personas import World
from tests.web.people.pages import address, text

from trifecta.apps.people.invitations import invite_partner
from trifecta.apps.people.models import User
from trifecta.web.accounts import SocialAccountAdapter

ISSUER = "https://id.example.com"
CONFIGURATION = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/authorize",
    "token_endpoint": f"{ISSUER}/token",
    "userinfo_endpoint": f"{ISSUER}/userinfo",
    "jwks_uri": f"{ISSUER}/keys",
}
APP = {
    "provider_id": "company",
    "name": "Larkspur",
    "client_id": "id",
    "secret": "secret",
    "settings": {"server_url": ISSUER},
}


class Answer:
    """What the provider sends back."""

    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, body: dict[str, Any]) -> None:
        self.body = body

    def json(self) -> dict[str, Any]:
        return self.body

    def raise_for_status(self) -> None:
        """It always answers well."""


class Provider:
    """A provider that knows one person."""

    def __init__(self, person: dict[str, Any]) -> None:
        self.person = person

    def __enter__(self) -> Provider:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def get(self, url: str, **_: Any) -> Answer:
        return Answer(self.person if url.endswith("/userinfo") else CONFIGURATION)

    def request(self, method: str, url: str, **_: Any) -> Answer:
        assert (method, url) == ("POST", CONFIGURATION["token_endpoint"])
        return Answer({"access_token": "token", "token_type": "Bearer"})


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Provider:
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [APP]}}
    made = Provider(
        {
            "sub": "1234",
            "email": "Carol@Example.com",
            "email_verified": True,
            "name": "Carol Example",
        }
    )
    monkeypatch.setattr(SocialAccountAdapter, "get_requests_session", lambda _self: made)
    return made


def sign_in(client: Client) -> HttpResponse:
    """Press the button, and come back from the provider."""
    leaving = client.post("/account/oidc/company/login/")
    away = urlsplit(leaving.headers["Location"])
    assert f"{away.scheme}://{away.netloc}{away.path}" == CONFIGURATION["authorization_endpoint"]
    state = parse_qs(away.query)["state"][0]
    back = {"code": "a-code", "state": state}
    return client.get("/account/oidc/company/login/callback/", back)  # type: ignore[return-value]


def test_somebody_with_an_account_is_in(world: World, provider: Provider) -> None:
    client = Client()
    sign_in(client)
    assert "carol@example.com" in text(client.get("/you/"))
    assert User.objects.filter(email="carol@example.com").count() == 1


def test_an_address_the_provider_has_not_confirmed_opens_no_account(
    world: World, provider: Provider
) -> None:
    provider.person["email_verified"] = False
    client = Client()
    sign_in(client)
    assert client.get("/you/").status_code == 302


def test_a_stranger_needs_an_invitation_here_too(world: World, provider: Provider) -> None:
    provider.person["email"] = "erin@example.com"
    response = sign_in(Client())
    assert "Accounts are made by invitation" in text(response)
    assert not User.objects.filter(email="erin@example.com").exists()


def test_somebody_invited_gets_an_account_with_their_name(world: World, provider: Provider) -> None:
    provider.person |= {"email": "erin@example.com", "name": "Erin Example"}
    link = invite_partner(
        actor=world.alice, partnership_id=world.partnership.id, role="business"
    ).token
    client = Client()
    client.get(address("join", link))
    sign_in(client)
    erin = User.objects.get(email="erin@example.com")
    assert erin.name == "Erin Example"
    assert not erin.has_usable_password()
    assert "You have none. You can set one." in text(client.get("/you/"))


def test_names_in_two_parts_are_put_together(world: World, provider: Provider) -> None:
    del provider.person["name"]
    provider.person |= {
        "email": "erin@example.com",
        "given_name": "Erin",
        "family_name": "Example",
    }
    link = invite_partner(
        actor=world.alice, partnership_id=world.partnership.id, role="business"
    ).token
    client = Client()
    client.get(address("join", link))
    sign_in(client)
    assert User.objects.get(email="erin@example.com").name == "Erin Example"
