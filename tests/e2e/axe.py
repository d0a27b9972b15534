"""Whether a page is sound: axe finds nothing, and nothing is cut off, in each of its four looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.e2e.conftest import NARROW, WIDE, Person

SCRIPT: Final = Axe().axe_script
"""Given to a page once, however often it is looked at."""
RUN: Final = (
    "only => axe.run({resultTypes: ['violations'], preload: false, ...(only && {runOnly: only})})"
)
"""No rule is on that needs other files of a page first; so they are not fetched."""
LIGHTS: Final = {"light": None, "dark": ["color-contrast"]}
"""Another light changes colours alone, so the other rules are held against one."""


def violations(page: Page, only: list[str] | None = None) -> list[dict[str, Any]]:
    """Each with its rule, what helps, and the places on the page; of all rules, or `only` these."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, only)["violations"]
    return found


def problems(person: Person, address: str) -> Iterator[str]:
    """What axe finds on a page, wide and narrow, light and dark, and where it is too wide."""
    page = person.page
    person.go(address)
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for light, only in LIGHTS.items():
            page.emulate_media(color_scheme=light)  # type: ignore[arg-type]
            look = f"{address} at {size['width']} {light}"
            for violation in violations(page, only):
                where = violation["nodes"][0]["html"][:120]
                yield f"{look}: {violation['id']}: {violation['help']}: {where}"
            if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                yield f"{look}: wider than the window"
