"""The way from one partnership of a cycle to the next, for who has a part in many of them."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.apps.calibration.selectors.cycles import IN_MANY, cases_of
from trifecta.apps.calibration.selectors.rooms import CaseRoom
from trifecta.apps.calibration.selectors.waiting import Waits, of_cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Where a case stands among those of its reader, by name; `place` counts from 1.

    `waits` is the first of the others in which something waits for the reader, by their own acts.
    """

    place: int
    of: int
    before: CaseRoom | None
    after: CaseRoom | None
    waits: Waits | None


def neighbours_of(room: CaseRoom) -> Neighbours | None:
    """None for who is a member here, or hears an appeal, and where there is no other case."""
    if room.my_membership is not None or room.parts.isdisjoint(IN_MANY):
        return None
    cycle = room.around
    if cycle is None:
        return None
    cases = cases_of(cycle, bare=True)
    places = [one.case.id for one in cases]
    if len(cases) < 2 or room.case.id not in places:
        return None
    place = places.index(room.case.id)
    waits = (one for one in of_cases(cycle, cases) if one.argument != room.case.id)
    return Neighbours(
        place=place + 1,
        of=len(cases),
        before=cases[place - 1] if place else None,
        after=cases[place + 1] if place + 1 < len(cases) else None,
        waits=next(waits, None),
    )
