"""Which of the signals that the framework applies are there, each with its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trifecta.domain.situations.analysis import SIGNALS, Signal, SignalId
from trifecta.domain.situations.relevance import HINTS
from trifecta.domain.situations.scanning import SIDES, Hit, Scan, strength_of

TROUBLE: Final = ("trouble", "understanding", "loaded")

LEAST: Final[Mapping[SignalId, float]] = {
    "em_pm_conflict": 1.0,
    "misaligned_incentives": 0.9,
    "finger_pointing": 1.4,
    "performance_evaluation": 1.3,
    "partnership_structure": 2.0,
    "team_structure_accountability": 1.2,
}
"""How much has to be said of it; 1 is a plain sign."""


def signals_of(scan: Scan) -> tuple[Signal, ...]:
    """For a text that is relevant, at least one: conflict where nothing more special is said."""
    words = _words(scan)
    found = {signal for signal, hits in words.items() if strength_of(hits) >= LEAST[signal]}
    found = found or {"em_pm_conflict"}
    return tuple(
        Signal(id=signal, spans=scan.spans(words[signal])) for signal in SIGNALS if signal in found
    )


def is_conflict(scan: Scan) -> bool:
    """Whether friction itself is told, and not only assumed for want of anything more special."""
    return strength_of(_words(scan)["em_pm_conflict"]) >= LEAST["em_pm_conflict"]


def _words(scan: Scan) -> dict[SignalId, list[Hit]]:
    structure = scan.near("structure", SIDES)
    return {
        "em_pm_conflict": [
            hit for topic in TROUBLE for hit in scan.near(topic, SIDES) if hit.rule.id not in HINTS
        ],
        "misaligned_incentives": scan.near("incentives", SIDES),
        "finger_pointing": scan.near("blame", SIDES),
        "performance_evaluation": scan.near("evaluation", SIDES),
        "partnership_structure": [
            hit for hit in structure if hit.rule.id in {"partnership", "shape"}
        ],
        "team_structure_accountability": [hit for hit in structure if hit.rule.id == "ownership"],
    }
