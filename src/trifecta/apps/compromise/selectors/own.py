"""What one person has put into plans and agreements, to take along.

What all members wrote together (an option, the words of an agreement) comes along while its reader
is one of them; nobody else's scores, reasons or notes ever do.
"""

from __future__ import annotations

from typing import Any

from trifecta.apps.compromise.models import (
    Acceptance,
    AgreementNote,
    AgreementVersion,
    Commitment,
    DefaultPlan,
    EarlierTerms,
    NeedTerms,
    Option,
    PlanPolicy,
    Proposal,
    Score,
    Signature,
)
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors.own import where_i_read

Data = dict[str, Any]


def my_plans(*, actor: User) -> Data:
    """Options and plans `actor` has brought in, and how far each option meets their own needs."""
    read = where_i_read(actor=actor)
    return {
        "options": _options(actor, read),
        "policies": _policies(actor, read),
        "scores": _scores(actor),
        "needs": _needs(actor),
        "without_agreement": _defaults(actor, read),
        "could_live_with": [
            {"tension_id": row.tension_id, "answered": row.created_at, "could": row.could}
            for row in Acceptance.objects.filter(member__user=actor).order_by("created_at", "id")
        ],
        "suggestions": _suggestions(actor, read),
        "answers": [
            {"tension_id": row.tension_id, "state": row.state, "text": row.answer}
            for row in Proposal.objects.filter(answered_by__user=actor)
        ],
    }


def _options(actor: User, read: frozenset[str]) -> list[Data]:
    rows = Option.objects.filter(proposed_by__user=actor).select_related("tension")
    return [
        {
            "id": row.id,
            "tension_id": row.tension_id,
            "title": row.title if row.tension.partnership_id in read else None,
            "note": row.note if row.tension.partnership_id in read else None,
            "brought_in": row.created_at,
            "removed": row.removed_at,
        }
        for row in rows
    ]


def _policies(actor: User, read: frozenset[str]) -> list[Data]:
    rows = PlanPolicy.objects.filter(proposed_by__user=actor).select_related("tension")
    return [
        {
            "tension_id": row.tension_id,
            "title": row.title if row.tension.partnership_id in read else None,
            "brought_in": row.created_at,
        }
        for row in rows
    ]


def _needs(actor: User) -> list[Data]:
    """How much of each need is enough and by when, now and as it was said before."""
    now = NeedTerms.objects.filter(need__member__user=actor)
    before = EarlierTerms.objects.filter(need__member__user=actor)
    all_of_them: list[NeedTerms | EarlierTerms] = [*now, *before]
    rows = sorted(all_of_them, key=lambda row: (row.need_id, row.version))
    return [{"statement_id": row.need_id, "version": row.version, **row.terms} for row in rows]


def _defaults(actor: User, read: frozenset[str]) -> list[Data]:
    """What `actor` said happens without an agreement, and what they answered to others."""
    rows = DefaultPlan.objects.filter(proposed_by__user=actor).select_related("tension")
    answered = DefaultPlan.objects.filter(set_aside_by__user=actor)
    return [
        *(
            {
                "tension_id": row.tension_id,
                "proposed": row.created_at,
                "plan": row.placements if row.tension.partnership_id in read else None,
            }
            for row in rows.order_by("created_at", "id")
        ),
        *(
            {"tension_id": row.tension_id, "set_aside": row.set_aside_at, "text": row.answer}
            for row in answered.order_by("created_at", "id")
        ),
    ]


def _scores(actor: User) -> list[Data]:
    rows = Score.objects.filter(need__member__user=actor).order_by("created_at", "id")
    return [
        {"statement_id": row.need_id, "option_id": row.option_id, "points": row.points}
        for row in rows
    ]


def _suggestions(actor: User, read: frozenset[str]) -> list[Data]:
    rows = Proposal.objects.filter(suggested_by__user=actor).select_related("tension")
    return [
        {
            "tension_id": row.tension_id,
            "suggested": row.created_at,
            "state": row.state,
            "plan": row.plan if row.tension.partnership_id in read else None,
        }
        for row in rows
    ]


def my_agreements(*, actor: User) -> Data:
    """What `actor` has signed, proposed, declined, promised and noted."""
    read = where_i_read(actor=actor)
    return {
        "signed": _signed(actor, read),
        "proposed": [
            {"agreement_id": row.agreement_id, "proposed": row.proposed_at, "why": row.why}
            for row in AgreementVersion.objects.filter(proposed_by__user=actor)
        ],
        "declined": [
            {
                "agreement_id": row.agreement_id,
                "declined": row.decided_at,
                "because": row.declined_because,
            }
            for row in AgreementVersion.objects.filter(declined_by__user=actor)
        ],
        "commitments": _commitments(actor, read),
        "settled": [
            {"agreement_id": row.agreement_id, "state": row.state, "reason": row.reason}
            for row in Commitment.objects.filter(settled_by__user=actor)
        ],
        "notes": [
            {"agreement_id": row.agreement_id, "text": row.text, "written": row.created_at}
            for row in AgreementNote.objects.filter(member__user=actor)
        ],
    }


def _signed(actor: User, read: frozenset[str]) -> list[Data]:
    rows = Signature.objects.filter(member__user=actor).select_related("version__agreement")
    return [
        {
            "agreement_id": row.version.agreement_id,
            "partnership_id": row.version.agreement.partnership_id,
            "version": row.version.number,
            "signed": row.signed_at,
            "words": row.version.terms if row.version.agreement.partnership_id in read else None,
        }
        for row in rows
    ]


def _commitments(actor: User, read: frozenset[str]) -> list[Data]:
    rows = Commitment.objects.filter(owner__user=actor).select_related("agreement")
    return [
        {
            "agreement_id": row.agreement_id,
            "text": row.text if row.agreement.partnership_id in read else None,
            "due": row.due,
            "state": row.state,
        }
        for row in rows
    ]
