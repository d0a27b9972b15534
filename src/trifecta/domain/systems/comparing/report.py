"""A comparison as plain values, for JSON and for pages."""

from __future__ import annotations

import math
from typing import Any

from trifecta.domain.systems.comparing.bands import LEVEL, StockBand
from trifecta.domain.systems.comparing.comparison import Comparison, FlowComparison
from trifecta.domain.systems.comparing.expecting import Expected
from trifecta.domain.systems.comparing.parting import FALSE_ALARMS
from trifecta.domain.systems.comparing.words import headline
from trifecta.domain.systems.model import Model


def comparison_data(comparison: Comparison, model: Model) -> dict[str, Any]:
    """Everything a comparison holds; weeks without a count have null."""
    return {
        "headline": headline(comparison, model),
        "verdict": comparison.verdict.value,
        "false_alarms": FALSE_ALARMS,
        "first_week": comparison.start,
        "last_week": comparison.last,
        "flows": [_flow(one) for one in comparison.flows],
        "stocks": [_stock(one) for one in comparison.stocks],
        "notes": list(comparison.notes),
    }


def _flow(one: FlowComparison) -> dict[str, Any]:
    found: dict[str, Any] = {
        "flow": one.name,
        "finding": one.finding.value,
        "inferred": one.inferred,
        "p_value": one.adjusted,
    }
    if one.test is not None:
        test = one.test
        found |= {
            "since_week": test.since,
            "between_weeks": [test.earliest, test.latest],
            "is_share": test.is_share,
            "model_rate": test.expected_rate,
            "rate_since": test.rate_since,
            "rate_before": test.rate_before,
            "moved_since": test.moved,
            "of": test.amount,
            "dispersion": test.dispersion,
            "notices_a_half": test.power,
        }
    return found | {"weeks": [_week(week) for week in one.weeks]}


def _week(one: Expected) -> dict[str, Any]:
    return {
        "week": one.week,
        "predicted": _finite(one.predicted),
        "mean": _finite(one.mean),
        "observed": one.observed,
        "residual": None if one.observed is None else _finite(one.observed - one.mean),
        "tested": one.testable,
    }


def _finite(value: float) -> float | str:
    return value if math.isfinite(value) else str(value)


def _stock(one: StockBand) -> dict[str, Any]:
    return {
        "stock": one.stock,
        "first_week": one.start,
        "level": LEVEL,
        "low": [_finite(value) for value in one.low],
        "middle": [_finite(value) for value in one.middle],
        "high": [_finite(value) for value in one.high],
        "observed": list(one.observed),
        "outside": list(one.outside),
    }
