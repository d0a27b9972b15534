"""Blind flags: my own, and what all of them come to once proposals are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trifecta.apps.calibration.models import CaseMember, Flag
from trifecta.apps.calibration.selectors import asked
from trifecta.apps.calibration.selectors.proposals import may_read
from trifecta.apps.calibration.selectors.rooms import CaseRoom, first_name, proposing, shown
from trifecta.domain.calibration import exceptions as rules
from trifecta.domain.calibration.telling import flags_words, gap_words


@dataclass(frozen=True, slots=True, kw_only=True)
class MyFlag:
    """What I said of one member, alone; `gaps` are steps an outcome, below 0 where lower."""

    member: CaseMember
    name: str
    gaps: Mapping[str, int]
    why: str
    on_average: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one of those said whose flags agree."""

    name: str
    gap: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameTo:
    """What flags about one member come to; `said` is empty where they come to nothing."""

    member: CaseMember
    name: str
    standing: rules.Standing
    words: str
    said: tuple[Said, ...]
    may_be_excepted: bool


def my_flags(room: CaseRoom) -> dict[str, MyFlag]:
    """What I have said of members, by their id; nobody else's is read."""
    if room.seat is None:
        return {}
    rows = Flag.objects.filter(case=room.case, seat=room.seat)
    return {row.member_id: _mine(room, row) for row in rows}


def flags_came_to(room: CaseRoom) -> list[CameTo]:
    """What blind flags come to, for the room; nothing is read before proposals are shown."""
    if not shown(room, "first") or not may_read(room):
        return []
    found = flags_by_member(room)
    return [
        _came_to(room, member, found[member.id]) for member in room.members if member.id in found
    ]


def flags_by_member(room: CaseRoom) -> dict[str, list[Flag]]:
    """The flags that count, by member: of those who take part. For after the reveal alone."""
    there = {seat.id for seat in proposing(room, "first")}
    found: dict[str, list[Flag]] = {}
    for row in asked.flags_of(room.case.id):
        if row.seat_id in there:
            found.setdefault(row.member_id, []).append(row)
    return found


def as_rules(room: CaseRoom, rows: list[Flag]) -> list[rules.Flag]:
    """Flags as the rules know them."""
    functions = {seat.id: seat.function for seat in room.seats}
    return [
        rules.Flag(
            calibrator=row.seat_id,
            function=functions[row.seat_id],
            gaps=tuple(row.gaps.get(one, 0) for one in room.outcomes),
        )
        for row in rows
    ]


def _came_to(room: CaseRoom, member: CaseMember, rows: list[Flag]) -> CameTo:
    flags = as_rules(room, rows)
    together = rules.agreeing(flags)
    names = {seat.id: first_name(seat.user) for seat in room.seats}
    whys = {row.seat_id: row.why for row in rows}
    name = first_name(member.user)
    standing = rules.standing(flags)
    return CameTo(
        member=member,
        name=name,
        standing=standing,
        words=flags_words(
            standing,
            name=name,
            flagged_by=[names[one.calibrator] for one in together],
            below=not together or together[0].gap < 0,
        ),
        said=tuple(
            Said(name=names[one.calibrator], gap=gap_words(one.gap), why=str(whys[one.calibrator]))
            for one in together
        ),
        may_be_excepted=rules.may_be_excepted(flags),
    )


def _mine(room: CaseRoom, row: Flag) -> MyFlag:
    member = room.member(row.member_id)
    gaps = dict(row.gaps)
    flag = rules.Flag(
        calibrator=row.seat_id,
        function="",
        gaps=tuple(gaps.get(one, 0) for one in room.outcomes),
    )
    return MyFlag(
        member=member,
        name=first_name(member.user),
        gaps=gaps,
        why=row.why,
        on_average=gap_words(flag.gap),
    )
