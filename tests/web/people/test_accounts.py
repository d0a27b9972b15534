"""Making an account, signing in and out, and what protects it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client, override_settings
from tests.personas import PASSWORD, World
from tests.web.people.pages import browser, send, text

from trifecta.apps.people.models import User
from trifecta.config.cache_keys import unreadable

pytestmark = pytest.mark.django_db

SIGN_UP = {
    "name": "Erin Example",
    "email": "Erin@Example.com",
    "password1": "a long enough sentence",
}
NEW = "quite another sentence"
LOGIN = {"login": "alice@example.com", "password": PASSWORD}


def test_the_first_person_signs_up_and_is_in() -> None:
    client = Client()
    assert client.post("/account/signup/", SIGN_UP).status_code == 302
    assert User.objects.get().email == "erin@example.com"
    assert "You are in no partnership yet" in text(client.get("/"))


def test_the_second_person_needs_an_invitation() -> None:
    Client().post("/account/signup/", SIGN_UP)
    client = Client()
    other = SIGN_UP | {"email": "frank@example.com"}
    for response in (client.get("/account/signup/"), client.post("/account/signup/", other)):
        assert "Accounts are made by invitation" in text(response)
    assert User.objects.count() == 1


@override_settings(TRIFECTA_SIGNUP="open")
def test_where_signing_up_is_open_anybody_may(world: World) -> None:
    client = Client()
    client.post("/account/signup/", SIGN_UP)
    assert User.objects.filter(email="erin@example.com").exists()


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"password1": "short"}, "at least 10 characters"),
        ({"password1": "password1234"}, "too common"),
        ({"name": ""}, "Write your name."),
        ({"email": "nowhere"}, "Write the whole address"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(wrong: dict[str, str], word: str) -> None:
    response = Client().post("/account/signup/", SIGN_UP | wrong)
    assert word in text(response)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/account/login/", ["Write your e-mail address", "Write your password"]),
        ("/account/password/reset/", ["Write an e-mail address"]),
    ],
)
def test_an_empty_form_says_what_to_write(world: World, path: str, words: list[str]) -> None:
    page = text(Client().post(path, {}))
    assert all(word in page for word in words)
    assert "required" not in page


def test_signing_in_and_out(world: World) -> None:
    client = Client()
    assert client.post("/account/login/", LOGIN).headers["Location"] == "/"
    assert client.get("/you/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/you/").status_code == 302


def test_a_wrong_password_does_not_tell_whether_there_is_such_an_account(world: World) -> None:
    client = Client()
    known = text(client.post("/account/login/", LOGIN | {"password": "not the password"}))
    stranger = {"login": "nobody@example.com", "password": "not the password"}
    unknown = text(client.post("/account/login/", stranger))
    assert "do not belong together" in known
    assert known == unknown


def test_trying_many_passwords_is_stopped(world: World) -> None:
    client = Client()
    for number in range(5):
        client.post("/account/login/", LOGIN | {"password": f"guess number {number}"})
    response = client.post("/account/login/", LOGIN)
    assert "Too many tries" in text(response)
    assert client.get("/you/").status_code == 302


def test_signing_up_again_and_again_is_stopped() -> None:
    client = Client()
    for _ in range(20):
        client.post("/account/signup/", SIGN_UP | {"email": "nowhere"})
    response = client.post("/account/signup/", SIGN_UP)
    assert response.status_code == 429
    assert "That is enough for now" in text(response)


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(world: World) -> None:
    client = Client()
    assert "Look into your mail" in text(
        client.post("/account/password/reset/", {"email": "alice@example.com"}, follow=True)
    )
    link = re.search(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    assert link
    page = client.get(link.group(1), follow=True)
    new = {"password1": NEW, "password2": NEW}
    client.post(page.request["PATH_INFO"], new)
    assert Client().post("/account/login/", LOGIN).status_code == 200
    changed = LOGIN | {"password": NEW}
    assert Client().post("/account/login/", changed).status_code == 302
    assert "This link opens nothing" in text(Client().get(link.group(1), follow=True))


def test_asking_for_a_link_does_not_tell_whether_there_is_such_an_account(world: World) -> None:
    pages = [
        text(Client().post("/account/password/reset/", {"email": email}, follow=True))
        for email in ("alice@example.com", "nobody@example.com")
    ]
    assert pages[0] == pages[1]


def test_mails_about_accounts_are_in_our_words(world: World) -> None:
    for email in ("alice@example.com", "nobody@example.com"):
        Client().post("/account/password/reset/", {"email": email})
    for message in mail.outbox:
        assert message.subject.startswith("Trifecta: ")
        assert "Hello from" not in message.body
        assert "!" not in message.body


def test_changing_the_password_signs_out_everywhere(world: World) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.post("/account/login/", LOGIN)
    here.post(
        "/account/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "quite another one",
            "password2": "quite another one",
        },
    )
    assert elsewhere.get("/you/").status_code == 302


def email_of(user: User) -> str:
    return User.objects.get(id=user.id).email


def test_a_new_address_counts_once_its_link_is_opened_and_it_is_chosen(world: World) -> None:
    client = Client()
    client.post("/account/login/", LOGIN)
    new = {"email": "new@example.com"}
    client.post("/account/email/", new | {"action_add": ""})
    assert "Not confirmed so far" in text(client.get("/account/email/"))
    assert email_of(world.alice) == "alice@example.com"
    link = re.search(r"http://testserver(/account/confirm-email/\S+)", str(mail.outbox[-1].body))
    assert link
    client.post(link.group(1))
    client.post("/account/email/", new | {"action_primary": ""})
    assert email_of(world.alice) == "new@example.com"


def test_an_address_that_is_not_confirmed_can_be_removed_and_the_other_stays(world: World) -> None:
    client = Client()
    client.post("/account/login/", LOGIN)
    for action in ("action_add", "action_remove"):
        client.post("/account/email/", {"email": "new@example.com", action: ""})
    assert "new@example.com is removed." in text(client.get("/account/email/"))
    assert email_of(world.alice) == "alice@example.com"


def test_the_name_others_see_is_changed_on_the_page_about_oneself(world: World) -> None:
    client = browser(world.alice)
    send(client, "/you/", name="  Alicia   Keys ")
    assert User.objects.get(id=world.alice.id).name == "Alicia Keys"
    assert send(client, "/you/", name=" ").status_code == 422


def code_for(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def with_a_code(client: Client) -> str:
    """Set a code from an app up; returns its secret."""
    client.post("/account/login/", LOGIN)
    asked = client.get("/account/2fa/totp/activate/")
    assert "Is it you?" in text(client.get(asked.headers["Location"]))
    client.post(asked.headers["Location"], {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret
    assert "data:image/svg+xml" in page
    done = client.post("/account/2fa/totp/activate/", {"code": code_for(secret.group(1))})
    assert done.status_code == 302
    return secret.group(1)


def test_a_code_from_an_app_becomes_the_second_step(world: World) -> None:
    client = Client()
    with_a_code(client)
    assert "In place" in text(client.get("/account/2fa/"))
    codes = client.get("/account/2fa/recovery-codes/").content.decode()
    recovery = re.search(r"<textarea[^>]*>\s*(\S+)", codes)
    assert recovery
    again = Client()
    response = again.post("/account/login/", LOGIN)
    assert response.headers["Location"].startswith("/account/2fa/authenticate/")
    assert again.get("/you/").status_code == 302
    wrong = again.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "not the code of this moment" in text(wrong)
    again.post("/account/2fa/authenticate/", {"code": recovery.group(1)})
    assert again.get("/you/").status_code == 200


def test_the_code_is_taken_away_again(world: World) -> None:
    client = Client()
    with_a_code(client)
    client.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=world.alice).exists()


OIDC = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "company",
                "name": "Larkspur",
                "client_id": "id",
                "secret": "secret",
                "settings": {"server_url": "https://id.example.com"},
            }
        ]
    }
}


def test_the_companys_sign_in_is_offered_where_it_is_configured(world: World) -> None:
    assert "With your company" not in text(Client().get("/account/login/"))
    with override_settings(SOCIALACCOUNT_PROVIDERS=OIDC):
        page = Client().get("/account/login/").content.decode()
    assert "Sign in with Larkspur" in page
    assert 'action="/account/oidc/company/login/' in page


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("/account/login/", ["Write your e-mail address.", "Write your password."]),
        ("/account/signup/", ["Write your name.", "Write an e-mail address.", "Write a password."]),
        ("/account/password/reset/", ["Write an e-mail address."]),
    ],
)
def test_what_is_missing_is_said_in_our_words(page: str, said: list[str]) -> None:
    words = text(Client().post(page, {}))
    assert all(one in words for one in said)
    assert "This field is required" not in words


def test_what_is_missing_on_the_pages_of_an_account_is_too(world: World) -> None:
    client = Client()
    client.post("/account/login/", LOGIN)
    for page, said in (
        ("/account/password/change/", "Write the password you have now."),
        ("/account/reauthenticate/", "Write your password."),
    ):
        words = text(client.post(page, {}))
        assert said in words
        assert "This field is required" not in words
    words = text(client.post("/account/email/", {"action_add": "", "email": "not one"}))
    assert "Write the whole address" in words
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert "Write the code." in text(client.post("/account/2fa/totp/activate/", {}))


def test_a_company_account_is_offered_where_there_is_one(world: World, settings: Any) -> None:
    client = browser(world.alice)
    assert "Your company’s account" not in text(client.get("/you/"))
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "Your company’s account" in text(client.get("/you/"))


def test_no_key_of_the_cache_can_be_read() -> None:
    key = unreadable("allauth:rl:account:login:203.0.113.7", "", 1)
    assert "203.0.113.7" not in key
    assert key != unreadable("allauth:rl:account:login:203.0.113.8", "", 1)
    assert unreadable("a", "", 1) == unreadable("a", "", 1)
