"""Who sees what one has written, and sharing one's side."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import Side, Statement
from trifecta.apps.tensions.news import tell
from trifecta.apps.tensions.rooms import Room, enter_to_change, my_side, touch
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
from trifecta.apps.tensions.services.statements import clean_visibility
from trifecta.domain.access import READABLE, Visibility, visibility_change
from trifecta.domain.errors import InvalidError, NotYetError
from trifecta.domain.tensions.statements import Kind


@transaction.atomic
def change_visibility(
    *, actor: User, statement_id: str, visibility: str, confirmed: bool = False
) -> Statement:
    """Who sees a statement of mine; on a shared side every change is confirmed first."""
    room, row = my_statement(actor=actor, statement_id=statement_id)
    before, after = Visibility(row.visibility), clean_visibility(visibility)
    if before is after:
        return row
    change = visibility_change(
        before=before,
        after=after,
        side_shared=room.shared(room.me),
        others=room.others,
        counted=row.kind == Kind.NEED,
    )
    if after not in READABLE:
        keep_one_need(room, row, instead="Let them read another one first.")
    if change.must_confirm and not confirmed:
        raise InvalidError(f"{change.says} Please confirm.")
    keep_earlier(room, row)
    row.visibility = after
    save_changed(row, "visibility")
    shown_now = is_readable(row) and before not in READABLE
    if is_readable(row) or before in READABLE:
        show_change(room, another_need=shown_now and row.kind == Kind.NEED)
    action = "tensions.visibility_widened" if change.widens else "tensions.visibility_narrowed"
    note(actor=actor, room=room, action=action, row=row)
    return row


@transaction.atomic
def share_side(*, actor: User, tension_id: str) -> None:
    """Let the present partners read what is meant for them; it cannot be unread.

    Sharing again lets those read it who have joined since. A second press changes nothing.
    """
    room = enter_to_change(actor=actor, tension_id=tension_id)
    newcomers = [m for m in room.partnership.counterparts if not room.reads(m, room.me)]
    if not newcomers:
        if not room.partnership.counterparts:
            raise NotYetError("Nobody else is in this partnership now. Invite somebody first.")
        return
    _check_complete(room)
    side = my_side(room)
    side.shared_at = timezone.now()
    side.first_shared_at = side.first_shared_at or side.shared_at
    side.save(update_fields=["shared_at", "first_shared_at"])
    touch(room)
    for member in newcomers:
        tell(room, member_id=member.id, what="shared")
    _record(actor, room, "tensions.side_shared", side)


def _check_complete(room: Room) -> None:
    statements = list(my_statements(room).only("id", "kind", "visibility"))
    if not any(row.kind == Kind.POSITION for row in statements):
        raise NotYetError("First write what you ask for.")
    if not any(row.kind == Kind.NEED and is_readable(row) for row in statements):
        raise NotYetError(
            "First write a need that your partners can read; it is what they work with."
        )


def _record(actor: User, room: Room, action: str, side: Side) -> None:
    record(actor=actor, organisation=room.partnership.organisation, action=action, subject=side)
