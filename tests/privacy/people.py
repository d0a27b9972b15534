"""The people of the machine with their browsers: whatever reaches one of them is read at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.test import Client, TestCase

from tests.browsing import PageForm, browser, forms_of, send
from tests.crawling import links_of
from tests.privacy.secrets import Ledger
from tests.privacy.stores import everything_sent
from trifecta.apps.people.models import User

NOBODY = "nobody"
MOST_STEPS_ON = 3


@dataclass(slots=True)
class Person:
    """Somebody at a browser; `known` are the addresses they have seen, in the order they came."""

    name: str
    client: Client
    ledger: Ledger
    known: dict[str, None] = field(default_factory=lambda: {"/": None})
    last: str = ""

    def look(self, address: str) -> Any:
        """Open a page."""
        return self._read(self.client.get(address), address)

    def open(self, address: str) -> list[PageForm]:
        """Open a page, go where it sends one, and read its forms."""
        answer = self._follow(self.look(address))
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            return []
        html = answer.content.decode()
        for link in links_of(html):
            self.known.setdefault(link, None)
        page = answer.wsgi_request.get_full_path()
        return [form for form in forms_of(html, page) if ours(form)]

    def post(self, form: PageForm, data: Mapping[str, Any]) -> Any:
        """Send a form and read what comes back, and the pages it leads to."""
        sent = [text for value in data.values() for text in _texts(value)]
        answer = act(self.ledger, self.name, lambda: send(self.client, form, data), sent=sent)
        self._follow(self._read(answer, form.action))
        return answer

    def _follow(self, answer: Any) -> Any:
        for _ in range(MOST_STEPS_ON):
            if answer.status_code not in {301, 302}:
                break
            location = answer.headers["Location"]
            assert location.startswith("/"), f"{self.name} is sent to {location}"
            answer = self.look(location)
        return answer

    def _read(self, answer: Any, address: str) -> Any:
        assert answer.status_code < 500, f"{answer.status_code} on {address}"
        shown = self.last = answer.content.decode()
        shown += "".join(f"{name}: {value}\n" for name, value in answer.headers.items())
        shown += answer.cookies.output()
        leaks = self.ledger.leaks(reader=self.name, shown=shown.replace("\r\n ", ""))
        assert not leaks, f"{self.name} reads {leaks} on {address}"
        return answer


def ours(form: PageForm) -> bool:
    """Whether a form is one of the product; accounts have their own tests, and nobody signs out."""
    return not form.action.startswith(("/account/", "/demo/"))


def act(
    ledger: Ledger, actor: str, deed: Callable[[], Any], *, sent: list[str] | None = None
) -> Any:
    """Do something, let its mails go out, and see where every text stands afterwards."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        done = deed()
    ledger.settle(actor=actor, sent=sent or ())
    quoted = ledger.in_the_clear(everything_sent())
    assert not quoted, f"a mail quotes {quoted}"
    mail.outbox.clear()
    return done


def at_browsers(users: Mapping[str, User], ledger: Ledger) -> dict[str, Person]:
    """Everybody at a browser of their own, and one where nobody has signed in."""
    people = {name: Person(name, browser(user), ledger) for name, user in users.items()}
    people[NOBODY] = Person(NOBODY, browser(None), ledger)
    return people


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value]
