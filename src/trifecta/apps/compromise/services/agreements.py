"""Beginning an agreement: from a plan, from a disagreement, from an older one, or from nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from trifecta.apps.compromise.models import (
    Agreement,
    AgreementVersion,
    CommitmentState,
    Proposal,
    ProposalState,
)
from trifecta.apps.compromise.models.agreements import RUNNING, AgreementKind
from trifecta.apps.compromise.selectors.agreement_rooms import enter
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView, partnership_for
from trifecta.apps.records.audit import record
from trifecta.apps.records.ids import new_id
from trifecta.apps.tensions.selectors import SkipView, require_open_gate
from trifecta.domain.compromise import agreements as rules
from trifecta.domain.compromise.terms import (
    MAX_PROMISE,
    MAX_STAGE,
    MAX_TEXT,
    MAX_TITLE,
    MOST_PROMISES,
    Promise,
    Stage,
    Terms,
    as_data,
    checked_heading,
    renewed,
    shortened,
)
from trifecta.domain.errors import ConflictError, NotFoundError, NotYetError

# ---------------------------------------------------------------- starting


@transaction.atomic
def draft_agreement(*, actor: User, partnership_id: str, title: str) -> Agreement:
    """Begin an agreement that comes from no tension; all members can write on it."""
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    _not_alone(view)
    terms = checked_heading(Terms(title=title), today=timezone.localdate())
    return _start(actor=actor, partnership=view, terms=terms)


@transaction.atomic
def draft_navigation(*, actor: User, tension_id: str) -> Agreement:
    """Begin to write down how a disagreement that stays is lived with; the gate must be open.

    Returns the one that is being written already; raises ConflictError beside another agreement.
    """
    gate = require_open_gate(actor=actor, tension_id=tension_id)
    _not_alone(gate.partnership)
    running = _running(gate.partnership, tension_id)
    if running is not None:
        if running.kind != AgreementKind.NAVIGATE:
            raise ConflictError(
                "There is an agreement on this tension already. Change that one, or end it first."
            )
        return running
    return _start(
        actor=actor,
        partnership=gate.partnership,
        terms=Terms(kind="navigate", title=shortened(gate.title, most=120)),
        origin=_Origin(tension_id=tension_id, skips=gate.skips),
    )


@transaction.atomic
def draft_from_proposal(*, actor: User, proposal_id: str) -> Agreement:
    """Begin an agreement from a suggested plan; one commitment stands ready for each piece of work.

    Returns the one there is when it was begun already. Raises NotFoundError for anybody outside,
    NotYetError while the gate is closed, ConflictError beside another agreement on the tension.
    """
    proposal = Proposal.objects.filter(id=proposal_id).first()
    if proposal is None:
        raise NotFoundError
    gate = require_open_gate(actor=actor, tension_id=proposal.tension_id)
    begun = Agreement.objects.filter(proposal=proposal).first()
    if begun is not None:
        return begun
    if proposal.state != ProposalState.TAKEN_UP:
        raise NotYetError("An agreement starts from a plan that somebody else has said yes to.")
    if _running(gate.partnership, proposal.tension_id):
        raise ConflictError(
            "There is an agreement on this tension already. Change that one, or end it first."
        )
    return _start(
        actor=actor,
        partnership=gate.partnership,
        terms=_terms_of_plan(proposal.plan, fallback=gate.title),
        origin=_Origin(tension_id=proposal.tension_id, proposal=proposal, skips=gate.skips),
    )


def _terms_of_plan(plan: Mapping[str, Any], *, fallback: str) -> Terms:
    stages = tuple(
        Stage(
            name=shortened(str(one["name"]), most=MAX_STAGE),
            starts=_day(one.get("starts")),
            ends=_day(one.get("ends")),
            work=tuple(str(work["title"]) for work in one.get("options", ())),
        )
        for one in plan.get("stages", ())
    )
    pieces = [(stage, work) for stage in stages for work in stage.work][:MOST_PROMISES]
    return Terms(
        title=shortened(str(plan.get("title") or fallback), most=MAX_TITLE),
        summary=str(plan.get("summary", ""))[:MAX_TEXT],
        stages=stages,
        promises=tuple(_ready(stage, work) for stage, work in pieces),
    )


def _ready(stage: Stage, work: str) -> Promise:
    """A commitment for one piece of work, due when its stage ends, with nobody named yet."""
    due = stage.ends if stage.ends and stage.ends >= timezone.localdate() else None
    return Promise(key=new_id(), text=shortened(work, most=MAX_PROMISE), due=due, stage=stage.name)


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


@transaction.atomic
def renew_agreement(*, actor: User, agreement_id: str) -> Agreement:
    """Begin a new agreement from one that is over; what was not kept comes along, without days."""
    room = enter(actor=actor, agreement_id=agreement_id, lock=True)
    if room.agreement.state not in rules.OVER:
        raise NotYetError("This agreement is running. Propose a change to it instead.")
    earlier = Agreement.objects.filter(renews=room.agreement).first()
    if earlier is not None:
        return earlier
    tension_id: str | None = room.agreement.tension_id
    if tension_id and _running(room.partnership, tension_id):
        tension_id = None
    unfinished = [one.id for one in room.commitments if one.state != CommitmentState.KEPT]
    terms = renewed(room.words, unfinished=unfinished)
    promises = tuple(
        replace(one, key=new_id(), owner=one.owner if one.owner in room.members else "")
        for one in terms.promises
    )
    return _start(
        actor=actor,
        partnership=room.partnership,
        terms=replace(terms, promises=promises),
        origin=_Origin(tension_id=tension_id, renews=room.agreement),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origin:
    """What an agreement comes from, and the record of a skipped step that goes with it."""

    tension_id: str | None = None
    proposal: Proposal | None = None
    renews: Agreement | None = None
    skips: tuple[SkipView, ...] = ()

    @property
    def carried(self) -> list[dict[str, str]]:
        if self.renews is not None:
            return list(self.renews.skips or [])
        return [
            {"member": one.member.id, "reason": one.reason, "at": one.at.isoformat()}
            for one in self.skips
        ]


def _start(
    *,
    actor: User,
    partnership: PartnershipView,
    terms: Terms,
    origin: _Origin | None = None,
) -> Agreement:
    origin = origin or _Origin()
    agreement = Agreement(
        organisation=partnership.organisation,
        partnership=partnership.row,
        tension_id=origin.tension_id,
        proposal=origin.proposal,
        renews=origin.renews,
        kind=terms.kind,
        started_by_id=partnership.me.id,
        skips=origin.carried,
        gate_skipped=bool(origin.carried),
    )
    agreement.save(force_insert=True)
    AgreementVersion(
        organisation=partnership.organisation,
        agreement=agreement,
        number=1,
        terms=as_data(terms),
        written_by_id=partnership.me.id,
    ).save(force_insert=True)
    record(
        actor=actor,
        organisation=partnership.organisation,
        action="compromise.agreement_drafted",
        subject=agreement,
        reason=terms.kind,
    )
    return agreement


def _running(partnership: PartnershipView, tension_id: str) -> Agreement | None:
    return Agreement.objects.filter(
        partnership=partnership.row, tension_id=tension_id, state__in=RUNNING
    ).first()


def _not_alone(partnership: PartnershipView) -> None:
    if not partnership.counterparts:
        raise NotYetError("Nobody else is in this partnership yet. Invite your counterpart first.")
