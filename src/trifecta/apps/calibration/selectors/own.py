"""What of calibration is one person's own: for the file with their data."""

from __future__ import annotations

from typing import Any

from trifecta.apps.calibration.models import (
    Appeal,
    Case,
    CaseMember,
    Correction,
    DiscussionNote,
    EarlierRating,
    Evidence,
    EvidenceComment,
    Flag,
    Interest,
    Proposal,
    Recusal,
    Reopening,
    Response,
    Seat,
)
from trifecta.apps.calibration.selectors.results import CaseResult, results_of
from trifecta.apps.people.models import User
from trifecta.domain.calibration.stages import Stage

Data = dict[str, Any]


def my_calibrations(*, actor: User) -> Data:
    """What `actor` wrote and gave in calibration, and the released ratings they are rated by."""
    return {
        "rated": _rated(actor),
        "earlier_ratings": _earlier(actor),
        "evidence": _evidence(actor),
        "comments": _comments(actor),
        "responses": _responses(actor),
        "appeals": _appeals(actor),
        "answers_to_appeals": _answered(actor),
        "calibrates": _seats(actor),
        "proposals": _proposals(actor),
        "flags": _flags(actor),
        "interests": _interests(actor),
        "stepped_back": _stepped_back(actor),
        "notes": _notes(actor),
        "corrections": _corrections(actor),
        "asked_to_go_back": _reopenings(actor),
        "set_aside": _set_aside(actor),
    }


def _place(case: Case) -> Data:
    return {"cycle": case.cycle.name, "case_id": case.id, "partnership": case.partnership.name}


def _rated(actor: User) -> list[Data]:
    """Each time I am or was rated; what came of it from the release on."""
    rows = CaseMember.objects.filter(user=actor).exclude(case__cycle__stage=Stage.DRAFT)
    mine = list(
        rows.select_related("case__cycle", "case__partnership").order_by("created_at", "id")
    )
    return [
        {
            **_place(row.case),
            "member_id": row.member_id,
            "role": row.role,
            "from": row.case.cycle.starts_on,
            "until": row.case.cycle.ends_on,
            "kept_until": row.case.cycle.keep_until,
            "set_aside_because": row.case.set_aside_because,
            "rating": _rating(row),
        }
        for row in mine
    ]


def _rating(row: CaseMember) -> Data | None:
    """My rating as it counts now, an exception and corrections of it or of all; else None."""
    found = next(iter(results_of(row.case.cycle, cases=[row.case])), None)
    if found is None:
        return None
    mine = found.of(row.id)
    return {
        "steps": {one: step + 1 for one, step in mine.steps.items()},
        "labels": dict(mine.labels),
        "reasons": None if mine.is_exception else dict(found.reasons),
        "plan": found.plan or None,
        "plan_until": found.plan_on,
        "decided": found.decided_at,
        "exception": (
            {
                "reason": mine.exception.reason,
                "code": mine.exception.code,
                "told": mine.exception.told_on,
            }
            if mine.exception
            else None
        ),
        "corrected": mine.corrected,
        "corrections": _corrections_of(found, row.id),
    }


def _corrections_of(found: CaseResult, member_id: str) -> list[Data]:
    return [
        {
            "number": one.number,
            "labels": dict(one.labels),
            "why": one.why,
            "confirmed": one.confirmed_at,
        }
        for one in found.corrections
        if one.member in ("", member_id)
    ]


def _earlier(actor: User) -> list[Data]:
    """Kept with a cycle I have been told of, as it was and what it became."""
    rows = EarlierRating.objects.filter(user=actor).exclude(cycle__stage=Stage.DRAFT)
    return [
        {
            "cycle": row.cycle.name,
            "period": row.period,
            "rating": row.label,
            "became": row.cycle.labels[row.step] if row.step < len(row.cycle.labels) else None,
        }
        for row in rows.select_related("cycle")
    ]


def _evidence(actor: User) -> list[Data]:
    rows = Evidence.objects.filter(by=actor).select_related("case__cycle", "case__partnership")
    return [
        {
            **_place(row.case),
            "title": row.title,
            "text": row.body,
            "facts": row.facts,
            "link": row.link,
            "outcomes": row.outcomes,
            "happened": row.happened_on,
            "added": row.created_at,
            "withdrawn": row.withdrawn_at,
        }
        for row in rows
    ]


