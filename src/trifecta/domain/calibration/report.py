"""What is found, as plain data for JSON; keys are explained in docs/reference/rating-files.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trifecta.domain.calibration.agreement import Agreement
from trifecta.domain.calibration.estimates import LEVEL, Estimate, Undefined
from trifecta.domain.calibration.impact import (
    FEWEST_IN_A_CELL,
    FEWEST_PEOPLE,
    FOUR_FIFTHS,
    UNLIKELY,
    Impact,
)
from trifecta.domain.calibration.levels import Adjustment, UnitLevel
from trifecta.domain.calibration.order_check import OrderCheck


def agreement_data(
    together: Agreement, outcomes: Mapping[str, Agreement], *, missing: int
) -> dict[str, Any]:
    """Figures over everything first, then for each outcome where the file has that column."""
    data = {**_coefficients(together), "missing": missing, "level": LEVEL}
    if list(outcomes) != [""]:
        data["outcomes"] = {name: _coefficients(each) for name, each in outcomes.items()}
    return data


def _coefficients(found: Agreement) -> dict[str, Any]:
    estimates = {
        name: each for name, each in found.coefficients.items() if isinstance(each, Estimate)
    }
    return {
        **{
            name: estimates[name].value if name in estimates else None
            for name in found.coefficients
        },
        "intervals": {
            name: None if each.low is None else [each.low, each.high]
            for name, each in estimates.items()
        },
        "undefined": {
            name: each.reason
            for name, each in found.coefficients.items()
            if isinstance(each, Undefined)
        },
        "units": found.units,
        "raters": found.raters,
        "ratings": found.ratings,
        "units_rated_by_all": found.by_all,
    }


def adjusted_data(
    found: Mapping[str, Adjustment],
    checks: Mapping[str, OrderCheck | Undefined],
    *,
    missing: int,
) -> dict[str, Any]:
    """A row for each unit (and outcome, where the file has that column), then how it was done."""
    named = list(found) != [""]
    data: dict[str, Any] = {
        "units": [
            ({"outcome": outcome} if named else {}) | _level(level)
            for outcome, adjustment in found.items()
            for level in adjustment.levels
        ],
        "level": LEVEL,
        "missing": missing,
        "fits": [
            ({"outcome": outcome} if named else {}) | _fit(adjustment, checks.get(outcome))
            for outcome, adjustment in found.items()
        ],
    }
    return data


def _level(found: UnitLevel) -> dict[str, Any]:
    return {
        "unit": found.unit,
        "votes": found.votes,
        "raw": found.raw,
        "adjusted": found.level.value,
        "low": found.level.low,
        "high": found.level.high,
        "relative": {
            "value": found.relative.value,
            "low": found.relative.low,
            "high": found.relative.high,
        },
    }


def _fit(adjustment: Adjustment, check: OrderCheck | Undefined | None) -> dict[str, Any]:
    steps = adjustment.as_steps
    data: dict[str, Any] = {
        "steps": [steps.lowest, steps.highest] if steps else None,
        "unlinked_groups": adjustment.groups,
    }
    if isinstance(check, OrderCheck):
        data["check"] = {"rank_correlation": check.rank_correlation}
    elif check is not None:
        data["check"] = {"rank_correlation": None, "reason": check.reason}
    return data


def impact_data(found: Impact) -> dict[str, Any]:
    """Each group with what may be shown of it, then what was applied."""
    return {
        "groups": [
            {
                "group": each.group,
                "verdict": each.verdict,
                "people": each.people,
                "selected": each.selected,
                "rate": each.rate,
                "ratio": each.ratio,
                "p": each.p,
                "ratio_below_by_chance": each.by_chance,
            }
            for each in found.groups
        ],
        "compared_with": found.highest,
        "look": list(found.look),
        "four_fifths": FOUR_FIFTHS,
        "unlikely_below": UNLIKELY,
        "fewest_people": FEWEST_PEOPLE,
        "fewest_in_a_cell": FEWEST_IN_A_CELL,
    }
