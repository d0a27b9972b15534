"""What tests of pages ask of a browser: sign in, fill a form in, read what is there."""

from __future__ import annotations

import html
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from trifecta.apps.people.models import User


def browser(user: User | None = None) -> Client:
    """A browser of its own, signed in as `user` if there is one."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def address(page: str, *args: str) -> str:
    return reverse(f"people:{page}", args=args)


def text(response: Any) -> str:
    """What a person reads on the page, in one line."""
    words = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(words).split())


def send(client: Client, url: str, **data: Any) -> HttpResponse:
    """Post a form as the page shows it: with the token that makes it act once."""
    shown = client.get(url)
    found = re.search(r'name="once" value="([^"]+)"', shown.content.decode())
    if found:
        data.setdefault("once", found.group(1))
    return client.post(url, data)  # type: ignore[return-value]
