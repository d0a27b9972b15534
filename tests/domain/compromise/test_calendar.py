"""The calendar file: a parser reads back what it says, and nothing of what was written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar, Event

from trifecta.domain.compromise.calendar import Day, calendar_file

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
LINK = "https://trifecta.example.org/" + "long/" * 30 + "agreement/0123456789/"
DAYS = [
    Day(id="agreement1", kind="review", on=date(2027, 1, 8), link=LINK),
    Day(id="promise1", kind="commitment", on=date(2026, 12, 31), link=LINK, cancelled=True),
]


def events(text: str) -> list[Any]:
    return [part for part in Calendar.from_ical(text).walk() if isinstance(part, Event)]


def test_each_day_is_an_all_day_event() -> None:
    review, promise = events(calendar_file(DAYS, sequence=1, now=NOW))
    assert (review["DTSTART"].dt, review["DTEND"].dt) == (date(2027, 1, 8), date(2027, 1, 9))
    assert (promise["DTSTART"].dt, promise["DTEND"].dt) == (date(2026, 12, 31), date(2027, 1, 1))
    assert review["DTSTAMP"].dt == NOW


def test_a_new_version_has_the_same_identifiers_and_a_higher_sequence() -> None:
    first = events(calendar_file(DAYS, sequence=1, now=NOW))
    second = events(calendar_file(DAYS, sequence=2, now=NOW))
    assert [one["UID"] for one in first] == [one["UID"] for one in second]
    assert len({one["UID"] for one in first}) == 2
    assert [one["SEQUENCE"] for one in first] == [1, 1]
    assert [one["SEQUENCE"] for one in second] == [2, 2]


def test_what_is_taken_out_is_cancelled() -> None:
    review, promise = events(calendar_file(DAYS, sequence=2, now=NOW))
    assert (review["STATUS"], promise["STATUS"]) == ("CONFIRMED", "CANCELLED")


def test_lines_are_folded_and_end_as_the_standard_says() -> None:
    text = calendar_file(DAYS, sequence=1, now=NOW)
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not any("\n" in line for line in lines)
    assert events(text)[0]["URL"] == LINK


def test_it_says_only_that_there_is_something_and_where() -> None:
    summaries = {str(one["SUMMARY"]) for one in events(calendar_file(DAYS, sequence=1, now=NOW))}
    assert summaries == {"Look back at an agreement", "Something you promised is due"}
