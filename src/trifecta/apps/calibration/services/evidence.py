"""Adding evidence, changing and withdrawing one's own, commenting, marking what one looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.calibration.links import checked_link
from trifecta.apps.calibration.models import (
    Evidence,
    EvidenceComment,
    EvidenceKind,
    EvidenceSource,
    Look,
)
from trifecta.apps.calibration.selectors.evidence import ADDED_KINDS, hidden_now
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case
from trifecta.apps.calibration.services.voting import short
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.acts import Act, Part
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, TooManyError

LONGEST_TITLE: Final = 160
LONGEST_FACT: Final = 300
FEWEST_ANSWERS: Final = 5
MOST_ANSWERS: Final = 100_000
MOST_PIECES: Final = 200
MOST_COMMENTS: Final = 100
FIGURE_KINDS: Final = frozenset({EvidenceKind.DELIVERY, EvidenceKind.FEEDBACK})
"""What comes as a figure: a number without its period and its source says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceWords:
    """What somebody adds: what it is and says, where it stands, which outcomes it is about.

    `came_of_it` and `for_whom` belong to a contribution; `figure`, `period` and `where` to a
    figure, and `answers`, how many people it sums up, to feedback.
    """

    title: str
    body: str = ""
    link: str = ""
    kind: str = EvidenceKind.OTHER
    outcomes: Sequence[str] = ()
    happened_on: date | None = None
    came_of_it: str = ""
    for_whom: str = ""
    figure: str = ""
    period: str = ""
    where: str = ""
    answers: int | None = None


