"""What people operations choose from: partnerships by team, people by function and role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trifecta.apps.calibration.models import Case, EarlierRating, Seat
from trifecta.apps.calibration.selectors.rooms import CycleRoom
from trifecta.apps.calibration.services.cycles import FUNCTIONS
from trifecta.apps.people.models import RoleKind
from trifecta.apps.people.selectors import (
    PartnershipOutline,
    PersonView,
    partnership_outlines,
    people_of,
)
from trifecta.domain.calibration.notice import functions_words
from trifecta.domain.calibration.panel import required_functions

FEWEST_MEMBERS: Final = 2
EXECUTIVE_OF: Final[Mapping[str, str]] = {
    "engineering": RoleKind.EXECUTIVE_ENGINEERING,
    "product": RoleKind.EXECUTIVE_PRODUCT,
    "business": RoleKind.EXECUTIVE_BUSINESS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosable:
    """A partnership that can be rated: `needs` says who has to agree, or why it cannot be."""

    outline: PartnershipOutline
    chosen: bool
    needs: str
    possible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChoice:
    """A team with its partnerships."""

    name: str
    partnerships: tuple[Choosable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionChoice:
    """Who calibrates for a function, who might, and whether anything asks for it."""

    function: str
    seats: tuple[tuple[str, str], ...]
    suggested: tuple[PersonView, ...]
    needed: bool


def partnerships_to_choose(room: CycleRoom) -> list[TeamChoice]:
    """Every open partnership of the organisation by team; the caller has been let in."""
    chosen = set(Case.objects.filter(cycle=room.cycle).values_list("partnership_id", flat=True))
    teams: dict[str, list[Choosable]] = {}
    outlines = partnership_outlines(actor=room.actor, organisation_id=room.cycle.organisation_id)
    for outline in outlines:
        possible = len(outline.members) >= FEWEST_MEMBERS
        needs = functions_words(required_functions([one.role for one in outline.members]))
        teams.setdefault(outline.team, []).append(
            Choosable(
                outline=outline,
                chosen=outline.id in chosen,
                needs=f"{needs}." if possible else "Fewer than two members, so nothing is shared.",
                possible=possible,
            )
        )
    return [TeamChoice(name=name, partnerships=tuple(rows)) for name, rows in teams.items()]


def functions_to_fill(room: CycleRoom, people: list[PersonView]) -> list[FunctionChoice]:
    """The three functions with who calibrates for them, and the executives who do not yet."""
    seated = {seat.user_id for seat in room.seats}
    taken = seated | {room.cycle.facilitator_id, room.cycle.appeals_to_id}
    needed = _needed(room)
    found = []
    for function in FUNCTIONS:
        suggested = [
            one
            for one in people
            if one.user_id not in taken
            and any(role.role == EXECUTIVE_OF[function] for role in one.roles)
        ]
        seats = tuple((seat.id, seat.user.name) for seat in room.seats if seat.function == function)
        found.append(
            FunctionChoice(
                function=function,
                seats=seats,
                suggested=tuple(suggested),
                needed=function in needed,
            )
        )
    return found


def people_to_ask(room: CycleRoom) -> list[PersonView]:
    """Everybody in the organisation, by name."""
    return people_of(actor=room.actor, organisation_id=room.cycle.organisation_id)


def people_to_help(room: CycleRoom) -> list[PersonView]:
    """Those of them who have never had a vote in the cycle."""
    voting = set(Seat.objects.filter(cycle=room.cycle).values_list("user_id", flat=True))
    return [one for one in people_to_ask(room) if one.user_id not in voting]


def _needed(room: CycleRoom) -> set[str]:
    rows = Case.objects.filter(cycle=room.cycle, set_aside_at=None)
    roles = rows.values_list("members__role", flat=True)
    return set(required_functions([role for role in roles if role]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What of earlier ratings is kept with a cycle: how many, of how many people."""

    ratings: int
    people: int


def earlier_kept(room: CycleRoom) -> Kept:
    rows = EarlierRating.objects.filter(cycle=room.cycle)
    return Kept(ratings=rows.count(), people=rows.values("user_id").distinct().count())
