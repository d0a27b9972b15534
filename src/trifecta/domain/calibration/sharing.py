"""When one rating for a partnership is closer to the truth than one for each member, and when not.

A member's true standing is ω = π + δ: π what the partnership has in common, δ what is the member's
own. A vote about somebody is ω plus the rater's severity plus error. Votes are dear: the same ones
are spent on the partnership, or divided among its members.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from trifecta.domain.errors import InvalidError


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Sds are in scale points; `individual` is the share (0..1) of the variance of ω that is δ.

    `votes` is how many raters look at a partnership of `members`. With separate ratings each member
    gets `votes / members` of them, which is what everybody rating only their own function comes to.
    """

    ratee_sd: float
    individual: float
    severity_sd: float
    error_sd: float
    members: int = 2
    votes: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """Root mean squared error of a member's rating both ways, in scale points.

    `breaks_even` is the individual share from which sharing hurts; above 1 it never does.
    """

    shared: float
    separate: float
    breaks_even: float

    @property
    def helps(self) -> bool:
        return self.shared < self.separate


def sharing(situation: Situation) -> Sharing:
    """Errors of a shared and of separate ratings, in closed form.

    Shared: δ that differs from the members' mean stays in, δ² (1 − 1/m), and the noise of all v
    votes is averaged, ν²/v for ν² = σ_s² + σ_e². Separate: ν² m/v. They are equal at an individual
    share of ν² m / (v τ²). Variance of a mean; raters are independent and used once. Raises
    InvalidError for shares, sds or counts that cannot be.
    """
    _check(situation)
    noise = situation.severity_sd**2 + situation.error_sd**2
    own = situation.individual * situation.ratee_sd**2
    members, votes = situation.members, situation.votes
    return Sharing(
        shared=sqrt(own * (1 - 1 / members) + noise / votes),
        separate=sqrt(noise * members / votes),
        breaks_even=noise * members / (votes * situation.ratee_sd**2),
    )


def _check(situation: Situation) -> None:
    if not 0 <= situation.individual <= 1:
        raise InvalidError("The individual share lies between 0 and 1.")
    if situation.ratee_sd <= 0 or min(situation.severity_sd, situation.error_sd) < 0:
        raise InvalidError("Standard deviations are positive numbers.")
    if not 2 <= situation.members <= situation.votes:
        raise InvalidError("A partnership has two members or more, and a vote for each at least.")