def _comments(actor: User) -> list[Data]:
    rows = EvidenceComment.objects.filter(by=actor)
    return [
        {
            **_place(row.evidence.case),
            "text": row.text,
            "written": row.created_at,
            "withdrawn": row.withdrawn_at,
        }
        for row in rows.select_related("evidence__case__cycle", "evidence__case__partnership")
    ]


def _responses(actor: User) -> list[Data]:
    rows = Response.objects.filter(member__user=actor)
    return [
        {**_place(row.case), "text": row.text, "written": row.created_at}
        for row in rows.select_related("case__cycle", "case__partnership")
    ]


def _appeals(actor: User) -> list[Data]:
    rows = Appeal.objects.filter(member__user=actor)
    return [
        {
            **_place(row.case),
            "text": row.text,
            "written": row.created_at,
            "due": row.due_on,
            "withdrawn": row.withdrawn_at,
            "outcome": row.outcome or None,
            "answer": row.answer,
            "answered": row.answered_at,
        }
        for row in rows.select_related("case__cycle", "case__partnership")
    ]


def _answered(actor: User) -> list[Data]:
    rows = Appeal.objects.filter(answered_by=actor)
    return [
        {
            **_place(row.case),
            "outcome": row.outcome,
            "answer": row.answer,
            "answered": row.answered_at,
        }
        for row in rows.select_related("case__cycle", "case__partnership")
    ]


def _seats(actor: User) -> list[Data]:
    rows = Seat.objects.filter(user=actor).exclude(cycle__stage=Stage.DRAFT)
    return [
        {
            "cycle": row.cycle.name,
            "function": row.function,
            "asked": row.created_at,
            "ended": row.ended_at,
        }
        for row in rows.select_related("cycle")
    ]


def _proposals(actor: User) -> list[Data]:
    """Mine alone, also while nobody else can read them."""
    rows = Proposal.objects.filter(seat__user=actor)
    return [
        {
            **_place(row.case),
            "estimate": row.estimate,
            "steps": {one: step + 1 for one, step in row.steps.items()},
            "reasons": row.reasons,
            "handed_in": row.handed_in_at,
        }
        for row in rows.select_related("case__cycle", "case__partnership")
    ]


def _flags(actor: User) -> list[Data]:
    rows = Flag.objects.filter(seat__user=actor).order_by("created_at", "id")
    return [
        {
            **_place(row.case),
            "about": row.member.user.name,
            "steps_apart": row.gaps,
            "why": row.why,
            "given": row.created_at,
        }
        for row in rows.select_related("case__cycle", "case__partnership", "member__user")
    ]


def _interests(actor: User) -> list[Data]:
    rows = Interest.objects.filter(seat__user=actor)
    return [
        {
            **_place(row.case),
            "kind": row.kind,
            "words": row.words,
            "declared": row.created_at,
            "withdrawn": row.withdrawn_at,
        }
        for row in rows.select_related("case__cycle", "case__partnership")
    ]


def _stepped_back(actor: User) -> list[Data]:
    rows = Recusal.objects.filter(by=actor).order_by("created_at", "id")
    return [
        {**_place(row.case), "because": row.because, "at": row.created_at}
        for row in rows.select_related("case__cycle", "case__partnership")
    ]


def _notes(actor: User) -> list[Data]:
    rows = DiscussionNote.objects.filter(by=actor)
    return [
        {
            **_place(row.case),
            "outcome": row.outcome or None,
            "text": row.text,
            "written": row.created_at,
        }
        for row in rows.select_related("case__cycle", "case__partnership")
    ]


def _corrections(actor: User) -> list[Data]:
    rows = Correction.objects.filter(asked_by=actor)
    return [
        {
            **_place(row.case),
            "number": row.number,
            "steps": {one: step + 1 for one, step in row.steps.items()},
            "why": row.why,
            "asked": row.created_at,
            "confirmed": row.confirmed_at,
            "declined": row.declined_at,
        }
        for row in rows.select_related("case__cycle", "case__partnership")
    ]


def _reopenings(actor: User) -> list[Data]:
    rows = Reopening.objects.filter(asked_by=actor).select_related("cycle", "case__partnership")
    return [
        {
            "cycle": row.cycle.name,
            "partnership": row.case.partnership.name if row.case else None,
            "reason": row.reason,
            "asked": row.created_at,
            "agreed": row.agreed,
        }
        for row in rows
    ]


def _set_aside(actor: User) -> list[Data]:
    rows = Case.objects.filter(set_aside_by=actor).select_related("cycle", "partnership")
    return [
        {**_place(row), "because": row.set_aside_because, "at": row.set_aside_at} for row in rows
    ]
