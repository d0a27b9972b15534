"""Writing, changing and taking back statements on one's own side."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.tensions.models import Statement
from trifecta.apps.tensions.rooms import Room, enter_to_change, my_side
from trifecta.apps.tensions.services.own import (
    is_readable,
    keep_earlier,
    keep_one_need,
    my_statement,
    my_statements,
    note,
    save_changed,
    show_change,
)
from trifecta.domain.access import READABLE, Visibility
from trifecta.domain.errors import ConflictError, InvalidError
from trifecta.domain.people.words import joined
from trifecta.domain.tensions.statements import Kind, check_room, clean_statement


@transaction.atomic
def write_statement(
    *,
    actor: User,
    tension_id: str,
    kind: str,
    text: str,
    because: str = "",
    visibility: str = Visibility.PARTNERS,
) -> Statement:
    """A new statement on my side; on a shared side the partners read it at once."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    wanted, seen_by = clean_kind(kind), clean_visibility(visibility)
    clean = clean_statement(wanted, text=text, because=because)
    check_room(wanted, already=my_statements(room, kind=wanted).count())
    my_side(room)
    row = Statement(
        organisation=room.partnership.organisation,
        tension=room.tension,
        member_id=room.me,
        kind=wanted,
        text=clean.text,
        because=clean.because or None,
        visibility=seen_by,
    )
    row.save(force_insert=True)
    if is_readable(row):
        show_change(room, another_need=wanted is Kind.NEED)
    note(actor=actor, room=room, action="tensions.statement_written", row=row)
    return row


@transaction.atomic
def change_statement(
    *,
    actor: User,
    statement_id: str,
    text: str,
    because: str = "",
    version: int,
    same_need: bool | None = None,
) -> Statement:
    """New words for a statement of mine; raises ConflictError when another tab was faster.

    Once a partner's play-back has been confirmed, the writer of a need says whether the new words
    mean the same (`same_need`); another need asks the partners to say it back anew.
    """
    room, row = my_statement(actor=actor, statement_id=statement_id)
    clean = clean_statement(Kind(row.kind), text=text, because=because)
    if (clean.text, clean.because) == (row.text, row.because or ""):
        return row
    if row.version != version:
        raise ConflictError(
            "You have changed this in another place since you opened this page. Nothing was "
            "overwritten: compare the two below, then save what it should say."
        )
    asks_anew = _asks_anew(room, row, same_need)
    keep_earlier(room, row)
    row.text, row.because = clean.text, clean.because or None
    save_changed(row, "text", "because")
    if is_readable(row):
        show_change(room, another_need=asks_anew)
    note(actor=actor, room=room, action="tensions.statement_changed", row=row)
    return row


def _asks_anew(room: Room, row: Statement, same_need: bool | None) -> bool:
    if row.kind != Kind.NEED or not is_readable(row):
        return False
    heard = [member.name for member in room.heard_me()]
    if heard and same_need is None:
        verb = "has" if len(heard) == 1 else "have"
        raise InvalidError(
            "One answer is missing.",
            fields={
                "same_need": f"{joined(heard)} {verb} said back what you need. Say whether you "
                "still need the same thing."
            },
        )
    return bool(heard) and same_need is False


@transaction.atomic
def remove_statement(*, actor: User, statement_id: str) -> Statement:
    """Take a statement of mine back; what nobody could read is gone for good."""
    room, row = my_statement(actor=actor, statement_id=statement_id)
    keep_one_need(room, row, instead="Change its words, or write another one first.")
    note(actor=actor, room=room, action="tensions.statement_removed", row=row)
    if not _was_ever_readable(room, row):
        row.delete()
        return row
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])
    if is_readable(row):
        show_change(room)
    return row


def _was_ever_readable(room: Room, row: Statement) -> bool:
    if not room.shared(room.me):
        return False
    return is_readable(row) or row.earlier.filter(visibility__in=READABLE).exists()


def clean_kind(value: str) -> Kind:
    try:
        return Kind(value)
    except ValueError:
        raise InvalidError("Choose whether this is asked for, needed, or a limit.") from None


def clean_visibility(value: str) -> Visibility:
    try:
        return Visibility(value)
    except ValueError:
        raise InvalidError(
            "One answer is missing.", fields={"visibility": "Choose who sees this."}
        ) from None
