"""Asking clarifying questions, and answering or declining them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import Question
from trifecta.apps.tensions.news import tell
from trifecta.apps.tensions.rooms import Room, enter_to_change, question_state, touch
from trifecta.apps.tensions.services.drafts import answer_place, ask_place, forget_draft
from trifecta.domain.errors import ConflictError, NotFoundError, NotYetError, TooManyError
from trifecta.domain.tensions.gate import MOST, may_ask
from trifecta.domain.tensions.questions import by_key
from trifecta.domain.tensions.statements import LONGEST_ANSWER, LONGEST_QUESTION, clean_text


@transaction.atomic
def ask_question(
    *, actor: User, tension_id: str, addressee_id: str, text: str, source: str = ""
) -> Question:
    """Put a question to a counterpart; `source` is the key of the suggestion it started from."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    addressee = room.counterpart(addressee_id)
    facts = room.facts
    decision = may_ask(facts, room.me, addressee.id, names=room.names)
    if not decision:
        full = len(facts.counted(room.me, "open", "answered")) >= MOST
        raise (TooManyError if full else NotYetError)(decision.reason)
    row = Question(
        organisation=room.partnership.organisation,
        tension=room.tension,
        asker_id=room.me,
        addressee_id=addressee.id,
        text=_question_text(text),
        source=source if by_key(source) else "",
    )
    row.save(force_insert=True)
    forget_draft(room, ask_place(addressee.id))
    touch(room)
    tell(room, member_id=addressee.id, what="asked")
    _record(actor, room, "tensions.question_asked", row)
    return row


@transaction.atomic
def change_question(*, actor: User, question_id: str, text: str, version: int) -> Question:
    """Other words for a question of mine, until it has been answered."""
    room, row = _asked_by_me(actor, question_id)
    _still_open(row, what="changed")
    clean = _question_text(text)
    if clean == row.text:
        return row
    if row.version != version:
        raise ConflictError(
            "You have changed this question in another place since you opened this page. "
            "Nothing was overwritten: compare the two below, then save what it should say."
        )
    row.text = clean
    row.version += 1
    row.save(update_fields=["text", "version"])
    touch(room)
    _record(actor, room, "tensions.question_changed", row)
    return row


@transaction.atomic
def withdraw_question(*, actor: User, question_id: str) -> Question:
    """Take a question of mine back, until it has been answered."""
    room, row = _asked_by_me(actor, question_id)
    _still_open(row, what="taken back")
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    touch(room)
    _record(actor, room, "tensions.question_withdrawn", row)
    return row


@transaction.atomic
def answer_question(*, actor: User, question_id: str, text: str, version: int) -> Question:
    """Answer a question put to me, also one I had declined; better the answer until I am heard.

    `version` is that of the question as it was read; raises ConflictError when it says something
    else by now, or when it was answered from another place.
    """
    room, row = _asked_of_me(actor, question_id)
    clean = clean_text(text, field="text", longest=LONGEST_ANSWER, missing="Write your answer.")
    if clean == row.answer:
        return row
    _check_answerable(room, row, version)
    first = row.answered_at is None
    row.answer, row.declined_at = clean, None
    row.version += 1
    if first:
        row.answered_at = timezone.now()
    else:
        row.answer_changed_at = timezone.now()
    row.save(update_fields=["answer", "declined_at", "version", "answered_at", "answer_changed_at"])
    forget_draft(room, answer_place(row.id))
    touch(room)
    if first:
        tell(room, member_id=row.asker_id, what="answered")
    _record(actor, room, "tensions.question_answered", row)
    return row


def _check_answerable(room: Room, row: Question, version: int) -> None:
    asker = room.names[row.asker_id]
    if row.withdrawn_at is not None:
        raise ConflictError(f"{asker} has taken this question back in the meantime.")
    if row.version != version:
        raise ConflictError(
            "The question or your answer has changed since you opened this page. Nothing was "
            "overwritten: read what is there now, then send what you want to say."
        )
    last = room.facts.last_try(row.asker_id, room.me)
    if row.answered_at is not None and last is not None and last.verdict != "corrected":
        raise ConflictError(
            f"{asker} has said back what you need by now, from the answer as it stands. If it has "
            "changed, change your need."
        )


@transaction.atomic
def decline_question(*, actor: User, question_id: str) -> Question:
    """Say that I would rather not answer; the asker may ask something else."""
    room, row = _asked_of_me(actor, question_id)
    _still_open(row, what="declined")
    row.declined_at = timezone.now()
    row.save(update_fields=["declined_at"])
    forget_draft(room, answer_place(row.id))
    touch(room)
    tell(room, member_id=row.asker_id, what="declined")
    _record(actor, room, "tensions.question_declined", row)
    return row


def _question_text(text: str) -> str:
    return clean_text(text, field="text", longest=LONGEST_QUESTION, missing="Write your question.")


def _still_open(row: Question, *, what: str) -> None:
    if row.withdrawn_at is not None:
        raise ConflictError("This question has been taken back in the meantime.")
    state = question_state(row)
    if state != "open":
        raise ConflictError(f"This has been {state} in the meantime, so it cannot be {what}.")


def _asked_by_me(actor: User, question_id: str) -> tuple[Room, Question]:
    room, row = _question(actor, question_id)
    if row.asker_id != room.me:
        raise NotFoundError
    return room, row


def _asked_of_me(actor: User, question_id: str) -> tuple[Room, Question]:
    room, row = _question(actor, question_id)
    if row.addressee_id != room.me:
        raise NotFoundError
    return room, row


def _question(actor: User, question_id: str) -> tuple[Room, Question]:
    found = Question.objects.filter(id=question_id).values_list("tension_id", flat=True).first()
    if found is None:
        raise NotFoundError
    room = enter_to_change(actor=actor, tension_id=found)
    return room, Question.objects.get(id=question_id)


def _record(actor: User, room: Room, action: str, row: Question) -> None:
    record(actor=actor, organisation=room.partnership.organisation, action=action, subject=row)
