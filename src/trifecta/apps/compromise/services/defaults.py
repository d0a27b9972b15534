"""Saying together what happens when nothing is agreed: one proposes it, all others confirm it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from trifecta.apps.compromise.models.defaults import DefaultPlan
from trifecta.apps.compromise.selectors.defaults import counting, waiting
from trifecta.apps.compromise.selectors.plan_rows import PlanRows
from trifecta.apps.compromise.services.plans import LONGEST_NOTE, enter_plans
from trifecta.apps.notices.services import Message, queue
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import account_by_id
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.selectors import GateView
from trifecta.domain.compromise.problem import Plan
from trifecta.domain.compromise.worth import violations
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError
from trifecta.domain.people.words import joined
from trifecta.domain.tensions.statements import clean_text


@transaction.atomic
def propose_default(*, actor: User, tension_id: str, placements: Mapping[str, str]) -> DefaultPlan:
    """What happens without an agreement (option id to stage id); nothing at all is an answer too.

    It replaces one of mine that waits. Raises ConflictError beside somebody else's, and when it is
    what counts already; InvalidError for what cannot be done.
    """
    view = enter_plans(actor=actor, tension_id=tension_id)
    rows = PlanRows.of(actor=actor, tension_id=tension_id)
    _check_possible(rows, placements)
    _make_room(rows, placements)
    me = view.partnership.me.id
    row = DefaultPlan(
        organisation=view.partnership.organisation,
        tension_id=tension_id,
        proposed_by_id=me,
        placements=dict(placements),
        confirmed_by=[me],
    )
    row.save(force_insert=True)
    _tell(view, row, "has written down what happens if nothing is agreed, and it waits for you")
    _record(actor, view, "compromise.default_proposed", row)
    return row


@transaction.atomic
def confirm_default(*, actor: User, default_id: str) -> DefaultPlan:
    """Say that this is what happens; it counts once everybody has. A second time changes nothing.

    Raises ConflictError for one that was set aside or replaced in the meantime.
    """
    view, row = _waiting_one(actor, default_id)
    me = view.partnership.me.id
    if me not in row.confirmed_by:
        row.confirmed_by = [*row.confirmed_by, me]
        row.save(update_fields=["confirmed_by"])
        _record(actor, view, "compromise.default_confirmed", row)
    return row


@transaction.atomic
def set_default_aside(*, actor: User, default_id: str, reason: str = "") -> DefaultPlan:
    """Say what is off about it, or take back what I proposed; the reason is for the partners."""
    view, row = _waiting_one(actor, default_id)
    mine = row.proposed_by_id == view.partnership.me.id
    if not mine:
        reason = clean_text(
            reason,
            field="reason",
            longest=LONGEST_NOTE,
            missing="Say what would happen instead, so that it can be written down.",
        )
    _set_aside(row, view, "" if mine else reason)
    if not mine:
        _tell(view, row, "sees otherwise what happens if nothing is agreed, and says why")
    _record(actor, view, "compromise.default_set_aside", row)
    return row


def _check_possible(rows: PlanRows, placements: Mapping[str, str]) -> None:
    options, stages = {row.id for row in rows.options}, {row.id for row in rows.stages}
    if not (set(placements) <= options and set(placements.values()) <= stages):
        raise ConflictError("Something this refers to has gone in the meantime. Look again.")
    broken = violations(rows.frame(), Plan(placements=placements))
    if broken:
        raise InvalidError(f"This cannot all happen. {joined(broken[:3])}")


def _make_room(rows: PlanRows, placements: Mapping[str, str]) -> None:
    counts = counting(rows.defaults, rows.present)
    waits = waiting(rows.defaults, rows.present)
    if waits is None:
        if counts is not None and counts.placements == dict(placements):
            raise ConflictError("This is what counts already. Nothing was changed.")
        return
    if waits.proposed_by_id != rows.me:
        raise ConflictError("Somebody else has written one down already. Answer that one first.")
    _set_aside(waits, rows.gate, "")


def _set_aside(row: DefaultPlan, view: GateView, reason: str) -> None:
    row.set_aside_by_id = view.partnership.me.id
    row.set_aside_at = timezone.now()
    row.answer = reason or None
    row.save(update_fields=["set_aside_by", "set_aside_at", "answer"])


def _waiting_one(actor: User, default_id: str) -> tuple[GateView, DefaultPlan]:
    found = DefaultPlan.objects.filter(id=default_id).first()
    if found is None:
        raise NotFoundError
    view = enter_plans(actor=actor, tension_id=found.tension_id)
    rows = list(DefaultPlan.objects.select_for_update().filter(tension_id=found.tension_id))
    newest = next((row for row in rows if row.set_aside_at is None), None)
    if newest is None or newest.id != default_id:
        raise ConflictError("This has been set aside or replaced in the meantime. Look again.")
    return view, newest


def _tell(view: GateView, row: DefaultPlan, what: str) -> None:
    me = view.partnership.me.name
    for member in view.partnership.counterparts:
        recipient = account_by_id(user_id=member.user_id)
        if recipient is not None:
            queue(
                recipient=recipient,
                key=f"default:{row.id}:{bool(row.set_aside_at)}:{member.id}",
                message=Message(
                    subject=f"{view.partnership.name}: what happens without an agreement",
                    body=f"{me} {what}, in {view.partnership.name}.",
                    path=reverse("compromise:default", args=[view.tension_id]),
                ),
            )


def _record(actor: User, view: GateView, action: str, row: DefaultPlan) -> None:
    record(actor=actor, organisation=view.partnership.organisation, action=action, subject=row)
