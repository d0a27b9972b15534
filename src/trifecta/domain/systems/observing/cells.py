"""Weeks, dates and counts from the cells of a file."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from trifecta.domain.systems.observing.observations import LARGEST_COUNT

_NUMBER: Final = re.compile(r"(?:w|week|wk|kw)?\.?\s*(\d{1,6})", re.IGNORECASE)
_ISO_WEEK: Final = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_ISO_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
MISSING: Final = frozenset({"", "na", "n/a", "-"})
DATES: Final = "Write dates as 2026-03-31."


def week_in(cell: str) -> int | date:
    """A week's number, or the day that stands there; raises ValueError with what to write."""
    if match := _NUMBER.fullmatch(cell):
        return int(match[1])
    return date_in(cell, otherwise="Write a week as 7, or as a date: 2026-03-31.")


def date_in(cell: str, *, otherwise: str = DATES) -> date:
    """A day: 2026-03-31 (a time may follow), 31.3.2026 or 2026-W14; raises ValueError."""
    try:
        if match := _ISO_WEEK.fullmatch(cell):
            return date.fromisocalendar(int(match[1]), int(match[2]), 1)
        if match := _ISO_DATE.fullmatch(cell):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DOTTED.fullmatch(cell):
            return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError as error:
        raise ValueError(f"“{cell[:40]}” is no day of the calendar. {otherwise}") from error
    if "/" in cell:
        raise ValueError(f"“{cell[:40]}” can be read in two ways. {DATES}")
    raise ValueError(f"“{cell[:40]}” is no date. {otherwise}")


def monday_of(day: date) -> date:
    """The first day of the week that `day` is in (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def count_in(cell: str, *, decimal_comma: bool) -> float | None:
    """A count from 0 on; None where the cell is blank or NA; raises ValueError."""
    if cell.lower() in MISSING:
        return None
    plain = cell.replace(",", ".") if decimal_comma else cell
    try:
        value = float(plain) if re.fullmatch(r"[-+0-9.eE]+", plain) else None
    except ValueError:
        value = None
    if value is None:
        raise ValueError(f"write a number such as 12, not “{cell[:40]}”.")
    if not 0 <= value <= LARGEST_COUNT:
        raise ValueError(f"a count is from 0 to {LARGEST_COUNT:,.0f}, and {cell[:40]} is not.")
    return value
