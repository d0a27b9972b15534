"""Observations from disk or standard input, counted from an export where stages are mapped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import click

from trifecta.cli.problem_files import bytes_of, source_of
from trifecta.cli.rating_files import refusing
from trifecta.domain.calibration.tables import LARGEST_FILE
from trifecta.domain.errors import InvalidError
from trifecta.domain.systems import Model
from trifecta.domain.systems.observing.candidates import candidates_in, stages_in
from trifecta.domain.systems.observing.cells import DateOrder, UnclearOrderError
from trifecta.domain.systems.observing.encodings import text_in
from trifecta.domain.systems.observing.observations import Observations
from trifecta.domain.systems.observing.weekly import observations_in

stage = click.option(
    "--stage",
    "stages",
    multiple=True,
    metavar='"HEADING=STOCK"',
    help="Read OBSERVED as an export: which column of dates, or which stage of a row an event, is "
    "which stock. Repeat for each; STOCK is left for the day somebody was rejected or withdrew. "
    "dates=day first says how 03/04/2026 is read.",
)
stages_file = click.option(
    "--stages",
    "stages_in_file",
    metavar="FILE",
    help="The same from a file, a line each: Phone screen on = Screens.",
)


DATES: Final = "dates"
"""What a line of a mapping begins with that says whether day or month comes first."""


def observed_in(
    path: str, model: Model, *, stages: Sequence[str] = (), stages_in_file: str | None = None
) -> Observations:
    """What was counted; what is wrong with a file ends the command with 2."""
    lines = "\n".join(stages)
    with refusing("--stage"):
        mapped = stages_in(lines)
    if stages_in_file is not None:
        with refusing(stages_in_file):
            mapped = stages_in(source_of(stages_in_file).text) | mapped
    order = next((one for one in DateOrder if mapped.get(DATES, "").lower() == one), None)
    if order is not None:
        mapped.pop(DATES)
    _, raw = bytes_of(path, largest=LARGEST_FILE)
    with refusing(path):
        try:
            text = text_in(raw)
            if mapped:
                return candidates_in(text, model=model, stages=mapped, order=order)
            return observations_in(text, model=model, order=order)
        except UnclearOrderError as error:
            raise InvalidError(
                f'{error.message} Say --stage "{DATES}={DateOrder.DAY_FIRST}" or '
                f'--stage "{DATES}={DateOrder.MONTH_FIRST}".'
            ) from None
