"""What a partnership needs before it is rated together, what is missing, and who can do it (P2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.people.journey import Link, PartnershipFacts
from trifecta.domain.people.roles import EXECUTIVE_FOR, ORGANISATION_ROLES
from trifecta.domain.people.words import all_of_you, capital, counted, joined

ItemState = Literal["done", "missing", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessItem:
    """One thing to have in place: `who` can do it, and `link` where the reader can, if they can."""

    id: Literal["members", "willing", "executives", "success"]
    state: ItemState
    title: str
    body: str
    who: str = ""
    action: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """The whole check: `ready` when nothing is missing; `meanwhile` what may be done anyway."""

    ready: bool
    headline: str
    meanwhile: str
    items: tuple[ReadinessItem, ...]

    @property
    def missing(self) -> tuple[ReadinessItem, ...]:
        return tuple(item for item in self.items if item.state == "missing")


def check_readiness(facts: PartnershipFacts) -> Readiness:
    """Say what is there and what is missing; nothing here stops a check-in or a conversation."""
    items = tuple(check(facts) for check in CHECKS)
    missing = sum(item.state == "missing" for item in items)
    return Readiness(
        ready=missing == 0,
        headline=_headline(facts, missing),
        meanwhile=_meanwhile(facts, missing),
        items=items,
    )


def _headline(facts: PartnershipFacts, missing: int) -> str:
    if missing:
        verb = "is" if missing == 1 else "are"
        return capital(f"{counted(missing, 'thing')} {verb} missing")
    if facts.kind == "startup":
        return "You have what you need to start"
    return "Everything is in place"


def _meanwhile(facts: PartnershipFacts, missing: int) -> str:
    if facts.members < 2:
        return "You can write down what success means while you wait for somebody to join."
    if facts.in_conflict:
        return (
            "You are in an open conflict, so start with understanding each other, whatever is on "
            "this list. It matters for being rated together; it is not needed for listening."
        )
    if missing:
        return (
            "None of this stops you. You can check in, open a tension and make agreements now; "
            "what is missing matters on the day you are rated together."
        )
    return "Look at this list again when somebody joins or leaves, or when an executive changes."


# ---------------------------------------------------------------- the checks


def _members(facts: PartnershipFacts) -> ReadinessItem:
    if facts.members >= 2:
        return ReadinessItem(
            id="members",
            state="done",
            title="There are at least two of you",
            body=f"You lead this with {joined(facts.counterparts)}.",
        )
    sent = facts.open_invitations > 0
    return ReadinessItem(
        id="members",
        state="missing",
        title="A second person",
        body="A partnership starts with two. "
        + ("Your link is open; send it again if you like." if sent else "Invite by link."),
        who="You can invite somebody.",
        action="See your open links" if sent else "Make a link",
        link=facts.page("people:members" if sent else "people:invite"),
    )


def _willing(facts: PartnershipFacts) -> ReadinessItem:
    """One text for "has not said" and "said no", so that the list points at nobody."""
    if facts.willing:
        return ReadinessItem(
            id="willing",
            state="done",
            title="You are willing to answer for the outcome together",
            body=f"That holds for {all_of_you(facts.members)}. Anyone can change their mind here.",
            action="Change your answer",
            link=facts.page("people:willing"),
        )
    if facts.my_willing is None:
        who, action = "You have not said anything so far.", "Say where you stand"
    else:
        who, action = "You have said where you stand.", "Change your answer"
    return ReadinessItem(
        id="willing",
        state="missing",
        title="Everybody willing to answer for the outcome together",
        body="It counts when each of you has said yes. Each says so alone and nobody sees an "
        "answer, only whether it is settled. Until it is, that can be a no or no answer yet, and "
        "this list looks the same. Having doubts is a good reason to talk about it.",
        who=who,
        action=action,
        link=facts.page("people:willing"),
    )


def needed_executives(facts: PartnershipFacts) -> tuple[str, ...]:
    """The executive roles that stand behind these members; engineering and product always."""
    asked = {"executive_engineering", "executive_product"}
    asked |= {EXECUTIVE_FOR[role] for role in facts.roles}
    return tuple(role for role in ORGANISATION_ROLES if role in asked)


def _executives(facts: PartnershipFacts) -> ReadinessItem:
    needed = needed_executives(facts)
    silent = [role for role in needed if role not in facts.executives_aligned]
    if not silent:
        return ReadinessItem(
            id="executives",
            state="done",
            title="Your executives stand behind it",
            body=f"{capital(_called(list(needed)))} have said so.",
        )
    if facts.kind == "startup":
        return ReadinessItem(
            id="executives",
            state="later",
            title="Your executives",
            body="In a small start-up nobody is rated together formally, so there is nothing to "
            "stand behind yet. You can leave this open.",
        )
    unfilled = [role for role in silent if role not in facts.executives_filled]
    return ReadinessItem(
        id="executives",
        state="missing",
        title="Your executives behind it",
        body=f"{capital(_called(silent))} {_has(silent)} not said yet that people are rated "
        "together, on the same outcomes. Without that, being judged apart pulls you apart.",
        who=_who_can(silent, unfilled),
    )


def _who_can(silent: list[str], unfilled: list[str]) -> str:
    named = [role for role in silent if role not in unfilled]
    parts = []
    if named:
        who = "They" if len(named) > 1 else capital(_called(named))
        parts.append(f"{who} can say so on the page of the organisation.")
    if unfilled:
        parts.append(
            f"Nobody is entered as {_called(unfilled, last='or')}; whoever looks after the "
            "organisation can do that."
        )
    return " ".join(parts)


def _success(facts: PartnershipFacts) -> ReadinessItem:
    if facts.success_written:
        return ReadinessItem(
            id="success",
            state="done",
            title="What success means for the team is written down",
            body="All members can read and change it.",
            action="Read or change it",
            link=facts.page("people:success"),
        )
    return ReadinessItem(
        id="success",
        state="missing",
        title="What success means for the team, written down",
        body="Two or three sentences that each of you would sign. Without them you are measured "
        "against different pictures.",
        who="Any of you can write a first version.",
        action="Write it down",
        link=facts.page("people:success"),
    )


CHECKS: Final[tuple[Callable[[PartnershipFacts], ReadinessItem], ...]] = (
    _members,
    _willing,
    _executives,
    _success,
)


def _called(roles: list[str], *, last: str = "and") -> str:
    return joined([ORGANISATION_ROLES[role].called for role in roles], last=last)


def _has(roles: list[str]) -> str:
    return "has" if len(roles) == 1 else "have"
