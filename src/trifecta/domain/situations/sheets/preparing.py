"""A conversation that is being prepared: the text, who is who, and the sheet; and its limits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise
from typing import Any, Final, Literal
from unicodedata import category

from trifecta.domain.errors import InvalidError
from trifecta.domain.people.roles import COMPANY_KINDS, PARTNER_ROLES
from trifecta.domain.situations.lists.tokens import tokens_of
from trifecta.domain.situations.model.checking import Reading, reading_data, reading_from
from trifecta.domain.situations.who.sides import WRITERS

IDLE: Final = timedelta(hours=2)
"""How long a preparation that is not kept stays after it was last looked at."""

MOST_BYTES: Final = 100_000
"""The longest text that is read, in UTF-8."""

LEAST_IN_COMMON: Final = 1 / 3
"""How much of the shorter of two texts stands in the longer one, at least, while they are one text.

Unrelated accounts have less than a tenth in common, one that was gone over more than half.
"""

LONGEST_FIELD: Final = 4_000
LONGEST_TITLE: Final = 120
STEERING: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Signs that set which way the words around them run."""

_SPACELESS: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
UNIT: Final = re.compile(f"(?=([{_SPACELESS}]{{1,2}}))[{_SPACELESS}]|([^{_SPACELESS}]+)")
"""What two texts are compared by, within what stands between spaces: each two characters of Chinese
or Japanese, since most words have two, or a whole word of other scripts."""

