"""Who finds somebody to answer an appeal: never one of those who are rated in its case."""

from __future__ import annotations

from trifecta.apps.calibration.models import Case, CaseMember, Cycle, Seat
from trifecta.apps.calibration.selectors.cycles import people_operations_of
from trifecta.apps.calibration.selectors.rooms import CaseRoom
from trifecta.apps.people.models import OrganisationMember, OrganisationRole, RoleKind, User


def who_names(cycle: Cycle, case: Case) -> list[User]:
    """People operations; where all of them are rated in the case, whoever led its session.

    Nobody where that person is rated or votes here as well. Somebody else has to be given the role
    then.
    """
    rated = _rated(case)
    outside = [
        user for user in people_operations_of(cycle) if user.is_active and user.id not in rated
    ]
    if outside:
        return outside
    leads = cycle.facilitator
    if leads is None or not leads.is_active or leads.id in rated | _seated(cycle):
        return []
    still_there = OrganisationMember.objects.filter(
        organisation_id=cycle.organisation_id, user=leads, left_at=None
    )
    return [leads] if still_there.exists() else []


def who_gives_the_role(cycle: Cycle, case: Case) -> list[User]:
    """Whoever looks after the organisation without being rated in the case."""
    rows = OrganisationRole.objects.filter(
        organisation_id=cycle.organisation_id,
        role=RoleKind.OWNER,
        ended_at=None,
        member__left_at=None,
    ).exclude(member__user_id__in=_rated(case))
    people = {row.member.user_id: row.member.user for row in rows.select_related("member__user")}
    return [people[user_id] for user_id in sorted(people) if people[user_id].is_active]


def names_here(room: CaseRoom) -> bool:
    """Whether the actor finds somebody to answer appeals in this case."""
    return any(user.id == room.actor.id for user in who_names(room.cycle, room.case))


def naming_words(cycle: Cycle, case: Case) -> str:
    """Who is to name somebody, as whoever appealed is told."""
    if any(user.id not in _rated(case) for user in people_operations_of(cycle)):
        return "People operations name somebody who was not in the room."
    found = who_names(cycle, case)
    if found:
        return f"{found[0].name}, who led the session, names somebody who was not in the room."
    return (
        "Everybody in people operations is rated here, so nobody can name somebody yet. "
        "Whoever looks after the organisation can give that role to somebody else, who then does."
    )


def _rated(case: Case) -> set[str]:
    return set(CaseMember.objects.filter(case=case).values_list("user_id", flat=True))


def _seated(cycle: Cycle) -> set[str]:
    return set(Seat.objects.filter(cycle=cycle).values_list("user_id", flat=True))
