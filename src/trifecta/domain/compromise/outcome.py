"""What a page knows of the plans of a problem: an answer, and what it stands beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trifecta.domain.compromise.engine.answers import Answer
from trifecta.domain.compromise.findings import Argued, Judged
from trifecta.domain.compromise.worth import retained


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The most that a plan was found to meet of a need, and what no plan exceeds."""

    value: float
    bound: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings(Answer):
    """An answer with each party's favourite plan, what was argued about, and what can be reached.

    `reach` is by need. `compared` counts the plans that were looked at where all were, else it is
    None and the bounds say how far the answer is proven.
    """

    favourites: Mapping[str, Judged]
    argued: tuple[Argued, ...]
    reach: Mapping[str, Reach]
    compared: int | None

    @property
    def recommended(self) -> Judged:
        return self.plans[0].judged

    @property
    def alternatives(self) -> tuple[Judged, ...]:
        """Plans clearly different from the recommended one."""
        return tuple(proposal.judged for proposal in self.plans[1:])

    def sure(self, judged: Judged) -> float:
        """What the worst-off surely keeps of the best that any plan, found or not, could give."""
        return min(retained(judged.utilities, self.ideal_bounds).values())
