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
from trifecta.domain.systems.ensembles.drawing import Ensemble, Failure, ensemble
from trifecta.domain.systems.ensembles.draws import drawn
from trifecta.domain.systems.ensembles.parameters import Parameter, parameter, parameters

__all__ = [
    "Batch",
    "Distribution",
    "Ensemble",
    "Failure",
    "Parameter",
    "batch",
    "beta",
    "choice",
    "distribution",
    "drawn",
    "ensemble",
    "integers",
    "lognormal",
    "normal",
    "parameter",
    "parameters",
    "triangular",
    "uniform",
]
