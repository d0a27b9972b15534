"""What its owner says of a need beside the words: how much of it is enough, and by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from trifecta.domain.compromise.problem import Stage, discount_by
from trifecta.domain.errors import InvalidError


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One of the words, and the points or per cent it stands for."""

    key: str
    value: int
    words: str


ENOUGH: Final = (
    Level(key="full", value=100, words="All of it"),
    Level(key="most", value=75, words="Most of it"),
    Level(key="half", value=50, words="About half of it"),
    Level(key="little", value=20, words="A little of it"),
)
"""The same words and points as those in which an option's worth is said (`scoring.DEGREES`)."""

LATE: Final = (
    Level(key="nothing", value=0, words="No longer helps"),
    Level(key="half", value=50, words="Helps half as much"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """`enough` in points (100 is all of it), `late` the per cent that still counts after the day.

    Without being asked, all of it is wanted and any day will do.
    """

    enough: int = 100
    needed_by: date | None = None
    late: int = 0

    def discount(self, stages: Sequence[Stage]) -> dict[str, float]:
        """By stage id; what is done in one that ends too late counts less."""
        return discount_by(stages, deadline=self.needed_by, late=self.late / 100)

    @property
    def as_data(self) -> dict[str, Any]:
        day = self.needed_by.isoformat() if self.needed_by else None
        return {"enough": self.enough, "needed_by": day, "late": self.late}


def wanted_from(data: Mapping[str, Any]) -> Wanted:
    """What `Wanted.as_data` made."""
    day = data.get("needed_by")
    return Wanted(
        enough=data.get("enough", 100),
        needed_by=date.fromisoformat(day) if day else None,
        late=data.get("late", 0),
    )


def checked(wanted: Wanted, *, before: Wanted, today: date) -> Wanted:
    """`wanted`, if it can be; raises InvalidError by field. A day that was kept may have passed."""
    wrong: dict[str, str] = {}
    day = wanted.needed_by
    if day is not None and day != before.needed_by and day < today:
        wrong["needed_by"] = "This day has passed. Choose today or a later day."
    if wanted.enough not in {level.value for level in ENOUGH}:
        wrong["enough"] = "Choose one of these."
    if wanted.late not in {level.value for level in LATE}:
        wrong["late"] = "Choose one of these."
    if wrong:
        raise InvalidError("One answer does not fit.", fields=wrong)
    return wanted


def enough_words(wanted: Wanted) -> str:
    """ "Most of it is enough.", or "" where all of it is wanted."""
    for level in ENOUGH[1:]:
        if level.value == wanted.enough:
            return f"{level.words} is enough."
    return ""
