"""Saying what became of commitments, and looking back at an agreement together."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from trifecta.apps.compromise.agreement_news import tell_others
from trifecta.apps.compromise.models import AgreementNote, Commitment, CommitmentState
from trifecta.apps.compromise.selectors.agreement_rooms import AgreementRoom, enter
from trifecta.apps.compromise.services.standing import keep_standing, record_change
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.domain.compromise import agreements as rules
from trifecta.domain.compromise.terms import clean
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError

MAX_NOTE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of a commitment: kept, not_kept or dropped, and what got in the way."""

    state: str
    reason: str = ""


@transaction.atomic
def settle_commitment(*, actor: User, commitment_id: str, answer: Answer) -> Commitment:
    """Say what became of a commitment; can be put right until the agreement is looked back at."""
    room, row = _commitment_room(actor, commitment_id)
    if room.agreement.state != "active":
        raise ConflictError("This agreement is over, so what was said of it stays.")
    owner = room.everyone[row.owner_id]
    state, reason = rules.settle(
        answer=answer.state,
        reason=clean(answer.reason),
        settling=rules.Settling(
            by_owner=row.owner_id == room.me,
            owner_left=owner.left_at is not None,
            looking_back=review_has_come(room),
        ),
        owner=owner.name,
    )
    row.state, row.reason = state, reason or None
    row.settled_at, row.settled_by_id = timezone.now(), room.me
    row.save()
    if state == CommitmentState.DROPPED:
        tell_others(room, what="dropped")
    record(
        actor=actor,
        organisation=room.partnership.organisation,
        action="compromise.commitment_settled",
        subject=row,
        reason=state,
    )
    return row


@transaction.atomic
def add_note(*, actor: User, agreement_id: str, text: str) -> None:
    """Write or rewrite my note on looking back; all members read it."""
    room = enter(actor=actor, agreement_id=agreement_id, lock=True)
    _may_look_back(room)
    text = clean(text)
    if not text:
        raise InvalidError("There is nothing to keep.", fields={"text": "Write your note."})
    if len(text) > MAX_NOTE:
        raise InvalidError(
            "The note is too long.",
            fields={"text": f"Use at most {MAX_NOTE} characters; this has {len(text)}."},
        )
    row = AgreementNote.objects.filter(agreement=room.agreement, member_id=room.me).first()
    row = row or AgreementNote(
        organisation=room.partnership.organisation, agreement=room.agreement, member_id=room.me
    )
    row.text = text
    row.save()
    record_change(room, "note_written", actor=actor)


@transaction.atomic
def finish_look_back(*, actor: User, agreement_id: str) -> None:
    """Finish looking back: what became of each commitment stays as it was said."""
    room = enter(actor=actor, agreement_id=agreement_id, lock=True)
    now = timezone.now()
    after = rules.close_look_back(room.standing, open_commitments=len(room.open_commitments))
    room.agreement.reviewed_at, room.agreement.reviewed_by_id = now, room.me
    keep_standing(room, after, now=now)
    tell_others(room, what="looked_back")
    record_change(room, "looked_back_at", actor=actor)


def _commitment_room(actor: User, commitment_id: str) -> tuple[AgreementRoom, Commitment]:
    """The commitment in its agreement, locked; raises NotFoundError for anybody outside."""
    found = Commitment.objects.filter(id=commitment_id).values_list("agreement_id", flat=True)
    agreement_id = found.first()
    if agreement_id is None:
        raise NotFoundError
    room = enter(actor=actor, agreement_id=agreement_id, lock=True)
    row = next((one for one in room.commitments if one.id == commitment_id), None)
    if row is None:
        raise NotFoundError
    return room, row


def review_has_come(room: AgreementRoom) -> bool:
    day = room.words.review_on
    return day is not None and timezone.localdate() >= day


def _may_look_back(room: AgreementRoom) -> None:
    if room.agreement.state == "reviewed":
        return
    if not rules.may_look_back(
        room.standing,
        today=timezone.localdate(),
        review_on=room.words.review_on,
        open_commitments=len(room.open_commitments),
    ):
        raise NotYetError(
            "You look back on the day you chose, or when every commitment has an answer."
        )
