"""Unfinished texts, kept for their writer alone."""

from __future__ import annotations

from django.db import transaction

from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import LONGEST_PLACE, Draft
from trifecta.apps.tensions.rooms import Room, enter_to_change
from trifecta.domain.errors import NotFoundError
from trifecta.domain.tensions.statements import LONGEST_ANSWER, clean_text


def ask_place(addressee_id: str) -> str:
    return f"ask {addressee_id}"


def answer_place(question_id: str) -> str:
    return f"answer {question_id}"


def play_back_place(about_id: str) -> str:
    return f"play back {about_id}"


@transaction.atomic
def keep_draft(*, actor: User, tension_id: str, place: str, text: str) -> None:
    """Keep an unfinished text for myself; `place` is made by one of the functions above."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    if not 0 < len(place) <= LONGEST_PLACE:
        raise NotFoundError
    text = clean_text(text, field="text", longest=LONGEST_ANSWER, missing="Write something first.")
    mine = Draft.objects.filter(tension=room.tension, member_id=room.me, place=place)
    row = mine.first() or Draft(
        organisation=room.partnership.organisation,
        tension=room.tension,
        member_id=room.me,
        place=place,
    )
    row.text = text
    row.save()
    record(
        actor=actor,
        organisation=room.partnership.organisation,
        action="tensions.draft_kept",
        subject=row,
    )


def forget_draft(room: Room, place: str) -> None:
    """Remove a draft whose text has been sent; the caller holds the transaction."""
    Draft.objects.filter(tension=room.tension, member_id=room.me, place=place).delete()
