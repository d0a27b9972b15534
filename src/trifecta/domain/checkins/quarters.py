"""Calendar quarters, and the day on which one is closed for good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from trifecta.domain.people.words import MONTHS

GRACE: Final = timedelta(days=7)
"""After its last day a quarter waits this long, so that check-ins on their way still count."""

_KEY: Final = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quarter:
    """Three months of a year; `number` is 1 to 4."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 4 and 1 <= self.year <= 9998):
            raise ValueError("a year has four quarters")

    def __str__(self) -> str:
        return f"{self.year:04d}-Q{self.number}"

    @property
    def starts(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends(self) -> date:
        """The day after its last one."""
        return self.next.starts

    @property
    def closes(self) -> date:
        """The day on which it is closed; from then on nothing about it changes."""
        return self.ends + GRACE

    @property
    def next(self) -> Quarter:
        """The one after it."""
        if self.number == 4:
            return Quarter(year=self.year + 1, number=1)
        return Quarter(year=self.year, number=self.number + 1)

    @property
    def before(self) -> Quarter:
        """The one before it."""
        if self.number == 1:
            return Quarter(year=self.year - 1, number=4)
        return Quarter(year=self.year, number=self.number - 1)

    @property
    def words(self) -> str:
        """July to September 2026."""
        first = 3 * self.number - 3
        return f"{MONTHS[first]} to {MONTHS[first + 2]} {self.year}"


def quarter_of(day: date) -> Quarter:
    """The quarter a day lies in."""
    return Quarter(year=day.year, number=(day.month + 2) // 3)


def quarter_from(key: str) -> Quarter | None:
    """What `str` made of a quarter; None for anything else."""
    found = _KEY.fullmatch(key)
    if found is None or not 1 <= int(found[1]) <= 9998:
        return None
    return Quarter(year=int(found[1]), number=int(found[2]))


def closed_quarters(today: date, *, most: int) -> list[Quarter]:
    """The last `most` that are closed on `today`, oldest first."""
    last = quarter_of(today).before
    if last.closes > today:
        last = last.before
    found = [last]
    while len(found) < most:
        found.append(found[-1].before)
    return found[::-1]
