"""What ended a check-in before all had finished: somebody left, or somebody joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Somebody's time in the partnership, by first name ("You" for the reader)."""

    name: str
    joined_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaking:
    """Who changed who takes part, when, and whether by leaving."""

    at: datetime
    name: str
    left: bool

    @property
    def words(self) -> str:
        """As the second half of a sentence."""
        return f"as {self.name} {'left' if self.left else 'joined'} before all had finished"


def overtaking(*, opened_at: datetime, presences: Sequence[Presence]) -> Overtaking | None:
    """The first who left or joined after a check-in was started at `opened_at`, if anybody did.

    Those who were there then take part; whoever joins later does not.
    """
    found = [
        Overtaking(at=one.left_at, name=one.name, left=True)
        for one in presences
        if one.joined_at <= opened_at and one.left_at is not None and one.left_at > opened_at
    ]
    found += [
        Overtaking(at=one.joined_at, name=one.name, left=False)
        for one in presences
        if one.joined_at > opened_at
    ]
    return min(found, key=lambda one: one.at, default=None)
