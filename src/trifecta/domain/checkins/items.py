"""What a trade-off question is: two ends a reasonable colleague may want, and who it suits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trifecta.domain.people.roles import PartnerRole

Nearer = Literal["first", "second"]

STRONGLY_FIRST = -3
STRONGLY_SECOND = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Pole:
    """One end of a trade-off: `full` is asked, `short` (a gerund phrase) labels and heads."""

    full: str
    short: str

    @property
    def inline(self) -> str:
        """The short form as it stands inside a sentence."""
        return self.short[0].lower() + self.short[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One trade-off, answered from −3 (strongly the first pole) to +3 (strongly the second).

    `key` never changes and is never used again for other words: reword a pole and it is a new item.
    `topic` is the place it fills among the twenty-four. `fits` are the roles it makes sense to.
    `nearer` says which pole favours the nearer result. Half of the topics have it first, because
    profiles are compared after subtracting a person's mean: were all of them keyed one way, a
    general pull towards "now" or "later" would be subtracted with it.
    """

    key: str
    topic: str
    first: Pole
    second: Pole
    nearer: Nearer
    fits: frozenset[PartnerRole]

    @property
    def label(self) -> str:
        """The trade-off in one line, for tables and links."""
        return f"{self.first.short}, or {self.second.inline}"
