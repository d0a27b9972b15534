"""When an exception from a shared rating may be talked about: two blind flags that agree.

A flag is what a calibrator says alone, before anybody's votes are seen: this one member stands
apart from the partnership, by so many steps in each outcome. One flag is an impression. Two of
different functions, each more than a step and in the same direction, are a question for the room,
and never more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final, Literal

MORE_THAN: Final = 1.0
"""Scale steps that each flag has to exceed on the mean of the outcomes.

Exceed, not reach: with whole steps on four outcomes this asks for five steps in all. By simulation
(benchmarks/calibration/sharing.py) it takes false exceptions from 1.1 to 0.3 per cent of people.
"""
FEWEST_FLAGS: Final = 2
LEAST_APART: Final = 1.0
"""Steps on the mean of the outcomes by which an excepted member's own rating is lower, or more."""

Standing = Literal["none", "one_alone", "too_small", "opposed", "same_function", "may_be_discussed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One calibrator's blind flag about a member.

    `gaps` are whole scale steps between the member and the partnership, one for each outcome that
    is rated (0 where there is none), below 0 where the member stands below. At least one.
    """

    calibrator: str
    function: str
    gaps: tuple[int, ...]

    @property
    def gap(self) -> float:
        """The mean over outcomes, in steps."""
        return fmean(self.gaps)


def standing(flags: Sequence[Flag]) -> Standing:
    """What the blind flags about one member come to.

    A calibrator counts once, with their last flag; whoever is recused has none to give in. What
    else an exception takes (linked evidence, the member told beforehand, a reason, everybody's
    consent) is not decided here.
    """
    latest = {flag.calibrator: flag for flag in flags}.values()
    if not latest:
        return "none"
    if len(latest) < FEWEST_FLAGS:
        return "one_alone"
    large = [flag for flag in latest if abs(flag.gap) > MORE_THAN]
    if len(large) < FEWEST_FLAGS:
        return "too_small"
    if len({flag.gap > 0 for flag in large}) > 1:
        return "opposed"
    functions = {flag.function for flag in large}
    return "may_be_discussed" if len(functions) >= FEWEST_FLAGS else "same_function"


def agreeing(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """The flags that together may be discussed, each calibrator's last; () where they may not."""
    if standing(flags) != "may_be_discussed":
        return ()
    latest = {flag.calibrator: flag for flag in flags}.values()
    return tuple(flag for flag in latest if abs(flag.gap) > MORE_THAN)


def may_be_excepted(flags: Sequence[Flag]) -> bool:
    """Whether blind flags allow that an exception is written: they agree, and that it is below.

    An exception is for clear non-performance; who does better than the partnership is named in
    its reasons.
    """
    together = agreeing(flags)
    return bool(together) and together[0].gap < 0


def far_enough(*, shared: Sequence[int], own: Sequence[int]) -> bool:
    """Whether an own rating is lower than the shared one by LEAST_APART; steps an outcome each."""
    return fmean(ours - theirs for ours, theirs in zip(shared, own, strict=True)) >= LEAST_APART
