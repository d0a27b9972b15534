"""What happened with plans and agreements of one partnership, as every member may know it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import QuerySet

from trifecta.apps.compromise.models.plans import Proposal, ProposalState
from trifecta.apps.compromise.selectors import listing
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView
from trifecta.apps.records.prepared import prepared
from trifecta.apps.tensions.models import Tension
from trifecta.domain.errors import NotFoundError
from trifecta.domain.people.journey import AgreementFacts, HistoryEntry, Link, SuggestedPlan, Told

ANSWERED = {
    ProposalState.TAKEN_UP: "said yes to a plan for",
    ProposalState.SET_ASIDE: "set a suggested plan aside in",
}


def told(*, actor: User, partnership: PartnershipView) -> Told[tuple[AgreementFacts, ...]]:
    """Where agreements stand, and all that happened with them and with plans."""
    of_agreements = listing.told(actor=actor, partnership=partnership)
    rows = _proposals(actor, partnership)
    of_plans = [entry for row in rows for entry in _of(row, partnership)]
    return replace(
        of_agreements,
        history=[*of_agreements.history, *of_plans],
        suggested=tuple(_waiting(rows, partnership)),
    )


def history(*, actor: User, partnership: PartnershipView) -> list[HistoryEntry]:
    """What happened alone."""
    return told(actor=actor, partnership=partnership).history


def plan_history(*, actor: User, partnership: PartnershipView) -> list[HistoryEntry]:
    """Plans that were suggested, and what was said to them; raises NotFoundError for outsiders."""
    rows = _proposals(actor, partnership)
    return [entry for row in rows for entry in _of(row, partnership)]


def _proposals(actor: User, partnership: PartnershipView) -> list[Proposal]:
    if partnership.me.user_id != actor.id:
        raise NotFoundError
    rows = _suggested(partnership.id)
    if rows:
        tensions = {tension.id: tension for tension in _tensions(partnership.id)}
        for row in rows:
            row.tension = tensions[row.tension_id]
    return rows


@prepared
def _suggested(partnership_id: str) -> QuerySet[Proposal]:
    rows = Proposal.objects.filter(tension__partnership_id=partnership_id)
    return rows.order_by("created_at", "id")


@prepared
def _tensions(partnership_id: str) -> QuerySet[Tension]:
    return Tension.objects.filter(partnership_id=partnership_id)


def _waiting(rows: list[Proposal], partnership: PartnershipView) -> Iterator[SuggestedPlan]:
    """Suggestions of others, in tensions that are still open, that nobody has answered."""
    for row in rows:
        mine = row.suggested_by_id == partnership.me.id
        if not mine and row.state == ProposalState.SUGGESTED and row.tension.state == "open":
            by = partnership.member(row.suggested_by_id).name
            yield SuggestedPlan(tension_id=row.tension_id, title=row.tension.title, by=by)


def _of(row: Proposal, partnership: PartnershipView) -> Iterator[HistoryEntry]:
    def name(member_id: str) -> str:
        return "You" if member_id == partnership.me.id else partnership.member(member_id).name

    title, link = row.tension.title, Link(url_name="compromise:plan", args=(row.tension_id,))
    yield HistoryEntry(
        at=row.created_at,
        before=f"{name(row.suggested_by_id)} suggested a plan for",
        linked=title,
        link=link,
        after=".",
    )
    if row.answered_at and row.answered_by_id and row.answered_by_id != row.suggested_by_id:
        words = ANSWERED[ProposalState(row.state)]
        yield HistoryEntry(
            at=row.answered_at,
            before=f"{name(row.answered_by_id)} {words}",
            linked=title,
            link=link,
            after=".",
        )
