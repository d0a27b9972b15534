"""Which of the signals that the framework applies are there, each with its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from trifecta.domain.situations.analysis import SIGNALS, Signal, SignalId, Span
from trifecta.domain.situations.findings.headings import headings_in
from trifecta.domain.situations.scanning import SIDES, Hit, Scan, strength_of
from trifecta.domain.situations.weights.relevance import HINTS
from trifecta.domain.situations.weights.telling import Told

FEW_WORDS: Final = 12
"""Of fewer different words it is not known what they speak for as a whole."""
BLAME: Final = "finger_pointing"
TROUBLE: Final = ("trouble", "understanding", "loaded")
NO_SIGN: Final = "no_sign"
"""The rule of a list that finds what only looks like what the list is of, or denies it."""
PLAIN: Final = "plain"
"""The rule of a list whose words say hardly anything else."""
RULED_OUT: Final[Mapping[SignalId, str]] = {
    "misaligned_incentives": "incentives",
    "finger_pointing": "blame",
    "performance_evaluation": "evaluation",
}
"""Signals that are none where their list finds only what is no sign of them."""

LEAST: Final[Mapping[SignalId, float]] = {
    "em_pm_conflict": 1.0,
    "misaligned_incentives": 0.9,
    "finger_pointing": 1.4,
    "performance_evaluation": 1.3,
    "partnership_structure": 2.0,
    "team_structure_accountability": 1.2,
}
"""How much has to be said of it; 1 is a plain sign."""


def signals_of(scan: Scan, told: Told | None = None, *, surely: bool = True) -> tuple[Signal, ...]:
    """For a text that is relevant, at least one: conflict where nothing more special is said.

    `told` is what the whole text speaks for; what it cannot tell, or where it is None, the strength
    of what the rules found tells alone; blame that is denied ("nobody was blamed") is none. So it
    does for few words of which the writer alone says that they are about two who lead together, and
    not `surely`; these may have none.
    """
    words = words_of_signals(scan)
    meant = {one: found_in(scan, topic) for one, topic in RULED_OUT.items()}
    meant |= {BLAME: _meant(scan, meant[BLAME])}
    denied = {one for one, hits in meant.items() if words[one] and not hits}
    words |= meant
    told = told if surely or len(scan.counts) >= FEW_WORDS else None
    found = {one for one in SIGNALS if one not in denied and _is_told(one, words[one], told)}
    if surely:
        found = found or {"em_pm_conflict"}
    headings = headings_in(scan)
    return tuple(
        Signal(id=signal, spans=_spans(scan, words[signal], signal, told, headings))
        for signal in SIGNALS
        if signal in found
    )


def _meant(scan: Scan, hits: Sequence[Hit]) -> list[Hit]:
    """Those that are not denied: "I don't think he's malicious" shows no conflict."""
    return [hit for hit in hits if not scan.is_denied(hit)]


def _is_told(signal: SignalId, hits: Sequence[Hit], told: Told | None) -> bool:
    says = told.says(signal) if told else None
    return strength_of(hits) >= LEAST[signal] if says is None else says


def _spans(
    scan: Scan, hits: Sequence[Hit], signal: SignalId, told: Told | None, headings: frozenset[int]
) -> tuple[Span, ...]:
    """The words that show it, or the sentence that speaks most for it; a heading only where nothing
    else does.
    """
    meant = _meant(scan, hits)
    in_text = [hit for hit in meant if hit.first not in headings]
    return scan.spans(in_text) or _shown(scan, signal, told, headings) or scan.spans(meant)


def _shown(
    scan: Scan, signal: SignalId, told: Told | None, headings: frozenset[int]
) -> tuple[Span, ...]:
    if told is None or signal not in told.odds:
        return ()
    spoken = told.by_sentence(signal)
    for number in sorted(range(len(spoken)), key=lambda one: -spoken[one]):
        if spoken[number] <= 0:
            break
        if span := _without(scan, number, headings):
            return (span,)
    return ()


def _without(scan: Scan, number: int, headings: frozenset[int]) -> Span | None:
    """A sentence without the heading that it begins with; None where it is nothing else."""
    one = scan.sentences[number]
    words = [at for at in range(one.first, one.last) if scan.tokens[at].is_word]
    left = [at for at in words if at not in headings]
    if len(left) == len(words):
        return scan.said_in(number)
    return scan.span(left[0], left[-1] + 1) if left else None


def is_conflict(scan: Scan) -> bool:
    """Whether friction itself is told, and not only assumed for want of anything more special."""
    return strength_of(words_of_signals(scan)["em_pm_conflict"]) >= LEAST["em_pm_conflict"]


def words_of_signals(scan: Scan) -> dict[SignalId, list[Hit]]:
    """What the rules found for each signal, near whoever leads together."""
    structure = found_in(scan, "structure")
    return {
        "em_pm_conflict": [
            hit for topic in TROUBLE for hit in found_in(scan, topic) if hit.rule.id not in HINTS
        ],
        "misaligned_incentives": _listed(scan, "incentives"),
        "finger_pointing": _listed(scan, "blame"),
        "performance_evaluation": _listed(scan, "evaluation"),
        "partnership_structure": [
            hit for hit in structure if hit.rule.id in {"partnership", "shape"}
        ],
        "team_structure_accountability": [hit for hit in structure if hit.rule.id == "ownership"],
    }


def found_in(scan: Scan, topic: str) -> list[Hit]:
    """What a list finds near whoever leads together, without what lies in words that are no sign
    of it ("rather than pointing at each other"); what is plain lies in more
    words only: "no shared goals".
    """
    hits = scan.near(topic, SIDES)
    ends: dict[int, int] = {}
    for hit in hits:
        if hit.rule.id == NO_SIGN:
            ends |= {at: max(hit.last, ends.get(at, 0)) for at in range(hit.first, hit.last)}
    return [
        hit
        for hit in _listed(scan, topic)
        if ends.get(hit.first, 0) < hit.last + (hit.rule.id == PLAIN)
    ]


def _listed(scan: Scan, topic: str) -> list[Hit]:
    """The same with what lies in them, for it is spoken of all the same."""
    return [hit for hit in scan.near(topic, SIDES) if hit.rule.id != NO_SIGN]


def is_ruled_out(scan: Scan, topic: str) -> bool:
    """Whether a list finds nothing but what is no sign of it: "nobody here has a bonus"."""
    return bool(_listed(scan, topic)) and not found_in(scan, topic)
