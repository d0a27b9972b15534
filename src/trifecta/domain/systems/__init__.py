"""Stock-and-flow models as text: read, run, looked at and held against what was observed.

In a notebook:

    from trifecta.domain.systems import parse, run

    hiring = parse("[Candidates] > Screens @ 25\\nScreens > Offers @ 0.25")
    weeks = run(hiring, rounds=8)
    weeks["Offers"]
"""

from trifecta.domain.systems.faults import Fault, FaultKind, SystemsError
from trifecta.domain.systems.model import Flow, FlowKind, Formula, Model, Stock
from trifecta.domain.systems.parsing import parse
from trifecta.domain.systems.running import Run, run

__all__ = [
    "Fault",
    "FaultKind",
    "Flow",
    "FlowKind",
    "Formula",
    "Model",
    "Run",
    "Stock",
    "SystemsError",
    "parse",
    "run",
]
