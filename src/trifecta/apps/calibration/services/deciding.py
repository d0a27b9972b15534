"""Talking, writing the rating down, agreeing to it and deciding: never mechanically."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from trifecta.apps.calibration.models import (
    Consent,
    DiscussionNote,
    Look,
    Rating,
    RatingState,
)
from trifecta.apps.calibration.selectors.rooms import CaseRoom, enter_case, voting_of
from trifecta.apps.calibration.selectors.standing import exceptions_lacking
from trifecta.apps.calibration.services.moving import move_case
from trifecta.apps.calibration.services.ratings import (
    Written,
    current_rating,
    put_rating,
    rating_of_number,
)
from trifecta.apps.calibration.services.voting import evidence_of, short
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.domain.calibration.acts import Act
from trifecta.domain.calibration.deciding import CaseFacts, still_lacking
from trifecta.domain.calibration.stages import Stage
from trifecta.domain.calibration.votes import Outcome
from trifecta.domain.errors import ConflictError, InvalidError, NotYetError

LONGEST_NOTE: Final = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingWords:
    """A rating as it is written down: a step and reasons an outcome, and the plan with its day."""

    steps: Mapping[str, int]
    reasons: Mapping[str, str]
    plan: str = ""
    plan_on: date | None = None


@transaction.atomic
def write_note(*, actor: User, case_id: str, text: str, outcome: str = "") -> DiscussionNote:
    """Write down what was said, about one outcome or about all."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.WRITE_NOTE)
    text = short(text, field="text", most=LONGEST_NOTE)
    if not text:
        raise InvalidError(
            "Write what was said.", fields={"text": "A sentence or two that you both stand by."}
        )
    row = DiscussionNote(
        organisation=room.cycle.organisation,
        case=room.case,
        by=actor,
        text=text,
        outcome=outcome if outcome in room.outcomes else "",
    )
    row.save(force_insert=True)
    _record(actor, room, "calibration.note_written", row)
    return row


@transaction.atomic
def finish_talking(*, actor: User, case_id: str) -> None:
    """Go on to the second proposals; there has to be a note of what was said."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    if room.stage is Stage.DISCUSSED:
        return
    room.require(Act.FINISH_TALKING)
    if not DiscussionNote.objects.filter(case=room.case).exists():
        raise NotYetError("Write down what was said first. A sentence is enough.")
    move_case(actor=actor, cycle=room.cycle, case=room.case, to=Stage.DISCUSSED)


@transaction.atomic
def write_rating(*, actor: User, case_id: str, words: RatingWords, number: int) -> Rating:
    """Write the rating down; what was agreed to before no longer counts, exceptions go along.

    `number` is that of the rating this replaces, 0 where there is none; raises ConflictError when
    somebody else has written another one since.
    """
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.WRITE_RATING)
    if room.case.second_shown_at is None:
        raise NotYetError("Each calibrator proposes once more, alone, before you write a rating.")
    before = current_rating(room.case)
    if (before.number if before else 0) != number:
        raise ConflictError(
            "Somebody has written the rating anew since you opened this page. Read it first; what "
            "you wrote is still here."
        )
    steps, reasons = _checked(room, words)
    row = put_rating(
        actor=actor,
        room=room,
        before=before,
        written=Written(
            steps=steps,
            reasons=reasons,
            plan=short(words.plan, field="plan", most=LONGEST_NOTE) or None,
            plan_on=words.plan_on,
        ),
    )
    _record(actor, room, "calibration.rating_written", row)
    return row


@transaction.atomic
def consent(*, actor: User, case_id: str, number: int) -> None:
    """Agree to exactly the rating with this number, with the exceptions in it."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.CONSENT)
    seat = room.seat_or_absent()
    rating = rating_of_number(room, number)
    _, created = Consent.objects.get_or_create(rating=rating, seat=seat)
    if created:
        _record(actor, room, "calibration.consented", rating)


