"""The kinds of things that the framework knows; each has an id that never changes its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StepId = Literal[
    "diagnose",
    "shared-rating",
    "third-member",
    "understand",
    "no-villains",
    "interesting-work",
    "compromise",
]
GapId = Literal[
    "need-unknown",
    "constraint-unknown",
    "evaluation-unknown",
    "judged-apart",
    "success-unknown",
    "one-sided",
    "seen-differently",
    "solution-first",
    "claimed-trade-off",
    "date-unclear",
    "interesting-work-unclear",
    "ownership-unclear",
    "sales-promise",
    "trust-broken",
    "plan-changed",
    "decided-without",
    "reason-untold",
    "not-heard",
    "estimate-doubted",
    "gone-quiet",
    "many-masters",
    "blame-passed",
    "comes-back",
    "pressed-from-above",
    "seat-empty",
    "handed-over",
    "done-differs",
]
Addressed = Literal["counterpart", "yourself", "each"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the seven: what it is for, when it is the place to start, and how it goes."""

    id: StepId
    number: int
    title: str
    purpose: str
    start_when: str
    how: tuple[str, ...]
    from_above: tuple[str, ...]
    """How whoever leads both goes about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that is not known or not said yet, and what comes of leaving it so.

    `title` is said to one of the two, `of_both` to whoever leads both.
    """

    id: GapId
    title: str
    of_both: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A clarifying question, and the gaps it closes, the first of them above all.

    `askers` and `counterparts` are partnership roles (who asks can be `executive` or `neither`),
    `companies` kinds of company; an empty set means any. `trade_offs` are those that it helps to
    loosen. `put_to` is the counterpart, oneself while getting ready, or each of the two, by whoever
    is neither.
    """

    id: str
    text: str
    closes: tuple[GapId, ...]
    askers: frozenset[str] = frozenset()
    counterparts: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    trade_offs: frozenset[str] = frozenset()
    put_to: Addressed = "counterpart"

    def fits(self, *, asker: str = "", counterpart: str = "", company: str = "") -> bool:
        """Whether it can be asked here; a role or kind that is not known ("") rules nothing out.

        A question for one kind of company is left out until that kind is known.
        """
        by = not asker or not self.askers or asker in self.askers
        to = not counterpart or not self.counterparts or counterpart in self.counterparts
        return by and to and (not self.companies or company in self.companies)


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """Something to hold on to in every step."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pitfall:
    """What tends to go wrong: how it looks from inside, and one thing to do next."""

    id: str
    title: str
    looks_like: str
    next_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Misapplication:
    """The framework used against what it is for, and what to do instead."""

    id: str
    title: str
    harm: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptation:
    """What changes with the company or the moment. `company` is the kind it is for, or ""."""

    id: str
    title: str
    company: str
    why: str
    changes: str
    start: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """A way out of the interesting-work constraint, and words that begin it."""

    id: str
    title: str
    text: str
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A sentence that people come with, where to start from it, and a first question."""

    id: str
    said: str
    start: StepId
    why: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseTradeOff:
    """Two things that look as if one had to choose, how both can be had, and when it is real."""

    id: str
    title: str
    dissolves: str
    real_when: str
    question: str

    @property
    def real(self) -> str:
        """When one does have to choose, as a sentence."""
        return f"It is real when {self.real_when[0].lower()}{self.real_when[1:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoddlingSign:
    """Engineers kept from a real problem out of kindness, and what treats them as peers."""

    id: str
    title: str
    looks_like: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """How things often look from one chair. A guess to check, never a finding about somebody."""

    id: str
    role: str
    title: str
    judged: str
    limits: str
    success: str


Piece = (
    Step
    | Gap
    | Question
    | Principle
    | Pitfall
    | Misapplication
    | Adaptation
    | WayOut
    | Opening
    | FalseTradeOff
    | CoddlingSign
    | Seat
)
