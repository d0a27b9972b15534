"""Walks the pages a person can reach by following links, as the tests of all pages need them."""

from __future__ import annotations

from collections import deque
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlsplit

from django.test import Client

from trifecta.apps.people.models import User

LEAVING = ("/account/logout", "/demo/")


class Links(HTMLParser):
    """The addresses of one page that stay on this site."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") if tag == "a" else None
        if not href:
            return
        address = urldefrag(href).url
        parts = urlsplit(address)
        if parts.path.startswith("/") and not parts.netloc and not address.startswith(LEAVING):
            self.found.append(address)


def links_of(html: str) -> list[str]:
    parser = Links()
    parser.feed(html)
    return parser.found


def signed_in_as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def crawl(client: Client, *, start: str = "/", most: int = 200) -> dict[str, str]:
    """Every page reachable from `start`, by address; raises AssertionError for a broken link."""
    pages: dict[str, str] = {}
    waiting = deque([(start, "the start")])
    seen = {start}
    while waiting and len(pages) < most:
        address, origin = waiting.popleft()
        response = client.get(address, follow=True)
        assert response.status_code == 200, f"{address} (from {origin}): {response.status_code}"
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        pages[address] = response.content.decode()
        for link in links_of(pages[address]):
            if link not in seen:
                seen.add(link)
                waiting.append((link, address))
    return pages
