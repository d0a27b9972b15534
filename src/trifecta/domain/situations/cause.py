"""Which way the words lean: incentives that pull apart, or needs that the other does not know."""

from __future__ import annotations

from typing import Final

from trifecta.domain.situations.analysis import Lean, RootCause
from trifecta.domain.situations.scanning import SIDES, Scan, strength_of

ENOUGH_INCENTIVE: Final = 0.9
ENOUGH_UNDERSTANDING: Final = 1.0
"""Less than one plain sign is too little to say anything."""

BOTH: Final = 1.6
"""Both are named only where each is said more than once."""

BECAUSE: Final = {
    "incentive": "The words speak of what people are measured on or rewarded for.",
    "understanding": "The words speak of things that one side does not see, know or believe.",
    "both": "The words speak of what people are rewarded for, and of what they do not see.",
    "unclear": "The words tell what happens, and not what it comes from.",
}


def root_cause_of(scan: Scan) -> RootCause:
    """`unclear` is the usual answer; a cause is named only where words say so."""
    incentive, understanding = scan.near("incentives", SIDES), scan.near("understanding", SIDES)
    pulled, unseen = strength_of(incentive), strength_of(understanding)
    lean = _lean(pulled, unseen)
    spans = {
        "incentive": incentive,
        "understanding": understanding,
        "both": [*incentive, *understanding],
        "unclear": [],
    }
    return RootCause(
        lean=lean,
        spans=scan.spans(spans[lean]),
        because=BECAUSE[lean],
        incentive=pulled,
        understanding=unseen,
    )


def _lean(pulled: float, unseen: float) -> Lean:
    if min(pulled, unseen) >= BOTH:
        return "both"
    if pulled >= ENOUGH_INCENTIVE and pulled >= unseen:
        return "incentive"
    if unseen >= ENOUGH_UNDERSTANDING and unseen > pulled:
        return "understanding"
    return "unclear"
