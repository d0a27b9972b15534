"""Which way the words lean: incentives that pull apart, or needs that the other does not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from trifecta.domain.situations.analysis import Lean, RootCause, Span
from trifecta.domain.situations.leanings import CAUSES
from trifecta.domain.situations.scanning import SIDES, Hit, Scan, strength_of
from trifecta.domain.situations.telling import Told

ENOUGH_INCENTIVE: Final = 0.9
ENOUGH_UNDERSTANDING: Final = 1.0
"""Less than one plain sign is too little to say anything."""

BOTH: Final = 1.6
"""Both are named only where each is said more than once."""
BOTH_TOLD: Final = 0.7
"""The same in log odds."""

UNLISTED: Final = 1.0
"""From so much in log odds a cause is named that no list has words for: without one, it is often
another, and the sentence that speaks most for it does not show it.
"""
MOST: Final = 2
"""Sentences that are quoted for a cause."""
NEARLY: Final = 0.7
"""Of what the plainest one shows, what is quoted beside it has to show so much."""
LEAST: Final = 0.1
"""What shows less is quoted for nothing."""

BECAUSE: Final = {
    "incentive": "The words speak of what people are measured on or rewarded for.",
    "understanding": "The words speak of things that one side does not see, know or believe.",
    "both": "The words speak of what people are rewarded for, and of what they do not see.",
    "unclear": "The words tell what happens, and not what it comes from.",
}


TOGETHER: Final = {
    "incentive": "No word says so alone; together they sound like people who are rewarded for "
    "different things.",
    "understanding": "No word says so alone; together they sound like people who do not see what "
    "the other sees.",
}
"""The same where no list has a word for it."""


def root_cause_of(scan: Scan, told: Told | None = None) -> RootCause:
    """`unclear` is the usual answer; a cause is named only where words say so.

    `told` is what the whole text speaks for; where it is None, the rules tell alone.
    """
    incentive, understanding = scan.near("incentives", SIDES), scan.near("understanding", SIDES)
    pulled, unseen = strength_of(incentive), strength_of(understanding)
    weighed = told if told and told.odds.keys() >= set(CAUSES) else None
    lean = _told_lean(weighed, pulled, unseen) if weighed else _lean(pulled, unseen)
    hits = {"incentive": incentive, "understanding": understanding}
    shown = [
        span
        for cause in CAUSES
        if lean in {cause, "both"}
        for span in _shown_by(scan, hits[cause], weighed.by_sentence(cause) if weighed else [])
    ]
    return RootCause(
        lean=lean if shown else "unclear",
        spans=scan.joined(shown),
        because=_because(lean if shown else "unclear", said=bool(hits.get(lean, True))),
        incentive=pulled,
        understanding=unseen,
    )


def _because(lean: Lean, *, said: bool) -> str:
    return BECAUSE[lean] if said else TOGETHER.get(lean, BECAUSE[lean])


def _shown_by(scan: Scan, hits: Sequence[Hit], spoken: Sequence[float]) -> Iterator[Span]:
    """The sentences that show it most, by the words that fit the lists and, where these are
    weighed, by all their words. A word of them alone would tell nobody what is meant.
    """
    strength: dict[int, float] = defaultdict(float)
    for hit in hits:
        strength[hit.sentence] += hit.rule.weight
    for number, value in enumerate(spoken):
        strength[number] += value
    plainest = sorted(strength, key=lambda number: -strength[number])[:MOST]
    for number in plainest:
        if strength[number] >= max(strength[plainest[0]] * NEARLY, LEAST):
            yield scan.said_in(number)


def _told_lean(told: Told, pulled: float, unseen: float) -> Lean:
    """By the log odds; a cause that no list has words for has to be plainer."""
    incentive, understanding = (told.odds[cause] for cause in CAUSES)
    if min(incentive, understanding) >= BOTH_TOLD:
        return "both"
    if incentive >= understanding:
        return "incentive" if incentive > (0 if pulled else UNLISTED) else "unclear"
    return "understanding" if understanding > (0 if unseen else UNLISTED) else "unclear"


def _lean(pulled: float, unseen: float) -> Lean:
    if min(pulled, unseen) >= BOTH:
        return "both"
    if pulled >= ENOUGH_INCENTIVE and pulled >= unseen:
        return "incentive"
    if unseen >= ENOUGH_UNDERSTANDING and unseen > pulled:
        return "understanding"
    return "unclear"