FieldId = Literal[
    "ask",
    "need",
    "my_limits",
    "their_limits",
    "their_judging",
    "their_success",
    "questions",
    "opening",
]
About = Literal["you", "them", "talk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetField:
    """One part of the sheet: what it asks, a hint, and what it is about."""

    id: FieldId
    label: str
    hint: str
    about: About


SHEET: Final = (
    SheetField(
        id="ask",
        label="What I ask for",
        hint="As you would say it across the table.",
        about="you",
    ),
    SheetField(
        id="need",
        label="What I need",
        hint="What has to be true in the end, whichever way it is done. What you ask for is one "
        "way to it.",
        about="you",
    ),
    SheetField(
        id="my_limits",
        label="What limits me that they cannot see",
        hint="A promise, a worried person, a budget. You decide later whether to say it.",
        about="you",
    ),
    SheetField(
        id="their_limits",
        label="What may limit them",
        hint="What could make a sensible person act just like that? A guess, to be asked about.",
        about="them",
    ),
    SheetField(
        id="their_judging",
        label="How they may be judged",
        hint="What they are praised for, and what they are asked about when it is missing.",
        about="them",
    ),
    SheetField(
        id="their_success",
        label="What success looks like to them",
        hint="A good outcome from where they stand.",
        about="them",
    ),
    SheetField(
        id="questions",
        label="The questions I will ask",
        hint="Three to five, one a line. Take those whose answer you do not know.",
        about="talk",
    ),
    SheetField(
        id="opening",
        label="How I will open",
        hint="The first two or three sentences. What you want to understand, no solution yet.",
        about="talk",
    ),
)
SHEET_FIELD: Final[Mapping[str, SheetField]] = {one.id: one for one in SHEET}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody wrote about their situation, and who is who in it ("" where not said).

    `role` and `counterpart` are partnership roles, or `role` that of whoever leads both; `company`
    is a kind of company. `about_us` is
    the writer's word that it is about two who lead together, however it reads. `reading` is what
    another reader than the rules has found in the text, None where none was asked.
    """

    text: str
    role: str = ""
    counterpart: str = ""
    company: str = ""
    about_us: bool = False
    reading: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """The text that counts, the one before it, and what was written into the sheet by field.

    A field that is not in `sheet` has not been touched, and shows a suggestion. `earlier_sheet` is
    the sheet of the text before where that is another text, None where both have the same one.
    """

    written: Written
    earlier: Written | None = None
    sheet: Mapping[str, str] = field(default_factory=dict)
    earlier_sheet: Mapping[str, str] | None = None


def clean_written(
    *, text: str, role: str = "", counterpart: str = "", company: str = ""
) -> Written:
    """A text that can be read; raises InvalidError, saying what to do, for one that cannot."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if not clean:
        message = "Write what is going on, in as many words as you like."
        raise InvalidError(message, fields={"text": message})
    size = len(clean.encode("utf-8", errors="replace"))
    if size > MOST_BYTES:
        raise InvalidError(_too_long(size), fields={"text": _too_long(size)})
    return Written(
        text=clean,
        role=role if role in WRITERS else "",
        counterpart=counterpart if counterpart in PARTNER_ROLES else "",
        company=company if company in COMPANY_KINDS else "",
    )


def _too_long(size: int) -> str:
    return (
        f"This is {-(-size // 1000)} kB long, and {MOST_BYTES // 1000} kB is the most that can be "
        "read. All of it still stands below. Take out what matters less, then send it again."
    )


def is_another_text(text: str, than: str) -> bool:
    """Whether `text` is about something else than the text `than`, and not `than` gone over.

    Counted are the pairs of words that stand side by side, each once, whatever signs and capitals
    are between and in them; a text begins and ends with a pair too. Where words are written without
    spaces between, three characters side by side stand for a pair. Less than `LEAST_IN_COMMON` of
    those of the shorter text in the longer one make it another. Adding a lot or taking a lot out
    keeps it the same.
    """
    one, other = _pairs(text), _pairs(than)
    return len(one & other) < LEAST_IN_COMMON * min(len(one), len(other))


def _pairs(text: str) -> set[tuple[str, str]]:
    words = (token.word for token in tokens_of(text) if token.is_word)
    units = (two or other for word in words for two, other in UNIT.findall(word))
    return {*pairwise(["", *units, ""])}


def digest_of(written: Written) -> str:
    """What tells a text and who is who in it from others, without saying what they are."""
    said = (written.text, written.role, written.counterpart, written.company)
    return sha256(repr(said).encode("utf-8", errors="replace")).hexdigest()


def rewrite(before: Preparation | None, written: Written) -> Preparation:
    """The same preparation with another text; the text before it can be gone back to.

    With a text that `is_another_text` the sheet begins anew, and so does what its writer said that
    it is about. Else both stay, and so does another text that stands before it, with its sheet.
    Whoever writes that one again has its sheet again.
    """
    if before is None:
        return Preparation(written=written)
    if _is_the_one_before(written.text, before):
        return _gone_over(go_back(before), written)
    if is_another_text(written.text, before.written.text):
        return Preparation(written=written, earlier=before.written, earlier_sheet=before.sheet)
    return _gone_over(before, written)


def _is_the_one_before(text: str, now: Preparation) -> bool:
    if now.earlier is None or now.earlier_sheet is None or text == now.written.text:
        return False
    if text == now.earlier.text:
        return True
    return is_another_text(text, now.written.text) and not is_another_text(text, now.earlier.text)


def _gone_over(before: Preparation, written: Written) -> Preparation:
    written = replace(written, about_us=before.written.about_us)
    same = replace(before.written, reading=written.reading) == written
    if same or before.earlier_sheet is not None:
        return replace(before, written=written)
    return replace(before, written=written, earlier=before.written, earlier_sheet=None)


def alone(preparation: Preparation) -> Preparation:
    """The text that counts and its sheet, without the text before."""
    return replace(preparation, earlier=None, earlier_sheet=None)


def say_what_about(preparation: Preparation, *, about_us: bool) -> Preparation:
    """The same with its writer's word that it is about two who lead together, or without it."""
    return replace(preparation, written=replace(preparation.written, about_us=about_us))


def go_back(preparation: Preparation) -> Preparation:
    """The text before this one, with its sheet; going back twice leads here again."""
    if preparation.earlier is None:
        return preparation
    back = replace(preparation, written=preparation.earlier, earlier=preparation.written)
    if preparation.earlier_sheet is None:
        return back
    return replace(back, sheet=preparation.earlier_sheet, earlier_sheet=preparation.sheet)


def fill_in(
    preparation: Preparation, entries: Mapping[str, str], *, suggested: Mapping[str, str]
) -> Preparation:
    """The sheet with `entries`; one that says what was suggested stays a suggestion.

    Raises InvalidError with a message for each entry that is too long.
    """
    wrong = {name: _field_too_long(text) for name, text in entries.items() if _is_long(text)}
    if wrong:
        raise InvalidError("Some of it is too long.", fields=wrong)
    return replace(preparation, sheet=own_words(entries, suggested=suggested))


def own_words(entries: Mapping[str, str], *, suggested: Mapping[str, str]) -> dict[str, str]:
    """Those `entries` of a sheet that say something else than was suggested, however long."""
    clean = {name: tidy_entry(text) for name, text in entries.items() if name in SHEET_FIELD}
    known = {name: tidy_entry(text) for name, text in suggested.items()}
    return {name: text for name, text in clean.items() if text != known.get(name, "")}


def tidy_entry(text: str) -> str:
    """What is kept of words that were typed into the sheet, with line ends of one kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def _is_long(text: str) -> bool:
    return len(text) > LONGEST_FIELD


def _field_too_long(text: str) -> str:
    return f"This has {len(text)} characters. Up to {LONGEST_FIELD} fit here; shorten it a little."


def clean_title(title: str) -> str:
    """The name of a kept preparation on one line; raises InvalidError where it cannot be one.

    Signs that nobody sees are left out: some of them would turn round the words beside the name.
    """
    clean = " ".join("".join(sign for sign in title if not _steers(sign)).split())
    if not clean:
        message = "Give it a name that you will know it by."
        raise InvalidError(message, fields={"title": message})
    if len(clean) > LONGEST_TITLE:
        message = f"A name has {LONGEST_TITLE} characters at most; this has {len(clean)}."
        raise InvalidError(message, fields={"title": message})
    return clean


def _steers(sign: str) -> bool:
    """Whether it is a control character, other than space, or says which way words run."""
    return sign in STEERING or (category(sign) == "Cc" and not sign.isspace())


def to_data(preparation: Preparation) -> dict[str, Any]:
    """Plain data, from which `from_data` makes the same preparation again."""
    earlier, sheet = preparation.earlier, preparation.earlier_sheet
    return {
        "written": _written_data(preparation.written),
        "earlier": None if earlier is None else _written_data(earlier),
        "sheet": dict(preparation.sheet),
        "earlier_sheet": None if sheet is None else dict(sheet),
    }


def from_data(data: Mapping[str, Any]) -> Preparation:
    """The preparation that `to_data` was made from. What was kept by an earlier version has one
    sheet, whichever text counts.
    """
    earlier, sheet = data["earlier"], data.get("earlier_sheet")
    return Preparation(
        written=_written_from(data["written"]),
        earlier=None if earlier is None else _written_from(earlier),
        sheet=dict(data["sheet"]),
        earlier_sheet=None if sheet is None else dict(sheet),
    )


def _written_data(written: Written) -> dict[str, Any]:
    return {
        "text": written.text,
        "role": written.role,
        "counterpart": written.counterpart,
        "company": written.company,
        "about_us": written.about_us,
        "reading": None if written.reading is None else reading_data(written.reading),
    }


def _written_from(data: Mapping[str, Any]) -> Written:
    """What was kept by an earlier version has no reading, and no word on what it is about."""
    reading = data.get("reading")
    return Written(
        **{name: value for name, value in data.items() if name != "reading"},
        reading=None if reading is None else reading_from(reading),
    )
