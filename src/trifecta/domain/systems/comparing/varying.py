"""Models with other numbers in place of uncertain ones, for bands that allow for both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trifecta.domain.systems.ensembles.distributions import Distribution
from trifecta.domain.systems.ensembles.draws import drawn
from trifecta.domain.systems.ensembles.parameters import parameter, with_numbers
from trifecta.domain.systems.model import Model

MODELS: Final = 100


def varied_models(
    model: Model, vary: Mapping[str, Distribution], *, seed: int
) -> tuple[Model, ...]:
    """So many models with numbers drawn from distributions by name; none where none is given.

    Raises InvalidError for names that the model does not have.
    """
    if not vary:
        return ()
    addresses = {name: parameter(model, name).address for name in vary}
    values = drawn(vary, draws=MODELS, seed=seed)
    return tuple(
        with_numbers(model, {addresses[name]: values[name][at].item() for name in vary})
        for at in range(MODELS)
    )
