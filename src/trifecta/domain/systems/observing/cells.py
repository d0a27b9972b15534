"""Weeks, dates and counts from the cells of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.observing.observations import LARGEST_COUNT

_NUMBER: Final = re.compile(r"(?:w|week|wk|kw)?\.?\s*(\d{1,6})", re.IGNORECASE)
_ISO_WEEK: Final = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_TIME: Final = r"(?:(?:[T,]| at|) *\d{1,2}:\d{2}.{0,24})?"
_ISO_DATE: Final = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}})(?:T.*)?{_TIME}", re.I)
_DOTTED: Final = re.compile(rf"(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}}){_TIME}", re.I)
_SLASHED: Final = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.I)
_DAY_WORD: Final = re.compile(rf"(\d{{1,2}})[ -]([a-z]{{3,9}})\.?,?[ -](\d{{4}}){_TIME}", re.I)
_WORD_DAY: Final = re.compile(rf"([a-z]{{3,9}})\.? (\d{{1,2}}),? (\d{{4}}){_TIME}", re.I)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_FORMULA: Final = re.compile(r'="([^"]*)"')
MISSING: Final = frozenset({"", "na", "n/a", "-", "–", "null", "none"})
DATES: Final = "Write dates as 2026-03-31."


class DateOrder(StrEnum):
    """Which of the first two numbers of 03/04/2026 is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def plain(cell: str) -> str:
    """A cell without the ="…" that spreadsheets put around what they are not to change."""
    match = _FORMULA.fullmatch(cell)
    return match[1].strip() if match else cell


def week_in(cell: str, *, order: DateOrder | None = None) -> int | date:
    """A week's number, or the day that stands there; raises ValueError with what to write."""
    cell = plain(cell)
    if match := _NUMBER.fullmatch(cell):
        return int(match[1])
    return date_in(cell, order=order, otherwise="Write a week as 7, or as a date: 2026-03-31.")


def date_in(cell: str, *, order: DateOrder | None = None, otherwise: str = DATES) -> date:
    """The day in a cell; a time may follow, and is left out. Raises ValueError.

    2026-03-31, 2026/3/31, 31.3.2026, 31 Mar 2026, March 31, 2026 and 2026-W14 are read. 31/03/2026
    is read by `order`, or without one where only one of the two orders is a day.
    """
    cell = plain(cell)
    try:
        found = _unmistakable(cell)
        if found is None and (match := _SLASHED.fullmatch(cell)):
            found = _slashed(match, order)
    except ValueError as error:
        raise ValueError(f"“{cell[:40]}” is no day of the calendar. {otherwise}") from error
    if found is not None:
        return found
    if _SLASHED.fullmatch(cell):
        raise ValueError(f"“{cell[:40]}” can be read in two ways. {DATES}")
    raise ValueError(f"“{cell[:40]}” is no date. {otherwise}")


def _unmistakable(cell: str) -> date | None:
    if match := _ISO_WEEK.fullmatch(cell):
        return date.fromisocalendar(int(match[1]), int(match[2]), 1)
    if match := _ISO_DATE.fullmatch(cell):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.fullmatch(cell):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if (match := _DAY_WORD.fullmatch(cell)) and (month := _month(match[2])):
        return date(int(match[3]), month, int(match[1]))
    if (match := _WORD_DAY.fullmatch(cell)) and (month := _month(match[1])):
        return date(int(match[3]), month, int(match[2]))
    return None


def _month(word: str) -> int | None:
    """By its English name, whole or as three letters; “sept” too."""
    word = word.lower()
    short = "sep" if word == "sept" else word
    names = (at for at, name in enumerate(_MONTHS, 1) if short in {name, name[:3]})
    return next(names, None)


def _slashed(match: re.Match[str], order: DateOrder | None) -> date | None:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    year += 2000 if year < 100 else 0
    if order is None and first != second:
        order = _order_of(first, second)
        if order is None:
            return None
    day, month = (second, first) if order is DateOrder.MONTH_FIRST else (first, second)
    return date(year, month, day)


def _order_of(first: int, second: int) -> DateOrder | None:
    if first > 12:
        return DateOrder.DAY_FIRST
    return DateOrder.MONTH_FIRST if second > 12 else None


def is_dated(cell: str) -> bool:
    """Whether a cell has the form of a date, in whichever order."""
    cell = plain(cell)
    if _SLASHED.fullmatch(cell):
        return True
    try:
        return _unmistakable(cell) is not None
    except ValueError:
        return True


def orders_in(cells: Iterable[str]) -> tuple[frozenset[DateOrder], str]:
    """The orders that some cell decides for, and the first cell that could be either ("")."""
    decided: set[DateOrder] = set()
    unclear = ""
    for cell in cells:
        match = _SLASHED.fullmatch(plain(cell))
        if match is None:
            continue
        order = _order_of(int(match[1]), int(match[3]))
        if order is not None:
            decided.add(order)
        elif match[1] != match[3] and not unclear:
            unclear = slashed_in(cell)
    return frozenset(decided), unclear


class UnclearOrderError(InvalidError):
    """Whether day or month comes first has to be said: no cell decides it."""


def order_in(cells: Iterable[str], said: DateOrder | None) -> DateOrder | None:
    """Which comes first, day or month: as some cell decides, or else as it was said.

    Raises InvalidError where some cells have the day first and others the month, and
    UnclearOrderError where no cell decides it and it was not said.
    """
    decided, unclear = orders_in(cells)
    if len(decided) > 1:
        raise InvalidError(
            "Some dates have the day first and others the month. Write all of them as 2026-03-31."
        )
    found = next(iter(decided), None)
    if unclear and found is None and said is None:
        raise UnclearOrderError(
            f"Dates such as “{unclear}” can be read in two ways, and no date of the file decides "
            "it. Say which comes first, the day or the month."
        )
    return found or said


def slashed_in(cell: str) -> str:
    """A date of the form 03/04/2026 without the time that may follow; "" for other cells."""
    match = _SLASHED.fullmatch(plain(cell))
    return "" if match is None else f"{match[1]}{match[2]}{match[3]}{match[2]}{match[4]}"


def monday_of(day: date) -> date:
    """The first day of the week that `day` is in (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def count_in(cell: str, *, decimal_comma: bool) -> float | None:
    """A count from 0 on; None where the cell is blank or NA; raises ValueError."""
    cell = plain(cell)
    if cell.lower() in MISSING:
        return None
    written = cell.replace(",", ".") if decimal_comma else cell
    try:
        value = float(written) if re.fullmatch(r"[-+0-9.eE]+", written) else None
    except ValueError:
        value = None
    if value is None:
        raise ValueError(f"write a number such as 12, not “{cell[:40]}”.")
    if not 0 <= value <= LARGEST_COUNT:
        raise ValueError(f"a count is from 0 to {LARGEST_COUNT:,.0f}, and {cell[:40]} is not.")
    return value
