"""What tests of preparing share: a text, and a browser that has it read."""

from __future__ import annotations

from typing import Any, Final

from django.test import Client
from django.urls import reverse

from trifecta.apps.people.models import User

TEXT: Final = (
    "I lead engineering. My PM only cares about her promotion and keeps promising things to sales. "
    "I want to stop new features in May so that we can mend the billing code.\n\n"
    "She gets judged on experiments, and I on uptime. We never talk about it <b>zq9001x</b>."
)
MARK: Final = "zq9001x"


def address(name: str, *args: str) -> str:
    return reverse(f"situations:{name}", args=args)


def browser(user: User | None = None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def with_text(user: User | None = None, *, text: str = TEXT, **who: str) -> Client:
    """A browser that has had `text` read."""
    client = browser(user)
    assert write(client, text, **who).status_code == 302
    return client


def write(client: Client, text: str, **who: str) -> Any:
    return client.post(address("write"), {"text": text, **who})


def write_instead_of_the_one_before(client: Client, text: str) -> None:
    """A third text, for which the one before the open one is deleted."""
    asked = write(client, text)
    assert asked.status_code == 409
    _, (before, _) = asked.context["two"]
    assert write(client, text, goes=before).status_code == 302


def body(client: Client, name: str, *args: str) -> str:
    response = client.get(address(name, *args))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def sheet_of(client: Client) -> dict[str, Any]:
    """What the sheet sends if nothing is changed in it: each of its fields, for which text, and how
    it stood.
    """
    context = client.get(address("sheet")).context
    return {"made_for": context["made_for"], **context["stood"]} | {
        bound.name: bound.value() or "" for bound in context["form"]
    }
