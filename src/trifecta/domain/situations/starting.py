"""Which step of the framework to begin with, and why; and what a question can still find out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.framework.pieces import GapId, StepId
from trifecta.domain.situations.analysis import (
    Loaded,
    RootCause,
    SignalId,
    Span,
    Statement,
    TradeOff,
)
from trifecta.domain.situations.scanning import Scan

ABOUT_STRUCTURE: Final = frozenset(
    {"performance_evaluation", "partnership_structure", "team_structure_accountability"}
)
MANY: Final = 2

Reason = Literal[
    "villain",
    "interest",
    "choice",
    "third",
    "structure",
    "solution",
    "unseen",
    "measured",
    "trait",
    "asked",
    "unclear",
]
START: Final[Mapping[Reason, tuple[StepId, str]]] = {
    "villain": (
        "no-villains",
        "Some of the words explain what somebody does by what they are like. As long as that is "
        "the story, no question will be heard as one.",
    ),
    "interest": (
        "interesting-work",
        "What people want to work on plays a part, and the other side may not know it.",
    ),
    "choice": (
        "compromise",
        "A choice is claimed. Most of this kind give way once both needs are known.",
    ),
    "third": (
        "third-member",
        "It is about how people answer for results, and the business is part of it.",
    ),
    "structure": (
        "shared-rating",
        "It is about who answers for what. That is clearest where both answer for the same.",
    ),
    "solution": (
        "understand",
        "A solution is there already. What it is meant to solve is not told yet.",
    ),
    "unseen": (
        "understand",
        "The words speak of things that one side does not see or know.",
    ),
    "measured": (
        "diagnose",
        "The words speak of what people are measured on. Find out what each of you is judged on "
        "before you ask for good will.",
    ),
    "trait": (
        "no-villains",
        "Some of the words explain an act by a trait. Look for the limit behind it.",
    ),
    "asked": (
        "understand",
        "You tell what is asked for. What it is needed for is the first thing to find out.",
    ),
    "unclear": (
        "diagnose",
        "You tell what happens. Whether you are rewarded for different things or do not know each "
        "other's needs cannot be told from it.",
    ),
}
"""Why one would begin with a step, and the step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is known of a relevant text when it is decided where to start."""

    signals: Collection[SignalId]
    cause: RootCause
    loaded: tuple[Loaded, ...]
    statements: tuple[Statement, ...]
    jumps: tuple[Span, ...]
    tradeoffs: tuple[TradeOff, ...]
    interesting: tuple[Span, ...]
    business: bool
    conflict: bool


def start_of(found: Found) -> tuple[StepId, str]:
    """The first of these that fits; when nothing special is said, finding out comes first."""
    return START[next(_starts(found))]


def _starts(found: Found) -> Iterator[Reason]:
    if len(found.loaded) >= MANY or (found.loaded and "finger_pointing" in found.signals):
        yield "villain"
    if len(found.interesting) >= MANY:
        yield "interest"
    if found.tradeoffs and not found.conflict and found.cause.lean == "unclear":
        yield "choice"
    if not found.conflict and ABOUT_STRUCTURE & set(found.signals):
        yield "third" if found.business else "structure"
    if found.jumps:
        yield "solution"
    if found.cause.lean == "understanding":
        yield "unseen"
    if found.cause.lean in {"incentive", "both"}:
        yield "measured"
    if found.loaded:
        yield "trait"
    if any(one.kind == "position" and one.whose == "counterpart" for one in found.statements):
        yield "asked"
    yield "unclear"


def gaps_of(found: Found, scan: Scan) -> tuple[GapId, ...]:
    """What is not known or only claimed, the most telling first."""
    return tuple(dict.fromkeys(_gaps(found, scan)))


def _gaps(found: Found, scan: Scan) -> Iterator[GapId]:
    rules = {(topic, hit.rule.id) for topic, hits in scan.hits.items() for hit in hits}
    if found.jumps:
        yield "solution-first"
    if found.interesting:
        yield "interesting-work-unclear"
    if found.business and ("trouble", "imposes") in rules:
        yield "sales-promise"
    if found.cause.lean in {"incentive", "both"} or "performance_evaluation" in found.signals:
        yield "evaluation-unknown"
    if {"partnership_structure", "team_structure_accountability"} & set(found.signals):
        yield "ownership-unclear"
    if found.tradeoffs:
        yield "claimed-trade-off"
    if ("trouble", "distrust") in rules or ("understanding", "trust") in rules:
        yield "trust-broken"
    if found.loaded or "finger_pointing" in found.signals:
        yield "one-sided"
    if ("trouble", "delays") in rules or _says(found, scan, "deadline"):
        yield "date-unclear"
    yield from _not_told(found)


def _not_told(found: Found) -> Iterator[GapId]:
    """What a text of one side usually leaves out about the other."""
    told = {one.kind for one in found.statements if one.whose == "counterpart"}
    if "need" not in told:
        yield "need-unknown"
    if "constraint" not in told:
        yield "constraint-unknown"
    yield "evaluation-unknown"
    yield "success-unknown"


def _says(found: Found, scan: Scan, word: str) -> bool:
    return any(word in one.span.of(scan.text).lower() for one in found.statements)
