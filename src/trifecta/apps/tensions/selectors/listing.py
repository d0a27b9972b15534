"""The tensions of a partnership: a line each, the facts for its page, and what has happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import MemberView, PartnershipView
from trifecta.apps.tensions.models import Tension, TensionState
from trifecta.apps.tensions.rooms import Room, rooms_of
from trifecta.domain.errors import NotFoundError
from trifecta.domain.people import journey
from trifecta.domain.people.journey import HistoryEntry, Link, TensionFacts, Told
from trifecta.domain.people.words import joined
from trifecta.domain.tensions.gate import gate_of, turns_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionLine:
    """A tension in the list: its facts for the reader, and who opened it."""

    facts: TensionFacts
    opened_by: MemberView


def tensions_of(*, actor: User, partnership: PartnershipView) -> list[TensionLine]:
    """Every tension of a partnership `actor` has been let into, the last changed first."""
    return [
        TensionLine(facts=_facts(room), opened_by=partnership.member(room.tension.opened_by_id))
        for room in _rooms(actor, partnership)
    ]


def told(*, actor: User, partnership: PartnershipView) -> Told[tuple[TensionFacts, ...]]:
    """What the page of a partnership says about its tensions, the last changed first."""
    rooms = _rooms(actor, partnership)
    return Told(
        facts=tuple(_facts(room) for room in rooms),
        history=[entry for room in rooms for entry in _events(room)],
    )


def journey_facts(*, actor: User, partnership: PartnershipView) -> tuple[TensionFacts, ...]:
    """The facts alone."""
    return told(actor=actor, partnership=partnership).facts


def last_settled_id(*, actor: User, partnership: PartnershipView) -> str | None:
    """The tension that was settled last, by a plan or by living with the difference."""
    if partnership.me.user_id != actor.id:
        raise NotFoundError
    rows = Tension.objects.filter(
        partnership=partnership.row,
        state__in=[TensionState.AGREED, TensionState.NAVIGATING],
    )
    return rows.order_by("-changed_at", "-id").values_list("id", flat=True).first()


def _rooms(actor: User, partnership: PartnershipView) -> list[Room]:
    if partnership.me.user_id != actor.id:
        raise NotFoundError
    return rooms_of(partnership)


def _facts(room: Room) -> TensionFacts:
    facts = room.facts
    gate = gate_of(facts)
    state = room.state_behind(gate)
    turns = turns_of(facts, room.me) if state in {"open", "planning"} else ()
    first = turns[0] if turns else None
    same = [turn.about for turn in turns if first and turn.kind == first.kind]
    return TensionFacts(
        tension_id=room.tension.id,
        title=room.tension.title,
        state=cast(journey.TensionState, state.value),
        opened_at=room.tension.created_at,
        opened_by_me=room.tension.opened_by_id == room.me,
        my_turn=first.kind if first else "",
        counterpart=joined([room.names[member] for member in same if member]),
        gate_open=gate.open,
        gate_skipped=gate.skipped,
        last_change_at=room.tension.changed_at,
    )


def history(*, actor: User, partnership: PartnershipView) -> list[HistoryEntry]:
    """What happened in tensions, as far as every member may know it."""
    return told(actor=actor, partnership=partnership).history


def _events(room: Room) -> list[HistoryEntry]:
    link = Link(url_name="tensions:tension", args=(room.tension.id,))

    def entry(at: datetime, before: str, after: str = "") -> HistoryEntry:
        return HistoryEntry(at=at, before=before, linked=room.tension.title, link=link, after=after)

    def who(member_id: str) -> str:
        return "You" if member_id == room.me else room.names[member_id]

    events = [entry(room.tension.created_at, f"{who(room.tension.opened_by_id)} opened")]
    events += [
        entry(side.first_shared_at, f"{who(author)} shared {_their(room, author)} side of")
        for author, side in room.sides.items()
        if side.first_shared_at is not None and room.i_read(author)
    ]
    events += [
        entry(
            row.decided_at, f"{who(row.about_id)} said that {_whom(room, row.speaker_id)} right in"
        )
        for row in room.play_backs
        if row.verdict == "confirmed"
        and row.decided_at
        and room.i_read(row.speaker_id, row.about_id)
    ]
    events += [
        entry(skip.created_at, f"{who(skip.member_id)} opened the plans early in")
        for skip in room.skips
    ]
    if room.tension.withdrawn_by_id:
        by = who(room.tension.withdrawn_by_id)
        events.append(entry(room.tension.changed_at, f"{by} set", " aside"))
    return sorted(events, key=lambda event: event.at)


def _their(room: Room, author: str) -> str:
    return "your" if author == room.me else "their"


def _whom(room: Room, speaker: str) -> str:
    return "you have it" if speaker == room.me else f"{room.names[speaker]} has it"
