"""Writing one's side: statements, who sees them, how much each need counts, and sharing it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import EarlierStatement, Statement
from trifecta.apps.tensions.news import tell_others
from trifecta.apps.tensions.rooms import Room, enter_to_change
from trifecta.apps.tensions.services import my_side, touch
from trifecta.domain.access import ORDER, Visibility
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError, NotYetError
from trifecta.domain.tensions.statements import Kind, check_room, clean_statement

READABLE = frozenset({Visibility.PARTNERS, Visibility.LEADERSHIP})


@transaction.atomic
def write_statement(
    *, actor: User, tension_id: str, kind: str, text: str, because: str, visibility: str
) -> Statement:
    """A new statement on my side."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    side = my_side(room)
    wanted = _kind(kind)
    clean = clean_statement(wanted, text=text, because=because)
    check_room(wanted, already=len(_mine(room, kind=wanted)))
    row = Statement(
        organisation=room.partnership.organisation,
        tension=room.tension,
        member_id=room.me,
        kind=wanted,
        text=clean.text,
        because=clean.because,
        visibility=_visibility(visibility),
    )
    row.save(force_insert=True)
    if side.shared_at is not None:
        _shared_side_changed(room, needs_changed=_is_readable_need(row))
    _record(actor, room, "tensions.statement_written", row)
    return row


@transaction.atomic
def change_statement(
    *, actor: User, statement_id: str, text: str, because: str, version: int
) -> Statement:
    """New words for a statement of mine; raises ConflictError when another tab was faster."""
    room, row = _my_statement(actor, statement_id)
    if row.version != version:
        raise ConflictError(
            "You have changed this in another place in the meantime. It says now: "
            f"“{row.text}”. What you typed is still here; save it again if it should replace that."
        )
    clean = clean_statement(Kind(row.kind), text=text, because=because)
    if (clean.text, clean.because) == (row.text, row.because or ""):
        return row
    _keep_earlier(room, row)
    row.text, row.because = clean.text, clean.because
    _save(row, "text", "because")
    if room.shared(room.me):
        _shared_side_changed(room, needs_changed=_is_readable_need(row))
    _record(actor, room, "tensions.statement_changed", row)
    return row


@transaction.atomic
def remove_statement(*, actor: User, statement_id: str) -> Statement:
    """Take a statement of mine back; what was read cannot be unread."""
    room, row = _my_statement(actor, statement_id)
    shared = room.shared(room.me)
    if shared and row.kind == Kind.NEED and len(_mine(room, kind=Kind.NEED)) == 1:
        raise InvalidError(
            "Your partners build on this need. Change it, or write another one first."
        )
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])
    if shared:
        _shared_side_changed(room, needs_changed=_is_readable_need(row))
    _record(actor, room, "tensions.statement_removed", row)
    return row


@transaction.atomic
def change_visibility(
    *, actor: User, statement_id: str, visibility: str, confirmed: bool
) -> Statement:
    """Who sees a statement of mine; what is shared already asks for confirmation."""
    room, row = _my_statement(actor, statement_id)
    before, after = Visibility(row.visibility), _visibility(visibility)
    if before is after:
        return row
    shared = room.shared(room.me)
    if shared and not confirmed:
        raise InvalidError("This changes who can read it. Please confirm.")
    was_readable = _is_readable_need(row)
    _keep_earlier(room, row)
    row.visibility = after
    _save(row, "visibility")
    if shared:
        _shared_side_changed(room, needs_changed=was_readable != _is_readable_need(row))
    widens = ORDER.index(after) > ORDER.index(before)
    action = "tensions.visibility_widened" if widens else "tensions.visibility_narrowed"
    _record(actor, room, action, row)
    return row


@transaction.atomic
def weigh_needs(*, actor: User, tension_id: str, weights: Mapping[str, float]) -> None:
    """How much each of my needs counts: shares by statement id, with sum 1."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    needs = _mine(room, kind=Kind.NEED)
    if set(weights) != {need.id for need in needs}:
        raise ConflictError("Your needs have changed in the meantime. Weigh them again.")
    for need in needs:
        need.weight = weights[need.id]
        need.save(update_fields=["weight"])
    record(
        actor=actor,
        organisation=room.partnership.organisation,
        action="tensions.needs_weighed",
        subject=my_side(room),
    )


@transaction.atomic
def share_side(*, actor: User, tension_id: str) -> None:
    """Let the partners read what is meant for them; it cannot be unread."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    side = my_side(room)
    if side.shared_at is not None:
        return
    statements = _mine(room)
    if not any(row.kind == Kind.POSITION for row in statements):
        raise NotYetError("First write what you ask for.")
    if not any(_is_readable_need(row) for row in statements):
        raise NotYetError(
            "First write a need that your partners can read; it is what they work with."
        )
    side.shared_at = timezone.now()
    side.edition = 1
    side.save(update_fields=["shared_at", "edition"])
    touch(room)
    tell_others(room, what="shared")
    record(
        actor=actor,
        organisation=room.partnership.organisation,
        action="tensions.side_shared",
        subject=side,
    )


def _my_statement(actor: User, statement_id: str) -> tuple[Room, Statement]:
    row = Statement.objects.filter(id=statement_id, removed_at=None).first()
    if row is None:
        raise NotFoundError
    room = enter_to_change(actor=actor, tension_id=row.tension_id)
    if row.member_id != room.me:
        raise NotFoundError
    return room, Statement.objects.select_for_update().get(id=row.id)


def _mine(room: Room, *, kind: Kind | None = None) -> list[Statement]:
    rows = Statement.objects.filter(tension=room.tension, member_id=room.me, removed_at=None)
    return list(rows.filter(kind=kind) if kind else rows)


def _keep_earlier(room: Room, row: Statement) -> None:
    if room.shared(room.me):
        EarlierStatement(
            organisation=room.partnership.organisation,
            statement=row,
            version=row.version,
            text=row.text,
            because=row.because,
            visibility=row.visibility,
        ).save(force_insert=True)


def _save(row: Statement, *fields: str) -> None:
    row.version += 1
    row.changed_at = timezone.now()
    row.save(update_fields=["version", "changed_at", *fields])


def _shared_side_changed(room: Room, *, needs_changed: bool) -> None:
    if needs_changed:
        side = my_side(room)
        side.edition += 1
        side.save(update_fields=["edition"])
        touch(room)


def _is_readable_need(row: Statement) -> bool:
    return row.kind == Kind.NEED and row.visibility in READABLE


def _kind(value: str) -> Kind:
    try:
        return Kind(value)
    except ValueError:
        raise InvalidError("Choose whether this is asked for, needed, or a limit.") from None


def _visibility(value: str) -> Visibility:
    try:
        return Visibility(value)
    except ValueError:
        raise InvalidError(
            "One answer is missing.", fields={"visibility": "Choose who sees this."}
        ) from None


def _record(actor: User, room: Room, action: str, row: Statement) -> None:
    record(
        actor=actor,
        organisation=room.partnership.organisation,
        action=action,
        subject=row,
        reason=row.kind,
    )
