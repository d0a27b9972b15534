"""Going through the pages of a calibration as people do: by what they are led to."""

from __future__ import annotations

import random
from html.parser import HTMLParser
from typing import Final

from tests.browsing import PageForm
from tests.crawling import links_of
from tests.privacy.people import Person

BEGINNING: Final = "/calibration/"
OURS: Final = ("/cycle/", "/case/", "/evidence/", "/appeal/", "/correction/")
LIKELY: Final = 0.7
PAGES_ON: Final = 7
"""So many pages somebody goes on at most until there is something to fill in."""


class _Aims(HTMLParser):
    """What a page leads to: what waits for its reader, and what it asks them to do now."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.waiting = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if tag == "ul":
            self.waiting += bool(self.waiting) or "waits" in classes
        elif tag == "a" and (self.waiting or "button" in classes):
            self.found.append(given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "ul" and self.waiting:
            self.waiting -= 1


def aims_of(html: str) -> list[str]:
    """Links to what waits, and those that look like a button."""
    parser = _Aims()
    parser.feed(html)
    return [one for one in parser.found if one.startswith(OURS)]


def forms_on_the_way(person: Person, draw: random.Random) -> list[PageForm]:
    """The forms of the first page with some, from all cycles on; most often by what waits.

    Where a page leads on and has a form as well, either may be what they came for. Nobody opens a
    page twice on their way.
    """
    seen, address, forms = {BEGINNING}, BEGINNING, list[PageForm]()
    for _ in range(PAGES_ON):
        forms = person.open(address) or forms
        aims = [one for one in aims_of(person.last) if one not in seen]
        if forms and (not aims or draw.random() < LIKELY):
            break
        links = [one for one in links_of(person.last) if one.startswith(OURS) and one not in seen]
        choices = aims if aims and draw.random() < LIKELY else links
        if not choices:
            break
        address = draw.choice(choices)
        seen.add(address)
    return forms
