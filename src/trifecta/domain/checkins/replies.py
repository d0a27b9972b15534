"""What one of two people says to what a check-in found about them, and how it is put in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.people.words import capital, joined

LONGEST_REPLY: Final = 1000


class Fit(StrEnum):
    """How far a result fits, in the eyes of one of the two it is about."""

    FITS = "fits"
    IN_PART = "in_part"
    DIFFERS = "differs"


FIT_WORDS: Final[Mapping[Fit, str]] = {
    Fit.FITS: "This is how it is",
    Fit.IN_PART: "In part",
    Fit.DIFFERS: "Not how it is",
}
_SAID: Final[Mapping[Fit, str]] = {
    Fit.FITS: "this is how it is",
    Fit.IN_PART: "it fits in part",
    Fit.DIFFERS: "not how it is",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyText:
    """A reply as it is kept: stripped and within its length; `fit` is None in a draft alone."""

    fit: Fit | None
    words: str = ""


def clean_reply(*, fit: str, words: str) -> ReplyText:
    """A reply that can be sent; raises InvalidError with the fields `fit` and `words`."""
    clean, wrong = _cleaned(fit, words)
    if clean.fit is None:
        wrong = {"fit": "Choose how far it fits.", **wrong}
    if wrong:
        raise InvalidError("This cannot be sent yet.", fields=wrong)
    return clean


def clean_draft(*, fit: str, words: str) -> ReplyText:
    """A reply to go on with later; raises InvalidError when there is nothing in it, or too much."""
    clean, wrong = _cleaned(fit, words)
    if clean.fit is None and not clean.words:
        wrong = {"words": "Choose something or write something first."}
    if wrong:
        raise InvalidError("This cannot be kept yet.", fields=wrong)
    return clean


def _cleaned(fit: str, words: str) -> tuple[ReplyText, dict[str, str]]:
    text = words.replace("\r\n", "\n").strip()
    wrong = {}
    if len(text) > LONGEST_REPLY:
        wrong["words"] = (
            f"Use at most {LONGEST_REPLY:,} characters; this has {len(text):,}. "
            "Nothing is lost: shorten it here."
        )
    known = Fit(fit) if fit in set(Fit) else None
    return ReplyText(fit=known, words=text), wrong


def sees_it_differently(names: Sequence[str]) -> str:
    """Who says that a result is not how it is: "Noor sees it differently"; "" for nobody.

    "You" takes the verb as it comes: "You see it differently".
    """
    if not names:
        return ""
    one = len(names) == 1 and names[0] != "You"
    return f"{joined(names)} {'sees' if one else 'see'} it differently"


def contested(pairs: Sequence[tuple[tuple[str, str], Sequence[str]]]) -> str:
    """The sentence below a headline that somebody does not find themselves in; "" where all do.

    For each pair its two names, and the names of those of the two who say that it is not how it
    is. With one pair it need not say which.
    """
    found = [(names, who) for names, who in pairs if who]
    if not found:
        return ""
    if len(pairs) == 1:
        return f"{sees_it_differently(found[0][1])}. Start there."
    clauses = [
        f"about {first} and {second}, {sees_it_differently(who)}" for (first, second), who in found
    ]
    return f"{capital('; '.join(clauses))}. Start there."


def said_words(fit: Fit) -> str:
    """What was said, as the end of a line of the history: "not how it is"."""
    return _SAID[fit]
