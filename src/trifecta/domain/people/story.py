"""What happened to a partnership and its membership, as lines of its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from trifecta.domain.people.journey import HistoryEntry
from trifecta.domain.people.roles import PARTNER_ROLES

AT_ONCE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Somebody's time in the partnership; `name` is "" for the reader."""

    name: str
    role: str
    joined_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A time in which the partnership was put away; a name is "" for the reader."""

    at: datetime
    by: str
    back_at: datetime | None = None
    back_by: str = ""


def membership_history(
    *, set_up_at: datetime, memberships: Sequence[Membership]
) -> list[HistoryEntry]:
    """Who set it up, who joined and who left, oldest first; `memberships` in order of joining.

    Whoever joined as it was made has set it up; if nobody did, it was set up for its members.
    """
    joined = sorted(memberships, key=lambda one: one.joined_at)
    founder = joined[0] if joined and joined[0].joined_at - set_up_at < AT_ONCE else None
    first = f"{_who(founder)} set up this partnership." if founder else "It was set up for you."
    lines = [HistoryEntry(at=set_up_at, before=first)]
    for one in joined:
        if one is not founder:
            lines.append(_line(one.joined_at, f"{_who(one)} joined for {_field(one)}."))
        if one.left_at is not None:
            lines.append(_line(one.left_at, f"{_who(one)} left."))
    return sorted(lines, key=lambda line: line.at)


def rest_history(rests: Sequence[Rest]) -> list[HistoryEntry]:
    """Who put the partnership away and who brought it back, oldest first."""
    lines = []
    for rest in rests:
        lines.append(_line(rest.at, f"{rest.by or 'You'} put this partnership away."))
        if rest.back_at is not None:
            lines.append(_line(rest.back_at, f"{rest.back_by or 'You'} brought it back."))
    return sorted(lines, key=lambda line: line.at)


def _line(at: datetime, words: str) -> HistoryEntry:
    return HistoryEntry(at=at, before=words)


def _who(one: Membership) -> str:
    return one.name or "You"


def _field(one: Membership) -> str:
    return PARTNER_ROLES[one.role].field
