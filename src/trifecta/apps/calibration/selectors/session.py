"""The screen that a room shares: who is in the room, and the cases all of them may see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from trifecta.apps.calibration.models import Case
from trifecta.apps.calibration.selectors.cycles import cases_of
from trifecta.apps.calibration.selectors.rooms import (
    CaseRoom,
    CycleRoom,
    case_rooms,
    enter_cycle,
    first_name,
)
from trifecta.apps.people.models import User
from trifecta.domain.calibration.acts import Act
from trifecta.domain.errors import NotFoundError

FACILITATES = "facilitator"


@dataclass(frozen=True, slots=True, kw_only=True)
class InRoom:
    """Somebody of the session, by account; `here` unless it was said that they have left."""

    id: str
    name: str
    function: str
    here: bool
    is_me: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The cases on the shared screen, in order; `more` says that there are others beside them."""

    room: CycleRoom
    people: tuple[InRoom, ...]
    cases: tuple[CaseRoom, ...]
    more: bool

    @property
    def away(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.people if not one.here)

    def place_of(self, case_id: str) -> int | None:
        """Where a case stands on the screen, from 0; None where it is not on it."""
        places = (place for place, one in enumerate(self.cases) if one.case.id == case_id)
        return next(places, None)


def session_of(*, actor: User, cycle_id: str, away: Collection[str] = ()) -> Session:
    """The session of a cycle; raises NotFoundError for who neither calibrates nor leads it.

    Only cases in which everybody in the room takes part are on the screen: nobody looks at a case
    from which they stepped back, in which they are rated, or for which they were not asked. Who
    asks is always in the room.
    """
    room = enter_cycle(actor=actor, cycle_id=cycle_id)
    room.require(Act.OPEN_SESSION)
    people = _people(room, away)
    here = [one.id for one in people if one.here]
    mine = [one for one in cases_of(room) if not one.set_aside]
    on_screen = tuple(one for one in mine if all(_takes_part(one, user_id) for user_id in here))
    return Session(room=room, people=people, cases=on_screen, more=len(on_screen) < len(mine))


def case_in_session(session: Session, case_id: str) -> CaseRoom | None:
    """A case on the screen; None for one that is beside it and that the actor may see.

    Raises NotFoundError for every other.
    """
    place = session.place_of(case_id)
    if place is not None:
        return session.cases[place]
    row = Case.objects.filter(id=case_id, cycle=session.room.cycle).select_related("partnership")
    rooms = case_rooms(actor=session.room.actor, cycle=session.room.cycle, cases=row)
    if not any(one.parts for one in rooms):
        raise NotFoundError
    return None


def _people(room: CycleRoom, away: Collection[str]) -> tuple[InRoom, ...]:
    found = [(seat.user, seat.function) for seat in room.seats]
    if room.cycle.facilitator is not None:
        found.append((room.cycle.facilitator, FACILITATES))
    return tuple(
        InRoom(
            id=user.id,
            name=first_name(user),
            function=function,
            here=user.id not in away or user.id == room.actor.id,
            is_me=user.id == room.actor.id,
        )
        for user, function in found
    )


def _takes_part(room: CaseRoom, user_id: str) -> bool:
    if any(seat.user_id == user_id for seat in room.present_seats):
        return True
    return user_id == room.cycle.facilitator_id and room.facilitator_takes_part
