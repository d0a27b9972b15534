"""Cycles and cases as somebody with a part in them sees them."""

from __future__ import annotations

from django.db.models import Q

from trifecta.apps.calibration.models import Appeal, Case, Cycle
from trifecta.apps.calibration.selectors.rooms import CaseRoom, CycleRoom, case_rooms, enter_cycle
from trifecta.apps.people.models import RoleKind, User
from trifecta.apps.people.selectors import organisations_of
from trifecta.domain.calibration.stages import Stage


def cycles_of(*, actor: User) -> list[CycleRoom]:
    """Every cycle that somebody has a part in, the latest first."""
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
    return [enter_cycle(actor=actor, cycle_id=row.id) for row in rows]


def cases_of(room: CycleRoom) -> list[CaseRoom]:
    """The cases of a cycle that its actor has a part in, by name."""
    rows = Case.objects.filter(cycle=room.cycle).select_related("partnership")
    rooms = case_rooms(actor=room.actor, cycle=room.cycle, cases=rows)
    return sorted((one for one in rooms if one.parts), key=lambda one: (one.name, one.case.id))
