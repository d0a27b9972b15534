"""What every chapter of the story has at hand: the clock, the day it is told on, and the people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trifecta.apps.demo.cast import Character
from trifecta.apps.demo.clock import StoryClock
from trifecta.apps.people.models import User

LONGEST_AGO = 300
"""How many days before today the story begins."""

_WORKING_DAYS = 5
_PAUSE = timedelta(minutes=10)
_REVIEW_IN_WEEKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The story while it is told; `people` are accounts by the key of their character."""

    clock: StoryClock
    today: date
    zone: ZoneInfo
    people: dict[str, User]

    def account(self, character: Character) -> User:
        return self.people[character.key]

    def at(self, days_ago: int, hour: int, minute: int = 0) -> None:
        """Go on to that moment; on a weekend to the Friday before, after what happened there."""
        wanted = moment(self.today, self.zone, days_ago, hour, minute)
        self.clock.move_to(max(wanted, self.clock.read() + _PAUSE))

    @property
    def review(self) -> date:
        """The day of the funding review that the growth team works towards: a Thursday."""
        near = self.today + timedelta(weeks=_REVIEW_IN_WEEKS)
        return near + timedelta(days=(3 - near.weekday()) % 7)

    @property
    def done_by(self) -> date:
        """A week before the review, when everything has to be finished."""
        return self.review - timedelta(weeks=1)


def moment(today: date, zone: ZoneInfo, days_ago: int, hour: int, minute: int = 0) -> datetime:
    """That many days before today, on a working day, at that time on the clock there."""
    day = today - timedelta(days=days_ago)
    day -= timedelta(days=max(0, day.weekday() - _WORKING_DAYS + 1))
    return datetime.combine(day, time(hour, minute), tzinfo=zone)


def spoken(day: date) -> str:
    """15 January."""
    return f"{day.day} {day:%B}"
