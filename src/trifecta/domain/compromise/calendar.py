"""Days of an agreement as an iCalendar file (RFC 5545) that says nothing of what was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from icalendar import Calendar, Event

PRODUCT: Final = "-//Trifecta//Agreements//EN"
WORDS: Final = {
    "review": "Look back at an agreement",
    "commitment": "Something you promised is due",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day to remember; `id` is the stored row's and never changes, `link` a full address.

    A day that no longer counts is sent once more with `cancelled`, so that calendars take it out.
    """

    id: str
    kind: Literal["review", "commitment"]
    on: date
    link: str
    cancelled: bool = False


def calendar_file(days: Sequence[Day], *, sequence: int, now: datetime) -> str:
    """An iCalendar object with one all-day event a day.

    `sequence` is the version of the agreement: a calendar replaces an event it knows (by UID) with
    one of a higher sequence (RFC 5545, 3.8.7.4). `now` (aware) is the DTSTAMP.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for day in days:
        calendar.add_component(_event(day, sequence=sequence, now=now))
    text: bytes = calendar.to_ical()
    return text.decode()


def _event(day: Day, *, sequence: int, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{day.kind}-{day.id}@trifecta")
    event.add("sequence", sequence)
    event.add("dtstamp", now)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", WORDS[day.kind])
    event.add("url", day.link)
    event.add("description", day.link)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if day.cancelled else "CONFIRMED")
    return event
