"""What a search for plans answers, whichever engine did it."""

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
class Alternative:
    """A plan clearly different from the recommended one; `better_for` is the party that gains."""

    judged: Judged
    better_for: str | None


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
class Assessment:
    """How much of a trade-off there is, all figures as shares of each party's best (at most 1).

    kappa: the most the worst-off party can have, max over plans of min over parties of retention.
    pi: how the kindest of the parties' favourite plans treats its worst-off party.
    ell: the worst-off party's mean over a lottery of the favourites.
    potential: (kappa - ell) / (1 - ell), the integrative potential; 0 where ell is 1.
    verdict: "false" trade-off for kappa >= 0.90 and kappa - pi >= 0.10, "real" for kappa < 0.75.
    """

    kappa: float
    pi: float
    ell: float
    potential: float
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAssessment:
    """The same question for two needs of different parties, as if there were no others."""

    need: str
    other: str
    kappa: float
    pi: float
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The recommended plan, what stands beside it, and what cannot be had.

    `frontier` has every combination of utilities that cannot be improved for one party without cost
    to another, the recommended one included, in falling order of the first party's. `ideals` is the
    best any plan does for a party, `reach` for a need. `compared` counts the plans looked at.
    """

    recommended: Judged
    alternatives: tuple[Alternative, ...]
    frontier: tuple[Judged, ...]
    favourites: Mapping[str, Judged]
    argued: tuple[Argued, ...]
    ideals: Mapping[str, float]
    reach: Mapping[str, float]
    assessment: Assessment
    pairs: tuple[PairAssessment, ...]
    compared: int
