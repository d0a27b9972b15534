"""The pages of a check-in in their order, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from trifecta.domain.checkins.entry import EntryAnswers
from trifecta.domain.checkins.sheets import Sheet

Part = Literal["question", "points", "limits", "pulse", "review"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One page: a question by its number, or a part about oneself (`about` "") or another."""

    part: Part
    number: int = 0
    about: str = ""

    @property
    def name(self) -> str:
        """How the page is remembered once it has been gone through."""
        return f"{self.part}:{self.about}" if self.about else self.part


def itinerary(sheet: Sheet, others: Sequence[str]) -> tuple[Place, ...]:
    """Questions, what one is judged on, what limits one, the short questions, the review."""
    questions = [Place(part="question", number=q.number) for q in sheet.questions]
    points = [Place(part="points", about=about) for about in ("", *others)]
    limits = [Place(part="limits", about=about) for about in ("", *others)]
    return (*questions, *points, *limits, Place(part="pulse"), Place(part="review"))


def place_after(place: Place, places: Sequence[Place]) -> Place:
    """The page after this one; the last one stays where it is."""
    return places[min(places.index(place) + 1, len(places) - 1)]


def place_before(place: Place, places: Sequence[Place]) -> Place | None:
    """The page before this one, None at the first."""
    index = places.index(place)
    return places[index - 1] if index else None


def go_on_at(sheet: Sheet, answers: EntryAnswers, others: Sequence[str]) -> Place:
    """The first page that is neither answered nor skipped; the review when there is none."""
    by_number = {question.number: question for question in sheet.questions}
    for place in itinerary(sheet, others):
        if place.part == "question":
            settled = answers.is_settled(by_number[place.number].slot, others)
        else:
            settled = place.name in answers.done
        if not settled or place.part == "review":
            return place
    raise AssertionError("an itinerary ends with the review")
