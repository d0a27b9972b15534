"""Positions, needs and constraints: what each is, and how to write a good one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trifecta.domain.errors import InvalidError, TooManyError
from trifecta.domain.people.words import number_word


class Kind(StrEnum):
    """What somebody asks for, why they need it, and what limits them."""

    POSITION = "position"
    NEED = "need"
    CONSTRAINT = "constraint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """How one kind is asked for, and how many a person may write.

    `begins` is how the answer starts. `because` is the second question of a need ("" for the other
    kinds). `examples` are good ones.
    """

    label: str
    begins: str
    hint: str
    because: str
    because_hint: str
    examples: tuple[str, ...]
    fewest: int
    most: int
    longest: int
    one: str
    many: str


LONGEST_TITLE: Final = 120
LONGEST_BECAUSE: Final = 600
LONGEST_QUESTION: Final = 400
LONGEST_ANSWER: Final = 2000
LONGEST_PLAY_BACK: Final = 1500
SHORTEST_REASON: Final = 10
LONGEST_REASON: Final = 600

GUIDANCE: Final[Mapping[Kind, Guidance]] = {
    Kind.POSITION: Guidance(
        label="What do you ask for?",
        begins="I ask for",
        hint="Say it as you would across the table. One or two sentences; the reasons come next.",
        because="",
        because_hint="",
        examples=(
            "We stop new features in May and move the billing code out of the old service.",
            "The importer goes to Halden in the first week of March, as the contract says.",
        ),
        fewest=1,
        most=3,
        longest=800,
        one="thing you ask for",
        many="things you ask for",
    ),
    Kind.NEED: Guidance(
        label="What do you need?",
        begins="I need",
        hint=(
            "What has to be true for you in the end, whichever way it is done. If you can think "
            "of only one way to get it, it may still be something you ask for: what would that "
            "give you?"
        ),
        because="What makes it matter?",
        because_hint="What happens to you, your people or your customers without it.",
        examples=(
            "Nights without alarms for the two people on call, because one has asked to leave.",
            "Something our first large customer can use in March, because four more wait for "
            "their word.",
        ),
        fewest=1,
        most=5,
        longest=500,
        one="need",
        many="needs",
    ),
    Kind.CONSTRAINT: Guidance(
        label="What limits you?",
        begins="I am limited by",
        hint=(
            "What you cannot change, or only at a price: dates, people, promises, money, rules, "
            "what you are judged by. Most of all what others are not likely to know."
        ),
        because="",
        because_hint="",
        examples=(
            "Two of six engineers know the payments code, and one is away until April.",
            "The board sees one number of mine each quarter, and this quarter it is renewals.",
        ),
        fewest=0,
        most=10,
        longest=1000,
        one="limit",
        many="limits",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementText:
    """A statement's words, stripped, within their limits; `because` is "" except for needs."""

    text: str
    because: str = ""


def clean_statement(kind: Kind, *, text: str, because: str = "") -> StatementText:
    """The words as they are kept; raises InvalidError with the fields `text` and `because`."""
    guidance = GUIDANCE[kind]
    wrong: dict[str, str] = {}
    text, because = tidy(text), tidy(because)
    if not text:
        wrong["text"] = (
            f"Write the {guidance.one}."
            if kind is not Kind.POSITION
            else ("Write what you ask for.")
        )
    _check_length(wrong, "text", text, guidance.longest)
    if kind is Kind.NEED:
        if not because:
            wrong["because"] = "Say what makes it matter; that is what the others can work with."
        _check_length(wrong, "because", because, LONGEST_BECAUSE)
    if wrong:
        raise InvalidError("This is not ready to be kept yet.", fields=wrong)
    return StatementText(text=text, because=because if kind is Kind.NEED else "")


def check_room(kind: Kind, *, already: int) -> None:
    """Raises TooManyError when a person has written as many of `kind` as there may be."""
    guidance = GUIDANCE[kind]
    if already >= guidance.most:
        raise TooManyError(
            f"You have written {number_word(guidance.most)} {guidance.many}, which is the most. "
            "Change one of them, or remove one first."
        )


def why_words(because: str) -> str:
    """What follows "Needs" so that it reads on, in its writer's words: ", because …" or ". …"."""
    if not because:
        return ""
    if because.lower().startswith("because "):
        return f", {because[0].lower()}{because[1:]}"
    return f", because {because}" if because[0].islower() else f". {because}"


def reason_words(because: str) -> str:
    """The reason as a line of its own, in its writer's words."""
    if not because or because[0].isupper() or because.lower().startswith("because "):
        return because
    return f"because {because}"


def kept_words(*, finder_only: int, only_me: int) -> str:
    """What the writer alone is told of the statements nobody is shown; "" without any."""
    finder = "for the plan finder only"
    if finder_only and only_me:
        total = number_word(finder_only + only_me)
        return (
            f"You have {total} more: {number_word(finder_only)} {finder}, and "
            f"{number_word(only_me)} for yourself alone."
        )
    if finder_only:
        return f"You have {number_word(finder_only)} more, {finder}."
    return f"You have {number_word(only_me)} more, for yourself alone." if only_me else ""


def clean_text(text: str, *, field: str, longest: int, missing: str, shortest: int = 1) -> str:
    """Any other text of a person, stripped; raises InvalidError for `field` if it does not fit."""
    text = tidy(text)
    wrong: dict[str, str] = {}
    if not text:
        wrong[field] = missing
    elif len(text) < shortest:
        wrong[field] = f"Say a little more: at least {shortest} characters."
    _check_length(wrong, field, text, longest)
    if wrong:
        raise InvalidError("This is not ready to be kept yet.", fields=wrong)
    return text


def tidy(text: str) -> str:
    """Without surrounding space and with one kind of line end; control characters are dropped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(letter for letter in text if letter == "\n" or letter >= " ")
    return kept.strip()


def _check_length(wrong: dict[str, str], field: str, text: str, longest: int) -> None:
    if len(text) > longest:
        wrong[field] = (
            f"Use at most {longest:,} characters; this has {len(text):,}. "
            "Nothing is lost: shorten it here."
        )
