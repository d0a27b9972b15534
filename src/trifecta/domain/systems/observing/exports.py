"""The export of an applicant tracking system without its people: dates, short words, and numbers.

What is left of a file once names are out of it, so that it can be asked which column is which. A
column of dates keeps its days, one of few words (a stage, a status) its words; of any other it is
kept only which rows have the same in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from trifecta.domain.calibration.tables import Row, rows_of
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.observing.cells import (
    MISSING,
    date_in,
    is_dated,
    slashed_in,
)

MOST_COLUMNS: Final = 200
MOST_WORDS: Final = 40
"""Different words of a column that could be stages; more are taken for names or numbers."""
LONGEST_WORD: Final = 80
NO_DATE: Final = "?"
"""What stands for a cell of a column of dates that is none: it might be a name."""

_DATED: Final = re.compile(r"\b(at|on|date|day|entered|reached|since|moved)\b", re.IGNORECASE)
_STAGED: Final = re.compile(
    r"stage|status|step\b|milestone|phase|moved to|stufe|étape|etapa", re.IGNORECASE
)
_PERSON: Final = re.compile(
    r"name|mail|phone|mobile|candidate|applicant|person|contact|address|linkedin|url|link|recruiter"
    r"|owner|manager|coordinator|user|\bby\b|\bid\b|note|comment",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """What a column has in it, and so what is kept of it."""

    DATES = "dates"
    WORDS = "words"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`at` says for each row which of the different `values` stands there, and -1 for none.

    Of columns of other kinds than dates and words, `values` is empty.
    """

    heading: str
    kind: Kind
    values: tuple[str, ...]
    at: tuple[int, ...]

    @property
    def filled(self) -> int:
        """How many rows have something in it."""
        return sum(place >= 0 for place in self.at)

    @property
    def repeats(self) -> int:
        """How many rows have what an earlier row has too."""
        return self.filled - len({place for place in self.at if place >= 0})


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Columns in their order, all as long as `lines`, which says where each row stood."""

    columns: tuple[Column, ...]
    lines: tuple[int, ...]

    def column(self, heading: str) -> Column | None:
        """By its heading, without regard to capitals and spaces."""
        key = tidy(heading)
        return next((one for one in self.columns if tidy(one.heading) == key), None)

    @property
    def has_dates(self) -> bool:
        return any(one.kind is Kind.DATES for one in self.columns)

    def of_kind(self, kind: Kind) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.kind is kind)


def tidy(heading: str) -> str:
    """What two headings are compared by."""
    return " ".join(heading.replace("_", " ").split()).lower()


def export_in(text: str, *, dates: Collection[str] = ()) -> Export:
    """The table in `text` without names; `dates` are headings that are known to be dates.

    Raises InvalidError where it is no table, has a heading twice, or too many columns.
    """
    table = rows_of(text, needs=())
    if len(table.headings) > MOST_COLUMNS:
        raise InvalidError(
            f"The file has more than {MOST_COLUMNS} columns. Export fewer of them: one for the "
            "candidate, and one for each date."
        )
    if any(is_dated(heading) or "@" in heading for heading in table.headings):
        raise InvalidError(
            "line 1: there are no headings. Export the file with its headings, which say what "
            "each column is."
        )
    known = {tidy(heading) for heading in dates}
    columns = [
        _column(heading, table.written[at], table.rows, known)
        for at, heading in enumerate(table.headings)
        if heading
    ]
    columns = [_without_words(one) if _needless(one, columns) else one for one in columns]
    return Export(columns=tuple(columns), lines=tuple(row.line for row in table.rows))


def _column(key: str, heading: str, rows: tuple[Row, ...], known: Collection[str]) -> Column:
    cells = [row.cells.get(key, "") for row in rows]
    counts = Counter(cells)
    filled = {cell: count for cell, count in counts.items() if cell.lower() not in MISSING}
    kind = _kind(heading, filled, known=tidy(heading) in known)
    said = {cell: _said(cell) if kind is Kind.DATES else cell[:LONGEST_WORD] for cell in filled}
    if kind is Kind.OTHER:
        said = {cell: str(number) for number, cell in enumerate(filled)}
    places = {value: place for place, value in enumerate(dict.fromkeys(said.values()))}
    return Column(
        heading=heading[:LONGEST_WORD],
        kind=kind,
        values=() if kind is Kind.OTHER else tuple(places),
        at=tuple(places[said[cell]] if cell in said else -1 for cell in cells),
    )


def _needless(column: Column, columns: Sequence[Column]) -> bool:
    """Whether its words are not kept: another column is of stages, or each stage has its dates."""
    if column.kind is not Kind.WORDS or _STAGED.search(column.heading):
        return False
    staged = any(one.kind is Kind.WORDS and _STAGED.search(one.heading) for one in columns)
    return staged or sum(one.kind is Kind.DATES for one in columns) != 1


def _without_words(column: Column) -> Column:
    return replace(column, kind=Kind.OTHER, values=())


def _kind(heading: str, filled: dict[str, int], *, known: bool) -> Kind:
    heading = tidy(heading)
    staged = bool(_STAGED.search(heading))
    if known or (not filled and _DATED.search(heading)):
        return Kind.DATES
    dated = sum(count for cell, count in filled.items() if is_dated(cell))
    if filled and 2 * dated >= sum(filled.values()):
        return Kind.DATES
    if not filled or len(filled) > MOST_WORDS or (_PERSON.search(heading) and not staged):
        return Kind.OTHER
    if any("@" in cell or len(cell) > LONGEST_WORD for cell in filled):
        return Kind.OTHER
    return Kind.WORDS


def _said(cell: str) -> str:
    """The day of a cell, as ISO 8601 has it; as it stands where day or month might come first."""
    if slashed := slashed_in(cell):
        return slashed
    try:
        return date_in(cell).isoformat()
    except ValueError:
        return NO_DATE