@transaction.atomic
def withdraw_consent(*, actor: User, case_id: str) -> None:
    """Take back that I agree, as long as nothing is decided."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.CONSENT)
    rating = current_rating(room.case)
    gone, _ = Consent.objects.filter(rating=rating, seat=room.seat_or_absent()).delete()
    if not gone or rating is None:
        raise ConflictError("You had not agreed to this rating.")
    _record(actor, room, "calibration.consent_withdrawn", rating)


@transaction.atomic
def decide(*, actor: User, case_id: str, number: int) -> None:
    """Make the rating with this number the decided one; raises NotYetError with all that lacks."""
    room = enter_case(actor=actor, case_id=case_id, lock=True)
    room.require(Act.DECIDE)
    rating = rating_of_number(room, number)
    lacking = lacking_for(room, rating)
    if lacking:
        raise NotYetError(" ".join(lacking))
    rating.state = RatingState.DECIDED
    rating.decided_by = actor
    rating.decided_at = timezone.now()
    rating.save(update_fields=["state", "decided_by", "decided_at"])
    move_case(actor=actor, cycle=room.cycle, case=room.case, to=Stage.DECIDED)


def lacking_for(room: CaseRoom, rating: Rating | None) -> tuple[str, ...]:
    """Everything that is missing before this rating can be decided."""
    lacking = still_lacking(facts_of(room, rating))
    return (*lacking, *exceptions_lacking(room, rating)) if rating else lacking


def facts_of(room: CaseRoom, rating: Rating | None) -> CaseFacts:
    """All that a decision rests on, as it stands now."""
    steps = dict(rating.steps) if rating else {}
    reasons = dict(rating.reasons) if rating else {}
    consents = Consent.objects.filter(rating=rating).values_list("seat_id", flat=True)
    return CaseFacts(
        stage=room.stage,
        required=room.required,
        panel=room.panel,
        voting=voting_of(room, "second"),
        evidence=evidence_of(room),
        looked=_looked(room),
        notes=DiscussionNote.objects.filter(case=room.case).count(),
        consents=frozenset(consents) if rating else frozenset(),
        reasons_written=bool(rating) and all(reasons.get(one) for one in room.outcomes),
        failing=any(room.scale.is_failing(step) for step in steps.values()),
        plan_written=bool(rating and rating.plan),
        plan_looked_at=rating.plan_on if rating else None,
    )


def _looked(room: CaseRoom) -> dict[str, frozenset[str]]:
    rows = Look.objects.filter(evidence__case=room.case, evidence__withdrawn_at=None)
    found: dict[str, set[str]] = {}
    for seat_id, evidence_id in rows.values_list("seat_id", "evidence_id"):
        found.setdefault(seat_id, set()).add(evidence_id)
    return {seat: frozenset(ids) for seat, ids in found.items()}


def _checked(room: CaseRoom, words: RatingWords) -> tuple[dict[str, int], dict[str, str]]:
    steps: dict[str, int] = {}
    reasons: dict[str, str] = {}
    errors: dict[str, str] = {}
    for outcome in room.outcomes:
        step = words.steps.get(outcome)
        if step is None:
            errors[f"step_{outcome}"] = "Choose a step."
        else:
            room.scale.label(step)
            steps[outcome] = step
        reasons[outcome] = _reason(words, outcome, errors)
    if errors:
        raise InvalidError("Something is missing in the rating.", fields=errors)
    return steps, reasons


def _reason(words: RatingWords, outcome: Outcome, errors: dict[str, str]) -> str:
    text = short(words.reasons.get(outcome, ""), field=f"reason_{outcome}")
    if not text:
        errors[f"reason_{outcome}"] = "Write the reason as the members will read it."
    return text


def _record(actor: User, room: CaseRoom, action: str, row: DiscussionNote | Rating) -> None:
    record(actor=actor, organisation=room.cycle.organisation, action=action, subject=row)
