"""Which of the signals that the framework applies are there, each with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from trifecta.domain.situations.analysis import SIGNALS, Signal, SignalId
from trifecta.domain.situations.relevance import HINTS
from trifecta.domain.situations.scanning import Hit, Scan

SIDES: Final = frozenset({"product", "engineering", "business"})
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
    found = {signal: hits for signal, hits in _words(scan).items() if _sum(hits) >= LEAST[signal]}
    if not found:
        found = {"em_pm_conflict": _words(scan)["em_pm_conflict"]}
    return tuple(
        Signal(id=signal, spans=scan.spans(found[signal])) for signal in SIGNALS if signal in found
    )


def is_conflict(scan: Scan) -> bool:
    """Whether friction itself is told, and not only assumed for want of anything more special."""
    return _sum(_words(scan)["em_pm_conflict"]) >= LEAST["em_pm_conflict"]


def _words(scan: Scan) -> dict[SignalId, list[Hit]]:
    structure = _near(scan, "structure")
    return {
        "em_pm_conflict": [
            hit for topic in TROUBLE for hit in _near(scan, topic) if hit.rule.id not in HINTS
        ],
        "misaligned_incentives": _near(scan, "incentives"),
        "finger_pointing": _near(scan, "blame"),
        "performance_evaluation": _near(scan, "evaluation"),
        "partnership_structure": [
            hit for hit in structure if hit.rule.id in {"partnership", "shape"}
        ],
        "team_structure_accountability": [hit for hit in structure if hit.rule.id == "ownership"],
    }


def _near(scan: Scan, topic: str) -> list[Hit]:
    return [
        hit for hit in scan.hits.get(topic, []) if not scan.around[hit.sentence].isdisjoint(SIDES)
    ]


def _sum(hits: Iterable[Hit]) -> float:
    """Words that overlap count once."""
    total, end = 0.0, -1
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if hit.first >= end:
            total += hit.rule.weight
            end = hit.last
    return total
