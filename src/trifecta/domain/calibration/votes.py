"""Proposals that nobody else reads before all are in: first alone, then once more after talking."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from trifecta.domain.calibration.stages import Stage, reached
from trifecta.domain.errors import InvalidError, NotYetError

Outcome = Literal["delivery", "impact", "team_health", "whole_constraint"]
Estimate = Literal["first", "second"]

OUTCOMES: Final[Mapping[Outcome, str]] = {
    "delivery": "Delivery",
    "impact": "Impact",
    "team_health": "Team health",
    "whole_constraint": "Solving the whole set of constraints",
}

OPENS: Final[Mapping[Estimate, Stage]] = {"first": Stage.BLIND, "second": Stage.DISCUSSED}
SHOWN_FROM: Final[Mapping[Estimate, Stage]] = {
    "first": Stage.REVEALED,
    "second": Stage.DISCUSSED,
}
"""From which stage on ballots are shown, once all are in: the first when they are revealed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """What one calibrator proposes for one outcome: `step` counts from 0, the lowest."""

    calibrator: str
    estimate: Estimate
    outcome: Outcome
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far the proposals for one outcome lie apart, in steps; `apart` is highest less lowest."""

    outcome: Outcome
    steps: tuple[int, ...]

    @property
    def apart(self) -> int:
        return max(self.steps) - min(self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """The ballots of one partnership; `present` are the ids of those who take part."""

    outcomes: tuple[Outcome, ...]
    present: frozenset[str]
    ballots: tuple[Ballot, ...] = ()

    def of(self, estimate: Estimate) -> tuple[Ballot, ...]:
        """The ballots that count: of those who still take part, on outcomes that are rated."""
        return tuple(
            one
            for one in self.ballots
            if one.estimate == estimate
            and one.calibrator in self.present
            and one.outcome in self.outcomes
        )

    def missing(self, calibrator: str, estimate: Estimate) -> tuple[Outcome, ...]:
        """What a calibrator has not proposed yet, in the order of the outcomes."""
        given = {one.outcome for one in self.of(estimate) if one.calibrator == calibrator}
        return tuple(outcome for outcome in self.outcomes if outcome not in given)

    def complete(self, estimate: Estimate) -> bool:
        """Whether all who take part have proposed for all outcomes; never for nobody."""
        return bool(self.present) and not any(
            self.missing(calibrator, estimate) for calibrator in self.present
        )

    def readable(self, reader: str, estimate: Estimate, *, stage: Stage) -> tuple[Ballot, ...]:
        """What `reader` may read: their own, and those of all once they are shown to all.

        Nothing at all for somebody who does not take part. What depends on others, a count of
        ballots too, may be built from this alone.
        """
        if reader not in self.present:
            return ()
        found = self.of(estimate)
        if self.shown(estimate, stage=stage):
            return found
        return tuple(one for one in found if one.calibrator == reader)

    def shown(self, estimate: Estimate, *, stage: Stage) -> bool:
        """Whether those who take part are shown what all of them gave."""
        return reached(stage, SHOWN_FROM[estimate]) and self.complete(estimate)

    def spreads(self, estimate: Estimate, *, stage: Stage) -> tuple[Spread, ...]:
        """A spread an outcome; raises NotYetError before they are shown."""
        if not self.shown(estimate, stage=stage):
            raise NotYetError("Proposals are shown when everybody has made theirs.")
        return tuple(
            Spread(
                outcome=outcome,
                steps=tuple(
                    sorted(one.step for one in self.of(estimate) if one.outcome == outcome)
                ),
            )
            for outcome in self.outcomes
        )


def check_ballot(
    voting: Voting, ballot: Ballot, *, stage: Stage, steps: int, looked: Collection[str]
) -> None:
    """Raise NotYetError or InvalidError unless the ballot may be given now.

    `steps` is how many the scale has and `looked` the ids of evidence its giver has marked as
    looked at: a rating cannot be proposed unseen.
    """
    if stage is not OPENS[ballot.estimate]:
        raise NotYetError(
            "Proposals are made before they are shown, and once more after you have talked. "
            "This is neither of the two."
        )
    if ballot.calibrator not in voting.present:
        raise NotYetError("You do not take part in calibrating this partnership.")
    if ballot.outcome not in voting.outcomes:
        raise InvalidError("This outcome is not rated in this cycle.")
    if not 0 <= ballot.step < steps:
        raise InvalidError("Choose one of the steps of the scale.")
    if not looked:
        raise NotYetError("Look at the evidence first, and mark what you have looked at.")


def widest_first(spreads: Sequence[Spread]) -> tuple[Spread, ...]:
    """The spreads in the order in which talking about them is worth most; ties keep their order."""
    return tuple(sorted(spreads, key=lambda one: -one.apart))
