"""Ranges of a model's numbers from options: `--vary "Screens > Offers=uniform(0.2, 0.4)"`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import click

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.ensembles.distributions import Distribution, distribution

vary: Final = click.option(
    "--vary",
    "varied",
    multiple=True,
    metavar='"NAME=uniform(LOW, HIGH)"',
    help="A number of the model and the range it may be in: a stock, for how it begins, or a flow. "
    "Repeat for each.",
)


def varied_in(options: Sequence[str]) -> dict[str, Distribution]:
    """Distributions by name; what cannot be read ends the command with 2."""
    found = {}
    for option in options:
        name, equals, text = option.rpartition("=")
        if not equals or not name.strip():
            raise click.BadParameter(
                'write a name, "=" and a range, as in "Screens > Offers=uniform(0.2, 0.4)".',
                param_hint="'--vary'",
            )
        try:
            found[name.strip()] = distribution(text)
        except InvalidError as error:
            raise click.BadParameter(error.message, param_hint="'--vary'") from error
    return found


def ranges_in(options: Sequence[str]) -> dict[str, tuple[float, float]]:
    """The same where only ends can be used: uniform and integers."""
    found = {}
    for name, one in varied_in(options).items():
        if one.name not in ("uniform", "integers"):
            raise click.BadParameter(
                f"{name}: write uniform(low, high), since only the ends are used here.",
                param_hint="'--vary'",
            )
        low, high = one.arguments
        found[name] = (float(low), float(high))
    return found
