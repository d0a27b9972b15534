"""Who is outside the room of a case, so that an appeal can go to them, and why others are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from trifecta.apps.calibration.models import (
    Appeal,
    Case,
    CaseMember,
    Cycle,
    DiscussionNote,
    Interest,
    Rating,
    Seat,
)
from trifecta.apps.calibration.selectors.inside import CycleRoom, first_name
from trifecta.apps.calibration.selectors.naming import who_names
from trifecta.apps.people.models import OrganisationMember, User
from trifecta.domain.people.words import joined

MANAGES = "manages somebody who is rated there"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCase:
    """A case with open appeals that nobody can answer now, and the first names of its members."""

    case: Case
    appeals: tuple[Appeal, ...]
    inside: dict[str, str]
    members: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"{self.case.partnership.name}, with {joined(list(self.members))}"


def inside_of(cycle: Cycle, case: Case) -> dict[str, str]:
    """Who cannot answer an appeal in a case, by the id of their account, and why.

    An interest that somebody declared in any cycle counts for the partnership, and is told to
    nobody who could not read it: it says no more than that they are too close.
    """
    notes = DiscussionNote.objects.filter(case=case).values_list("by_id", flat=True)
    ratings = Rating.objects.filter(case=case).values_list("written_by_id", "decided_by_id")
    declared = Interest.objects.filter(
        case__partnership_id=case.partnership_id, withdrawn_at=None
    ).values_list("seat__user_id", flat=True)
    seats = Seat.objects.filter(cycle=cycle).values_list("user_id", flat=True)
    reasons: list[tuple[str, Iterable[str | None]]] = [
        ("is rated there", CaseMember.objects.filter(case=case).values_list("user_id", flat=True)),
        ("was asked to calibrate", seats),
        ("leads the session", [cycle.facilitator_id]),
        ("took part in the talk there", [*notes, *(one for row in ratings for one in row)]),
        ("is too close to it", declared),
    ]
    found: dict[str, str] = {}
    for why, people in reasons:
        for user_id in people:
            if user_id is not None:
                found.setdefault(user_id, why)
    return found


def outsiders_of(cycle: Cycle, case: Case) -> list[User]:
    """Everybody of the organisation who had no part in rating this case and is not rated in it."""
    rows = _there(cycle).exclude(user_id__in=inside_of(cycle, case))
    return [row.user for row in rows.select_related("user").order_by("user__name", "user_id")]


def waiting_cases(room: CycleRoom) -> list[WaitingCase]:
    """The cases with appeals for which the actor finds somebody, since nobody can answer them.

    Nothing of a case in which the actor is rated: a partner does not learn of an appeal.
    """
    cycle = room.cycle
    rows = Appeal.objects.filter(case__cycle=cycle, answered_at=None, withdrawn_at=None)
    there = set(_there(cycle).values_list("user_id", flat=True))
    by_case: dict[str, list[Appeal]] = {}
    for row in rows.select_related("case__partnership", "member__user", "to"):
        by_case.setdefault(row.case_id, []).append(row)
    found = []
    for appeals in by_case.values():
        case = appeals[0].case
        if room.actor not in who_names(cycle, case):
            continue
        inside = inside_of(cycle, case)
        gone = tuple(row for row in appeals if row.to_id in inside or row.to_id not in there)
        if gone:
            members = tuple(first_name(one.user) for one in case.members.select_related("user"))
            found.append(WaitingCase(case=case, appeals=gone, inside=inside, members=members))
    return sorted(found, key=lambda one: (one.case.partnership.name, one.case.id))


def _there(cycle: Cycle) -> QuerySet[OrganisationMember]:
    return OrganisationMember.objects.filter(
        organisation_id=cycle.organisation_id, left_at=None, user__is_active=True
    )
