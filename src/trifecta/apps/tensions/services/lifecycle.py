"""Opening, naming, setting aside and taking up a tension, skipping the gate, and how it ended."""

from __future__ import annotations

from django.db import transaction

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import partnership_for
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import SETTLED, GateSkip, Tension, TensionState
from trifecta.apps.tensions.news import tell_others
from trifecta.apps.tensions.rooms import Room, enter, enter_to_change, touch
from trifecta.domain.errors import ConflictError, NotYetError
from trifecta.domain.tensions.statements import (
    LONGEST_REASON,
    LONGEST_TITLE,
    SHORTEST_REASON,
    clean_text,
)


@transaction.atomic
def open_tension(*, actor: User, partnership_id: str, title: str) -> Tension:
    """A new tension, whose title all partners see; raises NotYetError for somebody who is alone."""
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
    """Another title; any partner may, and all see it."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    room.tension.title = _title(title)
    touch(room, "title")
    _record(actor, room, "tensions.renamed")


@transaction.atomic
def withdraw_tension(*, actor: User, tension_id: str, reason: str) -> None:
    """Set a tension aside, with a reason the partners see; nothing that was written is lost."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    room.tension.withdrawn_because = _reason(
        reason, missing="Say in a few words why it can rest; your partners read it."
    )
    room.tension.withdrawn_by_id = room.me
    room.tension.state = TensionState.WITHDRAWN
    touch(room, "state", "withdrawn_by", "withdrawn_because")
    tell_others(room, what="withdrawn")
    _record(actor, room, "tensions.withdrawn")


@transaction.atomic
def take_up_tension(*, actor: User, tension_id: str) -> None:
    """Go on with a tension that was set aside; any partner may."""
    room = enter(actor=actor, tension_id=tension_id, lock=True)
    if room.tension.state != TensionState.WITHDRAWN:
        raise ConflictError("This tension is open already.")
    room.tension.state = TensionState.OPEN
    room.tension.withdrawn_because = None
    room.tension.withdrawn_by = None
    touch(room, "state", "withdrawn_by", "withdrawn_because")
    tell_others(room, what="taken_up")
    _record(actor, room, "tensions.taken_up")


@transaction.atomic
def skip_gate(*, actor: User, tension_id: str, reason: str) -> None:
    """Open the plans on the record: everybody is told, and it stays with the agreement."""
    room = enter_to_change(actor=actor, tension_id=tension_id)
    gate = room.gate
    if gate.open:
        raise ConflictError("Plans are open already.")
    if room.me not in room.facts.shared:
        raise NotYetError("Share your side first. Plans are made from what each of you needs.")
    GateSkip(
        organisation=room.partnership.organisation,
        tension=room.tension,
        member_id=room.me,
        stage=gate.first_missing,
        reason=_reason(reason, missing="Say why it cannot wait; your partners read it."),
    ).save(force_insert=True)
    touch(room)
    tell_others(room, what="skipped")
    _record(actor, room, "tensions.gate_skipped", reason=gate.first_missing)


@transaction.atomic
def mark_outcome(*, actor: User, tension_id: str, state: TensionState) -> None:
    """Called by agreements: it is agreed, or navigated, or open again; the same twice is fine."""
    room = enter(actor=actor, tension_id=tension_id, lock=True)
    wanted = state if state in SETTLED else TensionState.OPEN
    if room.tension.state == wanted:
        return
    if room.tension.state == TensionState.WITHDRAWN:
        raise NotYetError("This tension has been set aside. Take it up again first.")
    room.tension.state = wanted
    touch(room, "state")
    _record(actor, room, "tensions.state_changed", reason=wanted)


def _title(title: str) -> str:
    return clean_text(
        " ".join(title.split()),
        field="title",
        longest=LONGEST_TITLE,
        missing="Give it a title that all of you would use.",
    )


def _reason(reason: str, *, missing: str) -> str:
    return clean_text(
        reason, field="reason", longest=LONGEST_REASON, shortest=SHORTEST_REASON, missing=missing
    )


def _record(actor: User, room: Room, action: str, *, reason: str = "") -> None:
    record(
        actor=actor,
        organisation=room.partnership.organisation,
        action=action,
        subject=room.tension,
        reason=reason,
    )
