"""Cycles and cases as somebody with a part in them sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db.models import Q

from trifecta.apps.calibration.models import Appeal, Case, CaseMember, Cycle, Recusal
from trifecta.apps.calibration.selectors.rooms import (
    CaseRoom,
    CycleRoom,
    case_rooms,
    cycle_rooms,
    rooms_in,
)
from trifecta.apps.people.models import OrganisationRole, RoleKind, User
from trifecta.apps.people.selectors import OrganisationView, organisations_of
from trifecta.domain.calibration.acts import Part
from trifecta.domain.calibration.stages import Stage

IN_MANY: Final = frozenset({Part.PEOPLE_OPERATIONS, Part.CALIBRATOR, Part.FACILITATOR})
"""Parts that somebody may have in every case; others have theirs in a few, which are asked for."""


def cycles_of(
    *, actor: User, organisations: Sequence[OrganisationView] | None = None
) -> list[CycleRoom]:
    """Every cycle that somebody has a part in, the latest first.

    `organisations` are all that they belong to, where the caller has them.
    """
    if organisations is None:
        organisations = organisations_of(actor=actor)
    runs = [one.id for one in organisations if RoleKind.PEOPLE_OPERATIONS in one.roles]
    heard = Appeal.objects.filter(to=actor, withdrawn_at=None).values("case__cycle_id")
    told = (
        Q(seats__user=actor, seats__ended_at=None)
        | Q(facilitator=actor)
        | Q(cases__members__user=actor)
        | Q(id__in=heard)
    )
    rows = Cycle.objects.filter(organisation_id__in=[one.id for one in organisations])
    rows = rows.filter(Q(organisation_id__in=runs) | (~Q(stage=Stage.DRAFT) & told)).distinct()
    rooms = cycle_rooms(actor=actor, cycles=rows.select_related("organisation"))
    return [room for room in rooms if room.parts]


def takes_part(*, actor: User, organisations: Sequence[OrganisationView]) -> bool:
    """Whether somebody has a part in any cycle of these, or may begin one; one question at most."""
    if any(RoleKind.PEOPLE_OPERATIONS in one.roles for one in organisations):
        return True
    told = (
        Q(seats__user=actor, seats__ended_at=None)
        | Q(facilitator=actor)
        | Q(appeals_to=actor)
        | Q(cases__members__user=actor)
        | Q(cases__appeals__to=actor, cases__appeals__withdrawn_at=None)
    )
    rows = Cycle.objects.filter(organisation_id__in=[one.id for one in organisations])
    return rows.exclude(stage=Stage.DRAFT).filter(told).exists()


def named_for_appeals(*, actor: User, organisations: Sequence[OrganisationView]) -> list[Cycle]:
    """Cycles that are going on in which somebody answers appeals, the latest first.

    Being named lets nobody into a cycle: an appeal does, and into its own case alone.
    """
    rows = Cycle.objects.filter(organisation_id__in=[one.id for one in organisations])
    rows = rows.filter(appeals_to=actor).exclude(stage__in=(Stage.DRAFT, Stage.CLOSED))
    return list(rows.order_by("-created_at", "-id"))


def cases_of(room: CycleRoom, *, bare: bool = False) -> list[CaseRoom]:
    """The cases of a cycle that its actor has a part in, by name; `bare` as `rooms_in` has it."""
    if room.parts.isdisjoint(IN_MANY):
        mine = Q(members__user=room.actor)
        heard = Q(appeals__to=room.actor, appeals__withdrawn_at=None)
        rows = Case.objects.filter(mine | heard, cycle=room.cycle).distinct()
        rows = rows.select_related("partnership")
        rooms = case_rooms(actor=room.actor, cycle=room.cycle, cases=rows, within=room)
    else:
        rooms = rooms_in(room, bare=bare)
    return sorted((one for one in rooms if one.parts), key=lambda one: (one.name, one.case.id))


def people_operations_of(cycle: Cycle) -> list[User]:
    """Who runs people operations in the organisation of a cycle now, each once."""
    rows = OrganisationRole.objects.filter(
        organisation_id=cycle.organisation_id,
        role=RoleKind.PEOPLE_OPERATIONS,
        ended_at=None,
        member__left_at=None,
    )
    people = {row.member.user_id: row.member.user for row in rows.select_related("member__user")}
    return [people[user_id] for user_id in sorted(people)]


def people_rated(cycle: Cycle) -> list[User]:
    """Everybody who is rated in a cycle, each once, in the order of their accounts' ids."""
    rows = CaseMember.objects.filter(case__cycle=cycle, case__set_aside_at=None)
    people = {row.user_id: row.user for row in rows.select_related("user")}
    return [people[user_id] for user_id in sorted(people)]


def stepped_back_in(*, actor: User, case_id: str) -> str:
    """The cycle of a case that the actor has stepped back from; "" where they have not."""
    rows = Recusal.objects.filter(case_id=case_id, seat__user=actor, by=actor)
    return rows.values_list("case__cycle_id", flat=True).first() or ""


def people_in_the_room(room: CaseRoom) -> list[User]:
    """The calibrators who take part in a case, then whoever leads its session."""
    people = [seat.user for seat in room.present_seats]
    if room.cycle.facilitator is not None and room.facilitator_takes_part:
        people.append(room.cycle.facilitator)
    return people
