"""Looking at plans after numbers have changed, and saying which of them one could live with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.compromise.models.looking import Acceptance, Look
from trifecta.apps.compromise.selectors.looking import (
    PlanKeys,
    has_looked,
    looks_of,
    numbers_of,
)
from trifecta.apps.compromise.selectors.plan_rows import PlanRows
from trifecta.apps.compromise.selectors.plans import board_of
from trifecta.apps.compromise.services.plans import enter_plans
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import Tension
from trifecta.domain.compromise.problem import Plan
from trifecta.domain.compromise.worth import can_be_done
from trifecta.domain.errors import ConflictError, TooManyError
from trifecta.domain.people.words import number_word

LOOKS_A_DAY: Final = 12
"""So often one member may look at plans with new numbers, or have worked out what one rests on."""

WAITING: Final = frozenset({"their_scores", "their_weights"})
"""What is missing once one has done one's own part."""


@transaction.atomic
def look_at_plans(*, actor: User, tension_id: str) -> None:
    """Note that the actor looks at plans with new numbers; with the same ones nothing is noted.

    Nor is anything while there is no plan to look at, with one exception: the first look is noted
    when the actor has done their part and waits for others, so that they see plans once these have
    done theirs. Raises TooManyError after LOOKS_A_DAY within twenty-four hours.
    """
    Tension.objects.select_for_update().filter(id=tension_id).first()
    rows = PlanRows.of(actor=actor, tension_id=tension_id)
    missing = {row.kind for row in board_of(rows).missing}
    if not missing or (missing <= WAITING and not looks_of(rows).exists()):
        _note(rows, actor=actor, action="compromise.plans_looked_at")


@transaction.atomic
def ask_what_it_rests_on(*, actor: User, tension_id: str, placements: Mapping[str, str]) -> None:
    """Note that the actor has worked out what a plan rests on, with the numbers there are.

    It counts like a look, once for all plans with the same numbers. Raises TooManyError where that
    was too often, and ConflictError for a plan that cannot be done.
    """
    enter_plans(actor=actor, tension_id=tension_id)
    rows = PlanRows.of(actor=actor, tension_id=tension_id)
    if not has_looked(rows) or not can_be_done(rows.frame(), Plan(placements=placements)):
        raise ConflictError("What this plan is made of has changed in the meantime. Look again.")
    _note(rows, actor=actor, action="compromise.plan_worked_out", worked_out=True)


def _note(rows: PlanRows, *, actor: User, action: str, worked_out: bool = False) -> None:
    if has_looked(rows, worked_out=worked_out):
        return
    _check_often(rows)
    look = Look(
        organisation=rows.gate.partnership.organisation,
        tension_id=rows.gate.tension_id,
        member_id=rows.me,
        digest=numbers_of(rows, worked_out=worked_out),
    )
    look.save(force_insert=True)
    record(
        actor=actor,
        organisation=rows.gate.partnership.organisation,
        action=action,
        subject=look,
    )


def _check_often(rows: PlanRows) -> None:
    since = timezone.now() - timedelta(days=1)
    recent = looks_of(rows).filter(created_at__gt=since).order_by("-created_at")[:LOOKS_A_DAY]
    times = list(recent.values_list("created_at", flat=True))
    if len(times) == LOOKS_A_DAY:
        opens = timezone.localtime(times[-1] + timedelta(days=1))
        raise TooManyError(
            "You have looked at plans with new numbers, or worked out what one rests on, "
            f"{number_word(LOOKS_A_DAY)} times since yesterday, which is the most. New ones open "
            f"at {opens:%H:%M} on {opens.day} {opens:%B}. Numbers that you have looked at before "
            "can be put back and seen at once."
        )


@transaction.atomic
def say_could_live(
    *, actor: User, tension_id: str, placements: Mapping[str, str], could: bool
) -> None:
    """Say whether I could live with a plan; only that everybody could is ever shown to others."""
    view = enter_plans(actor=actor, tension_id=tension_id)
    rows = PlanRows.of(actor=actor, tension_id=tension_id)
    if not placements or not can_be_done(rows.frame(), Plan(placements=placements)):
        raise ConflictError(
            "What this plan rests on has changed in the meantime. Nothing was kept. Look again."
        )
    key = PlanKeys.of(rows)(placements)
    row = Acceptance.objects.filter(tension_id=tension_id, member_id=rows.me, key=key).first()
    row = row or Acceptance(
        organisation=view.partnership.organisation,
        tension_id=tension_id,
        member_id=rows.me,
        key=key,
    )
    row.could = could
    row.save()
    _settle(rows, key)
    record(
        actor=actor,
        organisation=view.partnership.organisation,
        action="compromise.could_live_said",
        subject=row,
    )


def _settle(rows: PlanRows, key: str) -> None:
    """Every row of a plan says whether all could live with it."""
    said = list(Acceptance.objects.filter(tension_id=rows.gate.tension_id, key=key))
    yes = {row.member_id for row in said if row.could is True}
    mutual = len(rows.present) > 1 and rows.present <= yes
    Acceptance.objects.filter(id__in=[row.id for row in said]).update(mutual=mutual)
