"""Flows that nobody counted, as far as counts of stocks leave no other possibility."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from trifecta.domain.systems.model import FlowKind, Model
from trifecta.domain.systems.observing.observations import Observations

_NOTHING: Final = 1e-9


def with_inferred_flows(model: Model, observed: Observations) -> tuple[Observations, set[int]]:
    """The observations with flows that follow from stocks, and which flows were added.

    A stock counted in two weeks after another gives one equation: what came in, less what went out,
    is the difference. A conversion takes out all that was there. A flow is known where the
    equations of a week leave it one value (its row of their null space is zero); weeks in which it
    would be negative are left out.
    """
    flows = {flow: dict(counts) for flow, counts in observed.flows.items()}
    added: set[int] = set()
    for week in range(observed.first_week + 1, observed.last_week + 1):
        for flow, value in _solved(model, observed, week).items():
            if value > -_NOTHING and week not in flows.get(flow, {}):
                flows.setdefault(flow, {})[week] = round(max(value, 0.0), 6)
                added.add(flow)
    found = Observations(
        stocks=observed.stocks, flows=flows, monday=observed.monday, notes=observed.notes
    )
    return found, added


def _solved(model: Model, observed: Observations, week: int) -> dict[int, float]:
    """The value of each flow that the counts of this week and the one before determine."""
    counted = [
        name for name, counts in observed.stocks.items() if week in counts and week - 1 in counts
    ]
    if not counted:
        return {}
    unknown = [at for at in range(len(model.flows)) if week not in observed.flows.get(at, {})]
    matrix = np.zeros((len(counted), len(unknown)))
    total = np.zeros(len(counted))
    for row, name in enumerate(counted):
        now, before = observed.stocks[name][week], observed.stocks[name][week - 1]
        total[row] = now - before
        for at, flow in enumerate(model.flows):
            sign = _sign(model, at, name)
            if sign < 0 and flow.kind is FlowKind.CONVERSION:
                total[row] += before
            elif sign and at in unknown:
                matrix[row, unknown.index(at)] = sign
            elif sign:
                total[row] -= sign * observed.flows[at][week]
    return _determined(matrix, total, unknown)


def _sign(model: Model, at: int, name: str) -> int:
    """1 for a flow into a stock, -1 for one out of it, 0 for others and for circles."""
    flow = model.flows[at]
    inward = flow.destination is not None and model.stocks[flow.destination].name == name
    outward = model.stocks[flow.source].name == name
    return int(inward) - int(outward)


def _determined(
    matrix: npt.NDArray[np.float64], total: npt.NDArray[np.float64], unknown: list[int]
) -> dict[int, float]:
    if not unknown or not matrix.any():
        return {}
    _, sizes, turned = np.linalg.svd(matrix)
    rank = int((sizes > _NOTHING).sum())
    free = turned[rank:]
    solution = np.linalg.lstsq(matrix, total, rcond=None)[0]
    if np.abs(matrix @ solution - total).max() > 1e-6 * (1 + np.abs(total).max()):
        return {}  # what was counted cannot all be true of this chain in this week
    touched = np.abs(matrix).sum(axis=0) > 0
    return {
        flow: float(solution[at])
        for at, flow in enumerate(unknown)
        if touched[at] and not (np.abs(free[:, at]) > 1e-6).any()
    }
