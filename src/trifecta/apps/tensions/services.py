"""Opening, naming, withdrawing and taking up a tension, and going on without understanding."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import partnership_for
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import GateSkip, Side, Tension, TensionState
from trifecta.apps.tensions.news import tell_others
from trifecta.apps.tensions.rooms import Room, enter, enter_to_change
from trifecta.domain.errors import ConflictError, NotYetError
from trifecta.domain.tensions.statements import LONGEST_TITLE, clean_text

SHORTEST_REASON = 10
LONGEST_REASON = 600


@transaction.atomic
def open_tension(*, actor: User, partnership_id: str, title: str) -> Tension:
    """A new tension, whose name all partners see; raises NotYetError for somebody who is alone."""
    view = partnership_for(actor=actor, partnership_id=partnership_id)
    if not view.counterparts:
        raise NotYetError("Nobody else is in this partnership yet. Invite your counterpart first.")
    tension = Tension(
        organisation=view.organisation,
        partnership=view.row,
        opened_by_id=view.me.id,
        title=_title(title),
    )
    tension.save(force_insert=True)
    room = Room(tension=tension, partnership=view)
    tell_others(room, what="opened")
    _record(actor, room, "tensions.opened")
    return tension


@transaction.atomic
def rename_tension(*, actor: User, tension_id: str, title: str) -> None:
    room = enter_to_change(actor=actor, tension_id=tension_id)
    room.tension.title = _title(title)
    touch(room, "title")
    _record(actor, room, "tensions.renamed")


@transaction.atomic
def withdraw_tension(*, actor: User, tension_id: str, reason: str) -> None:
    """Put a tension aside, with a reason the partners see; nothing that was written is lost."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    if room.tension.state in {TensionState.AGREED, TensionState.NAVIGATING}:
        raise ConflictError("You have agreed on this already. Look back at the agreement instead.")
    room.tension.withdrawn_because = clean_text(
        reason,
        field="reason",
        longest=LONGEST_REASON,
        missing="Say in a few words why it can rest.",
    )
    room.tension.state = TensionState.WITHDRAWN
    touch(room, "state", "withdrawn_because")
    tell_others(room, what="withdrawn")
    _record(actor, room, "tensions.withdrawn")


@transaction.atomic
def take_up_tension(*, actor: User, tension_id: str) -> None:
    """Go on with a tension that was put aside."""
    room = enter(actor=actor, tension_id=tension_id, lock=True)
    if room.tension.state != TensionState.WITHDRAWN:
        raise ConflictError("This tension is open already.")
    room.tension.state = TensionState.OPEN
    room.tension.withdrawn_because = None
    touch(room, "state", "withdrawn_because")
    _record(actor, room, "tensions.taken_up")


@transaction.atomic
def skip_gate(*, actor: User, tension_id: str, reason: str) -> None:
    """Open the plans on the record: everybody is told, and it stays with the agreement."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    if room.gate.open:
        raise ConflictError("Plans are open already.")
    GateSkip(
        organisation=room.partnership.organisation,
        tension=room.tension,
        member_id=room.me,
        reason=clean_text(
            reason,
            field="reason",
            longest=LONGEST_REASON,
            shortest=SHORTEST_REASON,
            missing="Say why it cannot wait; your partners read it.",
        ),
    ).save(force_insert=True)
    touch(room)
    tell_others(room, what="skipped")
    _record(actor, room, "tensions.gate_skipped")


@transaction.atomic
def mark_outcome(*, actor: User, tension_id: str, state: TensionState) -> None:
    """Called by plans and agreements: how far the tension has come."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    room.tension.state = state
    touch(room, "state")
    _record(actor, room, "tensions.state_changed", reason=state)


def my_side(room: Room) -> Side:
    """My side, made when it is missing; the caller holds the transaction."""
    side = room.sides.get(room.me)
    if side is None:
        side = Side(
            organisation=room.partnership.organisation, tension=room.tension, member_id=room.me
        )
        side.save(force_insert=True)
        room.sides[room.me] = side
    return side


def touch(room: Room, *fields: str) -> None:
    """Save the tension with the moment of its last change that all partners can see."""
    room.tension.changed_at = timezone.now()
    room.tension.save(update_fields=["changed_at", *fields])


def _title(title: str) -> str:
    return clean_text(
        " ".join(title.split()),
        field="title",
        longest=LONGEST_TITLE,
        missing="Give it a name that both of you would use.",
    )


def _record(actor: User, room: Room, action: str, *, reason: str = "") -> None:
    record(
        actor=actor,
        organisation=room.partnership.organisation,
        action=action,
        subject=room.tension,
        reason=reason,
    )
