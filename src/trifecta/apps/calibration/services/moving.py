"""Moving a case or a cycle on, with a row that says who, why and with whom."""

from __future__ import annotations

from django.utils import timezone

from trifecta.apps.calibration.models import Case, Cycle, StageChange
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.stages import Stage


def move_case(
    *,
    actor: User,
    cycle: Cycle,
    case: Case,
    to: Stage,
    reason: str = "",
    confirmed_by: User | None = None,
) -> None:
    """Write that a case is in another stage now; the caller has decided that it may be."""
    change = StageChange(
        organisation=cycle.organisation,
        cycle=cycle,
        case=case,
        before=case.stage,
        after=to,
        by=actor,
        reason=reason or None,
        confirmed_by=confirmed_by,
    )
    change.save(force_insert=True)
    case.stage = to
    case.save(update_fields=["stage"])
    record(
        actor=confirmed_by or actor,
        organisation=cycle.organisation,
        action="calibration.case_moved",
        subject=case,
        reason=f"{change.before}_to_{to.value}",
    )


def move_cycle(
    *,
    actor: User,
    cycle: Cycle,
    to: Stage,
    reason: str = "",
    confirmed_by: User | None = None,
) -> None:
    """The same for the cycle and with it every case that is not set aside."""
    change = StageChange(
        organisation=cycle.organisation,
        cycle=cycle,
        before=cycle.stage,
        after=to,
        by=actor,
        reason=reason or None,
        confirmed_by=confirmed_by,
    )
    change.save(force_insert=True)
    cycle.stage = to
    moment = MOMENTS.get(to)
    if moment:
        setattr(cycle, moment, timezone.now())
    cycle.save(update_fields=["stage", *([moment] if moment else [])])
    Case.objects.filter(cycle=cycle, set_aside_at=None).update(stage=to)
    record(
        actor=confirmed_by or actor,
        organisation=cycle.organisation,
        action="calibration.cycle_moved",
        subject=cycle,
        reason=f"{change.before}_to_{to.value}",
    )


MOMENTS = {
    Stage.EVIDENCE: "noticed_at",
    Stage.LOCKED: "locked_at",
    Stage.RELEASED: "released_at",
    Stage.CLOSED: "closed_at",
}
