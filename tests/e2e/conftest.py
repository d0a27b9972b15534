"""A real browser against a real server; these tests run in a pytest process of their own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
PATIENCE = int(os.environ.get("E2E_PATIENCE", "15000"))
"""Milliseconds; what a machine needs that does something else beside."""

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.e2e)
        if CHROMIUM is None:
            reason = "no chromium here: install it, or name it in CHROMIUM"
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": FLAGS, "headless": True}


class Person:
    """Somebody at a browser of their own; whatever the page complains about is kept."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.role = ""
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", self._failed)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.base}{path}")

    def press(self, name: str) -> None:
        """Press the button, or follow the link, that is called `name`."""
        button = self.page.get_by_role("button", name=name, exact=True)
        target = button if button.count() else self.page.get_by_role("link", name=name, exact=True)
        target.first.click()
        self.page.wait_for_load_state()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(text)

    def sees(self, text: str) -> bool:
        """Whether `text` is to be read; a page that is still on its way is waited for."""
        try:
            expect(self.page.locator("body")).to_contain_text(text, use_inner_text=True)
        except AssertionError:
            return False
        return True

    def lacks(self, text: str) -> bool:
        """Whether the page that is here now does not say `text`."""
        return text not in self.page.inner_text("body")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.url}: {request.failure}")


@pytest.fixture
def open_browser(browser: Browser, live_server: Any) -> Iterator[Callable[..., Person]]:
    """Gives each person a browser context of their own; fails on anything the console reports."""
    contexts: list[BrowserContext] = []
    people: list[Person] = []

    def start(**options: Any) -> Person:
        context = browser.new_context(**{"viewport": WIDE, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        person = Person(context.new_page(), live_server.url)
        people.append(person)
        return person

    yield start
    if pictures := os.environ.get("E2E_PICTURES"):
        for number, person in enumerate(people):
            person.page.screenshot(path=f"{pictures}/{number}.png", full_page=True)
    for context in contexts:
        context.close()
    assert [complaint for person in people for complaint in person.complaints] == []
