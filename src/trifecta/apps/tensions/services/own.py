"""What changes to one's own side rest on: my statements, earlier words, who is told."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import EarlierStatement, Statement
from trifecta.apps.tensions.news import tell
from trifecta.apps.tensions.rooms import Room, enter_to_change, my_side, touch
from trifecta.domain.access import READABLE
from trifecta.domain.errors import InvalidError, NotFoundError
from trifecta.domain.tensions.statements import Kind


def my_statement(*, actor: User, statement_id: str) -> tuple[Room, Statement]:
    """A statement of the actor's, with its tension locked; raises NotFoundError for others'."""
    found = Statement.objects.filter(id=statement_id).values_list("tension_id", flat=True).first()
    if found is None:
        raise NotFoundError
    room = enter_to_change(actor=actor, tension_id=found)
    row = my_statements(room).filter(id=statement_id).first()
    if row is None:
        raise NotFoundError
    return room, row


def my_statements(room: Room, *, kind: Kind | None = None) -> QuerySet[Statement]:
    rows = Statement.objects.filter(tension=room.tension, member_id=room.me, removed_at=None)
    return rows.filter(kind=kind) if kind else rows


def is_readable(row: Statement) -> bool:
    """Whether partners are shown it once the side is shared."""
    return row.visibility in READABLE


def keep_one_need(room: Room, row: Statement, *, instead: str) -> None:
    """A shared side keeps a need that the partners can read; raises InvalidError otherwise."""
    if not room.shared(room.me) or row.kind != Kind.NEED or not is_readable(row):
        return
    needs = my_statements(room, kind=Kind.NEED).filter(visibility__in=READABLE)
    if needs.count() == 1:
        raise InvalidError(f"This is the only need of yours that your partners can read. {instead}")


def keep_earlier(room: Room, row: Statement) -> None:
    """Keep what a statement on a shared side said until now."""
    if room.shared(room.me):
        EarlierStatement(
            organisation=room.partnership.organisation,
            statement=row,
            version=row.version,
            shared_at=my_side(room).shared_at,
            text=row.text,
            because=row.because,
            visibility=row.visibility,
        ).save(force_insert=True)


def save_changed(row: Statement, *fields: str) -> None:
    row.version += 1
    row.changed_at = timezone.now()
    row.save(update_fields=["version", "changed_at", *fields])


def show_change(room: Room, *, another_need: bool = False) -> None:
    """After a change that partners can see: move the tension, and ask anew where a need differs.

    Never call it for a change they cannot see: the moment alone would give it away.
    """
    if not room.shared(room.me):
        return
    if another_need:
        heard = room.heard_me()
        side = my_side(room)
        side.edition += 1
        side.save(update_fields=["edition"])
        for member in heard:
            tell(room, member_id=member.id, what="changed")
    touch(room)


def note(*, actor: User, room: Room, action: str, row: Statement) -> None:
    record(
        actor=actor,
        organisation=room.partnership.organisation,
        action=action,
        subject=row,
        reason=row.kind,
    )
