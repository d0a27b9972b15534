"""Reading earlier ratings from a spreadsheet's file: bytes to lines, every problem by its line."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from trifecta.domain.errors import InvalidError

LARGEST_FILE: Final = 600_000
"""Characters; five thousand lines with long names have half of that."""
MOST_LINES: Final = 5_000
LONGEST_CELL: Final = 200
MOST_NAMED: Final = 6
LONGEST_PERIOD: Final = 60
DELIMITERS: Final = (",", ";", "\t")
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "email": (
        "email",
        "e-mail",
        "mail",
        "address",
        "email address",
        "e-mail address",
        "work email",
    ),
    "rating": ("rating", "label", "result", "overall rating", "final rating"),
    "period": ("period", "cycle", "review period", "review cycle"),
}
"""The columns that are read, each with the names it may have, whatever their case."""

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierLine:
    """One line of the file; `rating` is "" for somebody who is named without one."""

    line: int
    email: str
    rating: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong in one line, and what to do; `line` 0 is about the whole file."""

    line: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a file says, and all that is wrong with it; nothing is used while there is a problem."""

    lines: tuple[EarlierLine, ...]
    problems: tuple[Problem, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The ratings there are, each once as first written, in numeric order where all are."""
        found: dict[str, str] = {}
        for one in self.lines:
            if one.rating:
                found.setdefault(one.rating.casefold(), one.rating)
        labels = list(found.values())
        if all(_number(label) is not None for label in labels):
            labels.sort(key=lambda label: _number(label) or 0.0)
        return tuple(labels)


def text_of(data: bytes) -> str:
    """A file as text: UTF-8 with or without its mark, UTF-16 and UTF-32 as spreadsheets write them.

    Raises InvalidError for what is no text, saying how to save it instead.
    """
    if len(data) > 4 * LARGEST_FILE:
        raise _too_large()
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), _unmarked(data))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidError(
            "This file is not in UTF-8 or UTF-16. Save it as “CSV UTF-8”, then choose it again."
        ) from error
    if "\x00" in text:
        raise InvalidError("This is no text. Save the sheet as “CSV UTF-8”, then choose that file.")
    return text.removeprefix("\ufeff")


def _unmarked(data: bytes) -> str:
    """UTF-16 without a mark has a zero in every second byte of its first letters."""
    start = data[:40]
    if len(start) >= 4 and not any(start[1::2]) and all(start[::2]):
        return "utf-16-le"
    if len(start) >= 4 and not any(start[::2]) and all(start[1::2]):
        return "utf-16-be"
    return "utf-8"


def read_earlier(text: str, *, period: str = "") -> Read:
    """The lines of a file with a header, and every problem by its line.

    `period` is meant where a line names none. A line is counted as a spreadsheet counts it.
    """
    if len(text) > LARGEST_FILE:
        raise _too_large()
    try:
        rows = list(_rows(text.removeprefix("\ufeff")))
    except csv.Error:
        return _nothing("There is a quotation mark that is never closed. Close it, and try again.")
    if not rows:
        return _nothing("The file is empty. It needs a first line that names its columns.")
    if len(rows) - 1 > MOST_LINES:
        return _nothing(f"{MOST_LINES:,} lines are the most; this has {len(rows) - 1:,}.")
    columns, missing = _columns(rows[0][1])
    if missing:
        return _nothing(missing)
    problems: list[Problem] = []
    lines = [_line(number, cells, columns, period, problems) for number, cells in rows[1:]]
    problems += _twice(lines)
    if not lines:
        problems.append(Problem(line=0, words="There is no line below the names of the columns."))
    return Read(lines=tuple(lines), problems=tuple(sorted(problems, key=lambda one: one.line)))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with a cell in them, by the number of the line that each begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    before = 0
    for cells in reader:
        start, before = before + 1, reader.line_num
        plain = [" ".join(cell.split()) for cell in cells]
        if any(plain):
            yield start, plain


def delimiter_of(text: str) -> str:
    """Comma, semicolon or tab: whichever parts the first line into the most cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(part for place, part in enumerate(first.split('"')) if place % 2 == 0)
    return max(DELIMITERS, key=lambda one: (outside.count(one), -DELIMITERS.index(one)))


def _columns(header: Sequence[str]) -> tuple[dict[str, int], str]:
    names = [cell.casefold() for cell in header]
    found: dict[str, int] = {}
    for column, known in COLUMNS.items():
        places = [place for place, name in enumerate(names) if name in known]
        if len(places) > 1:
            return {}, f"Two columns are called “{header[places[0]]}”. Keep one of them."
        if places:
            found[column] = places[0]
    if "email" not in found:
        named = ", ".join(f"“{_cut(cell)}”" for cell in header[:MOST_NAMED] if cell)
        return {}, (
            f"There is no column “email”, only {named}. The first line has to name it, and may "
            "name “rating” and “period”."
        )
    return found, ""


def _line(
    number: int,
    cells: Sequence[str],
    columns: dict[str, int],
    period: str,
    problems: list[Problem],
) -> EarlierLine:
    def cell(name: str) -> str:
        place = columns.get(name)
        return cells[place] if place is not None and place < len(cells) else ""

    one = EarlierLine(
        line=number,
        email=cell("email").casefold(),
        rating=cell("rating"),
        period=cell("period") or " ".join(period.split()),
    )
    problems += [Problem(line=number, words=words) for words in _wrong(one)]
    return one


def _wrong(one: EarlierLine) -> Iterator[str]:
    if not one.email:
        yield "There is no address. Write the one this person signs in with."
    elif "@" not in one.email or len(one.email) > LONGEST_CELL:
        yield f"“{_cut(one.email)}” is no address. Write the one this person signs in with."
    if len(one.rating) > LONGEST_CELL:
        yield f"The rating “{_cut(one.rating)}” has more than {LONGEST_CELL} characters."
    if one.rating and not one.period:
        yield "It does not say which period the rating is of. Add it here, or below for all lines."
    if len(one.period) > LONGEST_PERIOD:
        yield f"The period “{_cut(one.period)}” has more than {LONGEST_PERIOD} characters."


def _twice(lines: Sequence[EarlierLine]) -> list[Problem]:
    """The same person twice in a period would make one of the two ratings vanish."""
    first: dict[tuple[str, str], int] = {}
    found = []
    for one in lines:
        key = (one.email, one.period.casefold())
        if one.email and key in first:
            words = f"{one.email} stands in line {first[key]} too, for the same period. Keep one."
            found.append(Problem(line=one.line, words=words))
        first.setdefault(key, one.line)
    return found


def unknown_people(lines: Sequence[EarlierLine], known: frozenset[str]) -> list[Problem]:
    """Those not in the organisation, by the line; `known` are addresses in small letters."""
    return [
        Problem(
            line=one.line,
            words=f"{_cut(one.email)} is not in your organisation. Invite them, or take this line "
            "out.",
        )
        for one in lines
        if one.email and "@" in one.email and one.email not in known
    ]


def counts_by_label(lines: Sequence[EarlierLine]) -> Counter[str]:
    """How many lines have each rating, whatever its case."""
    return Counter(one.rating.casefold() for one in lines if one.rating)


def _number(label: str) -> float | None:
    try:
        return float(label.replace(",", "."))
    except ValueError:
        return None


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _nothing(words: str) -> Read:
    return Read(lines=(), problems=(Problem(line=0, words=words),))


def _too_large() -> InvalidError:
    return InvalidError(
        f"{LARGEST_FILE:,} characters are the most. Leave out columns that are not read, or bring "
        "the people in two files."
    )
