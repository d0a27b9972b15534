"""Suggesting a plan to the partners, and what they say to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from trifecta.apps.compromise.models.plans import Proposal, ProposalState
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
from trifecta.domain.tensions.statements import clean_text

LONGEST_TITLE = 120
LONGEST_SUMMARY = 1000


@transaction.atomic
def suggest_plan(
    *,
    actor: User,
    tension_id: str,
    placements: Mapping[str, str],
    title: str,
    summary: str = "",
) -> Proposal:
    """Put a plan (option id to stage id) before the others; it replaces an earlier one of mine.

    Raises ConflictError for a plan that cannot be done (any more) and beside somebody else's
    suggestion, InvalidError for one without any work or without a name.
    """
    view = enter_plans(actor=actor, tension_id=tension_id)
    rows = PlanRows.of(actor=actor, tension_id=tension_id)
    _check_possible(rows, placements)
    _set_own_aside(view)
    row = Proposal(
        organisation=view.partnership.organisation,
        tension_id=tension_id,
        suggested_by_id=view.partnership.me.id,
        plan={
            "title": clean_text(
                title, field="title", longest=LONGEST_TITLE, missing="Give the plan a name."
            ),
            "summary": _summary(summary),
            "placements": dict(placements),
            "stages": _stages(rows, placements),
        },
    )
    row.save(force_insert=True)
    _tell(view, row, "has suggested a plan")
    _record(actor, view, "compromise.plan_suggested", row)
    return row


@transaction.atomic
def take_up_plan(*, actor: User, proposal_id: str) -> Proposal:
    """Say yes to a plan another member suggested; an agreement can be drafted from it."""
    view, row = _open(actor, proposal_id)
    if row.suggested_by_id == view.partnership.me.id:
        raise ConflictError("You suggested this yourself. It is for the others to say yes.")
    _answer(row, view, ProposalState.TAKEN_UP, "")
    _tell(view, row, "would go with the plan")
    _record(actor, view, "compromise.plan_taken_up", row)
    return row


@transaction.atomic
def set_plan_aside(*, actor: User, proposal_id: str, reason: str = "") -> Proposal:
    """Say no, or take back what I suggested; the reason is for the partners."""
    view, row = _open(actor, proposal_id)
    mine = row.suggested_by_id == view.partnership.me.id
    if not mine:
        reason = clean_text(
            reason,
            field="reason",
            longest=LONGEST_NOTE,
            missing="Say what is not right with it, so that the next one can be.",
        )
    _answer(row, view, ProposalState.SET_ASIDE, reason)
    if not mine:
        _tell(view, row, "has set the suggested plan aside, and says why")
    _record(actor, view, "compromise.plan_set_aside", row)
    return row


def _summary(summary: str) -> str:
    if not summary.strip():
        return ""
    return clean_text(summary, field="summary", longest=LONGEST_SUMMARY, missing="")


def _check_possible(rows: PlanRows, placements: Mapping[str, str]) -> None:
    if not placements:
        raise InvalidError("A plan holds at least one option.")
    options, stages = {row.id for row in rows.options}, {row.id for row in rows.stages}
    known = set(placements) <= options and set(placements.values()) <= stages
    if not known or violations(rows.problem(), Plan(placements=placements)):
        raise ConflictError(
            "What this plan rests on has changed in the meantime. Nothing was suggested. "
            "Look at the plans again."
        )


def _stages(rows: PlanRows, placements: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": stage.name,
            "starts": stage.starts.isoformat(),
            "ends": stage.ends.isoformat() if stage.ends else None,
            "options": [
                {"title": option.title, "note": option.note or ""}
                for option in rows.options
                if placements.get(option.id) == stage.id
            ],
        }
        for stage in rows.stages
    ]


def _set_own_aside(view: GateView) -> None:
    open_one = (
        Proposal.objects.select_for_update()
        .filter(tension_id=view.tension_id, state=ProposalState.SUGGESTED)
        .first()
    )
    if open_one is None:
        return
    if open_one.suggested_by_id != view.partnership.me.id:
        raise ConflictError("There is a suggestion on the table already. Answer that one first.")
    _answer(open_one, view, ProposalState.SET_ASIDE, "")


def _open(actor: User, proposal_id: str) -> tuple[GateView, Proposal]:
    found = Proposal.objects.filter(id=proposal_id).first()
    if found is None:
        raise NotFoundError
    view = enter_plans(actor=actor, tension_id=found.tension_id)
    row = Proposal.objects.select_for_update().get(id=proposal_id)
    if row.state != ProposalState.SUGGESTED:
        raise ConflictError("This suggestion has been answered already.")
    return view, row


def _answer(row: Proposal, view: GateView, state: ProposalState, reason: str) -> None:
    row.state = state
    row.answered_by_id = view.partnership.me.id
    row.answered_at = timezone.now()
    row.answer = reason or None
    row.save(update_fields=["state", "answered_by", "answered_at", "answer"])


def _tell(view: GateView, row: Proposal, what: str) -> None:
    me = view.partnership.me.name
    for member in view.partnership.counterparts:
        recipient = account_by_id(user_id=member.user_id)
        if recipient is not None:
            queue(
                recipient=recipient,
                key=f"plan:{row.id}:{row.state}:{member.id}",
                message=Message(
                    subject=f"{view.partnership.name}: a plan waits for you",
                    body=f"{me} {what} in {view.partnership.name}.",
                    path=reverse("compromise:plan", args=[view.tension_id]),
                    waits=row.state != ProposalState.SET_ASIDE,
                ),
            )


def _record(actor: User, view: GateView, action: str, row: Proposal) -> None:
    record(actor=actor, organisation=view.partnership.organisation, action=action, subject=row)
