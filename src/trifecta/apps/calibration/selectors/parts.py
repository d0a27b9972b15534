"""What somebody is in a whole cycle: by their role now, their seat, and what they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from trifecta.apps.calibration.models import Cycle, Seat
from trifecta.apps.calibration.selectors.asked import (
    belonging,
    belongings_of,
    heard_by,
    ratings_of,
)
from trifecta.apps.people.models import User
from trifecta.domain.calibration.acts import Part


def parts_in_cycle(*, actor: User, cycle: Cycle, seats: tuple[Seat, ...]) -> frozenset[Part]:
    """What somebody is in one cycle; nothing for who has left the organisation."""
    for row in belonging(cycle.id, cycle.organisation_id, actor.id):
        known: Any = row
        return _parts(actor, cycle, seats, runs=known.runs, rated=known.rated, hears=known.hears)
    return frozenset()


def parts_in_cycles(
    *, actor: User, cycles: list[Cycle], seats: Mapping[str, tuple[Seat, ...]]
) -> dict[str, frozenset[Part]]:
    """What somebody is in each whole cycle; nothing for who has left the organisation."""
    belongs: dict[str, Any] = {row.organisation_id: row for row in belongings_of(actor.id)}
    rated = _cycles(ratings_of(actor.id))
    hears = _cycles(heard_by(actor.id))
    return {
        cycle.id: _parts(
            actor,
            cycle,
            seats[cycle.id],
            runs=belongs[cycle.organisation_id].runs,
            rated=cycle.id in rated,
            hears=cycle.id in hears,
        )
        if cycle.organisation_id in belongs
        else frozenset()
        for cycle in cycles
    }


def _parts(
    actor: User, cycle: Cycle, seats: tuple[Seat, ...], *, runs: bool, rated: bool, hears: bool
) -> frozenset[Part]:
    """Of somebody who belongs to the organisation of the cycle."""
    votes = any(seat.user_id == actor.id for seat in seats)
    has = {
        Part.PEOPLE_OPERATIONS: runs,
        Part.CALIBRATOR: votes,
        Part.FACILITATOR: not votes and cycle.facilitator_id == actor.id,
        Part.MEMBER: rated,
        Part.APPEALS: hears,
    }
    return frozenset(part for part, is_one in has.items() if is_one)


def _cycles(rows: Iterable[Any]) -> set[str]:
    return {row.within for row in rows}
