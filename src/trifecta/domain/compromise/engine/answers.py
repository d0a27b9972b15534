"""What the engine answers: plans with the rule that chose them, and bounds that are proven."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trifecta.domain.compromise.findings import Judged, PairAssessment, Verdict

Rule = Literal["leximin", "nash", "kalai-smorodinsky"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A plan, and the rule that chose it ("alternative" for one that is only clearly different).

    `value` is what the rule makes largest, `bound` what no plan can exceed: the worst-off party's
    retention for leximin, the geometric mean of gains for nash, the smallest share of possible
    gains for kalai-smorodinsky. Both are None for an alternative.
    """

    judged: Judged
    rule: Rule | Literal["alternative"]
    value: float | None = None
    bound: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How much of a trade-off there is, all figures as shares of each party's best (at most 1).

    kappa: the most the worst-off party can have, max over plans of min over parties of retention;
    `kappa_bound` is what no plan exceeds.
    pi: how the kindest of the parties' favourite plans treats its worst-off party.
    ell: the worst-off party's mean over a lottery of the favourites.
    potential: (kappa - ell) / (1 - ell), the integrative potential; 0 where ell is 1.
    verdict: "false" trade-off for kappa >= 0.90 and kappa - pi >= 0.10, "real" where the bound is
    below 0.75.
    """

    kappa: float
    kappa_bound: float
    pi: float
    ell: float
    potential: float
    verdict: Verdict
    pairs: tuple[PairAssessment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Plans, the first the one the asked rule chose; `ideals` by party with proven bounds.

    `frontier` is in falling order of the first party's utility; `frontier_proven` says whether it
    is whole.
    """

    plans: tuple[Proposal, ...]
    standing: Standing
    frontier: tuple[Judged, ...]
    frontier_proven: bool
    ideals: Mapping[str, float]
    ideal_bounds: Mapping[str, float]

    def bests_are_known(self, *, within: float) -> bool:
        """Whether nobody's best can be above the one that was found, by more than `within`."""
        return all(self.ideal_bounds[name] - best <= within for name, best in self.ideals.items())
