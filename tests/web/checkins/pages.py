"""A person at the pages of a check-in, without JavaScript."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from trifecta.apps.people.models import User


class Visitor:
    """Opens pages and sends forms as `user`; every form carries a fresh token."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.sent = 0

    def get(self, name: str, *args: Any, follow: bool = False) -> Any:
        return self.client.get(reverse(f"checkins:{name}", args=args), follow=follow)

    def post(self, name: str, *args: Any, **data: Any) -> Any:
        self.sent += 1
        data.setdefault("once", f"{self.sent:024d}")
        return self.client.post(reverse(f"checkins:{name}", args=args), data)


def text(response: Any) -> str:
    """The words of a page, its tags left out and white space joined."""
    collected = _Words()
    collected.feed(response.content.decode())
    return " ".join(" ".join(collected.words).split())


def title(response: HttpResponse) -> str:
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    return found.group(1) if found else ""


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._skip = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skip = self._skip or tag in {"script", "head"}

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "head"}:
            self._skip = False

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.words.append(data)
