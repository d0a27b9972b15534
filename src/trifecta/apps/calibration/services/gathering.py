"""Evidence that gathers by itself: agreements, and what limits a partnership as it told leadership.

Check-ins and diagnoses are no source of it, and what was taken over from them is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from trifecta.apps.calibration.models import Case, CaseMember, Cycle, Evidence, EvidenceSource
from trifecta.apps.calibration.models.evidence import EvidenceKind
from trifecta.apps.calibration.selectors.rooms import enter_case, outcomes_of
from trifecta.apps.compromise.selectors.evidence import SignedAgreement, signed_agreements
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.selectors.leadership import (
    LeadershipStatement,
    limits_told_to_leadership,
)
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import Outcome

AGREEMENTS_SPEAK_OF: tuple[Outcome, ...] = ("delivery", "whole_constraint")
LIMITS_SPEAK_OF: tuple[Outcome, ...] = ("whole_constraint",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was found, as it stands where it comes from."""

    kind: str
    title: str
    facts: Mapping[str, Any]
    path: str
    outcomes: tuple[Outcome, ...]
    happened_on: date


@transaction.atomic
def gather_evidence(*, actor: User, case_id: str) -> int:
    """Gather once more for one case; returns how many pieces changed."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.ADD_EVIDENCE)
    return gather_case(actor=actor, cycle=room.cycle, case=room.case)


def gather_cycle(*, actor: User | None, cycle: Cycle) -> int:
    """Gather for every case that is rated; the caller holds the cycle's row."""
    cases = Case.objects.filter(cycle=cycle, set_aside_at=None)
    return sum(gather_case(actor=actor, cycle=cycle, case=case) for case in cases)


def gather_open() -> int:
    """Gather wherever evidence is open; returns how many pieces changed."""
    ids = Cycle.objects.filter(stage=Stage.EVIDENCE).values_list("id", flat=True)
    return sum(_gather_open(cycle_id) for cycle_id in ids)


@transaction.atomic
def _gather_open(cycle_id: str) -> int:
    rows = Cycle.objects.select_for_update().filter(id=cycle_id, stage=Stage.EVIDENCE)
    cycle = rows.first()
    return gather_cycle(actor=None, cycle=cycle) if cycle else 0


def gather_case(*, actor: User | None, cycle: Cycle, case: Case) -> int:
    """Bring what was gathered up to date with where it comes from.

    What is no longer there is deleted with all that was said of it; what has changed has to be
    looked at again.
    """
    found = _found(cycle, case)
    rows = Evidence.objects.filter(case=case, source=EvidenceSource.GATHERED)
    there = {row.key: row for row in rows}
    changed = 0
    for key, row in there.items():
        if key not in found:
            row.delete()
            changed += 1
    for key, one in found.items():
        changed += _keep(case, key, one, there.get(key))
    if changed:
        record(
            actor=actor,
            organisation=cycle.organisation,
            action="calibration.evidence_gathered",
            subject=case,
        )
    return changed


def _keep(case: Case, key: str, one: Found, row: Evidence | None) -> bool:
    if row is None:
        row = Evidence(
            organisation=case.organisation, case=case, source=EvidenceSource.GATHERED, key=key
        )
    elif _same(row, one):
        return False
    else:
        row.version += 1
        row.looks.all().delete()
    row.kind, row.title, row.facts = one.kind, one.title, dict(one.facts)
    row.path, row.outcomes, row.happened_on = one.path, list(one.outcomes), one.happened_on
    row.save()
    return True


def _same(row: Evidence, one: Found) -> bool:
    before = (row.kind, row.title, row.facts, row.path, tuple(row.outcomes), row.happened_on)
    return before == (
        one.kind,
        one.title,
        dict(one.facts),
        one.path,
        one.outcomes,
        one.happened_on,
    )


def _found(cycle: Cycle, case: Case) -> dict[str, Found]:
    rated = outcomes_of(cycle)
    agreements = signed_agreements(
        partnership_id=case.partnership_id, starts_on=cycle.starts_on, ends_on=cycle.ends_on
    )
    member_ids = CaseMember.objects.filter(case=case).values_list("member_id", flat=True)
    limits = limits_told_to_leadership(
        partnership_id=case.partnership_id,
        member_ids=list(member_ids),
        starts_on=cycle.starts_on,
        ends_on=cycle.ends_on,
    )
    return {
        **{f"agreement {one.id}": _agreement(one, rated) for one in agreements},
        **{f"statement {one.id}": _limit(one, rated) for one in limits},
    }


def _agreement(one: SignedAgreement, rated: tuple[Outcome, ...]) -> Found:
    promises = [
        {
            "text": promise.text,
            "due": promise.due.isoformat(),
            "state": promise.state,
            "settled_on": promise.settled_on.isoformat() if promise.settled_on else "",
        }
        for promise in one.promises
    ]
    return Found(
        kind=EvidenceKind.AGREEMENT,
        title=one.title,
        facts={
            "promises": promises,
            "signed_on": one.signed_on.isoformat(),
            "over_on": one.over_on.isoformat() if one.over_on else "",
        },
        path=reverse("compromise:agreement", args=[one.id]),
        outcomes=tuple(outcome for outcome in rated if outcome in AGREEMENTS_SPEAK_OF),
        happened_on=one.signed_on,
    )


def _limit(one: LeadershipStatement, rated: tuple[Outcome, ...]) -> Found:
    return Found(
        kind=EvidenceKind.CONSTRAINTS,
        title=one.text,
        facts={"by": one.author},
        path="",
        outcomes=tuple(outcome for outcome in rated if outcome in LIMITS_SPEAK_OF),
        happened_on=timezone.localdate(one.changed_at),
    )
