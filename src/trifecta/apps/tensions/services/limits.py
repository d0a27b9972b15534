"""Taking over into a tension what one wrote in a check-in as limiting, or leaving it out."""

from __future__ import annotations

from django.db import transaction

from trifecta.apps.checkins.selectors import LimitView, my_opened_limit
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import AnsweredLimit, Statement
from trifecta.apps.tensions.rooms import Room, enter_to_change
from trifecta.apps.tensions.services.own import my_statements
from trifecta.apps.tensions.services.statements import write_statement
from trifecta.domain.tensions.statements import Kind, tidy


@transaction.atomic
def take_limit(*, actor: User, tension_id: str, limit_id: str) -> Statement:
    """Make one of the actor's own limits a statement of their side, for the same readers.

    What stands there already in the same words is not written again, however often this is asked.
    """
    room, limit = _room_and_limit(actor, tension_id, limit_id)
    there = [
        row for row in my_statements(room, kind=Kind.CONSTRAINT) if row.text == tidy(limit.text)
    ]
    statement = (
        there[0]
        if there
        else write_statement(
            actor=actor,
            tension_id=tension_id,
            kind=Kind.CONSTRAINT,
            text=limit.text,
            visibility=limit.visibility,
        )
    )
    _answer(room, limit_id, statement)
    return statement


@transaction.atomic
def leave_limit_out(*, actor: User, tension_id: str, limit_id: str) -> None:
    """Do not offer one of the actor's own limits in this tension any more; nobody is told."""
    room, _ = _room_and_limit(actor, tension_id, limit_id)
    if AnsweredLimit.objects.filter(tension=room.tension, limit_id=limit_id).exists():
        return
    row = _answer(room, limit_id, None)
    record(
        actor=actor,
        organisation=room.partnership.organisation,
        action="tensions.limit_left_out",
        subject=row,
    )


def _room_and_limit(actor: User, tension_id: str, limit_id: str) -> tuple[Room, LimitView]:
    """The tension, locked, and the limit; raises NotFoundError for a limit that is not theirs."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    return room, my_opened_limit(actor=actor, partnership=room.partnership, limit_id=limit_id)


def _answer(room: Room, limit_id: str, statement: Statement | None) -> AnsweredLimit:
    row = AnsweredLimit.objects.filter(tension=room.tension, limit_id=limit_id).first()
    if row is None:
        row = AnsweredLimit(
            organisation=room.partnership.organisation, tension=room.tension, limit_id=limit_id
        )
    row.statement = statement
    row.save()
    return row
