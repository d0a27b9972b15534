"""What limits people and who can see it: a closed list of kinds, and which of them went unseen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

KINDS: dict[str, str] = {
    "leaving": "Somebody may leave the team",
    "tired": "The team is tired",
    "dull_work": "People want work they can learn from",
    "skills": "A skill the team does not have",
    "open_seats": "Seats that stay empty",
    "nights": "Nights and weekends on call",
    "fragile": "A system that breaks when touched",
    "old_promise": "A promise somebody else made",
    "fixed_date": "A date that cannot move",
    "money": "Money or seats that hang on a result",
    "customer": "A customer who may leave",
    "rules": "A law or a contract",
    "other_team": "Another team’s work",
    "above": "What somebody above us expects",
    "changing_goals": "Goals that keep changing",
    "review": "How I am reviewed",
    "outside_work": "Something outside work",
    "else": "Something else",
}
BUSINESS_KINDS = frozenset({"old_promise", "fixed_date", "money", "customer", "rules"})
TECHNICAL_KINDS = frozenset({"nights", "fragile", "skills"})
MOST_STATEMENTS = 12
LONGEST_TEXT = 1000
SHARED = frozenset({"partners", "leadership"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One constraint its writer shares with the partners: what kind it is, and in which words."""

    kind: str
    text: str
    visibility: str


def unseen(carried: Iterable[Carried], *, guessed: Iterable[str]) -> tuple[Carried, ...]:
    """What a person carries and the other did not name, from what is shared with partners.

    `guessed` are the kinds the other ticked for this person. Raises ValueError for a statement that
    is not shared: private ones are not compared at all, so that even their absence tells nothing.
    "Something else" has no kind to guess and always counts as unseen.
    """
    statements = tuple(carried)
    if any(statement.visibility not in SHARED for statement in statements):
        raise ValueError("only shared constraints are compared")
    seen = frozenset(guessed) - {"else"}
    return tuple(statement for statement in statements if statement.kind not in seen)
