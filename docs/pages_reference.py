"""Writes docs/reference/pages.md from the addresses and what their views say: `make docs`."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import django
from django.urls import URLPattern, URLResolver, get_resolver

PAGE: Final = Path(__file__).parent / "reference" / "pages.md"
OPENING: Final = """# Pages

Every address of the product, written by `make docs`. What stands in `<…>` is a random id. Somebody
who may not open a page gets the same answer as for one that does not exist. Forms are on the page
itself or on an address of their own; pressing a button twice acts once.

Pages for accounts (signing in, passwords, passkeys, one-time codes) are below `/account/`.
"""
TITLES: Final = {
    "people": "People, teams and partnerships",
    "checkins": "Check-ins",
    "tensions": "Tensions",
    "compromise": "Plans and agreements",
    "systems": "Models",
    "calibration": "Calibration",
    "situations": "Preparing a conversation",
    "framework": "The framework",
    "demo": "The demonstration",
    "": "For machines",
}
ACCOUNTS: Final = "account/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address: the capability it belongs to, its name, its path, and what is there."""

    capability: str
    name: str
    path: str
    what: str


def addresses() -> list[Address]:
    """Ours, in the order in which they are matched."""
    found = _walk(get_resolver().url_patterns, capability="", path="/")
    return [address for address in found if not address.path.startswith(f"/{ACCOUNTS}")]


def page() -> str:
    """The whole page."""
    every = addresses()
    parts = [OPENING]
    for capability in TITLES:
        rows = [address for address in every if address.capability == capability]
        if rows:
            parts.append(_table(TITLES[capability], rows))
    return "\n".join(parts)


def _walk(
    patterns: list[URLPattern | URLResolver], *, capability: str, path: str
) -> Iterator[Address]:
    for pattern in patterns:
        here = path + _readable(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = pattern.namespace or capability
            yield from _walk(pattern.url_patterns, capability=inner, path=here)
        else:
            what = _first_sentence(inspect.getdoc(pattern.callback) or "")
            name = pattern.name or ""
            yield Address(capability=capability, name=name, path=here, what=what)


def _readable(pattern: str) -> str:
    """`<str:round_id>` as `<round>`."""
    return re.sub(r"<(?:\w+:)?(\w+?)(?:_id)?>", r"<\1>", pattern)


def _first_sentence(text: str) -> str:
    return " ".join(text.split("\n\n", maxsplit=1)[0].split())


def _table(title: str, rows: list[Address]) -> str:
    lines = [f"| `{row.path}` | {row.what} |" for row in rows]
    return "\n".join([f"## {title}\n", "| address | what is there |", "| --- | --- |", *lines, ""])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
