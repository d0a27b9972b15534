"""Dates beside a picture: as short as they can be without being ambiguous."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def in_full(on: date) -> str:
    """3 February 2026."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def ends(days: Sequence[date]) -> tuple[str, str]:
    """The first and the last day, named by month, by day or by year, as far as they differ."""
    first, last = min(days), max(days)
    if first.year != last.year:
        return _month_and_year(first), _month_and_year(last)
    if first.month != last.month:
        return _MONTHS[first.month - 1], _MONTHS[last.month - 1]
    return _day_and_month(first), _day_and_month(last)


def _day_and_month(on: date) -> str:
    return f"{on.day} {_MONTHS[on.month - 1]}"


def _month_and_year(on: date) -> str:
    return f"{_MONTHS[on.month - 1][:3]} {on.year}"
