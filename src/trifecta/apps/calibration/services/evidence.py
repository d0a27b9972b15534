"""Adding evidence, commenting on it, and marking what one has looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from trifecta.apps.calibration.models import (
    Evidence,
    EvidenceComment,
    EvidenceKind,
    EvidenceSource,
    Look,
)
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case
from trifecta.apps.calibration.services.voting import short
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.acts import Act, Part
from trifecta.domain.errors import InvalidError, NotFoundError

LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceWords:
    """What somebody adds: what it is and says, where it stands, which outcomes it is about."""

    title: str
    body: str = ""
    link: str = ""
    kind: str = EvidenceKind.OTHER
    outcomes: Sequence[str] = ()
    happened_on: date | None = None


@transaction.atomic
def add_evidence(*, actor: User, case_id: str, words: EvidenceWords) -> Evidence:
    """Add something that should be known; members, calibrators and the facilitator read it."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.ADD_EVIDENCE)
    title = short(words.title, field="title", most=LONGEST_TITLE)
    if not title:
        raise InvalidError("Name it.", fields={"title": "Say in a few words what this shows."})
    source = EvidenceSource.MEMBER if Part.MEMBER in room.parts else EvidenceSource.ROOM
    row = Evidence(
        organisation=room.cycle.organisation,
        case=room.case,
        kind=words.kind if words.kind in EvidenceKind.values else EvidenceKind.OTHER,
        source=source,
        title=title,
        body=short(words.body, field="body") or None,
        link=words.link.strip() or None,
        outcomes=[one for one in room.outcomes if one in words.outcomes],
        happened_on=words.happened_on,
        by=actor,
    )
    row.save(force_insert=True)
    _record(actor, room, "calibration.evidence_added", row)
    return row


@transaction.atomic
def mark_looked_at(*, actor: User, evidence_id: str, looked: bool = True) -> None:
    """Mark that I have looked at a piece of evidence, or that I have not."""
    room, row = _of_a_case(actor, evidence_id)
    room.require(Act.MARK_LOOKED_AT)
    seat = room.seat_or_absent()
    if looked:
        _, created = Look.objects.get_or_create(
            evidence=row, seat=seat, defaults={"organisation": room.cycle.organisation}
        )
        if created:
            _record(actor, room, "calibration.evidence_looked_at", row)
        return
    if Look.objects.filter(evidence=row, seat=seat).delete()[0]:
        _record(actor, room, "calibration.evidence_not_looked_at", row)


def _of_a_case(actor: User, evidence_id: str) -> tuple[CaseRoom, Evidence]:
    case_id = (
        Evidence.objects.filter(id=evidence_id, withdrawn_at=None)
        .values_list("case_id", flat=True)
        .first()
    )
    if case_id is None:
        raise NotFoundError
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    row = Evidence.objects.filter(id=evidence_id, withdrawn_at=None).first()
    if row is None:
        raise NotFoundError
    return room, row


def _record(actor: User, room: CaseRoom, action: str, row: Evidence | EvidenceComment) -> None:
    record(actor=actor, organisation=room.cycle.organisation, action=action, subject=row)
