"""The browser somebody signs in with, in the words they would use for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# What a browser calls itself, the most particular first: most also name those they descend from.
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Opera", "Opera"),
    ("Vivaldi", "Vivaldi"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Chromium", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)


def browser_words(user_agent: str) -> str:
    """A `User-Agent` header as words: "Firefox on Windows"; "A browser" when it says nothing.

    What it says is not checked by anybody: an iPad may say that it is a Mac.
    """
    browser = _first(BROWSERS, user_agent)
    system = _first(SYSTEMS, user_agent)
    if not system:
        return browser or "A browser"
    return f"{browser or 'A browser'} on {system}"


def _first(names: Sequence[tuple[str, str]], user_agent: str) -> str:
    return next((words for sign, words in names if sign in user_agent), "")
