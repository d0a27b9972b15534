"""A diagnosis as JSON data, so that what was found at a reveal stays as it was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trifecta.domain.checkins.estimator import Correlation, Diagnosis, Odds

Kept = tuple[float | None, int]
"""A correlation as it is kept: r in -1..1, or None where it cannot be had, and its items."""


def diagnosis_data(diagnosis: Diagnosis) -> dict[str, Any]:
    """The diagnosis as JSON data; `diagnosis_from` gives the same diagnosis back."""
    odds = diagnosis.odds
    return {
        "verdict": diagnosis.verdict,
        "odds": None
        if odds is None
        else [odds.both, odds.understanding, odds.incentives, odds.neither],
        "belief": diagnosis.belief,
        "doubt": diagnosis.doubt,
        "flat": list(diagnosis.flat),
        "agreement": _pair(diagnosis.agreement),
        "accuracies": [_pair(correlation) for correlation in diagnosis.accuracies],
        "congruencies": [_pair(correlation) for correlation in diagnosis.congruencies],
        "low_agreement": diagnosis.low_agreement,
        "low_understanding": diagnosis.low_understanding,
        "low_accuracies": list(diagnosis.low_accuracies),
        "reliability": diagnosis.reliability,
    }


def diagnosis_from(data: Mapping[str, Any]) -> Diagnosis:
    """What `diagnosis_data` wrote."""
    odds = data["odds"]
    return Diagnosis(
        verdict=data["verdict"],
        odds=odds
        and Odds(both=odds[0], understanding=odds[1], incentives=odds[2], neither=odds[3]),
        belief=data["belief"],
        doubt=data["doubt"],
        flat=tuple(data["flat"]),
        agreement=_correlation(data["agreement"]),
        accuracies=(_correlation(data["accuracies"][0]), _correlation(data["accuracies"][1])),
        congruencies=(_correlation(data["congruencies"][0]), _correlation(data["congruencies"][1])),
        low_agreement=data["low_agreement"],
        low_understanding=data["low_understanding"],
        low_accuracies=(data["low_accuracies"][0], data["low_accuracies"][1]),
        reliability=data["reliability"],
    )


def kept_agreement(data: Mapping[str, Any]) -> tuple[Kept]:
    """How alike the two were pulled, without the rest of what `diagnosis_data` wrote."""
    return (_kept(data["agreement"]),)


def kept_accuracies(data: Mapping[str, Any]) -> tuple[Kept, Kept]:
    """How well each read the other, without the rest of what `diagnosis_data` wrote."""
    first, second = data["accuracies"]
    return _kept(first), _kept(second)


def _kept(pair: list[Any]) -> Kept:
    return pair[0], pair[1]


def _pair(correlation: Correlation) -> list[Any]:
    return [correlation.r, correlation.items]


def _correlation(pair: list[Any]) -> Correlation:
    return Correlation(r=pair[0], items=pair[1])