@transaction.atomic
def add_evidence(*, actor: User, case_id: str, words: EvidenceWords) -> Evidence:
    """Add something that should be known; members, calibrators and the facilitator read it."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.ADD_EVIDENCE)
    added = Evidence.objects.filter(case=room.case, withdrawn_at=None, by__isnull=False)
    if added.count() >= MOST_PIECES:
        raise TooManyError(
            f"{MOST_PIECES} pieces of evidence were added already. Put what belongs together into "
            "one, or withdraw something first."
        )
    source = EvidenceSource.MEMBER if Part.MEMBER in room.parts else EvidenceSource.ROOM
    kind = words.kind if words.kind in ADDED_KINDS else EvidenceKind.OTHER
    row = Evidence(
        organisation=room.cycle.organisation, case=room.case, kind=kind, source=source, by=actor
    )
    _put(room, row, words)
    row.save(force_insert=True)
    _record(actor, room, "calibration.evidence_added", row)
    return row


@transaction.atomic
def change_evidence(*, actor: User, evidence_id: str, words: EvidenceWords, version: int) -> None:
    """Change what I have added; whoever has looked at it looks again.

    Raises ConflictError where `version` is not that of the words as they stand.
    """
    room, row = _own(actor, evidence_id)
    if row.version != version:
        raise ConflictError(
            "You have changed this in another tab. Nothing was overwritten. Read it as it is now; "
            "what you wrote is still here."
        )
    _put(room, row, words)
    row.version += 1
    row.save()
    row.looks.all().delete()
    _record(actor, room, "calibration.evidence_changed", row)


@transaction.atomic
def withdraw_evidence(*, actor: User, evidence_id: str) -> str:
    """Take back what I have added, before evidence closes; returns the id of its case."""
    room, row = _own(actor, evidence_id)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    _record(actor, room, "calibration.evidence_withdrawn", row)
    return room.case.id


@transaction.atomic
def comment_on(*, actor: User, evidence_id: str, text: str) -> EvidenceComment:
    """Say something about a piece of evidence; whoever reads the one reads the other."""
    room, row = _of_a_case(actor, evidence_id)
    room.require(Act.COMMENT)
    text = short(text, field="text")
    if not text:
        raise InvalidError("Write it first.", fields={"text": "Say what should be known of it."})
    if row.comments.filter(withdrawn_at=None).count() >= MOST_COMMENTS:
        raise TooManyError(f"There are {MOST_COMMENTS} comments already. Talk about it instead.")
    comment = EvidenceComment(
        organisation=room.cycle.organisation, evidence=row, by=actor, text=text
    )
    comment.save(force_insert=True)
    _record(actor, room, "calibration.evidence_commented", comment)
    return comment


@transaction.atomic
def withdraw_comment(*, actor: User, comment_id: str) -> str:
    """Take back what I said about a piece of evidence; returns the id of that."""
    found = EvidenceComment.objects.filter(id=comment_id, by=actor, withdrawn_at=None)
    comment = found.first()
    if comment is None:
        raise NotFoundError
    room, row = _of_a_case(actor, comment.evidence_id)
    room.require(Act.COMMENT)
    comment.withdrawn_at = timezone.now()
    comment.save(update_fields=["withdrawn_at"])
    _record(actor, room, "calibration.evidence_comment_withdrawn", comment)
    return row.id


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


def _put(room: CaseRoom, row: Evidence, words: EvidenceWords) -> None:
    """Write the words into the row; raises InvalidError naming everything to change."""
    errors: dict[str, str] = {}
    title = _short(words.title, "title", LONGEST_TITLE, errors)
    if not title:
        errors["title"] = "Say in a few words what this shows."
    row.title = title
    row.body = _short(words.body, "body", None, errors) or None
    row.facts = _facts(row.kind, words, errors)
    try:
        row.link = checked_link(words.link) or None
    except InvalidError as error:
        errors |= error.fields
    row.outcomes = [one for one in room.outcomes if one in words.outcomes]
    row.happened_on = words.happened_on
    if words.happened_on and words.happened_on > timezone.localdate():
        errors["happened_on"] = "Choose a day that has been. What is still to come is no evidence."
    if errors:
        raise InvalidError("Something is missing or does not fit.", fields=errors)


def _facts(kind: str, words: EvidenceWords, errors: dict[str, str]) -> dict[str, Any] | None:
    if kind == EvidenceKind.CONTRIBUTION:
        came = _short(words.came_of_it, "came_of_it", None, errors)
        if not came:
            errors["came_of_it"] = "Say what came of it, or that it cannot be told yet."
        for_whom = _short(words.for_whom, "for_whom", LONGEST_FACT, errors)
        return {"came_of_it": came, "for_whom": for_whom}
    if kind not in FIGURE_KINDS:
        return None
    facts: dict[str, Any] = {}
    for field, say in (
        ("figure", "Write the figure and what it counts, such as “2 days from commit to release”."),
        ("period", "Say which time it is about, such as “July to December”."),
        ("where", "Say where it comes from, so that somebody could look it up."),
    ):
        facts[field] = _short(getattr(words, field), field, LONGEST_FACT, errors)
        if not facts[field]:
            errors[field] = say
    if kind == EvidenceKind.FEEDBACK:
        facts["answers"] = _answers(words.answers, errors)
    return facts


def _answers(number: int | None, errors: dict[str, str]) -> int | None:
    """Fewer than five could be told apart by who knows the team."""
    if number is None or number > MOST_ANSWERS:
        errors["answers"] = "Write how many people answered."
    elif number < FEWEST_ANSWERS:
        errors["answers"] = (
            f"With fewer than {FEWEST_ANSWERS} answers one could tell who said what. Leave it out, "
            "or add it when there are more."
        )
    return number


def _short(text: str, field: str, most: int | None, errors: dict[str, str]) -> str:
    try:
        return short(text, field=field, most=most) if most else short(text, field=field)
    except InvalidError as error:
        errors |= error.fields
        return text.strip()


def _own(actor: User, evidence_id: str) -> tuple[CaseRoom, Evidence]:
    room, row = _of_a_case(actor, evidence_id)
    if row.by_id != actor.id:
        raise NotFoundError
    room.require(Act.ADD_EVIDENCE)
    return room, row


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
    if row is None or hidden_now(room, [row]):
        raise NotFoundError
    return room, row


def _record(actor: User, room: CaseRoom, action: str, row: Evidence | EvidenceComment) -> None:
    record(actor=actor, organisation=room.cycle.organisation, action=action, subject=row)
