"""What a search for plans says of one plan, and of two needs that may collide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trifecta.domain.compromise.problem import Plan

Verdict = Literal["false", "real", "between"]
ArguedKind = Literal["asked", "shared", "default"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A plan and what it is worth.

    `levels` by need id (1 is in full, may be negative), `utilities` by party id (share of what the
    party needs, at most 1), `retention` by party id (share of the best any plan could do for it),
    `effort` in person-weeks.
    """

    plan: Plan
    levels: Mapping[str, float]
    utilities: Mapping[str, float]
    retention: Mapping[str, float]
    effort: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Argued:
    """What was argued about: only what one party asked for, a share of each, or no agreement.

    `party` is the one who asked. A "shared" one does an equal part of all that was asked for; it is
    a yardstick, not a plan that could be signed, and its `plan` is empty.
    """

    kind: ArguedKind
    party: str | None
    judged: Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAssessment:
    """The same question for two needs of different parties, as if there were no others."""

    need: str
    other: str
    kappa: float
    pi: float
    verdict: Verdict
