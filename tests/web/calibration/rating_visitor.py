"""A person at the pages of a calibration, without JavaScript."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse
from tests.browsing import TOKENS

from trifecta.apps.people.models import User


class Visitor:
    """Opens pages and sends forms as `user`; every form carries a fresh token."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.sent = 0

    def get(self, name: str, *args: Any, **query: Any) -> Any:
        return self.client.get(reverse(f"calibration:{name}", args=args), query)

    def post(self, name: str, *args: Any, **data: Any) -> Any:
        self.sent += 1
        data.setdefault("once", f"{self.sent:024d}")
        return self.client.post(reverse(f"calibration:{name}", args=args), data)

    def reads(self, name: str, *args: Any, **query: Any) -> str:
        """The words of a page that is there, tags left out and white space joined."""
        response = self.get(name, *args, **query)
        assert response.status_code == 200, (name, response.status_code)
        return words(response)


def words(response: Any) -> str:
    html = response.content.decode()
    html = re.sub(r"<(script|head|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def bare(response: Any) -> bytes:
    """A page without the tokens that differ each time it is opened."""
    return TOKENS.sub(b"", response.content)
