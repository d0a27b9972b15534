"""Which way the words lean: incentives that pull apart, or needs that the other does not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from trifecta.domain.situations.analysis import Lean, RootCause, Span
from trifecta.domain.situations.findings.signals import PLAIN, found_in, is_ruled_out
from trifecta.domain.situations.scanning import SIDES, Hit, Scan, strength_of
from trifecta.domain.situations.weights.leanings import CAUSES
from trifecta.domain.situations.weights.telling import Told

LISTS: Final = {"incentive": "incentives", "understanding": "understanding"}
HINT: Final = "hint"
"""The rule of a list whose words alone say little."""
ENOUGH: Final = {"incentive": 0.9, "understanding": 1.0}
"""Less than one plain sign is too little to say anything."""

BOTH: Final = 1.6
"""Both are named only where each is said more than once."""
BOTH_TOLD: Final = 0.7
"""The same in log odds, of a text as a whole."""
APART: Final = {"incentive": 1.0, "understanding": -1.5}
"""The same where each has sentences of its own, without those of the other: what people are paid
for is told in plain words, and what they do not see often in passing.
"""
SPOKEN: Final = 0.2
"""So far the words of such a sentence have to speak for it."""

UNLISTED: Final = 1.0
"""From so much in log odds a cause is named that no list has words for: without one, it is often
another, and the sentence that speaks most for it does not show it.
"""
LISTED: Final = 1.0
"""So much less is enough where a list has words for it that say hardly anything else."""
MOST: Final = 2
"""Sentences that are quoted for a cause."""
NEARLY: Final = 0.7
"""Of what the plainest one shows, what is quoted beside it has to show so much."""
LEAST: Final = 0.1
"""What shows less is quoted for nothing."""

BySentence = Mapping[str, Sequence[float]]
"""By cause, how far the words of each sentence speak for it."""

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
    hits = {cause: found_in(scan, topic) for cause, topic in LISTS.items()}
    pulled, unseen = (strength_of(hits[cause]) for cause in CAUSES)
    weighed = told if told and told.odds.keys() >= set(CAUSES) else None
    spoken = {cause: weighed.by_sentence(cause) if weighed else [] for cause in CAUSES}
    lean = _told_lean(weighed, hits, spoken) if weighed else _lean(pulled, unseen)
    shown = [
        span
        for cause in CAUSES
        if lean in {cause, "both"}
        for span in _shown_by(scan, hits[cause], spoken[cause])
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


def _told_lean(told: Told, hits: Mapping[str, Sequence[Hit]], spoken: BySentence) -> Lean:
    """By the log odds; a cause that no list has words for has to be plainer, the more so where
    some only look like it, and rewards that are denied are none.
    """
    incentive, understanding = (told.odds[cause] + _more_for(hits[cause]) for cause in CAUSES)
    if is_ruled_out(told.scan, LISTS["understanding"]):
        understanding -= UNLISTED
    if is_ruled_out(told.scan, LISTS["incentive"]):
        return "understanding" if understanding > _against(told, spoken) else "unclear"
    if _are_both(told, hits, spoken):
        return "both"
    if max(incentive, understanding) <= 0:
        return "unclear"
    return "incentive" if incentive >= understanding else "understanding"


def _against(told: Told, spoken: BySentence) -> float:
    """How far sentences that only deny rewards speak against the other cause; 0 or less."""
    denying = {hit.sentence for hit in told.scan.near(LISTS["incentive"], SIDES)}
    return sum(min(spoken["understanding"][at], 0.0) for at in denying)


def _more_for(hits: Sequence[Hit]) -> float:
    """What it adds to the odds of a cause whether a list has words for it."""
    if not hits:
        return -UNLISTED
    return LISTED if any(hit.rule.id == PLAIN for hit in hits) else 0.0


def _are_both(told: Told, hits: Mapping[str, Sequence[Hit]], spoken: BySentence) -> bool:
    """Whether the text as a whole speaks for both, or tells each in sentences of its own."""
    together = min(told.odds[cause] for cause in CAUSES) >= BOTH_TOLD
    return together or (all(hits.values()) and _are_apart(told, hits, spoken))


def _are_apart(told: Told, hits: Mapping[str, Sequence[Hit]], spoken: BySentence) -> bool:
    """Each weighed without the sentences of the other, for the words of one cause speak against the
    other.
    """
    listed = {cause: _by_sentence(hits[cause]) for cause in CAUSES}
    own = {
        cause: [
            at
            for at, strength in listed[cause].items()
            if strength >= ENOUGH[cause]
            and spoken[cause][at] > SPOKEN
            and strength + spoken[cause][at] > listed[other].get(at, 0.0) + spoken[other][at]
        ]
        for cause, other in (CAUSES, CAUSES[::-1])
    }
    without = {
        cause: told.odds[cause] - sum(spoken[cause][at] for at in own[other])
        for cause, other in (CAUSES, CAUSES[::-1])
    }
    return all(
        own[cause] and without[cause] + _more_for(hits[cause]) >= APART[cause] for cause in CAUSES
    )


def _by_sentence(hits: Iterable[Hit]) -> dict[int, float]:
    """How strongly each sentence shows it by words that fit the lists, hints left out."""
    found: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.rule.id != HINT:
            found[hit.sentence].append(hit)
    return {at: strength_of(several) for at, several in found.items()}


def _lean(pulled: float, unseen: float) -> Lean:
    if min(pulled, unseen) >= BOTH:
        return "both"
    if pulled >= ENOUGH["incentive"] and pulled >= unseen:
        return "incentive"
    if unseen >= ENOUGH["understanding"] and unseen > pulled:
        return "understanding"
    return "unclear"
