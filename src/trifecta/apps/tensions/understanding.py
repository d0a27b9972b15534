"""Asking, answering, and saying back what was heard."""

from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import Draft, PlayBack, Question, Verdict
from trifecta.apps.tensions.news import tell
from trifecta.apps.tensions.rooms import Room, enter_to_change, question_state
from trifecta.apps.tensions.services import touch
from trifecta.domain.access import Decision
from trifecta.domain.errors import ConflictError, NotFoundError, NotYetError
from trifecta.domain.tensions.gate import may_ask, may_play_back
from trifecta.domain.tensions.statements import clean_text

LONGEST_QUESTION = 400
LONGEST_ANSWER = 2000
LONGEST_PLAY_BACK = 1500


@transaction.atomic
def ask_question(
    *, actor: User, tension_id: str, addressee_id: str, text: str, source: str = ""
) -> Question:
    """Put a question to a counterpart; `source` is the id of a suggestion it started from."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    addressee = room.counterpart(addressee_id)
    _require(may_ask(room.facts, room.me, addressee, names=room.names))
    row = Question(
        organisation=room.partnership.organisation,
        tension=room.tension,
        asker_id=room.me,
        addressee_id=addressee,
        text=clean_text(
            text, field="text", longest=LONGEST_QUESTION, missing="Write your question."
        ),
        source=source[:60],
    )
    row.save(force_insert=True)
    touch(room)
    tell(room, member_id=addressee, what="asked")
    _record(actor, room, "tensions.question_asked", row)
    return row


@transaction.atomic
def withdraw_question(*, actor: User, question_id: str) -> Question:
    """Take a question of mine back, until it has been answered."""
    room, row = _question(actor, question_id)
    if row.asker_id != room.me:
        raise NotFoundError
    if question_state(row) != "open":
        raise ConflictError("This has been answered already, so it stays.")
    _record(actor, room, "tensions.question_withdrawn", row)
    row.delete()
    touch(room)
    return row


@transaction.atomic
def answer_question(*, actor: User, question_id: str, text: str) -> Question:
    """Answer a question put to me; an answer can be bettered until I am played back."""
    room, row = _question(actor, question_id)
    if row.addressee_id != room.me:
        raise NotFoundError
    if question_state(row) == "declined":
        raise ConflictError("You have said that you would rather not answer this.")
    first = row.answered_at is None
    row.answer = clean_text(
        text, field="text", longest=LONGEST_ANSWER, missing="Write your answer."
    )
    row.answered_at = timezone.now()
    row.save(update_fields=["answer", "answered_at"])
    _forget_draft(room, f"answer {row.id}")
    touch(room)
    if first:
        tell(room, member_id=row.asker_id, what="answered")
    _record(actor, room, "tensions.question_answered", row)
    return row


@transaction.atomic
def decline_question(*, actor: User, question_id: str) -> Question:
    """Say that I would rather not answer; the asker may ask another one."""
    room, row = _question(actor, question_id)
    if row.addressee_id != room.me:
        raise NotFoundError
    if question_state(row) != "open":
        raise ConflictError("This has been answered already.")
    row.declined_at = timezone.now()
    row.save(update_fields=["declined_at"])
    touch(room)
    tell(room, member_id=row.asker_id, what="declined")
    _record(actor, room, "tensions.question_declined", row)
    return row


@transaction.atomic
def play_back(*, actor: User, tension_id: str, about_id: str, text: str) -> PlayBack:
    """Tell a counterpart what I heard that they need."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    about = room.counterpart(about_id)
    _require(may_play_back(room.facts, room.me, about))
    row = PlayBack(
        organisation=room.partnership.organisation,
        tension=room.tension,
        speaker_id=room.me,
        about_id=about,
        text=clean_text(
            text, field="text", longest=LONGEST_PLAY_BACK, missing="Write what you heard."
        ),
    )
    row.save(force_insert=True)
    _forget_draft(room, f"play back {about}")
    touch(room)
    tell(room, member_id=about, what="played_back")
    _record(actor, room, "tensions.played_back", row)
    return row


@transaction.atomic
def confirm_play_back(*, actor: User, play_back_id: str) -> PlayBack:
    """Say that a counterpart has it right."""
    room, row = _play_back(actor, play_back_id)
    row.verdict = Verdict.CONFIRMED
    row.edition = room.sides[room.me].edition
    return _decide(actor, room, row, "confirmed")


@transaction.atomic
def correct_play_back(*, actor: User, play_back_id: str, correction: str) -> PlayBack:
    """Say what is not quite it, so that the counterpart can try again."""
    room, row = _play_back(actor, play_back_id)
    row.verdict = Verdict.CORRECTED
    row.correction = clean_text(
        correction,
        field="correction",
        longest=LONGEST_PLAY_BACK,
        missing="Say what is not quite it.",
    )
    return _decide(actor, room, row, "corrected")


@transaction.atomic
def keep_draft(*, actor: User, tension_id: str, place: str, text: str) -> None:
    """Keep an unfinished text for myself; `place` says what it is for."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    text = clean_text(
        text, field="text", longest=LONGEST_ANSWER, missing="There is nothing to keep."
    )
    row = _drafts(room).filter(place=place[:40]).first() or Draft(
        organisation=room.partnership.organisation,
        tension=room.tension,
        member_id=room.me,
        place=place[:40],
    )
    row.text = text
    row.save()


def _decide(actor: User, room: Room, row: PlayBack, what: str) -> PlayBack:
    row.decided_at = timezone.now()
    row.save(update_fields=["verdict", "edition", "correction", "decided_at"])
    touch(room)
    tell(room, member_id=row.speaker_id, what=what)
    _record(actor, room, f"tensions.play_back_{what}", row)
    return row


def _question(actor: User, question_id: str) -> tuple[Room, Question]:
    found = Question.objects.filter(id=question_id).first()
    if found is None:
        raise NotFoundError
    room = enter_to_change(actor=actor, tension_id=found.tension_id)
    row = next((row for row in room.questions if row.id == found.id), None)
    if row is None:
        raise NotFoundError
    return room, row


def _play_back(actor: User, play_back_id: str) -> tuple[Room, PlayBack]:
    found = PlayBack.objects.filter(id=play_back_id).first()
    if found is None:
        raise NotFoundError
    room = enter_to_change(actor=actor, tension_id=found.tension_id)
    row = next(row for row in room.play_backs if row.id == found.id)
    if row.about_id != room.me:
        raise NotFoundError
    if row.verdict != Verdict.WAITING:
        raise ConflictError("You have said already whether this is right.")
    return room, row


def _drafts(room: Room) -> models.QuerySet[Draft]:
    return Draft.objects.filter(tension=room.tension, member_id=room.me)


def _forget_draft(room: Room, place: str) -> None:
    _drafts(room).filter(place=place).delete()


def _require(decision: Decision) -> None:
    if not decision:
        raise NotYetError(decision.reason)


def _record(actor: User, room: Room, action: str, row: Question | PlayBack) -> None:
    record(actor=actor, organisation=room.partnership.organisation, action=action, subject=row)
