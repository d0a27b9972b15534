"""Which mails a person can choose to get, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class MailWords:
    """A choice in a form: its title, and what follows from it."""

    title: str
    hint: str


MAILS: Final[Mapping[str, MailWords]] = {
    "each": MailWords(
        title="Each as it happens", hint="A mail for each thing, at the moment it happens."
    ),
    "daily": MailWords(
        title="One a day at most",
        hint="Everything since the last one in a single mail, from seven in the morning on. A day "
        "without anything has no mail.",
    ),
    "waiting": MailWords(
        title="Only what waits for me",
        hint="At once, when something asks for you: to answer, to read, to sign, to look back, or "
        "when your own place changes. What else happens stands on your pages.",
    ),
}
