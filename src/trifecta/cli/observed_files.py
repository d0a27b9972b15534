"""Observations from disk or standard input, counted from an export where stages are mapped."""

from __future__ import annotations

from collections.abc import Sequence

import click

from trifecta.cli.problem_files import source_of
from trifecta.cli.rating_files import refusing
from trifecta.domain.calibration.tables import LARGEST_FILE
from trifecta.domain.systems import Model
from trifecta.domain.systems.observing.candidates import candidates_in, stages_in
from trifecta.domain.systems.observing.observations import Observations
from trifecta.domain.systems.observing.weekly import observations_in

stage = click.option(
    "--stage",
    "stages",
    multiple=True,
    metavar='"HEADING=STOCK"',
    help="Read OBSERVED as rows of candidates with a date for each stage: which column is which "
    "stock. Repeat for each; STOCK is left for the day somebody was rejected or withdrew.",
)
stages_file = click.option(
    "--stages",
    "stages_in_file",
    metavar="FILE",
    help="The same from a file, a line each: Phone screen on = Screens.",
)


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
    text = source_of(path, largest=LARGEST_FILE).text
    with refusing(path):
        if mapped:
            return candidates_in(text, model=model, stages=mapped)
        return observations_in(text, model=model)
