"""Ranges of a model's numbers from options: `--vary "Screens > Offers=uniform(0.2, 0.4)"`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import click

from trifecta.cli.model_files import text_of
from trifecta.cli.problem_files import BadInputError
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.ensembles.distributions import Distribution, distribution
from trifecta.domain.systems.ensembles.ranges import lines_in, said_in

vary: Final = click.option(
    "--vary",
    "varied",
    multiple=True,
    metavar='"NAME=uniform(LOW, HIGH)"',
    help="A number of the model and the range it may be in: a stock, for how it begins, or a flow. "
    "Repeat for each.",
)


def varied(said: Iterable[str], files: Iterable[str] = ()) -> dict[str, str]:
    """Names with distributions, as written; what is no such line is refused with its place."""
    found: dict[str, str] = {}
    for one in said:
        _add(found, one, "--vary")
    for file in files:
        for number, line in lines_in(text_of(file)):
            _add(found, line, f"{file}: line {number}")
    return found


def _add(found: dict[str, str], text: str, where: str) -> None:
    try:
        name, what = said_in(text)
    except InvalidError as error:
        raise BadInputError(
            f"{where}: {error.message} `trifecta systems ensemble FILE --parameters` lists the "
            "names."
        ) from error
    if name in found:
        raise BadInputError(f'{where}: "{name}" is varied twice. Name it once.')
    found[name] = what


def varied_in(options: Sequence[str]) -> dict[str, Distribution]:
    """Distributions by name; what cannot be read ends the command with 2."""
    found = {}
    for name, text in varied(options).items():
        try:
            found[name] = distribution(text)
        except InvalidError as error:
            raise BadInputError(f"--vary: {name}: {error.message}") from error
    return found


def ranges_in(options: Sequence[str]) -> dict[str, tuple[float, float]]:
    """The same where only ends can be used: uniform and integers."""
    found = {}
    for name, one in varied_in(options).items():
        if one.name not in ("uniform", "integers"):
            raise BadInputError(
                f"--vary: {name}: write uniform(low, high), since only the ends are used here."
            )
        low, high = one.arguments
        found[name] = (float(low), float(high))
    return found
