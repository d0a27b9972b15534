"""Stock-and-flow models as text: read, run, looked at and held against what was observed.

In a notebook:

    from trifecta.domain.systems import parse, run

    hiring = parse("[Candidates] > Screens @ 25\\nScreens > Offers @ 0.25")
    weeks = run(hiring, rounds=8)
    weeks["Offers"]

Where a number is not known for sure, many runs at once (the first of them imports NumPy):

    from trifecta.domain.systems import ensemble

    many = ensemble(hiring, {"Screens > Offers": "triangular(0.15, 0.25, 0.4)"}, rounds=8)
    many["Offers"][-1]  # the 5th, 25th, 50th, 75th and 95th percentile after eight weeks
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trifecta.domain.systems.faults import Fault, FaultKind, SystemsError
from trifecta.domain.systems.model import Flow, FlowKind, Formula, Model, Semantics, Stock
from trifecta.domain.systems.parsing import parse
from trifecta.domain.systems.running import Run, run

if TYPE_CHECKING:
    from trifecta.domain.systems.ensembles import (
        Batch,
        Ensemble,
        Parameter,
        batch,
        ensemble,
        parameters,
    )

__all__ = [
    "Batch",
    "Ensemble",
    "Fault",
    "FaultKind",
    "Flow",
    "FlowKind",
    "Formula",
    "Model",
    "Parameter",
    "Run",
    "Semantics",
    "Stock",
    "SystemsError",
    "batch",
    "ensemble",
    "parameters",
    "parse",
    "run",
]

_LATER = frozenset({"Batch", "Ensemble", "Parameter", "batch", "ensemble", "parameters"})
"""Loaded on first use, since a single run needs no NumPy."""


def __getattr__(name: str) -> Any:
    if name in _LATER:
        from trifecta.domain.systems import ensembles

        return getattr(ensembles, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
