"""Many runs of a model at once, with numbers that are not known for sure."""

from trifecta.domain.systems.ensembles.batches import Batch, batch
from trifecta.domain.systems.ensembles.distributions import (
    Distribution,
    beta,
    choice,
    distribution,
    integers,
    lognormal,
    normal,
    triangular,
    uniform,
)
from trifecta.domain.systems.ensembles.draws import drawn
from trifecta.domain.systems.ensembles.parameters import Parameter, parameter, parameters

__all__ = [
    "Batch",
    "Distribution",
    "Parameter",
    "batch",
    "beta",
    "choice",
    "distribution",
    "drawn",
    "integers",
    "lognormal",
    "normal",
    "parameter",
    "parameters",
    "triangular",
    "uniform",
]
