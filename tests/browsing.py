"""A browser without JavaScript: it reads the forms of a page, and sends them as they would be sent.

Hidden fields, tokens and what is filled in already go along; cross-site protection is on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin

from django.test import Client

from trifecta.apps.people.models import User

TOKENS = re.compile(rb'name="(once|csrfmiddlewaretoken)" value="[^"]*"')
AMONG = frozenset({"radio", "checkbox"})
BUTTONS = frozenset({"submit", "button", "image", "reset"})
TYPED = frozenset({"text", "email", "search", "url", "tel", "textarea", "password"})


@dataclass(slots=True)
class Field:
    """One name of a form: its kind, what it holds, and what it may hold."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    least: str = ""
    most: str = ""

    @property
    def typed(self) -> bool:
        """Whether a person writes words into it."""
        return self.kind in TYPED


@dataclass(slots=True)
class PageForm:
    """A form as it stands on a page; `buttons` are names and values of what can be pressed."""

    page: str
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def data(
        self, answers: Mapping[str, str | Sequence[str]] | None = None, *, press: int = 0
    ) -> dict[str, str | list[str]]:
        """What a browser sends when `answers` are filled in and a button is pressed."""
        sent: dict[str, str | list[str]] = {
            one.name: one.values[0] if len(one.values) == 1 else list(one.values)
            for one in self.fields.values()
            if one.values
        }
        for name, value in (answers or {}).items():
            sent[name] = value if isinstance(value, str) else list(value)
        if self.buttons:
            name, value = self.buttons[press % len(self.buttons)]
            if name:
                sent[name] = value
        return sent


class _Forms(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.found: list[PageForm] = []
        self.form: PageForm | None = None
        self.inside: Field | None = None
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self.page, given.get("action", "")) or self.page
            self.form = PageForm(self.page, urldefrag(action).url, given.get("method", "get"))
            self.found.append(self.form)
        elif self.form is not None:
            self._inside(self.form, tag, given)

    def _inside(self, form: PageForm, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "button" or (tag == "input" and given.get("type") in BUTTONS):
            if given.get("type", "submit") == "submit":
                form.buttons.append((name, given.get("value", "")))
        elif tag == "option" and self.inside is not None:
            self.inside.choices.append(given.get("value", ""))
            if "selected" in given:
                self.inside.values = [given.get("value", "")]
        elif name and tag in {"select", "textarea"}:
            self.inside = form.fields.setdefault(name, Field(name, tag))
            self.words = []
        elif name and tag == "input":
            self._input(form, name, given)

    def _input(self, form: PageForm, name: str, given: dict[str, str]) -> None:
        kind, value = given.get("type", "text"), given.get("value", "")
        one = form.fields.setdefault(name, Field(name, kind))
        if kind in AMONG:
            one.choices.append(value or "on")
            if "checked" in given:
                one.values.append(value or "on")
            return
        one.values = [value]
        one.least, one.most = given.get("min", ""), given.get("max", "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif self.inside is not None and tag == "textarea":
            self.inside.values = ["".join(self.words).removeprefix("\n")]
            self.inside = None
        elif self.inside is not None and tag == "select":
            self.inside.values = self.inside.values or self.inside.choices[:1]
            self.inside = None


def forms_of(html: str, page: str) -> list[PageForm]:
    """Every form of a page that is posted."""
    parser = _Forms(page)
    parser.feed(html)
    return [form for form in parser.found if form.method.lower() == "post"]


def without_tokens(content: bytes) -> bytes:
    """A page without what is drawn anew each time it is shown."""
    return TOKENS.sub(b"", content)


def browser(user: User | None) -> Client:
    """A signed-in browser; nobody's without a user."""
    client = Client(enforce_csrf_checks=True)
    if user is not None:
        client.force_login(user)
    return client


def send(client: Client, form: PageForm, data: Mapping[str, Any]) -> Any:
    """The answer to a form, before any redirect is followed."""
    return client.post(form.action, data, headers={"referer": f"http://testserver{form.page}"})
