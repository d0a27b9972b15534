"""What somebody is in a whole cycle: by their role now, their seat, and what they are asked."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from trifecta.apps.calibration.models import Appeal, CaseMember, Cycle, Seat
from trifecta.apps.people.models import OrganisationMember, OrganisationRole, RoleKind, User
from trifecta.domain.calibration.acts import Part


def parts_in_cycle(*, actor: User, cycle: Cycle, seats: tuple[Seat, ...]) -> frozenset[Part]:
    """What somebody is in one cycle."""
    return parts_in_cycles(actor=actor, cycles=[cycle], seats={cycle.id: seats})[cycle.id]


def parts_in_cycles(
    *, actor: User, cycles: list[Cycle], seats: Mapping[str, tuple[Seat, ...]]
) -> dict[str, frozenset[Part]]:
    """What somebody is in each whole cycle; nothing for who has left the organisation."""
    organisations = {cycle.organisation_id for cycle in cycles}
    belongs = set(_belongings(actor, organisations))
    runs = set(_running_people_operations(actor, organisations))
    rated = set(
        CaseMember.objects.filter(case__cycle__in=cycles, user=actor).values_list(
            "case__cycle_id", flat=True
        )
    )
    hears = set(
        Appeal.objects.filter(case__cycle__in=cycles, to=actor, withdrawn_at=None).values_list(
            "case__cycle_id", flat=True
        )
    )
    found: dict[str, frozenset[Part]] = {}
    for cycle in cycles:
        votes = any(seat.user_id == actor.id for seat in seats[cycle.id])
        has = {
            Part.PEOPLE_OPERATIONS: cycle.organisation_id in runs,
            Part.CALIBRATOR: votes,
            Part.FACILITATOR: not votes and cycle.facilitator_id == actor.id,
            Part.MEMBER: cycle.id in rated,
            Part.APPEALS: cycle.id in hears,
        }
        there = cycle.organisation_id in belongs
        found[cycle.id] = frozenset(part for part, is_one in has.items() if there and is_one)
    return found


def _belongings(actor: User, organisations: set[str]) -> QuerySet[OrganisationMember, str]:
    rows = OrganisationMember.objects.filter(organisation_id__in=organisations, left_at=None)
    return rows.filter(user=actor).values_list("organisation_id", flat=True)


def _running_people_operations(
    actor: User, organisations: set[str]
) -> QuerySet[OrganisationRole, str]:
    rows = OrganisationRole.objects.filter(organisation_id__in=organisations, ended_at=None)
    mine = rows.filter(member__user=actor, member__left_at=None)
    return mine.filter(role=RoleKind.PEOPLE_OPERATIONS).values_list("organisation_id", flat=True)
