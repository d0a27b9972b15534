"""Keeping what was worked out of a plan, for the member it was worked out for."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from trifecta.apps.compromise.models.looking import WorkedOut
from trifecta.apps.compromise.selectors.found import Found
from trifecta.apps.compromise.selectors.plan_rows import PlanRows
from trifecta.apps.compromise.selectors.resting import figures_of, name_of
from trifecta.apps.people.models import User
from trifecta.domain.compromise.problem import Plan
from trifecta.domain.compromise.resting import Basis, data_of

MOST_KEPT: Final = 12
"""So many plans of a tension at most have something kept for one member; the newest."""


@transaction.atomic
def keep_what_it_rests_on(
    *, actor: User, tension_id: str, found: Found, plan: Plan, basis: Basis
) -> None:
    """Keep `basis` with the figures in `found` that it was worked out from, instead of any before.

    That it was asked for is on record already (services.looking).
    """
    rows = PlanRows.of(actor=actor, tension_id=tension_id)
    mine = WorkedOut.objects.filter(tension_id=rows.gate.tension_id, member_id=rows.me)
    mine.filter(key=name_of(plan)).delete()
    row = WorkedOut(
        organisation=rows.gate.partnership.organisation,
        tension_id=rows.gate.tension_id,
        member_id=rows.me,
        key=name_of(plan),
        digest=figures_of(found, plan, reader=rows.me),
        basis=data_of(basis),
    )
    row.save(force_insert=True)
    older = mine.order_by("-created_at", "-id").values_list("id", flat=True)[MOST_KEPT:]
    WorkedOut.objects.filter(id__in=list(older)).delete()
