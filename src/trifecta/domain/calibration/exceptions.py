"""When an exception from a shared rating may be talked about: two blind flags that agree.

A flag is what a calibrator says alone, before anybody's votes are seen: this one member stands
apart from the partnership, by so many steps. One flag is an impression. Two of different functions,
each a full step or more and in the same direction, are a question for the room, and never more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

LEAST_GAP: Final = 1.0
"""Scale steps between a member and the partnership, as each flag has to see them."""
FEWEST_FLAGS: Final = 2

Standing = Literal["none", "one_alone", "same_function", "too_small", "opposed", "may_be_discussed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One calibrator's blind flag about a member; `gap` in steps, below 0 for below the others."""

    calibrator: str
    function: str
    gap: float


def standing(flags: Sequence[Flag]) -> Standing:
    """What the blind flags about one member come to.

    A calibrator counts once, with their last flag. Whoever is recused has no flag to give in. What
    else an exception takes (linked evidence, the member told beforehand, a reason, everybody's
    consent) is not decided here.
    """
    latest = {flag.calibrator: flag for flag in flags}.values()
    if not latest:
        return "none"
    large = [flag for flag in latest if abs(flag.gap) >= LEAST_GAP]
    if len(latest) < FEWEST_FLAGS:
        return "one_alone"
    if len(large) < FEWEST_FLAGS:
        return "too_small"
    if len({flag.gap > 0 for flag in large}) > 1:
        return "opposed"
    functions = {flag.function for flag in large}
    return "may_be_discussed" if len(functions) >= FEWEST_FLAGS else "same_function"
