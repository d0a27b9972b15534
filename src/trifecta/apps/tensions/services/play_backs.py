"""Saying back what one has heard, and what the person it is about says to it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import PlayBack, Verdict
from trifecta.apps.tensions.news import tell
from trifecta.apps.tensions.rooms import Room, enter_to_change, my_side, touch
from trifecta.apps.tensions.services.drafts import forget_draft, play_back_place
from trifecta.domain.errors import ConflictError, NotFoundError, NotYetError
from trifecta.domain.tensions.gate import may_play_back
from trifecta.domain.tensions.statements import LONGEST_PLAY_BACK, clean_text


@transaction.atomic
def play_back(*, actor: User, tension_id: str, about_id: str, text: str) -> PlayBack:
    """Tell a counterpart what I heard that they need."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    about = room.counterpart(about_id)
    decision = may_play_back(room.facts, room.me, about.id)
    if not decision:
        raise NotYetError(decision.reason)
    row = PlayBack(
        organisation=room.partnership.organisation,
        tension=room.tension,
        speaker_id=room.me,
        about_id=about.id,
        text=clean_text(
            text, field="text", longest=LONGEST_PLAY_BACK, missing="Write what you heard."
        ),
    )
    row.save(force_insert=True)
    forget_draft(room, play_back_place(about.id))
    touch(room)
    tell(room, member_id=about.id, what="played_back")
    _record(actor, room, "tensions.played_back", row)
    return row


@transaction.atomic
def confirm_play_back(*, actor: User, play_back_id: str) -> PlayBack:
    """Say that a counterpart has it right, as I need it now."""
    room, row = _about_me(actor, play_back_id)
    row.verdict = Verdict.CONFIRMED
    row.edition = my_side(room).edition
    return _decide(actor, room, row)


@transaction.atomic
def correct_play_back(*, actor: User, play_back_id: str, correction: str) -> PlayBack:
    """Say what is missing or off, so that the counterpart can try again."""
    room, row = _about_me(actor, play_back_id)
    row.verdict = Verdict.CORRECTED
    row.correction = clean_text(
        correction,
        field="correction",
        longest=LONGEST_PLAY_BACK,
        missing="Say what is missing or off.",
    )
    return _decide(actor, room, row)


def _decide(actor: User, room: Room, row: PlayBack) -> PlayBack:
    row.decided_at = timezone.now()
    row.save(update_fields=["verdict", "edition", "correction", "decided_at"])
    touch(room)
    tell(room, member_id=row.speaker_id, what=row.verdict)
    _record(actor, room, f"tensions.play_back_{row.verdict}", row)
    return row


def _about_me(actor: User, play_back_id: str) -> tuple[Room, PlayBack]:
    found = PlayBack.objects.filter(id=play_back_id).values_list("tension_id", flat=True).first()
    if found is None:
        raise NotFoundError
    room = enter_to_change(actor=actor, tension_id=found)
    row = next(row for row in room.play_backs if row.id == play_back_id)
    if row.about_id != room.me:
        raise NotFoundError
    if row.verdict != Verdict.WAITING:
        raise ConflictError("You have said already whether this is right.")
    return room, row


def _record(actor: User, room: Room, action: str, row: PlayBack) -> None:
    record(actor=actor, organisation=room.partnership.organisation, action=action, subject=row)
