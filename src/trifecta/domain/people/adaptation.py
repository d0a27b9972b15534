"""What is proposed to a partnership first, given its company and how it is going (P4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.framework.adaptations import FOR_COMPANY, IN_CONFLICT
from trifecta.domain.people.roles import MOST

StepId = Literal[
    "understand",
    "check_in",
    "agree",
    "invite_business",
    "invite_design",
    "executives",
    "review_cycle",
    "shared_rating",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One thing proposed, and why at this place."""

    id: StepId
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptation:
    """What comes first, what after it, and what is not offered yet; `why` is about it all."""

    why: str
    order: tuple[Proposal, ...]
    not_yet: tuple[Proposal, ...]

    @property
    def first(self) -> Proposal:
        return self.order[0]


TITLES: Final[dict[StepId, str]] = {
    "understand": "Open a tension and understand each other",
    "check_in": "Check in, each of you alone",
    "agree": "Make an agreement and look back at it",
    "invite_business": "Ask a business lead to join",
    "invite_design": "Ask a design lead to join",
    "executives": "Ask your executives to stand behind it",
    "review_cycle": "Fit it into the review cycle you have",
    "shared_rating": "Be rated together",
}

WHY: Final[dict[StepId, str]] = {
    "understand": "What each of you needs, before anybody proposes anything.",
    "check_in": "Each of you alone. It shows why you are stuck, or that you are not.",
    "agree": "Who does what by when, signed by all, with a day to look back.",
    "invite_business": "In a company led by technology, what the business needs is heard late.",
    "invite_design": "Where design decides what is built, it belongs among those who answer for "
    "it.",
    "executives": "As long as you are judged apart, part of what pulls you apart stays.",
    "review_cycle": "Your ratings come from a cycle with its own dates and scale. You keep both.",
    "shared_rating": "The same rating for all of you, on the same outcomes, once you have "
    "agreements to look at.",
}

TOO_EARLY: Final = (
    "In a small start-up a formal rating gets in the way. Understanding each other carries further."
)
IN_CONFLICT_RATING: Final = "In an open conflict a shared rating is heard as a threat."
IN_CONFLICT_THIRD: Final = "Whoever joins in the middle of a conflict is made its referee."

INVITED_BY_KIND: Final[dict[str, tuple[str, StepId]]] = {
    "product_led": ("design", "invite_design"),
    "technical_first": ("business", "invite_business"),
}
WHY_BY_KIND: Final[dict[str, str]] = {
    "general": "The usual order: find out where you stand, then work on what pulls you apart.",
    **{kind: adaptation.why for kind, adaptation in FOR_COMPANY.items()},
}
PLANS: Final[dict[str, tuple[StepId, ...]]] = {
    "general": ("check_in", "understand", "agree", "executives", "shared_rating"),
    "startup": ("understand", "check_in", "agree"),
    "enterprise": (
        "executives",
        "check_in",
        "understand",
        "agree",
        "review_cycle",
        "shared_rating",
    ),
    "product_led": ("check_in", "understand", "agree", "executives", "shared_rating"),
    "technical_first": ("check_in", "understand", "agree", "executives", "shared_rating"),
}


def adapt(*, kind: str, in_conflict: bool, roles: tuple[str, ...]) -> Adaptation:
    """The order for a company of this kind and members in these roles.

    An open conflict puts understanding first and puts off every change of structure, whatever
    the kind. Raises KeyError for a kind that does not exist.
    """
    plan = list(PLANS[kind])
    later = [_proposal("shared_rating", TOO_EARLY)] if kind == "startup" else []
    role, invite = INVITED_BY_KIND.get(kind, ("", None))
    if invite and role not in roles and len(roles) < MOST:
        plan.insert(0, invite)
    if in_conflict:
        return _understanding_first(plan, later)
    return Adaptation(
        why=WHY_BY_KIND[kind],
        order=tuple(_proposal(step) for step in plan),
        not_yet=tuple(later),
    )


def _understanding_first(plan: list[StepId], later: list[Proposal]) -> Adaptation:
    reasons = {
        "shared_rating": IN_CONFLICT_RATING,
        "review_cycle": IN_CONFLICT_RATING,
        "invite_business": IN_CONFLICT_THIRD,
        "invite_design": IN_CONFLICT_THIRD,
    }
    order: list[StepId] = ["understand"]
    order += [step for step in plan if step != "understand" and step not in reasons]
    if order[1] == "executives":
        order.append(order.pop(1))
    put_off = [_proposal(step, reasons[step]) for step in plan if step in reasons]
    return Adaptation(
        why=IN_CONFLICT.why,
        order=tuple(_proposal(step) for step in order),
        not_yet=(*put_off, *later),
    )


def _proposal(step: StepId, why: str = "") -> Proposal:
    return Proposal(id=step, title=TITLES[step], why=why or WHY[step])
