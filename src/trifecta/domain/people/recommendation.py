"""Whether a further member would help this partnership, and why (P3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.framework.steps import WHEN_ANOTHER_HELPS
from trifecta.domain.people.roles import MOST
from trifecta.domain.people.words import capital, counted, number_word

Verdict = Literal["recommend", "may_help", "not_now"]
OFTEN_SHARE: Final = 0.5
FEWEST_ROUNDS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationFacts:
    """What is known about who else should answer for the outcome.

    `business_owner` and `business_units` are "yes", "no" or "" (not said); `business_tension` is
    "often", "sometimes", "rarely" or "". `rounds` counts revealed check-ins, `rounds_with_…` those
    in which a constraint of that kind was shared; unshared ones are never counted.
    """

    roles: tuple[str, ...]
    kind: str = "general"
    in_conflict: bool = False
    business_owner: str = ""
    business_units: str = ""
    business_tension: str = ""
    rounds: int = 0
    rounds_with_business_constraint: int = 0
    rounds_with_technical_constraint: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """Advice on one role: `when` it helps, `reasons` for or against, `unknown` to be said."""

    role: Literal["business", "design", "staff"]
    verdict: Verdict
    title: str
    when: str
    reasons: tuple[str, ...]
    unknown: tuple[str, ...] = ()


def recommend(facts: RecommendationFacts) -> tuple[Recommendation, ...]:
    """Advice on every role that is not in the partnership, the strongest first.

    Empty when the partnership is full. An open conflict weakens every "recommend" to "may help": a
    new member would join as a referee.
    """
    if len(facts.roles) >= MOST:
        return ()
    advice = [
        advise(facts)
        for role, advise in (("business", _business), ("design", _design), ("staff", _staff))
        if role not in facts.roles
    ]
    if facts.in_conflict:
        advice = [_wait_for_peace(one) for one in advice]
    return tuple(sorted(advice, key=lambda one: ORDER[one.verdict]))


ORDER: Final[dict[Verdict, int]] = {"recommend": 0, "may_help": 1, "not_now": 2}


def _business(facts: RecommendationFacts) -> Recommendation:
    reasons = _business_reasons(facts)
    verdict: Verdict = ("not_now", "may_help", "recommend")[min(len(reasons), 2)]
    titles = {
        "recommend": "A business lead belongs in this",
        "may_help": "A business lead may help",
        "not_now": "A business lead is not needed now",
    }
    return Recommendation(
        role="business",
        verdict=verdict,
        title=titles[verdict],
        when=WHEN_ANOTHER_HELPS["business"],
        reasons=reasons or _nothing_from_business(facts),
        unknown=_unknown(facts),
    )


def _business_reasons(facts: RecommendationFacts) -> tuple[str, ...]:
    reasons = []
    if facts.business_owner == "yes":
        reasons.append("One person owns the business result of this team.")
    if facts.business_tension == "often":
        reasons.append(
            "You say that what the business needs often pulls against product or engineering."
        )
    elif _often(facts.rounds_with_business_constraint, facts.rounds):
        reasons.append(
            "Limits that come from the business were shared in "
            f"{_share(facts.rounds_with_business_constraint, facts.rounds)}."
        )
    if facts.business_units == "yes":
        reasons.append(
            "Your company is run in business units, so somebody decides about the money."
        )
    if facts.kind == "technical_first":
        reasons.append("In a company led by technology, what the business needs is heard late.")
    return tuple(reasons)


def _nothing_from_business(facts: RecommendationFacts) -> tuple[str, ...]:
    reasons = []
    if facts.business_owner == "no":
        reasons.append("Nobody owns the business result of this team alone.")
    if facts.business_tension in {"sometimes", "rarely"}:
        seldom = "only sometimes" if facts.business_tension == "sometimes" else "rarely"
        reasons.append(
            f"You say that what the business needs {seldom} pulls against product or engineering."
        )
    if facts.business_units == "no":
        reasons.append("Your company is not run in business units.")
    return tuple(reasons) or ("Nothing we know of speaks for it so far.",)


def _unknown(facts: RecommendationFacts) -> tuple[str, ...]:
    questions = (
        (facts.business_owner, "whether one person owns the business result"),
        (facts.business_tension, "how often the business pulls against product or engineering"),
        (facts.business_units, "whether your company is run in business units"),
    )
    return tuple(question for answer, question in questions if not answer)


def _design(facts: RecommendationFacts) -> Recommendation:
    if facts.kind == "product_led":
        return Recommendation(
            role="design",
            verdict="recommend",
            title="A design lead belongs in this",
            when=WHEN_ANOTHER_HELPS["design"],
            reasons=("In your company design decides what is built as much as product does.",),
        )
    return Recommendation(
        role="design",
        verdict="not_now",
        title="A design lead is not needed now",
        when=WHEN_ANOTHER_HELPS["design"],
        reasons=("Nobody has said that design leads your company.",),
    )


def _staff(facts: RecommendationFacts) -> Recommendation:
    count = facts.rounds_with_technical_constraint
    if _often(count, facts.rounds):
        return Recommendation(
            role="staff",
            verdict="may_help",
            title="A staff engineer may help",
            when=WHEN_ANOTHER_HELPS["staff"],
            reasons=(f"Technical limits were shared in {_share(count, facts.rounds)}.",),
        )
    return Recommendation(
        role="staff",
        verdict="not_now",
        title="A staff engineer is not needed now",
        when=WHEN_ANOTHER_HELPS["staff"],
        reasons=("Technical limits have not come up often between you.",),
    )


def _wait_for_peace(advice: Recommendation) -> Recommendation:
    if advice.verdict != "recommend":
        return advice
    return Recommendation(
        role=advice.role,
        verdict="may_help",
        title=f"A {advice.role} lead may help later",
        when=advice.when,
        reasons=(
            *advice.reasons,
            "Understand each other first: whoever joins in the middle of a conflict is made its "
            "referee.",
        ),
        unknown=advice.unknown,
    )


def _often(count: int, rounds: int) -> bool:
    return rounds >= FEWEST_ROUNDS and count >= OFTEN_SHARE * rounds


def _share(count: int, rounds: int) -> str:
    if count == rounds:
        return "both of your check-ins" if rounds == 2 else f"all {number_word(rounds)} check-ins"
    return f"{number_word(count)} of your {counted(rounds, 'check-in')}"


def headline(advice: tuple[Recommendation, ...], *, members: int) -> str:
    """The question that heads the advice, "Three of you?" for a pair; "" with nothing to say."""
    if not advice or advice[0].verdict == "not_now":
        return ""
    return capital(f"{number_word(members + 1)} of you?")
